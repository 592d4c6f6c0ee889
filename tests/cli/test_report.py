"""`keycheck report`: a report in another format, to a file or to stdout."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from keycheck.evidence.signature import SealingKey
from keycheck.reports.report import Product, encode, read
from keycheck.reports.sealing import claim_code, seal
from tests.cli.command import Run
from tests.cli.conftest import Demo
from tests.languages.pseudo import CODE, known
from tests.reports.examples import VERDICTS
from tests.reports.examples import report as example

BEGINS = {"json": b"{", "html": b"<!doctype html>", "pdf": b"%PDF-", "text": b""}


@pytest.mark.parametrize("form", BEGINS)
def test_report_is_written_in_each_format_to_stdout_and_to_a_file(
    run: Run, demo: Demo, tmp_path: Path, form: str
) -> None:
    ran = run("report", str(demo.report), "--format", form)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.lower().startswith(BEGINS[form].lower())
    to_file = run("report", str(demo.report), "--format", form, "-o", str(tmp_path / "out"))
    assert (to_file.status, to_file.out, to_file.err) == (0, b"", "")
    assert (tmp_path / "out").read_bytes() == ran.out


@pytest.mark.parametrize(("form", "name"), [("json", "report.json"), ("html", "report.html"), ("pdf", "report.pdf")])
def test_report_in_another_format_is_what_the_examination_left(
    run: Run, demo: Demo, form: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last bit, where the key is there that sealed it."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(demo.folder.parent / "data"))
    assert run("report", str(demo.report), "--format", form).out == (demo.folder / name).read_bytes()


def test_text_says_the_result_and_that_it_is_practice(run: Run, demo: Demo) -> None:
    text = run("report", str(demo.report), "--format", "text").text
    assert "PRACTICE" in text
    assert "Key 5 does not work." in text


class Terminal:
    """A stdout that a person looks at."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    def isatty(self) -> bool:
        return True

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def test_pdf_does_not_go_to_a_terminal(run: Run, demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(sys.stdout))
    ran = run("report", str(demo.report), "--format", "pdf")
    assert ran.status == 2
    assert "-o" in ran.complaint


def test_page_may_go_to_a_terminal(run: Run, demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(sys.stdout))
    assert run("report", str(demo.report), "--format", "text").status == 0


@pytest.mark.parametrize("words", [["--format", "docx"], []], ids=["unknown", "none"])
def test_format_must_be_one_of_ours(run: Run, demo: Demo, words: list[str]) -> None:
    ran = run("report", str(demo.report), *words)
    assert (ran.status, ran.out) == (2, b"")
    assert "pdf" in ran.err


def test_file_that_can_not_be_written_is_told_in_one_line(run: Run, demo: Demo, tmp_path: Path) -> None:
    ran = run("report", str(demo.report), "--format", "text", "-o", str(tmp_path / "missing" / "out"))
    assert ran.status == 2
    assert "can't be written" in ran.complaint


def test_sealed_report_is_never_replaced_by_a_page_of_it(run: Run, demo: Demo) -> None:
    file = demo.folder / "report.json"
    before = file.read_bytes()
    ran = run("report", str(file), "--format", "html", "-o", str(file))
    assert ran.status == 2
    assert "is the report itself" in ran.complaint
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["trace.jsonl", "layout.toml"])
def test_what_a_report_or_the_claim_follows_from_is_never_replaced_by_a_paper(
    run: Run, demo: Demo, again: Demo, tmp_path: Path, name: str
) -> None:
    for folder, of in (("claim", demo), ("second", again)):
        (tmp_path / folder).mkdir()
        for file in ("report.json", "trace.jsonl"):
            (tmp_path / folder / file).write_bytes((of.folder / file).read_bytes())
        (taken := tmp_path / folder / name).touch()
        before = taken.read_bytes()
        words = ("--format", "counter", "--claim", str(tmp_path / "claim"), "-o", str(taken))
        ran = run("report", str(tmp_path / "second"), *words)
        assert ran.status == 2
        assert "is what a report follows from" in ran.complaint
        assert taken.read_bytes() == before


def test_file_that_is_not_there_is_told_though_the_output_is(run: Run, demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    ran = run("report", str(tmp_path / "none"), "--format", "text", "-o", str(tmp_path / "out"))
    assert "found no such file" in ran.complaint


def test_wish_adds_a_letter_and_a_country_its_facts(run: Run, demo: Demo) -> None:
    wish = ("--want", "refund", "--country", "gb", "--price", "649 GBP", "--name", "Sam")
    text = " ".join(run("report", str(demo.folder), "--format", "text", *wish).text.split())
    for part in ("I ask for a refund of 649 GBP", "Consumer Rights Act 2015", "Information, not legal advice.", "Sam"):
        assert part in text


def test_letter_alone_is_text_for_a_mail(run: Run, demo: Demo) -> None:
    ran = run("report", str(demo.report), "--format", "letter", "--want", "repair")
    assert (ran.status, ran.err) == (0, "")
    assert "I ask for a repair." in ran.text
    assert "What was found" not in ran.text


@pytest.mark.parametrize(
    ("whom", "said"), [("counter", "The two tests side by side"), ("staff", "You may pause this conversation.")]
)
@pytest.mark.parametrize("form", ["text", "html", "pdf"])
def test_papers_of_the_counter_are_written_in_each_form(
    run: Run, demo: Demo, again: Demo, whom: str, said: str, form: str
) -> None:
    ran = run("report", str(again.folder), "--for", whom, "--format", form, "--claim", str(demo.folder))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.lower().startswith(BEGINS[form].lower())
    assert form == "pdf" or said in " ".join(ran.text.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "text", "--country", "ZZ"), "expected one of AU, DE"),
        (("--format", "letter"), "--want"),
        (("--format", "counter"), "--claim"),
        (("--format", "json", "--for", "staff"), "pdf, html or text"),
        (("--format", "text", "--repair-asked", "2026-11-27"), "--repair-back"),
        (("--format", "text", "--repair-asked", "2026-11-27", "--repair-back", "2026-11-26"), "before --repair-asked"),
        (("--format", "text", "--repair-asked", "2026-11-20", "--repair-back", "9999-12-31"), "a day that has come"),
        (("--format", "json", "--serial", "none"), "sealed as it is"),
    ],
)
def test_paper_that_can_not_be_made_is_told_in_one_line(
    run: Run, demo: Demo, words: tuple[str, ...], told: str
) -> None:
    ran = run("report", str(demo.report), *words, "-o", str(demo.folder / "no"))
    assert ran.status == 2
    assert told in ran.complaint


def test_sheet_without_the_serial_number_does_not_claim_to_hold_the_sealed_report(
    run: Run, demo: Demo, again: Demo
) -> None:
    words = ("report", str(again.folder), "--for", "counter", "--format", "html", "--claim", str(demo.folder))
    assert "holds the sealed report" in run(*words).text
    assert "holds the sealed report" not in run(*words, "--serial", "none").text


def test_claim_that_names_no_fault_has_nothing_to_test_again(run: Run, demo: Demo, tmp_path: Path) -> None:
    sound = read(demo.report)
    sound = msgspec.structs.replace(
        sound,
        verdict=msgspec.structs.replace(sound.verdict, findings=(), verdict="no_fault_seen", cause=None),
        seal=None,
    )
    claim = tmp_path / "claim.json"
    claim.write_bytes(seal(sound, SealingKey.new()))
    ran = run("report", str(demo.folder), "--format", "counter", "--claim", str(claim), "-o", str(tmp_path / "out"))
    assert ran.status == 2
    assert "no faulty key" in ran.complaint


def test_claim_that_was_altered_is_refused(run: Run, demo: Demo, again: Demo, tmp_path: Path) -> None:
    claim = tmp_path / "claim.json"
    claim.write_bytes(demo.report.read_bytes().replace(b'"hits": 0', b'"hits": 1', 1))
    ran = run("report", str(again.folder), "--format", "counter", "--claim", str(claim))
    assert ran.status == 4
    assert "altered: it is not what was sealed" in ran.complaint


def test_claim_with_other_line_ends_does_not_pass_for_one_that_nobody_sealed(
    run: Run, demo: Demo, again: Demo, tmp_path: Path
) -> None:
    claim = tmp_path / "claim.json"
    claim.write_bytes(demo.report.read_bytes().replace(b'"hits": 0', b'"hits": 1', 1).replace(b"\n", b"\r\n"))
    ran = run("report", str(again.folder), "--format", "counter", "--claim", str(claim))
    assert ran.status == 4
    assert "$.seal: found a seal in another spelling" in ran.complaint


def test_report_that_verify_refuses_is_not_written(run: Run, demo: Demo, tmp_path: Path) -> None:
    """Sealed again by somebody who has edited it; its recording lies beside it."""
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    forged = msgspec.structs.replace(read(demo.report), limits_text="A refund is due today.", seal=None)
    (tmp_path / "report.json").write_bytes(seal(forged, SealingKey.new()))
    ran = run("report", str(tmp_path), "--format", "text")
    assert (ran.status, ran.out) == (4, b"")
    assert "$.limits_text" in ran.complaint


def test_report_that_nobody_has_sealed_is_written_and_told(run: Run, demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    (tmp_path / "report.json").write_bytes(encode(msgspec.structs.replace(read(demo.report), seal=None)))
    ran = run("report", str(tmp_path), "--format", "text")
    assert ran.status == 0
    assert "not sealed: anybody could have written it." in ran.err
    assert "Not sealed: anybody could have written this report, or changed it." in " ".join(ran.text.split())


def test_report_that_hides_the_practice_of_its_recording_is_not_written(run: Run, demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    practised = read(demo.report)
    verdict = msgspec.structs.replace(practised.verdict, practice=False)
    real = msgspec.structs.replace(practised, practice=False, sources=(), verdict=verdict, seal=None)
    (tmp_path / "report.json").write_bytes(encode(real))
    ran = run("report", str(tmp_path), "--format", "text")
    assert (ran.status, ran.out) == (4, b"")
    assert "$.practice" in ran.err


def test_claim_whose_recording_gives_another_verdict_is_refused(
    run: Run, demo: Demo, again: Demo, tmp_path: Path
) -> None:
    told = read(demo.report)
    (finding,) = told.verdict.findings
    more = msgspec.structs.replace(told.verdict, findings=(msgspec.structs.replace(finding, trials=20),))
    claim = claimed(tmp_path, demo, verdict=more)
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    ran = run("report", str(again.folder), "--format", "counter", "--claim", str(claim))
    assert ran.status == 4
    assert "$.verdict.findings: found another answer" in ran.complaint


@pytest.mark.parametrize("name", ["report.html", "report.pdf"])
def test_claim_may_be_the_page_that_encloses_it(run: Run, demo: Demo, again: Demo, name: str) -> None:
    words = ("report", str(again.folder), "--for", "counter", "--format", "text", "--claim")
    page, data = (run(*words, str(demo.folder / file)) for file in (name, "report.json"))
    assert (page.status, page.text) == (0, data.text)
    assert "not sealed" not in page.text
    assert "not checked" not in page.text


def claimed(folder: Path, demo: Demo, *, sealed: bool = True, **changed: object) -> Path:
    """A first report without its recording, changed and sealed again (or not)."""
    told = msgspec.structs.replace(read(demo.report), seal=None, **changed)
    file = folder / "claim.json"
    file.write_bytes(seal(told, SealingKey.new()) if sealed else encode(told))
    return file


@pytest.mark.parametrize(("sealed", "said"), [(True, "not checked"), (False, "not sealed")])
def test_claim_that_can_not_be_checked_is_called_so(
    run: Run, demo: Demo, again: Demo, tmp_path: Path, sealed: bool, said: str
) -> None:
    claim = claimed(tmp_path, demo, sealed=sealed)
    ran = run("report", str(again.folder), "--for", "counter", "--format", "text", "--claim", str(claim))
    assert ran.status == 0
    assert said in ran.text


def test_file_is_no_second_test_of_itself(run: Run, demo: Demo) -> None:
    ran = run("report", str(demo.folder), "--format", "counter", "--claim", str(demo.folder))
    assert ran.status == 2
    assert "another test" in ran.complaint


def test_test_that_is_older_than_the_claim_is_no_second_test(run: Run, demo: Demo, again: Demo, tmp_path: Path) -> None:
    claim = claimed(tmp_path, demo, created_utc="2090-01-02T03:04:05Z")
    ran = run("report", str(again.folder), "--format", "counter", "--claim", str(claim))
    assert ran.status == 2
    assert "2090-01-02T03:04:05Z, expected one before the second test" in ran.complaint


def test_practice_is_no_second_test_of_a_real_keyboard(run: Run, demo: Demo, tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_bytes(seal(example(VERDICTS["dead"], created_utc="2020-01-02T03:04:05Z"), SealingKey.new()))
    ran = run("report", str(demo.folder), "--format", "counter", "--claim", str(real))
    assert ran.status == 2
    assert "simulated" in ran.complaint


def test_policy_that_shortens_the_law_is_refused_by_name(run: Run, demo: Demo, again: Demo, tmp_path: Path) -> None:
    policy = tmp_path / "shop.toml"
    policy.write_text('schema = 1\nshop = "S"\n[options]\n[[longer]]\nfact = "gb-cra-22"\nlength = 14\n', "utf-8")
    ran = run("report", str(again.folder), "--format", "counter", "--claim", str(demo.folder), "--policy", str(policy))
    assert ran.status == 4
    assert "shop.toml: $.longer[0].length: found 14, expected at least 30" in ran.complaint


@pytest.mark.parametrize(("shown", "words"), [("full", "SN-12345678"), ("end", "…5678"), ("none", "")])
@pytest.mark.parametrize("form", ["text", "html"])
def test_serial_number_is_shown_as_far_as_wanted(
    run: Run, demo: Demo, tmp_path: Path, form: str, shown: str, words: str
) -> None:
    told = msgspec.structs.replace(read(demo.report), product=Product(serial="SN-12345678"), seal=None)
    file = tmp_path / "report.json"
    file.write_bytes(seal(told, SealingKey.new()))
    written = run("report", str(file), "--format", form, "--serial", shown)
    assert ("SN-12345678" in written.text) == (shown == "full")
    assert words in written.text
    assert ("keycheck-report" in written.text) == (shown == "full" and form == "html")
    assert claim_code(told) in written.text


def test_page_and_its_letter_are_in_the_languages_that_were_asked_for(run: Run, demo: Demo) -> None:
    options = ("--format", "html", "--want", "refund", "--language", CODE, "--letter-language", "EN_us")
    with known():
        page = run("report", str(demo.report), *options).text
    assert f'<html lang="{CODE}"' in page
    assert "⟦Key ⟧5⟦ does not work.⟧" in page
    letter = page.partition('<article class="letter" lang="en">')[2].partition("</article>")[0]
    assert "I ask for a refund" in letter
    assert "⟦" not in letter


@pytest.mark.parametrize("option", ["--language", "--letter-language"])
def test_language_that_nobody_speaks_is_refused_with_the_known_ones_named(run: Run, demo: Demo, option: str) -> None:
    ran = run("report", str(demo.report), "--format", "text", option, "tlh")
    assert (ran.status, ran.out) == (2, b"")
    assert "'tlh'" in ran.err
    assert "keycheck speaks" in ran.err


@pytest.mark.parametrize("words", [["--format", "text"], ["--format", "html", "--want", "refund", "--country", "GB"]])
def test_clock_at_the_end_of_the_calendar_is_told_in_one_line(
    run: Run, demo: Demo, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> date:
            return date(9999, 12, 31)

    monkeypatch.setattr("keycheck.cli.report.date", Clock)
    ran = run("report", str(demo.report), *words)
    assert (ran.status, ran.out) == (2, b"")
    assert ran.complaint == (
        "keycheck: the clock of this computer: found 9999-12-31, expected the date of today; set it and try again"
    )
