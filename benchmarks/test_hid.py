"""HID descriptors and reports, beside hid-tools."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from benchmarks.row import Row
from benchmarks.turns import HOUSE, in_turns, milliseconds
from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_report import Decoder

hidtools = pytest.importorskip("hidtools.hid", reason="hid-tools is not installed: pip install hid-tools")

ROUNDS = 15
REPORTS = 1000
BESIDE = "hid-tools"

SAMPLE = HOUSE.parent / "shared" / "data" / "descriptors_sample.jsonl"

BITMAP_KEYBOARD = bytes.fromhex(
    "05 01 09 06 a1 01 85 06 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 19 00 29 9f 95 a0 81 02 c0"
)
"""Report 6: eight modifiers and 160 keys, a bit for each."""

BITMAP_REPORTS = [bytes([6, 2 * (n % 2)]) + (1 << 4 + n % 156 | n % 2 << 44).to_bytes(20, "little") for n in range(32)]
"""One key down, or two and a modifier."""


def sample() -> list[bytes]:
    if not SAMPLE.exists():
        pytest.skip("no sample of descriptors beside the repository")
    return [bytes.fromhex(json.loads(line)["hex"]) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


def test_descriptors_are_parsed(add: Callable[[Row], None]) -> None:
    descriptors = sample()
    ours, theirs = in_turns(
        lambda: milliseconds(lambda: [parse(descriptor) for descriptor in descriptors]),
        lambda: milliseconds(lambda: [hidtools.ReportDescriptor.from_bytes(each) for each in descriptors]),
        ROUNDS,
    )
    add(Row(f"parse of {len(descriptors)} HID descriptors", ours, "ms", BESIDE, theirs, goal=0.33))


def test_reports_of_a_bitmap_keyboard_are_decoded(add: Callable[[Row], None]) -> None:
    decoder = Decoder(parse(BITMAP_KEYBOARD))
    (fields,) = hidtools.ReportDescriptor.from_bytes(BITMAP_KEYBOARD).input_reports.values()
    reports = [BITMAP_REPORTS[n % len(BITMAP_REPORTS)] for n in range(REPORTS)]
    ours, theirs = in_turns(
        lambda: milliseconds(lambda: [decoder.read(report) for report in reports]),
        lambda: milliseconds(lambda: [[field.get_values(report) for field in fields] for report in reports]),
        ROUNDS,
    )
    add(Row(f"decode of {REPORTS} reports of a bitmap keyboard", ours, "ms", BESIDE, theirs, goal=0.05))
