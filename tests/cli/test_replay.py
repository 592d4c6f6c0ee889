"""`keycheck replay`: the verdict of a trace, drawn again, with the exit status that says it to a script."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from keycheck.events.trace import Event, Phase, Record, Trace
from keycheck.events.trace_file import decode, encode
from tests.cli.command import Run
from tests.cli.conftest import Demo


def saved(file: Path, trace: Trace) -> str:
    file.write_bytes(encode(trace))
    return str(file)


def test_replay_gives_the_verdict_of_the_report(run: Run, demo: Demo) -> None:
    ran = run("replay", str(demo.trace), "--json")
    assert (ran.status, ran.err) == (1, "")
    assert json.loads(ran.out) == demo.verdict


def test_replay_says_it_in_words(run: Run, demo: Demo) -> None:
    ran = run("replay", str(demo.trace))
    assert ran.status == 1
    assert ran.text.startswith("PRACTICE")
    assert "Key 5 does not work.\n" in ran.text
    assert "It missed all 5 asked-for presses." in ran.text


def test_replay_names_the_digest_and_the_report_that_was_made_of_it(run: Run, demo: Demo) -> None:
    """Whoever checks a report sees that this is its recording."""
    lines = run("replay", str(demo.trace)).text.splitlines()
    assert f"recording: SHA-256 {sha256(demo.trace.read_bytes()).hexdigest()}" in lines
    assert lines[-1] == f"{demo.report} is the report of this recording, and says what it gives."


def test_report_of_another_recording_is_refused(run: Run, demo: Demo, traced: Path, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(demo.report.read_bytes())
    (tmp_path / "trace.jsonl").write_bytes(traced.read_bytes())
    for words in (["--json"], []):
        ran = run("replay", str(tmp_path / "trace.jsonl"), *words)
        assert ran.status == 4
        (line,) = ran.err.splitlines()
        assert "one of the two files was changed" in line
        assert json.loads(demo.report.read_bytes())["trace_sha256"] in line


@pytest.mark.parametrize(
    ("was", "forged"), [("Digit5", "Digit7"), ('"hardware"', '"software"'), ('"trials": 5', '"trials": 9')]
)
def test_report_that_says_what_its_recording_does_not_give_is_refused(
    run: Run, demo: Demo, tmp_path: Path, was: str, forged: str
) -> None:
    told = json.dumps(json.loads(demo.report.read_bytes()))
    assert was in told
    (tmp_path / "report.json").write_text(told.replace(was, forged))
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    ran = run("replay", str(tmp_path / "trace.jsonl"))
    assert ran.status == 4
    (line,) = ran.err.splitlines()
    assert "report.json" in line


def test_report_beside_that_is_damaged_is_refused(run: Run, traced: Path, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(b"{}")
    (tmp_path / "trace.jsonl").write_bytes(traced.read_bytes())
    ran = run("replay", str(tmp_path / "trace.jsonl"))
    assert ran.status == 4
    (line,) = ran.err.splitlines()
    assert "report.json" in line


def test_recording_without_a_report_beside_it_is_replayed(run: Run, traced: Path) -> None:
    ran = run("replay", str(traced))
    assert (ran.status, ran.err) == (0, "")
    assert ran.text.splitlines()[-1].startswith("recording: SHA-256 ")


def test_no_fault_exits_with_0(run: Run, traced: Path) -> None:
    ran = run("replay", str(traced), "--json")
    verdict = json.loads(ran.out)
    assert (ran.status, verdict["verdict"], verdict["not_tested"]) == (0, "no_fault_seen", [])


def test_untested_key_makes_it_inconclusive_and_3(run: Run, traced: Path, tmp_path: Path) -> None:
    """Untested is never a pass."""
    trace = decode(traced.read_bytes(), "traced")
    rest = tuple(record for record in trace.records if getattr(record, "key", "") != "KeyA")
    ran = run("replay", saved(tmp_path / "t.jsonl", Trace(trace.header, rest)), "--json")
    verdict = json.loads(ran.out)
    assert (ran.status, verdict["verdict"], verdict["not_tested"]) == (3, "inconclusive", ["KeyA"])


def test_trace_that_was_cut_off_between_two_lines_of_its_live_form_is_replayed(run: Run, tmp_path: Path) -> None:
    """A journal has no end when its program was killed."""
    header = msgspec.structs.replace(decode(EMPTY, "empty").header, practice=False)
    records: tuple[Record, ...] = (Phase(0, "sweep"), Event(1, 0, None, "KeyA", "30", "down"))
    ran = run("replay", saved(tmp_path / "t.jsonl", Trace(header, records)), "--json")
    verdict = json.loads(ran.out)
    assert (ran.status, verdict["tested"], len(verdict["not_tested"])) == (3, 1, 103)


def test_real_trace_is_not_called_practice(run: Run, tmp_path: Path) -> None:
    header = msgspec.structs.replace(decode(EMPTY, "empty").header, practice=False)
    assert "PRACTICE" not in run("replay", saved(tmp_path / "t.jsonl", Trace(header, ()))).text


def test_other_rules_are_told_on_stderr_and_stdout_stays_data(run: Run, tmp_path: Path) -> None:
    header = msgspec.structs.replace(decode(EMPTY, "empty").header, rules="0")
    ran = run("replay", saved(tmp_path / "t.jsonl", Trace(header, ())), "--json")
    assert ran.status == 3
    assert json.loads(ran.out)["rules"] == "1"
    assert ran.err.splitlines() == ["keycheck: recorded with rules 0, judged here with rules 1"]


@pytest.mark.parametrize("rules", ["0\nkeycheck: no fault seen", "0\x1b[2J", "0\u202e"])
def test_what_a_trace_says_of_itself_can_not_speak_to_the_terminal(run: Run, tmp_path: Path, rules: str) -> None:
    header = msgspec.structs.replace(decode(EMPTY, "empty").header, rules=rules)
    ran = run("replay", saved(tmp_path / "t.jsonl", Trace(header, ())))
    (line,) = ran.err.splitlines()
    assert line.isprintable()


EMPTY = (
    b'{"schema":"keycheck.trace/1","started":"2026-11-22T10:00:00Z","keycheck":"0.1.0","rules":"1","practice":true,'
    b'"layout":"ansi-104","sources":[{"id":0,"name":"pynput","layer":"os","resolution_ns":1000,"observes":"all"}]}\n'
)


def test_what_would_settle_a_finding_is_said_once(run: Run, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    trace.write_bytes(run("simulate", "--layout", "ansi-104", "--fault", "slow_keys").out)
    assert run("replay", str(trace)).text.count("What would settle it") <= 1
