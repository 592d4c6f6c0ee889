"""The wire that does not exist: polling, loss, and the clocks that stamp."""

from __future__ import annotations

from collections import Counter

import pytest

from keycheck.events.trace import Event, Incident
from keycheck.simulation.board import Board
from keycheck.simulation.figures import load
from keycheck.simulation.transport import RESOLUTIONS_NS, Clock, LossMode, StampDelay, TransportBuild
from tests.scenarios import MS
from tests.simulation.hand import Press, everything_heard, heard_by

MANY: list[Press] = [("KeyE", 10.0 + 200 * n, 80.0) for n in range(2_000)]


def lossy(mode: LossMode, layers: tuple[str, ...] = ("kernel",)) -> Board:
    return Board(transport=TransportBuild(loss=0.1, loss_mode=mode), layers=layers)  # type: ignore[arg-type]


@pytest.mark.parametrize("clock", RESOLUTIONS_NS)
def test_stamps_stand_on_the_ticks_of_the_clock(clock: Clock) -> None:
    events = everything_heard(Board(transport=TransportBuild(clock=clock)), MANY[:50])
    resolutions = [source.resolution_ns for source in Board(transport=TransportBuild(clock=clock)).sources]
    assert all(event.t % resolutions[event.source] == 0 for event in events if isinstance(event, Event))
    assert resolutions[0] == RESOLUTIONS_NS[clock]
    assert resolutions[1] >= MS


@pytest.mark.parametrize("interval_ms", [1, 8])
def test_event_waits_for_the_next_poll_and_no_longer(interval_ms: int) -> None:
    build = TransportBuild(interval_ns=interval_ms * MS, stamp_delay="none")
    events = everything_heard(Board(transport=build, layers=("kernel",)), MANY[:50])
    assert all(event.t % (interval_ms * MS) == 0 for event in events)


@pytest.mark.parametrize("delay", ["separate_process", "ui_60_fps", "busy_interpreter"])
def test_stamps_are_as_late_as_was_measured(delay: StampDelay) -> None:
    """Half of them below the median of the table, one in twenty above its 95 % point."""
    at = TransportBuild(stamp_delay="none", interval_ns=125_000), TransportBuild(stamp_delay=delay, interval_ns=125_000)
    exact, late = (everything_heard(Board(transport=build, layers=("kernel",)), MANY) for build in at)
    delays = sorted((b.t - a.t) / 1_000 for a, b in zip(exact, late, strict=True))
    p50, p95, _, most = load()["stamp_delay_us"][delay]
    assert 0.8 * p50 < delays[len(delays) // 2] < 1.2 * p50 + 2
    assert delays[len(delays) * 93 // 100] < p95 + 2
    assert delays[len(delays) * 97 // 100] > p95 - 2
    assert delays[-1] <= most + 1


def test_lost_press_takes_its_release_along() -> None:
    words = Counter(heard_by(lossy("drop_press"), MANY).split())
    assert words["+KeyE"] == words["-KeyE"]
    assert 1_700 < words["+KeyE"] < 1_900


def test_lost_release_comes_with_the_next_report() -> None:
    words = heard_by(lossy("drop_release"), MANY).replace("~KeyE ", "").split()
    counts = Counter(words)
    assert counts["+KeyE"] == 2_000
    assert 1_990 < counts["-KeyE"] <= 2_000
    assert "+KeyE +KeyE" not in " ".join(words)


def test_full_buffer_loses_events_of_the_kernels_reader_alone_and_says_so() -> None:
    events = everything_heard(lossy("syn_dropped_burst", ("kernel", "os")), MANY)
    incidents = [event for event in events if isinstance(event, Incident)]
    counts = Counter(event.source for event in events if isinstance(event, Event) and event.action != "repeat")
    assert {(incident.what, incident.source) for incident in incidents} == {("dropped", 0)}
    assert counts[1] == 4_000
    assert len(incidents) <= 4_000 - counts[0] <= 4 * len(incidents)


def test_radio_is_later_than_a_wire_and_keeps_the_order() -> None:
    wire = everything_heard(Board(layers=("kernel",)), MANY[:200])
    radio = everything_heard(Board(layers=("kernel",), transport=TransportBuild(radio=True)), MANY[:200])
    assert [event.t for event in radio] == sorted(event.t for event in radio)
    assert sum(b.t - a.t for a, b in zip(wire, radio, strict=True)) > 2 * MS * len(wire)


def test_nothing_is_lost_on_a_sound_wire() -> None:
    assert Counter(heard_by(Board(), MANY).split()) == {"+KeyE": 2_000, "-KeyE": 2_000}
