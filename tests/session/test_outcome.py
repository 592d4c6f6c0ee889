"""What an examination leaves: a sealed trace, a report that names it by its digest, and one verdict in both."""

from __future__ import annotations

import json
import shlex
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.errors import KeycheckError
from keycheck.events.seal import seal
from keycheck.events.trace import Header, Trace
from keycheck.events.trace_file import decode
from keycheck.evidence.envelope import taken_apart
from keycheck.evidence.signature import SealingKey
from keycheck.host.label import Fact
from keycheck.host.machine import Machine
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import load
from keycheck.reports import formats
from keycheck.reports.pdf import NoPdfWriter
from keycheck.reports.report import Purchase
from keycheck.returns.ask import Ask
from keycheck.session import outcome
from keycheck.session.outcome import EXIT_STATUS, Outcome, conclude, seal_report
from keycheck.session.planted import Planted
from keycheck.session.simulated import SimulatedExamination
from keycheck.simulation.fault import Fault
from tests.cli.command import run_apart
from tests.session.few_keys import FEW

LAYOUT = FEW
MACHINE = Machine(Fact("Maker", "dmi"), Fact("Model", "dmi"), Fact("S3R1AL", "dmi"), Fact("Linux", "system"))
PURCHASE = Purchase("Shop", "4711", "2026-11-10", "2026-11-17")


def practised(layout: Layout) -> Trace:
    """A practice examination with a dead key 5, in its live form."""
    planted = Planted(layout, (Fault("dead", "Digit5"),), "careful", 1)
    return SimulatedExamination(planted, "2026-11-22T10:00:00Z").run()


def as_real(practice: Trace) -> Trace:
    """The same, as if it were of a real keyboard."""
    header: Header = practice.header
    sources = tuple(msgspec.structs.replace(source, name="evdev") for source in header.sources)
    return Trace(msgspec.structs.replace(header, practice=False, sources=sources), practice.records)


@pytest.fixture(scope="module")
def practice_trace() -> Trace:
    return practised(LAYOUT)


@pytest.fixture(scope="module")
def real_trace(practice_trace: Trace) -> Trace:
    return as_real(practice_trace)


@pytest.fixture(autouse=True)
def without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages have tests of their own; they take the longest."""
    render = outcome.render
    monkeypatch.setattr(
        outcome, "render", lambda report, layout, form, sealed, **asked: render(report, layout, "json", sealed)
    )


def left(out: Path) -> tuple[Trace, dict[str, Any]]:
    """The recording and the report in a folder."""
    trace = decode((out / "trace.jsonl").read_bytes(), "trace.jsonl")
    return trace, json.loads((out / "report.json").read_bytes())


@pytest.fixture
def concluded(real_trace: Trace, tmp_path: Path) -> Outcome:
    return conclude(real_trace, LAYOUT, MACHINE, PURCHASE, tmp_path / "out")


def test_report_names_the_trace_file_by_its_digest(concluded: Outcome) -> None:
    _, report = left(concluded.folder)
    recording = (concluded.folder / report["trace_file"]).read_bytes()
    assert report["trace_sha256"] == sha256(recording).hexdigest()


def test_published_verdict_is_that_of_the_sealed_trace(concluded: Outcome) -> None:
    trace, report = left(concluded.folder)
    assert trace.header.sealed
    assert json.loads(msgspec.json.encode(diagnose(trace, LAYOUT))) == report["verdict"]
    assert concluded.verdict == diagnose(trace, LAYOUT)


def test_sealing_does_not_change_the_verdict(concluded: Outcome, real_trace: Trace) -> None:
    assert concluded.verdict == diagnose(real_trace, LAYOUT)


def test_sealed_trace_is_concluded_as_it_is(real_trace: Trace, tmp_path: Path) -> None:
    conclude(seal(real_trace), LAYOUT, MACHINE, PURCHASE, tmp_path / "out")
    assert left(tmp_path / "out")[0] == seal(real_trace)


def test_report_says_what_machine_it_was_and_what_the_buyer_said(concluded: Outcome) -> None:
    _, report = left(concluded.folder)
    assert report["product"] == {"maker": "Maker", "model": "Model", "serial": "S3R1AL", "serial_source": "dmi"}
    assert report["purchase"]["order_no"] == "4711"
    assert report["software"] == {"os": "Linux"}
    assert report["practice"] is False


def test_practice_report_has_no_word_of_this_machine(practice_trace: Trace, tmp_path: Path) -> None:
    conclude(practice_trace, LAYOUT, MACHINE, Purchase(), tmp_path / "out")
    _, report = left(tmp_path / "out")
    assert (report["practice"], report["product"]) == (True, {})
    assert "S3R1AL" not in json.dumps(report)


def test_same_report_made_twice_is_the_same_but_for_time_and_key(real_trace: Trace) -> None:
    made, later = datetime(2026, 11, 22, 10, 5, tzinfo=UTC), datetime(2026, 11, 22, 10, 6, tzinfo=UTC)
    key, other = SealingKey(b"k" * 32), SealingKey(b"o" * 32)
    first, again, with_other, afterwards = (
        seal_report(real_trace, LAYOUT, MACHINE, PURCHASE, with_key, at)
        for with_key, at in ((key, made), (key, made), (other, made), (key, later))
    )
    assert again == first
    assert with_other[0] == first[0]
    assert with_other[1].data.partition(b'"seal"')[0] == first[1].data.partition(b'"seal"')[0]
    same_time = msgspec.structs.replace(afterwards[0], created_utc=first[0].created_utc, report_id=first[0].report_id)
    assert same_time == first[0]


def test_claim_code_of_every_report_can_be_said(real_trace: Trace) -> None:
    """One in seven codes would end in a sign that people call by different names."""
    for minute in range(30):
        made = datetime(2026, 11, 22, 10, minute, tzinfo=UTC)
        _, sealed = seal_report(real_trace, LAYOUT, MACHINE, PURCHASE, SealingKey(b"k" * 32), made)
        assert sealed.claim_code[-1].isalnum()
        assert sealed.claim_code[-1] != "U"


def test_report_is_sealed_and_practice_is_inside_of_the_seal(practice_trace: Trace, tmp_path: Path) -> None:
    conclude(practice_trace, LAYOUT, MACHINE, Purchase(), tmp_path / "out")
    envelope = taken_apart((tmp_path / "out" / "report.json").read_bytes(), "report.json")
    assert envelope.is_intact
    assert b'"practice": true' in envelope.body


def test_machine_that_says_nothing_is_no_hindrance(real_trace: Trace, tmp_path: Path) -> None:
    conclude(real_trace, LAYOUT, Machine(), Purchase(), tmp_path / "out")
    assert left(tmp_path / "out")[1]["product"] == {}


def test_system_without_a_pdf_writer_gets_the_rest_and_a_word_about_it(
    real_trace: Trace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(report: object, layout: object, form: str, sealed: object, **asked: object) -> bytes:
        if form == "pdf":
            raise NoPdfWriter
        return b"{}"

    monkeypatch.setattr(outcome, "render", render)
    result = conclude(real_trace, LAYOUT, MACHINE, PURCHASE, tmp_path / "out")
    assert result.files == ("trace.jsonl", "report.json", "report.html")
    assert "Print" in result.notices[0]


def test_wish_puts_a_letter_into_the_pages_and_not_into_the_report(
    real_trace: Trace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcome, "render", formats.render)
    conclude(real_trace, LAYOUT, MACHINE, PURCHASE, tmp_path / "out", Ask("GB", "replacement"))
    assert "I ask for a new one of the same model." in (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "replacement" not in (tmp_path / "out" / "report.json").read_text("utf-8")


def test_what_a_person_typed_can_not_break_the_report(real_trace: Trace, tmp_path: Path) -> None:
    strange = Purchase("Shop\n\x1b[2J\u202e", "#{4711}<script>", '"' * 500, "\\")
    conclude(real_trace, LAYOUT, MACHINE, strange, tmp_path / "out")
    _, report = left(tmp_path / "out")
    assert all(text.isprintable() for text in report["purchase"].values())


def test_where_nothing_can_be_kept_it_is_said(real_trace: Trace, tmp_path: Path, data: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    data.mkdir()
    (data / "kept").write_text("in the way")
    with pytest.raises(KeycheckError, match="nothing could be kept"):
        conclude(real_trace, LAYOUT, MACHINE, PURCHASE, tmp_path / "file" / "out")


def test_every_verdict_has_its_exit_status() -> None:
    assert EXIT_STATUS == {"no_fault_seen": 0, "fault": 1, "inconclusive": 3}


def test_outcome_says_where_the_files_are(concluded: Outcome) -> None:
    assert {file.name for file in concluded.folder.iterdir()} == set(concluded.files)


def test_clock_that_is_set_anew_meanwhile_dates_no_report_before_its_recording(
    real_trace: Trace, tmp_path: Path
) -> None:
    header = msgspec.structs.replace(real_trace.header, started="2100-01-01T10:00:00Z")
    made = conclude(Trace(header, real_trace.records), LAYOUT, MACHINE, PURCHASE, tmp_path / "out").report
    assert made.created_utc.startswith("2100-01-01T10:")


def test_letter_is_offered_by_a_command_that_works_as_it_stands(tmp_path: Path) -> None:
    layout = load("ansi-60")
    (offer,) = conclude(as_real(practised(layout)), layout, MACHINE, PURCHASE, tmp_path / "out").notices
    command = offer.partition(": keycheck ")[2].replace("letter.pdf", str(tmp_path / "letter.pdf"))
    words = [word.strip('"') for word in shlex.split(command, posix=sys.platform != "win32")]
    assert run_apart(*words).status == 0
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert "--country" not in words


def test_no_letter_is_offered_where_one_was_asked_for_or_the_keyboard_is_simulated(
    real_trace: Trace, practice_trace: Trace, tmp_path: Path
) -> None:
    assert conclude(real_trace, LAYOUT, MACHINE, PURCHASE, tmp_path / "a", Ask(want="repair")).notices == ()
    assert conclude(practice_trace, LAYOUT, MACHINE, PURCHASE, tmp_path / "b").notices == ()
