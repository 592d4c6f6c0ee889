"""What a crash left behind is sealed at the next start: it can be replayed, and the order of keys is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from keycheck.config import data_folder
from keycheck.events.trace import End, Event, Header, Phase, Record, Source
from keycheck.events.trace_file import decode
from keycheck.session.journal import Journal
from keycheck.session.recovery import Recovered, recover
from tests.cli.command import HOUSE, run_apart

SOURCE = Source(0, "pynput", "os", 1_000_000, "all")
HEADER = Header("keycheck.trace/1", "2026-11-22T10:00:00Z", "0.1.0", "1", False, "ansi-104", sources=(SOURCE,))


def typed(text: str) -> tuple[Record, ...]:
    """These letters in the sweep."""
    letters = [(2_000 + 100 * n, f"Key{letter}") for n, letter in enumerate(text)]
    presses = [
        Event(t + late, 0, None, key, key, action)
        for t, key in letters
        for late, action in ((0, "down"), (80, "up"))  # type: ignore[misc]
    ]
    return Phase(0, "start"), Phase(1_000, "sweep"), *presses


def left_behind(name: str = "2026-11-22 100000 77", records: tuple[Record, ...] = ()) -> Path:
    """The journal of a program that is gone."""
    journal = Journal(data_folder(), name, HEADER)
    for record in records:
        journal.add(record)
    journal.close()
    return journal.path


def test_journal_becomes_a_sealed_trace_that_can_be_replayed(data: Path) -> None:
    journal = left_behind(records=typed("PASSWORD"))
    (trace,) = recover().traces
    assert not journal.exists()
    sealed = decode(trace.read_bytes(), str(trace))
    assert sealed.header.sealed
    assert isinstance(sealed.records[-1], End)
    ran = run_apart("replay", str(trace), "--json")
    assert (ran.status, ran.err) == (3, "")
    assert '"tested": 7' in ran.text


def test_no_order_of_keys_is_left(data: Path) -> None:
    left_behind(records=typed("PASSWORD"))
    recover()
    kept = [file.read_text("utf-8") for file in data.rglob("*") if file.is_file()]
    assert len(kept) == 1
    assert kept[0].index("KeyA") < kept[0].index("KeyP") < kept[0].index("KeyS"), "the order of the alphabet"


@pytest.mark.parametrize("records", [(), typed("")[:1], typed("A")[:3]], ids=["nothing", "a phase", "half a press"])
def test_every_beginning_of_an_examination_can_be_recovered(data: Path, records: tuple[Record, ...]) -> None:
    left_behind(records=records)
    (trace,) = recover().traces
    assert decode(trace.read_bytes(), str(trace)).records[-1] == End(records[-1].t if records else 0, "interrupted")


def test_half_a_line_costs_that_line_only(data: Path) -> None:
    """Power cuts don't ask."""
    journal = left_behind(records=typed("AB"))
    journal.write_bytes(journal.read_bytes()[:-20])
    (trace,) = recover().traces
    assert "KeyB" in trace.read_text("utf-8")


def test_trace_that_has_its_end_keeps_it(data: Path) -> None:
    left_behind(records=(*typed("A"), End(9_000, "stopped")))
    (trace,) = recover().traces
    assert decode(trace.read_bytes(), str(trace)).records[-1] == End(9_000, "stopped")


def test_journal_of_a_running_keycheck_is_left_alone(data: Path) -> None:
    journal = Journal(data_folder(), "running", HEADER)
    assert recover() == Recovered()
    assert journal.path.exists()


def test_file_that_is_no_journal_stays_is_named_and_stops_nothing(data: Path) -> None:
    strange = data_folder() / "aaa.journal.jsonl"
    strange.write_text("Dear Sir or Madam,\n")
    left_behind(records=typed("A"))
    recovered = recover()
    assert len(recovered.traces) == 1
    (left,) = recovered.unsealed
    assert left.journal == strange
    assert left.why.startswith("line 1, column 1: ")
    assert strange.exists()


def test_journal_whose_sealed_form_can_not_be_written_stays_and_is_named(data: Path) -> None:
    journal = left_behind(records=typed("A"))
    (data / "kept").write_text("in the way")
    (left,) = recover().unsealed
    assert (left.journal, journal.exists()) == (journal, True)
    assert "\n" not in left.why


def test_journal_that_was_only_just_made_is_left_to_its_maker(data: Path) -> None:
    """Between its making and its lock, another keycheck may look."""
    (data_folder() / "new.journal.jsonl").touch()
    assert recover() == Recovered()
    assert (data / "new.journal.jsonl").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that somebody has open")
def test_journal_that_another_has_recovered_meanwhile_is_left_alone(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is done between the opening and the lock."""
    import fcntl

    journal = left_behind(records=typed("A"))
    lock = fcntl.flock

    def late(file: int, how: int) -> None:
        journal.unlink(missing_ok=True)
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", late)
    assert recover() == Recovered()
    assert list(data.iterdir()) == []


def test_many_keychecks_at_once_recover_each_journal_once_and_take_none_of_the_others(data: Path) -> None:
    """Each makes its journal and looks for those of the dead, again and again, while the others do."""
    program = (
        "import sys; from keycheck.config import data_folder; from keycheck.session.journal import Journal\n"
        "from keycheck.session.recovery import recover; from tests.session.test_recovery import HEADER, typed\n"
        "for n in range(10):\n"
        "    journal = Journal(data_folder(), f'{sys.argv[1]} {n}', HEADER)\n"
        "    assert recover().unsealed == ()\n"
        "    [journal.add(record) for record in typed('AB')]\n"
        "    assert journal.path.exists(), 'another took it'\n"
        "    journal.close()\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, str(n)], cwd=HOUSE) for n in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    recover()
    kept = sorted(file.parent.name for file in data.rglob("trace.jsonl"))
    assert kept == sorted(f"{run} {n}" for run in range(3) for n in range(10))
    assert all("KeyB" in file.read_text("utf-8") for file in data.rglob("trace.jsonl"))


def test_two_crashes_are_two_traces(data: Path) -> None:
    for name in ("one", "two"):
        left_behind(name, typed("A"))
    assert len(set(recover().traces)) == 2
    assert recover() == Recovered()


def test_nothing_left_behind_is_nothing_to_do(data: Path) -> None:
    assert recover() == Recovered()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_kept_is_for_its_owner_alone(data: Path) -> None:
    left_behind(records=typed("A"))
    (trace,) = recover().traces
    listed = subprocess.run(["ls", "-ld", str(data)], capture_output=True, text=True, check=True).stdout
    assert listed.startswith("drwx------")
    assert trace.is_relative_to(data)
