"""The X server's numbers: its 32 bits of time, its keycodes, and keys whose release was lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.capture.source import Disturbance
from keycheck.capture.x11_keys import KeysDown, blind_keys, keycodes_down, monotonic_of, native_of_keycode
from keycheck.events.raw_event import RawEvent
from tests.capture.recorded import MS

WRAP = 2**32


@given(happened_ms=st.integers(0, 2**45), late_ms=st.integers(0, 999))
def test_server_time_is_found_again_however_often_it_has_wrapped(happened_ms: int, late_ms: int) -> None:
    received = (happened_ms + late_ms) * MS + 123_456
    assert monotonic_of(happened_ms % WRAP, received) == happened_ms * MS


@pytest.mark.parametrize("off_ms", [1_001, 60_000, WRAP // 2, WRAP - 1_001])
def test_server_with_another_clock_is_stamped_on_receipt(off_ms: int) -> None:
    received = 5 * WRAP * MS
    assert monotonic_of(off_ms % WRAP, received) == received


def test_stamp_is_never_later_than_the_receipt() -> None:
    """The server's clock may be a millisecond ahead by rounding; an event has not happened before it was heard."""
    assert monotonic_of(1_001, 1_000 * MS) == 1_000 * MS


def test_keycode_is_the_evdev_code_and_eight() -> None:
    assert native_of_keycode(38) == "30"


def test_keymap_is_read_from_the_lowest_bit() -> None:
    keymap = [0] * 32
    keymap[38 // 8] = 1 << 38 % 8
    keymap[31] = 0x80
    assert keycodes_down(keymap) == {38, 255}


def test_key_beyond_the_last_keycode_and_eaten_keys_are_blind() -> None:
    blind = blind_keys()
    assert blind["MicrophoneMuteToggle"] == "X11 has no keycode above 255, this key would be 256"
    assert "KeyA" not in blind
    assert "Fn" in blind


def moves(events: list[RawEvent | Disturbance]) -> list[tuple[str, str] | str]:
    return [(e.native, e.action) if isinstance(e, RawEvent) else e.what for e in events]


def test_press_without_a_release_is_a_repeat() -> None:
    keys = KeysDown()
    events = [keys.press(38, 1), keys.press(38, 2), keys.release(38, 3), keys.press(38, 4)]
    assert [event.action for event in events] == ["down", "repeat", "up", "down"]


def test_key_down_at_the_start_is_handed_over_once_and_its_next_press_is_a_repeat() -> None:
    keys = KeysDown()
    keys.press(39, 0)
    assert moves(list(keys.already({38, 39}, 1))) == [("30", "down")]
    assert keys.press(38, 2).action == "repeat"


def test_lost_release_is_made_good_after_200_ms_and_voids_the_time_since_it_was_last_seen() -> None:
    keys = KeysDown()
    keys.press(38, 0)
    assert list(keys.heal({38}, 100 * MS)) == []
    assert list(keys.heal(set(), 110 * MS)) == []
    assert list(keys.heal(set(), 309 * MS)) == []
    assert list(keys.heal(set(), 310 * MS)) == [
        Disturbance(100 * MS, "dropped", 310 * MS),
        RawEvent(310 * MS, "30", "up"),
    ]
    assert list(keys.heal(set(), 900 * MS)) == []


def test_key_that_the_keymap_gives_nothing_is_told_without_a_meaning_until_it_has_come_up() -> None:
    """What the keymap became while the key was down changes nothing of this press: half a press is none."""
    keys = KeysDown(frozenset({38}))
    told = [keys.press(38, 1), keys.press(39, 2)]
    keys.emptied = frozenset({39})
    told += [keys.press(38, 3), keys.release(38, 4), keys.release(39, 5), keys.press(38, 6), keys.press(39, 7)]
    assert [(event.native, event.action, event.unmapped) for event in told] == [
        ("30", "down", True),
        ("31", "down", False),
        ("30", "repeat", True),
        ("30", "up", True),
        ("31", "up", False),
        ("30", "down", False),
        ("31", "down", True),
    ]


def test_release_that_is_only_late_is_not_made_good() -> None:
    keys = KeysDown()
    keys.press(38, 0)
    assert list(keys.heal(set(), 100 * MS)) == []
    keys.release(38, 120 * MS)
    assert list(keys.heal(set(), 400 * MS)) == []


def test_key_that_is_down_again_before_200_ms_is_not_made_good() -> None:
    keys = KeysDown()
    keys.press(38, 0)
    keymaps: list[set[int]] = [set(), {38}, set(), {38}, set()]
    for n, down in enumerate(keymaps):
        assert list(keys.heal(down, n * 150 * MS)) == []
