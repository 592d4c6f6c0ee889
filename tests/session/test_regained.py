"""A loss ends with a press, where its source says nothing of the end."""

from __future__ import annotations

import pytest

from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Trouble
from keycheck.session.regained import Regained

BOARD, OTHER = "/dev/input/event3", "/dev/input/event4"


def press(t: int, device: str | None = BOARD) -> RawEvent:
    return RawEvent(t, "30", "down", device)


@pytest.mark.parametrize("what", ["source_lost", "grabbed"])
@pytest.mark.parametrize("device", [BOARD, None])
def test_press_after_the_loss_shows_that_it_is_over_once(what: Trouble, device: str | None) -> None:
    regained = Regained()
    regained.by(Disturbance(100, what, 200, device))
    assert regained.by(press(300)) == Disturbance(100, "source_back", 300, BOARD)
    assert regained.by(press(400)) is None


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(press(200), id="a press from before the loss was noticed"),
        pytest.param(press(300, OTHER), id="a press of another keyboard"),
        pytest.param(press(300, None), id="a press of nobody knows which keyboard"),
        pytest.param(RawEvent(300, "30", "up", BOARD), id="a release, which the kernel makes when it is pulled out"),
        pytest.param(RawEvent(300, "30", "down", BOARD, injected=True), id="a press by a program"),
        pytest.param(Disturbance(250, "dropped", 300, BOARD), id="another trouble"),
    ],
)
def test_nothing_else_shows_it(message: RawEvent | Disturbance) -> None:
    regained = Regained()
    regained.by(Disturbance(100, "source_lost", 200, BOARD))
    assert regained.by(message) is None
    assert regained.by(press(400)) is not None


@pytest.mark.parametrize("device", [BOARD, None])
def test_source_that_says_it_itself_is_believed(device: str | None) -> None:
    regained = Regained()
    regained.by(Disturbance(100, "source_lost", 200, BOARD))
    regained.by(Disturbance(100, "source_back", 250, device))
    assert regained.by(press(300)) is None


def test_source_is_away_until_the_last_of_its_keyboards_is_back() -> None:
    regained = Regained()
    assert not regained.is_away
    told = [("source_lost", BOARD), ("grabbed", OTHER), ("source_back", BOARD), ("source_back", OTHER)]
    away = []
    for what, device in told:
        regained.by(Disturbance(100, what, 200, device))  # type: ignore[arg-type]  # each is a Trouble
        away.append(regained.is_away)
    assert away == [True, True, True, False]


def test_end_of_two_losses_comes_after_both() -> None:
    """A trace is read in the order of time: the end must not stand before a loss."""
    regained = Regained()
    regained.by(Disturbance(100, "grabbed", 110, BOARD))
    regained.by(Disturbance(150, "source_lost", 160, BOARD))
    assert regained.by(press(300)) == Disturbance(150, "source_back", 300, BOARD)
