"""From reports to keys: what is down, what changed, and what a report that does not fit still says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_report import Decoder
from tests.capture.hid_writing import bitmap_keyboard, boot_keyboard, descriptors, patient, report_bytes

BITMAP_LENGTH = 22


def boot() -> Decoder:
    return Decoder(parse(boot_keyboard()))


def bitmap() -> Decoder:
    return Decoder(parse(bitmap_keyboard(6)))


def mapped(*usages: int) -> bytes:
    """A report of the bitmap keyboard with these usages of page 07 down."""
    bits = sum(1 << (usage - 0xE0 if usage >= 0xE0 else usage + 8) for usage in usages)
    return b"\x06" + bits.to_bytes(BITMAP_LENGTH - 1, "little")


def slotted(*usages: int, modifiers: int = 0) -> bytes:
    """A report of the boot keyboard with these usages in its slots."""
    return bytes([modifiers, 0, *usages]).ljust(8, b"\0")


def moves(decoder: Decoder, *reports: bytes) -> str:
    """What the reports change; `|` stands between two reports."""
    steps = (" ".join(f"{move.action}:{move.usage}" for move in decoder.feed(report)) for report in reports)
    return " | ".join(steps)


@pytest.mark.parametrize(("decoder", "report"), [(boot(), slotted(0x22, modifiers=2)), (bitmap(), mapped(0xE1, 0x22))])
def test_slots_and_bitmaps_say_the_same(decoder: Decoder, report: bytes) -> None:
    assert decoder.read(report).down == ("07:E1", "07:22")


def test_bits_count_from_the_least_significant() -> None:
    assert boot().read(slotted(modifiers=0x02)).down == ("07:E1",)
    assert boot().read(slotted(modifiers=0x40)).down == ("07:E6",)


def test_ten_keys_are_ten_keys_in_a_bitmap() -> None:
    keys = tuple(range(0x04, 0x0E))
    assert bitmap().read(mapped(*keys)).down == tuple(f"07:{key:02X}" for key in keys)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([slotted(4), slotted()], "down:07:04 | up:07:04"),
        ([slotted(4), slotted(4, 5), slotted(5)], "down:07:04 | down:07:05 | up:07:04"),
        ([slotted(4, 5), slotted(5, 4)], "down:07:04 down:07:05 | "),
        ([slotted(4), slotted(4)], "down:07:04 | "),
        ([slotted(4), slotted(5)], "down:07:04 | up:07:04 down:07:05"),
        ([slotted(4, 4)], "down:07:04"),
        (
            [slotted(4), slotted(1, 1, 1, 1, 1, 1, modifiers=2), slotted()],
            "down:07:04 | down:07:E1 | up:07:E1 up:07:04",
        ),
        ([slotted(1, 1, 1, 1, 1, 1), slotted(4)], " | down:07:04"),
        ([slotted(4), slotted(1), slotted(1), slotted(5)], "down:07:04 |  |  | up:07:04 down:07:05"),
        ([slotted(4), b"\x02"], "down:07:04 | up:07:04 down:07:E1"),
    ],
)
def test_transitions_are_the_difference_of_states(reports: list[bytes], expected: str) -> None:
    assert moves(boot(), *reports) == expected


def test_rollover_is_told_and_nothing_is_released() -> None:
    decoder = boot()
    decoder.feed(slotted(4, 5, 6, 7, 8, 9))
    held = decoder.down
    assert decoder.feed(slotted(1, 1, 1, 1, 1, 1)) == ()
    assert decoder.down == held
    assert decoder.read(slotted(1, 1, 1, 1, 1, 1)).rollover


def test_dongle_that_switches_to_boot_reports_loses_no_key() -> None:
    boot_sized = b"\x06" + slotted(0x22, modifiers=2)
    assert moves(bitmap(), mapped(0xE1, 0x22), boot_sized, mapped()) == "down:07:E1 down:07:22 |  | up:07:E1 up:07:22"


def test_key_that_two_reports_name_goes_up_with_the_last_of_them() -> None:
    decoder = Decoder(parse(bitmap_keyboard(6) + bitmap_keyboard(7)))
    down, up = mapped(0xE1), mapped()
    assert moves(decoder, down, b"\x07" + down[1:], up, b"\x07" + up[1:]) == "down:07:E1 |  |  | up:07:E1"


def test_report_that_is_refused_changes_nothing() -> None:
    decoder = bitmap()
    decoder.feed(mapped(0x22))
    for refused in (b"", b"\x09\x00"):
        with pytest.raises(Malformed):
            decoder.feed(refused)
    assert decoder.down == ("07:22",)


@given(st.lists(st.sets(st.integers(0x04, 0xA0 - 1) | st.integers(0xE0, 0xE7)), max_size=8))
def test_bitmap_reports_come_out_as_the_sets_that_went_in(states: list[set[int]]) -> None:
    decoder = bitmap()
    for state in states:
        names = {f"07:{usage:02X}" for usage in state}
        assert set(decoder.read(mapped(*state)).down) == names
        decoder.feed(mapped(*state))
        assert set(decoder.down) == names


@patient
@given(descriptors(), st.lists(report_bytes, max_size=8))
def test_transitions_added_up_are_what_is_down(descriptor: bytes, reports: list[bytes]) -> None:
    decoder, down = Decoder(parse(descriptor)), set()
    for report in reports:
        try:
            moved = decoder.feed(report)
        except Malformed:
            continue
        for move in moved:
            assert (move.usage in down) is (move.action == "up"), "what is down can only go up, and the other way round"
            down ^= {move.usage}
        assert down == set(decoder.down)


class TestSuppose:
    def test_key_that_was_down_before_the_first_report_comes_up_with_it(self) -> None:
        decoder = boot()
        decoder.suppose(["07:22", "07:E1"])
        assert set(decoder.down) == {"07:22", "07:E1"}
        assert [(moved.usage, moved.action) for moved in decoder.feed(bytes([2, 0, 4, 0, 0, 0, 0, 0]))] == [
            ("07:22", "up"),
            ("07:04", "down"),
        ]

    def test_report_that_can_not_name_it_leaves_it_down(self) -> None:
        decoder = Decoder(parse(bitmap_keyboard(6) + bitmap_keyboard(7, keys=8)))
        decoder.suppose(["07:22"])
        assert decoder.feed(b"\x07" + bytes(2)) == ()
        assert decoder.down == ("07:22",)

    def test_what_no_report_can_name_is_not_taken_for_down(self) -> None:
        decoder = boot()
        decoder.suppose(["0C:E2"])
        assert decoder.down == ()
