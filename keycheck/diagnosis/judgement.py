"""One asked-for press, judged: the key came, stayed silent, another came in its place, or the trial says nothing.

A trial is judged once for each source, from what that source alone heard; a source that did not hear both anchors in
order was not proven to be listening, and its silence says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from keycheck.diagnosis.ear import Held, let_go, note_down
from keycheck.events.trace import Event, Prompt

VoidReason = Literal[
    "anchor_missing",
    "order",
    "timeout",
    "overlap",
    "unmatched",
    "hurried",
    "injected",
    "incident",
    "not_observing",
    "unattested",
    "skipped",
    "open",
]


@dataclass(frozen=True, slots=True)
class Hit:
    """The key went down as asked."""


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody pressed, this source was listening, and the key did not come."""


@dataclass(frozen=True, slots=True)
class Unmapped:
    """The key was heard, and the system has no code or no sign for it: no program gets it."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another key went down between the anchors: a mis-press, no hit and no miss."""


@dataclass(frozen=True, slots=True)
class Void:
    """The trial says nothing, and why."""

    reason: VoidReason


Outcome = Hit | Silent | Unmapped | Other | Void

HURRY_NS = 150_000_000
"""Nobody presses three keys one after the other in less: two steps of the fastest thousandth of typists take 210 ms
(median press to press 105 ms), less a margin. Two brushes in a row are no sandwich."""

RELEASE_NS = 2_000_000_000
"""A key that was asked to come up has no longer than this, less where its prompt says so (design: diagnosis 1.4)."""

HIT, SILENT, UNMAPPED, OTHER = Hit(), Silent(), Unmapped(), Other()


def judge_sandwich(prompt: Prompt, heard: Sequence[Event], held: Mapping[str | None, int] = {}) -> Outcome:
    """What one source's events from the prompt to its end say of the sandwich.

    `held` are the keys that were down at the prompt. The anchors attest the press: both went down in order within the
    window, and no key at all was down for a moment between them (any two keys pass any matrix, a third may not). A key
    that came before or after them was pressed in another order than asked, so that its silence between them is none.
    Where the second anchor came twice, the first time may have been the key itself, which sends that code.
    """
    down: Held = dict(held)
    hit = other = quiet = False
    opened_by: int | None = None
    unmatched = 0
    for place, event in enumerate(heard):
        if event.action == "up":
            unmatched += not let_go(event.key, down)
            quiet = quiet or (opened_by is not None and not down)
            continue
        if event.action == "repeat" or not note_down(event.key, down):
            continue
        if event.key == prompt.after:
            if opened_by is None:
                return Void("order")
            took_ns = event.t - heard[opened_by].t
            outcome = _outcome_of(hit, other, quiet, unmatched, took_ns > prompt.window_ns)
            if outcome == SILENT and took_ns < HURRY_NS:
                return Void("hurried")
            astray = outcome == SILENT and (
                _came(prompt.key, (*heard[:opened_by], *heard[place:])) or _came(prompt.after or "", heard[place + 1 :])
            )
            return Void("order") if astray else outcome
        if event.key == prompt.before and opened_by is None:
            opened_by = place
        elif event.key == prompt.key:
            hit = opened_by is not None or hit
        elif opened_by is not None:
            other = True
    return Void("anchor_missing")


def _outcome_of(hit: bool, other: bool, quiet: bool, unmatched: int, too_late: bool) -> Outcome:
    if too_late:
        return Void("timeout")
    if hit:
        return HIT
    if other:
        return OTHER
    if unmatched > 1:
        return Void("unmatched")
    return SILENT if quiet else Void("overlap")


def _came(key: str, heard: Iterable[Event]) -> bool:
    return any(event.key == key and event.action == "down" for event in heard)


def judge_paced(
    prompt: Prompt, heard: Sequence[Event], attested: bool, heard_before: bool, heard_after: bool
) -> Outcome:
    """What one source says of a press that a person attested: it counts if the source was heard before and after it."""
    if _came(prompt.key, heard):
        return HIT
    if not attested:
        return Void("unattested")
    return SILENT if heard_before and heard_after else Void("not_observing")


def judge_release(prompt: Prompt, heard: Sequence[Event], now_ns: int) -> Outcome:
    """Whether the key came up within the window after it was asked to: hit, silent, or void while it still can."""
    ends_at = prompt.t + min(prompt.window_ns, RELEASE_NS)
    if any(event.key == prompt.key and event.action == "up" and event.t <= ends_at for event in heard):
        return HIT
    return SILENT if now_ns >= ends_at else Void("open")
