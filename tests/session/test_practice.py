"""A practice examination at the pace of a clock: it says that it is one, and it stops while nobody watches."""

from __future__ import annotations

import msgspec
import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.trace import End, Event
from keycheck.session import practice
from keycheck.session.planted import Planted
from keycheck.session.practice import PracticeExamination
from keycheck.session.simulated import SimulatedExamination
from keycheck.simulation.fault import Fault
from tests.session.few_keys import FEW

S = 1_000_000_000
PLANTED = Planted(FEW, (Fault("dead", "Digit5"),), "careful", 1)


class Watch:
    """A clock that stands still until it is moved, and one examination by it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, speed: float = 1.0) -> None:
        self.now_ns = 1_000 * S
        monkeypatch.setattr(practice, "now_ns", lambda: self.now_ns)
        self.lit: list[Event] = []
        self.examination = PracticeExamination(PLANTED, speed, self.lit.append)

    def wait(self, seconds: float) -> None:
        """The time passes, as a screen sees it."""
        for _ in range(round(seconds * 10)):
            self.now_ns += S // 10
            self.examination.pump()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def test_practice_is_called_practice(watch: Watch) -> None:
    assert watch.examination.header.practice
    assert watch.examination.listening


def test_keys_light_up_as_the_time_passes(watch: Watch) -> None:
    watch.wait(1)
    assert watch.lit == []
    watch.wait(5)
    assert {event.key for event in watch.lit} >= {"Digit3", "Digit4"}


def test_watched_from_start_to_end_it_is_the_same_as_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as fast, and still the same verdict, but for the moments at which the screen looked."""
    watch = Watch(monkeypatch, speed=10)
    while not watch.examination.examiner.done:
        watch.wait(0.5)
    trace = watch.examination.close()
    alone = SimulatedExamination(PLANTED, trace.header.started).run()
    watched, unwatched = (diagnose(seen, PLANTED.layout) for seen in (trace, alone))
    assert [trial.reason for trial in watched.voided] == [trial.reason for trial in unwatched.voided]
    assert msgspec.structs.replace(watched, voided=()) == msgspec.structs.replace(unwatched, voided=())
    assert trace.records[-1] == End(trace.records[-1].t, "finished")


def test_clock_stands_still_while_nobody_watches(watch: Watch) -> None:
    watch.wait(3)
    before = watch.examination.now_ns, len(watch.lit)
    watch.examination.blur()
    watch.wait(60)
    watch.examination.blur()
    watch.wait(60)
    assert (watch.examination.now_ns, len(watch.lit)) == before
    watch.examination.focus()
    watch.examination.focus()
    assert watch.examination.now_ns == before[0]
    watch.wait(1)
    assert watch.examination.now_ns == before[0] + S


def test_speed_is_how_often_as_fast_as_life(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(monkeypatch, speed=4)
    watch.wait(3)
    assert watch.examination.now_ns == 12 * S


def test_whoever_watches_may_stop_it(watch: Watch) -> None:
    watch.wait(3)
    watch.examination.answer("stop")
    assert watch.examination.examiner.done
    last = watch.examination.close().records[-1]
    assert isinstance(last, End)
    assert last.reason == "stopped"


def test_practice_that_is_cut_off_has_an_end(watch: Watch) -> None:
    watch.wait(3)
    assert watch.examination.close().records[-1] == End(3 * S, "interrupted")
    watch.examination.discard()
