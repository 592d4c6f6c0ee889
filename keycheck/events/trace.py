"""The trace: the recording of one examination, from which alone the verdict follows.

Each record is one line of the file `keycheck.trace/1` and one value of the examination: the two are one type
(docs/decisions/0001). Times are integer nanoseconds since the start of the examination and never fall.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

SCHEMA: Literal["keycheck.trace/1"] = "keycheck.trace/1"

Nanoseconds = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
BusId = Annotated[int, msgspec.Meta(ge=0, le=0xFFFF)]
"""A vendor or a product on its bus: USB, Bluetooth and I2C have 16 bits for each."""
Action = Literal["down", "up", "repeat"]
Layer = Literal["hid", "kernel", "os", "app"]
Silence = Literal["counts", "not_separated", "no_evidence"]
PhaseName = Literal["start", "sweep", "confirm", "nominated", "free", "retest"]
Trouble = Literal["blur", "stall", "dropped", "source_lost", "source_back", "clock_step", "grabbed", "permission"]
LampName = Literal["NumLock", "CapsLock", "ScrollLock"]
LampWord = Literal["lit", "not_lit", "no_such_lamp"]
AttestedBy = Literal["sandwich", "person", "on_keyboard", "no_such_key", "cannot_press", "skipped"]

SIMULATED = "simulated"
"""The name of the source of a simulated keyboard."""

LAYERS: tuple[Layer, ...] = ("hid", "kernel", "os", "app")
"""From the switch upwards: how close to it a source listens."""


BEAT_NS = 600_000_000
"""From one paced press to the next (design: diagnosis 1.1)."""
BEAT_LEAD_NS = 250_000_000
"""A press belongs to its beat from so long before it: there its prompt opens (design: diagnosis 1.1)."""

LONGEST_WINDOW_NS = 60_000_000_000
"""Nobody is given longer for one press; keycheck gives 20 s at most. A press in a longer one attests nothing."""


def is_simulated(source: str) -> bool:
    """Whether a source of this name, however it is spaced and capitalised, listened to a simulated keyboard."""
    return "".join(source.split()).casefold() == SIMULATED


Keys = Annotated[tuple[str, ...], msgspec.Meta(max_length=300)]
"""W3C codes; the table knows 200."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A part of the trace; an unknown field is an error, so that no forged or newer record is half read."""


class Device(_Strict, frozen=True):
    """A keyboard that was attached. Presses on one that is not under test never count."""

    id: int
    name: str
    bus: str = ""
    vendor_id: BusId | None = None
    product_id: BusId | None = None
    under_test: bool = True


class Source(_Strict, frozen=True, omit_defaults=True):
    """One way in which the examination listened."""

    id: int
    name: str
    layer: Layer
    resolution_ns: Annotated[int, msgspec.Meta(ge=0)]
    observes: Literal["all"] | Keys
    """The keys whose silence counts here: all, or these. What a source sees beside them proves that a key works."""
    blind: dict[str, str] = {}
    """Key -> why this source can't see it."""
    unknown: dict[str, str] = {}
    """Key -> why nobody knows whether this source can see it: what it hears of the key counts, its silence does not."""
    silence: Silence = "counts"
    """What silence of a key that it can see says, where somebody pressed it.

    counts: the press did not get as far as this layer. not_separated: it did not arrive here, but programs stand before
    this source whatever its layer is, so that nobody can say where it was lost (Raw Input). no_evidence: nothing at all
    (a terminal).
    """

    def can_see(self, key: str) -> bool:
        """Whether it is known that a press of this key reaches this source, when nothing is wrong."""
        listed = self.observes == "all" or key in self.observes
        return listed and key not in self.blind and key not in self.unknown

    @property
    def at_switch(self) -> bool:
        """Whether no program stands between the keyboard and this source, so that it tells a switch from software."""
        return self.layer in ("hid", "kernel") and self.silence == "counts"

    def can_observe(self, key: str) -> bool:
        """Whether silence of this key, at this source, can mean anything."""
        return self.silence != "no_evidence" and self.can_see(key)


class Setting(_Strict, frozen=True, omit_defaults=True):
    """Something on the machine that can be taken for a broken key, as it was found."""

    name: str
    """What people call it: `Slow Keys`."""
    imitates: str
    """What it looks like, as a part of a sentence."""
    layer: Layer
    """It acts on what is seen here and above."""
    blocks: bool
    """Whether silence of its keys, there and above, proves nothing while it is on."""
    keys: Keys | None = None
    """The keys that it acts on; None for all, or any."""
    emptied: Keys = ()
    """Those of them from which programs get nothing, though they may arrive at layers below it."""

    def acts_on(self, key: str, layer: Layer) -> bool:
        """Whether what this layer hears of the key may be its doing."""
        return LAYERS.index(self.layer) <= LAYERS.index(layer) and (self.keys is None or key in self.keys)

    def excuses(self, key: str, layer: Layer) -> bool:
        """Whether silence of this key at this layer may be its doing."""
        return self.blocks and self.acts_on(key, layer)


Found = Annotated[tuple[Setting, ...], msgspec.Meta(max_length=50)]


class KnownMatrix(_Strict, frozen=True):
    """The scan matrix of the keyboard under test, as the person who examines it gave it."""

    name: Annotated[str, msgspec.Meta(max_length=200)]
    crossings: Annotated[tuple[tuple[int, int, str], ...], msgspec.Meta(max_length=1000)]
    """Drive line, sense line, and the W3C code of the key that joins them."""


class Header(_Strict, frozen=True, omit_defaults=True):
    """The first line of a trace."""

    schema: Literal["keycheck.trace/1"]
    started: str
    """UTC, ISO 8601 to the second."""
    keycheck: str
    """The version that recorded it."""
    rules: str
    """The version of the rules that the verdict was drawn with."""
    practice: bool
    """Whether the keyboard was a simulated one; nothing that follows can then speak of a real keyboard."""
    layout: str
    """The map that the verdict is drawn on."""
    locale: str = ""
    began_with: str = ""
    """The map that the examination began with, where the keys that arrived showed that it was another."""
    devices: Annotated[tuple[Device, ...], msgspec.Meta(max_length=200)] = ()
    sources: Annotated[tuple[Source, ...], msgspec.Meta(max_length=8)] = ()
    settings: Found = ()
    """What was on at the start that imitates a fault."""
    matrix: KnownMatrix | None = None
    sealed: bool = False
    """Whether the sweep is stored without the order of keys (see `keycheck.events.seal`)."""


class Event(_Strict, frozen=True, tag_field="kind", tag="event"):
    """A key went down or up, or repeated, as one source saw it."""

    t: Nanoseconds
    source: int
    device: int | None
    """None where the source can't tell devices apart."""
    key: str | None
    """W3C code; None for a native code that no table knows and, in the sealed form, for a key not asked for."""
    native: str
    action: Action
    injected: bool = False
    unmapped: bool | msgspec.UnsetType = msgspec.UNSET
    """Written where it is so: the system heard the key and gives it no meaning, so that no program gets it.

    The kernel has no code for it (`key` is then what a scan code says, or None), or the desktop's keymap was changed so
    that it gives the key no sign (`key` is then the physical key).
    """


class Phase(_Strict, frozen=True, tag_field="kind", tag="phase"):
    """A part of the examination begins."""

    t: Nanoseconds
    name: PhaseName


class Prompt(_Strict, frozen=True, tag_field="kind", tag="prompt", omit_defaults=True):
    """One trial of one key opens: the person is asked for something.

    With `before` and `after` it is a sandwich, which attests itself. Without them the press is attested, or refused, by
    an `attest` of the same trial. A series of such prompts at a steady pace, each with a window of one beat, asks for
    paced presses: the beat itself comes `BEAT_LEAD_NS` after the prompt. With `times` it asks for so many quick
    presses, which screen a key and prove nothing by their silence.

    One that asks to `hold` its keys, one of them or three together, opens no trial: it shows how the keyboard is made
    and how the machine is set, and nothing that is held can speak for a key or against it.
    """

    t: Nanoseconds
    trial: Annotated[int, msgspec.Meta(ge=1)]
    round: Annotated[int, msgspec.Meta(ge=1)]
    key: str
    window_ns: Annotated[int, msgspec.Meta(gt=0, le=LONGEST_WINDOW_NS)]
    """Sandwich: how long from the first key to the last. Release and tap: how long the key has to come up. Hold: how
    long the keys are asked for."""
    before: str | None = None
    after: str | None = None
    ask: Literal["press", "release", "tap", "hold"] = "press"
    times: Annotated[int, msgspec.Meta(ge=1, le=100)] = 1
    """How many presses of the key are asked for, one quickly after the other."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys that this prompt asks for."""
        return frozenset(k for k in (self.before, self.key, self.after) if k is not None)

    @property
    def asks_to_let_go(self) -> bool:
        """Whether its key seems to be down, and is asked to come up."""
        return self.ask in ("release", "tap")


class Attest(_Strict, frozen=True, tag_field="kind", tag="attest"):
    """Who says that the press of this trial took place, or why it did not.

    `on_keyboard` says that the key exists, no more; `no_such_key`, `cannot_press` and `skipped` close the trial.
    """

    t: Nanoseconds
    trial: int
    by: AttestedBy


class Incident(_Strict, frozen=True, tag_field="kind", tag="incident"):
    """What lies between `t` and `until` is void for this source (None: for all of them)."""

    t: Nanoseconds
    source: int | None
    what: Trouble
    until: Nanoseconds


class Lamp(_Strict, frozen=True, tag_field="kind", tag="lamp"):
    """keycheck switched this lock lamp on and off through the system, and the person says whether it lit.

    Nothing is concluded from it, of no key and of no keyboard.
    """

    t: Nanoseconds
    lamp: LampName
    said: LampWord


class SweepKey(_Strict, frozen=True, tag_field="kind", tag="sweep_key", omit_defaults=True):
    """Sealed form: all events of one key in one phase, relative to its own first, so that no order of keys is left."""

    t: Nanoseconds
    source: int
    key: str | None
    events: tuple[tuple[Nanoseconds, Action], ...]
    device: int | None = None
    native: str = ""
    injected: bool = False
    unmapped: bool = False


class Settings(_Strict, frozen=True, tag_field="kind", tag="settings"):
    """What imitates a fault was looked for again, at the end; this was found."""

    t: Nanoseconds
    found: Found


class End(_Strict, frozen=True, tag_field="kind", tag="end"):
    """The examination is over."""

    t: Nanoseconds
    reason: Literal["finished", "stopped", "interrupted"]


Record = Event | Phase | Prompt | Attest | Incident | Lamp | SweepKey | Settings | End


class Trace(msgspec.Struct, frozen=True):
    """A whole recording: its header and its records in the order of time."""

    header: Header
    records: tuple[Record, ...]

    def ended(self) -> Trace:
        """The trace with its end; one without was interrupted at its last record."""
        last = self.records[-1] if self.records else None
        if isinstance(last, End):
            return self
        return Trace(self.header, (*self.records, End(last.t if last else 0, "interrupted")))
