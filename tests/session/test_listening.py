"""Real capture processes under one examination: paused, killed, blocked and ended."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from keycheck.events.trace import Event, Incident
from keycheck.session.listening import Ears
from tests.capture.recorded import recording, saved, typing
from tests.cli.command import HOUSE, run_apart
from tests.session.real_ears import Running, lives, pid, ready, wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the signals of these tests are those of POSIX")


@pytest.fixture
def tape(tmp_path: Path) -> str:
    """A source that taps KeyA every 20 ms, on a keyboard of its own."""
    return f"replay:{saved(typing(taps=3_000, every_ms=20), tmp_path)}"


@pytest.fixture
def begin() -> Iterator[Callable[..., Running]]:
    """Begin an examination with these sources; its processes end with the test."""
    begun: list[Running] = []

    def one(*sources: str) -> Running:
        begun.append(Running(*sources))
        return begun[-1]

    yield one
    for running in begun:
        running.ears.stop()


def test_what_a_source_hears_stands_in_the_trace(begin: Callable[..., Running], tape: str) -> None:
    running = begin(tape)
    running.hear_more(6)
    trace = running.examination.close()
    events = [record for record in trace.records if isinstance(record, Event)]
    assert {event.key for event in events} == {"KeyA"}
    assert {event.device for event in events} == {0}
    assert trace.header.devices[0].name == "Recorded Keyboard"
    assert {event.action for event in events} == {"down", "up"}


def test_nothing_is_read_while_another_window_is_in_front(begin: Callable[..., Running], tape: str) -> None:
    running = begin(tape)
    running.hear_more()
    running.examination.blur()
    heard = len(running.lit)
    time.sleep(0.15)
    assert len(running.lit) == heard
    running.examination.focus()
    running.hear_more()
    trace = running.examination.close()
    (gap,) = (record for record in trace.records if isinstance(record, Incident) and record.what == "blur")
    assert not [r for r in trace.records if isinstance(r, Event) and gap.t < r.t < gap.until]
    assert gap.until - gap.t >= 150_000_000


@pytest.mark.parametrize("end", ["SIGKILL", "SIGILL", "SIGSTOP"], ids=["killed", "crashes", "hangs"])
def test_source_that_is_lost_is_an_incident_and_is_started_again(
    begin: Callable[..., Running], tape: str, end: str
) -> None:
    running = begin(tape)
    running.hear_more()
    (ear,) = running.ears.all
    first = pid(ear)
    os.kill(first, signal.Signals[end])
    running.until(lambda: pid(ear) != first and ear.ready is not None)
    assert not lives(first)
    running.hear_more()
    records = running.examination.close().records
    lost, back = (r for r in records if isinstance(r, Incident) and r.what != "stall")
    assert (lost.what, back.what, lost.source, back.source) == ("source_lost", "source_back", 0, 0)
    assert lost.t <= lost.until <= back.until
    assert lost.until >= back.t, "no moment between the loss and the return counts"


def test_source_that_is_held_up_goes_on_and_the_time_counts_for_nothing(
    begin: Callable[..., Running], tape: str
) -> None:
    running = begin(tape)
    running.hear_more()
    child = pid(running.ears.all[0])
    os.kill(child, signal.SIGSTOP)
    held_from_ns = running.examination.now_ns
    time.sleep(0.3)
    held_until_ns = running.examination.now_ns
    os.kill(child, signal.SIGCONT)
    running.hear_more(8)
    assert pid(running.ears.all[0]) == child
    stalls = [r for r in running.examination.close().records if isinstance(r, Incident) and r.what == "stall"]
    assert any(s.t <= held_from_ns + 20_000_000 and s.until >= held_until_ns - 20_000_000 for s in stalls)


def test_two_sources_stand_in_one_order_of_time(begin: Callable[..., Running], tape: str, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    moves = [(10 + 20 * n, "KeyB", "down" if n % 2 == 0 else "up") for n in range(3_000)]
    other = f"replay:{saved(recording(*moves), tmp_path / 'second')}"
    running = begin(tape, other)
    running.until(lambda: len({event.source for event in running.lit}) == 2)
    running.hear_more(20)
    records = running.examination.close().records
    assert {record.source for record in records if isinstance(record, Event)} == {0, 1}
    assert all(one.t <= other.t for one, other in pairwise(records))


def test_nothing_is_read_after_the_end(begin: Callable[..., Running], tape: str) -> None:
    running = begin(tape)
    running.hear_more()
    running.examination.close()
    heard = len(running.lit)
    time.sleep(0.1)
    assert len(running.lit) == heard


def test_stop_leaves_no_process_and_no_thread(tape: str) -> None:
    threads = set(threading.enumerate())
    ears = ready(tape, tape)
    children = [pid(ear) for ear in ears.all]
    ears.stop()
    assert [child for child in children if lives(child)] == []
    assert set(threading.enumerate()) == threads


def test_source_that_can_not_listen_says_why(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text("Dear Sir or Madam,\n")
    ears = ready(f"replay:{tmp_path / 't.jsonl'}")
    assert ears.ready == ()
    (failed,) = ears.failed
    assert failed.failed is not None
    assert "line 1, column 1: found " in failed.failed.reason
    assert "\n" not in failed.failed.reason
    ears.stop()


def test_source_that_nobody_knows_says_so() -> None:
    ears = ready("telepathy")
    (failed,) = ears.failed
    assert failed.failed is not None
    assert "telepathy" in failed.failed.reason
    ears.stop()


def test_sources_that_have_not_answered_are_not_settled(tape: str) -> None:
    ears = Ears([tape])
    assert not ears.settled
    assert (ears.ready, ears.failed, ears.devices) == ((), (), ())
    wait_for(lambda: ears.settled)
    assert [device.name for device in ears.devices] == ["Recorded Keyboard"]
    ears.stop()


PROGRAM = """
import sys
from tests.session.real_ears import Running
running = Running(sys.argv[1])
print(*(ear._process._child.pid for ear in running.ears.all), flush=True)
running.until(lambda: False)
"""


def test_examination_that_is_killed_leaves_its_journal_and_no_process(tape: str, data: Path) -> None:
    """A crash loses nothing: `keycheck replay` reads the trace so far."""
    with subprocess.Popen([sys.executable, "-c", PROGRAM, tape], cwd=HOUSE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        wait_for(lambda: list(data.glob("*.journal.jsonl")))
        (journal,) = data.glob("*.journal.jsonl")
        wait_for(lambda: journal.read_bytes().count(b"\n") > 20)
        program.kill()
    wait_for(lambda: not lives(child))
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    ran = run_apart("replay", str(journal), "--json")
    assert (ran.status, ran.err) == (3, "")
    assert '"tested": 1,' in ran.text
