"""From a source's native codes to the keys of a trace: one clock, repeats told apart by what is down."""

from __future__ import annotations

import pytest

from keycheck.events.normalize import Normalizer
from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Action
from keycheck.events.trace_file import encode_line

ZERO = 1_000


def actions(normalizer: Normalizer, moves: str) -> list[str]:
    """What becomes of moves such as `+6 -6 =6`: down, up and repeat of a native code."""
    signs: dict[str, Action] = {"+": "down", "-": "up", "=": "repeat"}
    return [normalizer(RawEvent(ZERO, move[1:], signs[move[0]], "board")).action for move in moves.split()]


@pytest.fixture
def normalizer() -> Normalizer:
    return Normalizer(4, "evdev", {"board": 7, "other": 8}, ZERO)


def test_native_code_becomes_a_key_at_the_time_of_the_trace(normalizer: Normalizer) -> None:
    event = normalizer(RawEvent(ZERO + 25, "6", "down", "board", injected=True))
    assert (event.t, event.source, event.device, event.key, event.native) == (25, 4, 7, "Digit5", "6")
    assert event.injected


def test_code_that_no_table_knows_is_kept_without_a_key(normalizer: Normalizer) -> None:
    event = normalizer(RawEvent(ZERO, "9999", "down", None))
    assert (event.key, event.native, event.device) == (None, "9999", None)


@pytest.mark.parametrize(("native", "says", "unmapped"), [("240", False, True), ("6", False, False), ("6", True, True)])
def test_key_without_a_code_is_marked(normalizer: Normalizer, native: str, says: bool, unmapped: bool) -> None:
    """240 is what Linux writes in place of a code; another source says so itself."""
    event = normalizer(RawEvent(ZERO, native, "down", "board", unmapped=says))
    assert (event.unmapped is True) == unmapped
    assert (b"unmapped" in encode_line(event)) == unmapped


def test_what_was_stamped_before_the_start_is_at_the_start(normalizer: Normalizer) -> None:
    assert normalizer(RawEvent(ZERO - 25, "6", "down", "board")).t == 0


@pytest.mark.parametrize(
    ("moves", "becomes"),
    [
        ("+6 -6 +6 -6", ["down", "up", "down", "up"]),
        ("+6 +6 +6 -6", ["down", "repeat", "repeat", "up"]),
        ("+6 =6 -6 =6", ["down", "repeat", "up", "repeat"]),
        ("+6 +7 +6", ["down", "down", "repeat"]),
        ("-6 +6", ["up", "down"]),
    ],
)
def test_press_of_a_key_that_is_down_is_a_repeat(normalizer: Normalizer, moves: str, becomes: list[str]) -> None:
    assert actions(normalizer, moves) == becomes


def test_same_key_of_two_keyboards_is_two_switches(normalizer: Normalizer) -> None:
    pressed = [normalizer(RawEvent(ZERO, "6", "down", device)).action for device in ("board", "other")]
    assert pressed == ["down", "down"]


def test_after_an_interruption_a_press_is_a_press_again(normalizer: Normalizer) -> None:
    assert actions(normalizer, "+6") == ["down"]
    normalizer.forget()
    assert actions(normalizer, "+6 +6") == ["down", "repeat"]
