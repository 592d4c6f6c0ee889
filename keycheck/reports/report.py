"""The report, `keycheck.report/1`: the one truth that the page, the PDF and the text are views of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from keycheck.diagnosis.verdict import Traits, Verdict
from keycheck.errors import BadFile
from keycheck.errors.bad_json import REFUSALS, refusal, refuse_names_twice
from keycheck.errors.bounded_file import bytes_of
from keycheck.errors.printable import printable
from keycheck.events.trace import BusId, Header, Layer, Nanoseconds, is_simulated
from keycheck.evidence.envelope import Seal
from keycheck.keys.table import known
from keycheck.languages import N_, speaking
from keycheck.layouts.layout import Layout
from keycheck.reports import wording
from keycheck.reports.purchase import Purchase

SCHEMA: Literal["keycheck.report/1"] = "keycheck.report/1"

MAX_BYTES = 2_000_000
"""No report is larger; one with a finding for every key of a full keyboard takes 0.1 MB."""

FileName = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$(?!\n)")]
"""A plain name without a path: it is printed inside a command that people copy."""

Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
"""SHA-256, in lower-case hex."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the report; an unknown field is an error, so that no forged or newer report is half read."""


class _Schema(msgspec.Struct):
    schema: str


class Tool(_Strict, frozen=True):
    """What made the report."""

    name: Literal["keycheck"]
    version: str


class Product(_Strict, frozen=True, omit_defaults=True):
    """The machine, as far as its firmware or its owner says."""

    maker: str | None = None
    model: str | None = None
    serial: str | None = None
    """Personal data once it can be linked to a buyer."""
    serial_source: str | None = None
    """Where the serial number was read (`dmi`), or `label` where a person typed it."""


class Keyboard(_Strict, frozen=True, omit_defaults=True):
    """The keyboard under test, and the map that it was tested by."""

    name: str
    layout: str
    layout_name: str
    bus: str = ""
    vendor_id: BusId | None = None
    product_id: BusId | None = None
    locale: str = ""
    """Whose legends its keys bear; empty where the map says it."""


class ListenedBy(_Strict, frozen=True):
    """One way in which the examination listened."""

    name: str
    layer: Layer
    resolution_ns: Nanoseconds


class Software(_Strict, frozen=True, omit_defaults=True):
    """What ran on the machine."""

    os: str = ""


_Told = TypeVar("_Told", Product, Software, Purchase)


class Report(_Strict, frozen=True, omit_defaults=True):
    """One examination of one keyboard, ready to hand over."""

    schema: Literal["keycheck.report/1"]
    report_id: str
    created_utc: str
    """ISO 8601 to the second, with Z."""
    tool: Tool
    mode: wording.Mode
    practice: bool
    """Whether the keyboard was a simulated one; the report then says nothing about a real keyboard."""
    product: Product
    keyboard: Keyboard
    sources: tuple[ListenedBy, ...]
    software: Software
    verdict: Verdict
    limits_text: str
    """What the report shows and what it does not, in words."""
    purchase: Purchase
    trace_file: FileName
    """The recording, which travels beside the report."""
    trace_sha256: Digest
    layout_sha256: Digest | None = None
    """Of the map, which travels beside the report too; None for one that every keycheck has."""
    seal: Seal | None = None
    """Over all that stands before it; the last member of the file."""


def build(  # noqa: PLR0913 - told everything, each part by its name
    *,
    report_id: str,
    created_utc: str,
    version: str,
    verdict: Verdict,
    header: Header,
    layout: Layout,
    product: Product,
    software: Software,
    purchase: Purchase,
    trace_file: str,
    trace_sha256: str,
    layout_sha256: str | None = None,
) -> Report:
    """The report of one examination. Pure: it is told everything, the time too.

    `header` is that of the trace which the verdict follows from. What a person typed is made printable. Raises
    ValueError where the parts contradict each other.
    """
    report = Report(
        schema=SCHEMA,
        report_id=report_id,
        created_utc=created_utc,
        tool=Tool("keycheck", version),
        mode="home",
        practice=header.practice,
        product=_printable(product),
        keyboard=keyboard_of(header, layout),
        sources=listened_by(header),
        software=_printable(software),
        verdict=verdict,
        limits_text=sealed_limits(verdict),
        purchase=_printable(purchase),
        trace_file=trace_file,
        trace_sha256=trace_sha256,
        layout_sha256=layout_sha256,
    )
    for place, found, expected in contradictions(report):
        raise ValueError(f"{place}: found {found}, expected {expected}")
    return report


def sealed_limits(verdict: Verdict) -> str:
    """What the verdict shows and what it does not, in English, as every report says it whatever its pages speak."""
    with speaking("en"):
        return wording.limits(verdict)


def _printable(told: _Told) -> _Told:
    texts = {name: text for name, text in msgspec.structs.asdict(told).items() if text is not None}
    return msgspec.structs.replace(told, **{name: printable(text) for name, text in texts.items()})


def listened_by(header: Header) -> tuple[ListenedBy, ...]:
    """The ways in which the examination of this trace listened."""
    return tuple(ListenedBy(s.name, s.layer, s.resolution_ns) for s in header.sources)


def keyboard_of(header: Header, layout: Layout) -> Keyboard:
    """The keyboard under test of this trace, which was made with this map."""
    return keyboard_with(header, layout.id, layout.name, layout.locale)


def keyboard_with(header: Header, layout: str, layout_name: str, locale: str) -> Keyboard:
    """The same with a map of which no more is known than this."""
    device = next((d for d in header.devices if d.under_test), None)
    if device is None:
        return Keyboard("", layout, layout_name, locale=locale)
    name, bus = printable(device.name), printable(device.bus)
    return Keyboard(name, layout, layout_name, bus, device.vendor_id, device.product_id, locale)


def encode(report: Report) -> bytes:
    """The report as JSON, indented, UTF-8, with a line end; the same report gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(report, order="deterministic"), indent=2) + b"\n"


def read(path: Path) -> Report:
    """The report in this file. Raises BadFile, which says where it is wrong, what was found and what expected."""
    return decode(bytes_of(path, MAX_BYTES), str(path))


def decode(data: bytes, file: str) -> Report:
    """The report in these bytes; whether its seal fits is another question. Raises BadFile, which names `file`."""
    try:
        schema = msgspec.json.decode(data, type=_Schema).schema
        if schema != SCHEMA:
            raise BadFile(file, "$.schema", printable(repr(schema)), repr(SCHEMA))
        report = msgspec.json.decode(data, type=Report)
    except REFUSALS as error:
        raise refusal(file, data, error, SCHEMA) from None
    # As keycheck writes it no name stands twice; looking at each takes ten times as long.
    if encode(report) != data:
        refuse_names_twice(file, data)
    for place, found, expected in contradictions(report):
        raise BadFile(file, place, printable(found), printable(expected))
    return report


def moment(report: Report) -> datetime:
    """When the report was made, in UTC. Raises ValueError for a text that is no such time."""
    return datetime.strptime(report.created_utc, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def contradictions(report: Report) -> Iterator[tuple[str, str, str]]:
    """What no single field shows: the place, what was found there, what was expected."""
    verdict = report.verdict
    if not _is_moment(report):
        yield "$.created_utc", repr(report.created_utc), N_("a time such as '2026-11-22T10:00:00Z'")
    if verdict.practice != report.practice:
        yield (
            "$.verdict.practice",
            str(verdict.practice).lower(),
            N_("{practice} as in $.practice").format(practice=str(report.practice).lower()),
        )
    if not report.practice and any(is_simulated(source.name) for source in report.sources):
        yield "$.practice", "false", N_("true, because a simulated keyboard was listened to")
    if verdict.layout != report.keyboard.layout:
        yield (
            "$.verdict.layout",
            repr(verdict.layout),
            N_("{layout} as in $.keyboard.layout").format(layout=repr(report.keyboard.layout)),
        )
    if (verdict.verdict == "fault") != bool(verdict.findings) and verdict.verdict != "inconclusive":
        yield "$.verdict.verdict", repr(verdict.verdict), N_("'fault' with findings, 'no_fault_seen' without")
    for place, key in _keys_named(verdict):
        if not known(key):
            yield place, repr(key), N_("a W3C code of the key table, such as 'Digit5'")
    for place, part, whole in _counts(verdict):
        if not 0 <= part <= whole:
            yield place, str(part), f"0 to {whole}"


def _is_moment(report: Report) -> bool:
    try:
        return moment(report).year >= 2000
    except ValueError:
        return False


def _keys_named(verdict: Verdict) -> Iterator[tuple[str, str]]:
    for name in ("findings", "undecided", "not_testable", "controls", "limits", "voided", "sound"):
        for n, item in enumerate(getattr(verdict, name)):
            yield f"$.verdict.{name}[{n}].key", item.key
    for n, finding in enumerate(verdict.findings):
        if finding.other is not None:
            yield f"$.verdict.findings[{n}].other", finding.other
    for n, pattern in enumerate(verdict.patterns):
        for m, key in enumerate(pattern.keys):
            yield f"$.verdict.patterns[{n}].keys[{m}]", key
    traits = verdict.traits or Traits()
    for n, told in enumerate(traits.together):
        for m, key in enumerate(told.keys):
            yield f"$.verdict.traits.together[{n}].keys[{m}]", key
    if traits.key_repeat is not None:
        yield "$.verdict.traits.key_repeat.key", traits.key_repeat.key
    for name in ("not_tested", "not_on_keyboard"):
        for n, key in enumerate(getattr(verdict, name)):
            yield f"$.verdict.{name}[{n}]", key


def _counts(verdict: Verdict) -> Iterator[tuple[str, int, int]]:
    for n, finding in enumerate(verdict.findings):
        yield f"$.verdict.findings[{n}].hits", finding.hits, finding.trials
    for n, open_key in enumerate(verdict.undecided):
        yield f"$.verdict.undecided[{n}].hits", open_key.hits, open_key.trials
    for n, sound in enumerate(verdict.sound):
        yield f"$.verdict.sound[{n}].hits", sound.hits, sound.trials
    for n, control in enumerate(verdict.controls):
        yield f"$.verdict.controls[{n}].arrived", control.arrived, control.asked
