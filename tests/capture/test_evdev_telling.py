"""What the events of a node tell: keys that have a code, and scan codes for which the kernel has none."""

from __future__ import annotations

import pytest

from keycheck.capture.evdev_telling import Telling, natives_of
from keycheck.capture.evdev_wire import EV_KEY, EV_MSC, EV_SYN, KEY_UNKNOWN, MSC_SCAN, InputEvent

USB, I8042 = 0x03, 0x11
SYN = (EV_SYN, 0, 0)
BTN_LEFT = 0x110


def told(bus: int, *events: tuple[int, int, int]) -> list[tuple[str, str, bool]]:
    telling = Telling(bus)
    return [tuple(one) for event in events for one in telling(InputEvent(1, *event))]  # type: ignore[misc]


def test_key_is_told_by_its_code() -> None:
    events = [(EV_MSC, MSC_SCAN, 0x70022), (EV_KEY, 6, 1), SYN, (EV_KEY, 6, 2), SYN, (EV_KEY, 6, 0), SYN]
    assert told(USB, *events) == [("6", "down", False), ("6", "repeat", False), ("6", "up", False)]


def test_button_of_a_mouse_is_no_key_and_no_lost_one() -> None:
    assert told(USB, (EV_MSC, MSC_SCAN, 0x90001), (EV_KEY, BTN_LEFT, 1), SYN) == []


@pytest.mark.parametrize(
    ("bus", "scan_code", "code"),
    [(USB, 0x70022, "6"), (I8042, 0x06, "6"), (I8042, 0xC8, "103"), (USB, 0xC00E2, "113"), (USB, 0x7FFFF, "240")],
)
def test_key_that_the_kernel_has_no_code_for_is_told_by_its_scan_code(bus: int, scan_code: int, code: str) -> None:
    down, up = ([(EV_MSC, MSC_SCAN, scan_code), (EV_KEY, KEY_UNKNOWN, value), SYN] for value in (1, 0))
    assert told(bus, *down, *up) == [(code, "down", True), (code, "up", True)]


def test_scan_code_that_comes_alone_is_told_as_a_tap() -> None:
    assert told(I8042, (EV_MSC, MSC_SCAN, 0x06), SYN, SYN) == [("6", "down", True), ("6", "up", True)]


def test_scan_code_that_waited_for_the_next_key_is_told_before_it() -> None:
    waiting, four = (EV_MSC, MSC_SCAN, 0x06), [(EV_MSC, MSC_SCAN, 0x05), (EV_KEY, 5, 1), SYN]
    assert told(I8042, waiting, *four) == [("6", "down", True), ("6", "up", True), ("5", "down", False)]


def test_scan_code_that_no_table_knows_tells_of_no_key() -> None:
    assert told(I8042, (EV_MSC, MSC_SCAN, 0x7FF), SYN) == []


def test_state_of_the_kernel_names_keys_alone() -> None:
    assert natives_of(frozenset({6, 42, BTN_LEFT, KEY_UNKNOWN})) == {"6", "42"}
