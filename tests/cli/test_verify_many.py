"""`keycheck verify` of several reports: a line for each, a count, the worst status, a table that is no programme."""

from __future__ import annotations

import csv
import json
import os
import sys
import unicodedata
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from keycheck.evidence.signature import SealingKey
from keycheck.reports.report import decode
from keycheck.reports.sealing import seal
from tests.cli.command import Run
from tests.cli.conftest import Demo


@pytest.fixture
def queue(demo: Demo, tmp_path: Path) -> Path:
    """The folder of a desk: a page that was sent alone, an examination in its own folder, and one without its trace."""
    for folder in ("queue", "queue/kept", "queue/alone"):
        (tmp_path / folder).mkdir()
    (tmp_path / "queue/a page.html").write_bytes((demo.folder / "report.html").read_bytes())
    for name in ("report.json", "report.pdf", "report.html", "trace.jsonl"):
        (tmp_path / "queue/kept" / name).write_bytes((demo.folder / name).read_bytes())
    (tmp_path / "queue/alone/report.json").write_bytes(demo.report.read_bytes())
    return tmp_path / "queue"


def test_folder_of_reports_is_told_line_by_line(run: Run, queue: Path) -> None:
    ran = run("verify", str(queue))
    page, alone, kept, count = ran.text.splitlines()
    assert page.startswith(f"{queue / 'a page.html'}: PRACTICE. The report holds. Key 5 does not work. (")
    assert alone.startswith(f"{queue / 'alone' / 'report.json'}: PRACTICE. The seal is intact. The recording is not")
    assert kept.startswith(f"{queue / 'kept' / 'report.json'}: PRACTICE. The report holds.")
    assert count == "3 files: 2 hold, 1 could not be checked whole. Different claim codes: 1."
    assert (ran.status, ran.err) == (3, "")


def test_worst_of_several_is_the_exit_status(run: Run, demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(demo.report.read_bytes()[:-400])
    ran = run("verify", str(demo.report), str(tmp_path / "bad.json"), str(demo.trace))
    assert ran.status == 4
    holds, damaged, recording, count = ran.text.splitlines()
    assert "The report holds." in holds
    assert "bad.json: damaged, or no report of keycheck." in damaged
    assert "found a recording, expected a report" in recording
    assert count == "3 reports: 1 holds, 2 are refused"


def test_several_that_hold_are_well(run: Run, demo: Demo) -> None:
    ran = run("verify", str(demo.report), str(demo.folder))
    assert (ran.status, ran.text.splitlines()[-1]) == (0, "2 files: 2 hold. Different claim codes: 1.")


def test_each_of_several_is_a_line_for_programs(run: Run, demo: Demo) -> None:
    """The same that one alone is, and one alone is as it ever was."""
    one = json.loads(run("verify", str(demo.report), "--json").out)
    ran = run("verify", str(demo.report), str(demo.folder / "report.html"), "--json")
    first, second = map(json.loads, ran.out.splitlines())
    assert first == one
    assert (second["answer"], second["words"]) == ("holds", "same")
    assert "layout" not in one


def test_name_that_is_not_there_stops_before_the_first(run: Run, demo: Demo, tmp_path: Path) -> None:
    ran = run("verify", str(demo.report), str(tmp_path / "none.json"))
    assert (ran.status, ran.out) == (2, b"")


def test_folder_without_a_report_is_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("verify", str(tmp_path / "empty"))
    assert ran.status == 2
    assert "found no report in this folder" in ran.complaint


def test_what_a_report_says_is_no_order_to_a_terminal_in_an_answer_for_programs(
    run: Run, demo: Demo, tmp_path: Path
) -> None:
    """Not even to one that takes controls of eight bits; nor does it end a line."""
    orders = "\x7f\x85\x9b31m\u202e\u2066\u2028\u2029\U000e0041 ä 字 😀"
    report = decode(demo.report.read_bytes(), "report.json")
    said = msgspec.structs.replace(report, product=msgspec.structs.replace(report.product, maker=orders), seal=None)
    (tmp_path / "report.json").write_bytes(seal(said, SealingKey.new()))
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    file = str(tmp_path / "report.json")
    for words in ([file], [file, file]):
        out = run("verify", *words, "--json").out.decode()
        assert {sign for sign in out if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")} == {"\n"}
        assert "31m" in out
        assert "ä 字 😀" in out
        told = json.loads(out if len(words) == 1 else out.splitlines()[1])
        assert told["report"]["product"]["maker"] == orders


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_table_has_a_row_for_each(run: Run, demo: Demo, queue: Path, tmp_path: Path) -> None:
    ran = run("verify", str(queue), str(demo.trace), "--csv", str(tmp_path / "t.csv"))
    assert (ran.status, len(ran.text.splitlines())) == (4, 5)
    written = (tmp_path / "t.csv").read_bytes()
    assert written.startswith("\N{BYTE ORDER MARK}".encode())
    *_, kept, recording = told = rows(written.decode("utf-8-sig"))
    assert [row["answer"] for row in told] == ["holds", "trace_gone", "holds", "damaged"]
    assert (kept["practice"], kept["product"], kept["result"]) == ("yes", "simulated keyboard", "fault")
    assert (kept["faulty_keys"], kept["symptom_codes"]) == ("Digit5", "KC:07:22:DEAD:CONST")
    assert kept["claim_code"] in ran.text
    assert recording["result"] == recording["claim_code"] == ""
    assert "found a recording" in recording["found"]


def test_report_of_a_key_that_nobody_knows_here_is_marked(
    run: Run, demo: Demo, again: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not one of this computer."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(demo.folder.parent / "data"))
    own, other, count = run("verify", str(demo.report), str(again.report)).text.splitlines()
    assert own.endswith(")")
    assert other.endswith(") Sealed by a key that is not known here.")
    assert count == "2 reports: 2 hold"


def test_table_says_whose_order_it_is_and_by_which_key(run: Run, demo: Demo, tmp_path: Path) -> None:
    report = decode(demo.report.read_bytes(), "report.json")
    bought = msgspec.structs.replace(report.purchase, order_no="4711", seller="Corner Shop")
    product = msgspec.structs.replace(report.product, serial="SN-1")
    said = msgspec.structs.replace(report, purchase=bought, product=product, seal=None)
    (tmp_path / "report.json").write_bytes(seal(said, SealingKey.new()))
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    file = str(tmp_path / "report.json")
    (row,) = rows(run("verify", file, "--csv", "-").out.decode())
    assert (
        list(row.values())[-4:-1] == [row["order_no"], row["seller"], row["serial"]] == ["4711", "Corner Shop", "SN-1"]
    )
    assert f"({row['key']})" in run("verify", file).text


def test_table_on_stdout_is_alone_and_without_a_mark(run: Run, demo: Demo) -> None:
    ran = run("verify", str(demo.report), "--csv", "-")
    assert ran.status == 0
    assert [row["answer"] for row in rows(ran.out.decode())] == ["holds"]
    assert run("verify", str(demo.report), "--csv", "-", "--json").status == 2


def test_table_never_takes_the_place_of_a_report(run: Run, demo: Demo) -> None:
    before = demo.report.read_bytes()
    assert run("verify", str(demo.report), "--csv", str(demo.report)).status == 2
    assert demo.report.read_bytes() == before


@pytest.mark.parametrize("name", ["trace.jsonl", "layout.toml", "report.pdf", "named.jsonl"])
def test_table_never_takes_the_place_of_what_a_report_follows_from(run: Run, queue: Path, name: str) -> None:
    """By another name, as by its own."""
    taken, link = queue / "kept" / name, queue / "link"
    report = queue / "kept/report.json"
    if name == "named.jsonl":
        report.write_bytes(report.read_bytes().replace(b'"trace.jsonl"', b'"named.jsonl"'))
    taken.touch()
    before = taken.read_bytes()
    tables = [taken]
    if sys.platform != "win32":  # lets not everybody make a link
        link.symlink_to(taken)
        tables.append(link)
    for table in tables:
        assert run("verify", str(queue), "--csv", str(table)).status == 2
        assert run("verify", str(queue / "kept"), str(queue / "alone"), "--csv", str(table)).status == 2
    assert taken.read_bytes() == before


def test_what_a_report_says_is_no_formula_in_the_table(run: Run, demo: Demo, tmp_path: Path) -> None:
    report = decode(demo.report.read_bytes(), "report.json")
    product = msgspec.structs.replace(report.product, maker='=HYPERLINK("http://x","5")', model="\r\n@SUM(1)")
    (tmp_path / "=cmd.json").write_bytes(
        seal(msgspec.structs.replace(report, product=product, seal=None), SealingKey.new())
    )
    (tmp_path / "trace.jsonl").write_bytes(demo.trace.read_bytes())
    (row,) = rows(run("verify", str(tmp_path / "=cmd.json"), "--csv", "-").out.decode())
    assert row["product"] == """'=HYPERLINK("http://x","5") @SUM(1)"""
    assert row["answer"] == "holds"


def altered(page: bytes) -> bytes:
    return page.replace(b"/Title", b"/Tttle", 1)


def test_altered_pdf_beside_a_good_report_is_told(run: Run, queue: Path) -> None:
    """People open the PDF, not the report.json."""
    pdf = queue / "kept/report.pdf"
    pdf.write_bytes(altered(pdf.read_bytes()))
    whole = "4 files: 2 hold, 1 could not be checked whole, 1 is refused. Different claim codes: 1."
    for named, count in ((queue, whole), (pdf.parent, None)):
        ran = run("verify", str(named))
        *_, report, page, told = ran.text.splitlines()
        assert f"{pdf.parent / 'report.json'}: PRACTICE. The report holds." in report
        assert page.startswith(f"{pdf}: altered:")
        assert (ran.status, told) == (4, count or "2 reports: 1 holds, 1 is refused")


def test_altered_page_beside_a_report_is_a_line_and_a_row_for_programs(run: Run, queue: Path, tmp_path: Path) -> None:
    pdf = queue / "kept/report.pdf"
    pdf.write_bytes(altered(pdf.read_bytes()))
    ran = run("verify", str(pdf.parent), "--json", "--csv", str(tmp_path / "t.csv"))
    assert [json.loads(line)["answer"] for line in ran.out.splitlines()] == ["holds", "altered"]
    assert ran.out == run("verify", str(pdf.parent), "--json").out
    assert [row["file"] for row in rows((tmp_path / "t.csv").read_text("utf-8-sig"))][1:] == [str(pdf)]


@pytest.mark.parametrize("page", ["report.pdf", "report.html", "letter.pdf", "letter.html"])
def test_page_of_another_report_beside_is_told(run: Run, again: Demo, queue: Path, page: str) -> None:
    (queue / "kept" / page).write_bytes((again.folder / f"report.{page.partition('.')[2]}").read_bytes())
    ran = run("verify", str(queue / "kept"))
    report, other, count = ran.text.splitlines()
    assert other.startswith(f"{queue / 'kept' / page}: PRACTICE. The report holds.")
    assert report.partition("(")[2] != other.partition("(")[2]
    assert (ran.status, count) == (0, "2 reports: 2 hold")


def test_nothing_below_the_folder_of_an_examination_is_passed_over(run: Run, queue: Path) -> None:
    """The second test lies in that of the first; what somebody sent lies wherever the desk has put it."""
    (queue / "kept/test-2").mkdir()
    for name in ("kept/test-2/report.json", "kept/sent.html", "kept/letter.pdf"):
        (queue / name).write_bytes((queue / "a page.html").read_bytes())
    ran = run("verify", str(queue / "kept"))
    told = [line.partition(": ")[0] for line in ran.text.splitlines()]
    assert told == [str(queue / "kept" / name) for name in ("report.json", "sent.html", "test-2/report.json")] + [
        "3 files"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_names_and_links_that_nobody_expects_are_told(run: Run, demo: Demo, tmp_path: Path) -> None:
    """Among them one that is no text, of which a line of JSON can't say all."""
    folder = tmp_path / "queue"
    folder.mkdir()
    for name, leads_to in (("gone.json", "nowhere"), ("round.json", "round.json"), ("up", "../queue")):
        (folder / name).symlink_to(leads_to)
    os.mkfifo(folder / "pipe.json")
    page = (demo.folder / "report.html").read_bytes()
    for no_text in (b"no\xfftext.html", b"two\nlines\x1b[31m.html"):
        (folder / os.fsdecode(no_text)).write_bytes(page)
    of = "damaged", "holds", "damaged", "damaged", "holds"
    for _again in range(2):
        ran = run("verify", str(folder), "--json", "--csv", str(tmp_path / "t.csv"))
        assert sorted(json.loads(line)["answer"] for line in ran.out.splitlines()) == sorted(of)
        assert (ran.status, ran.err) == (4, "")
    assert len(run("verify", str(folder)).text.splitlines()) == len(of) + 1


def test_folders_within_folders_without_end_are_looked_through(run: Run, tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(1_100):
        folder /= "a"
        folder.mkdir()
    try:
        assert "found no report in this folder" in run("verify", str(tmp_path / "a")).complaint
    finally:
        while folder != tmp_path:  # who tidies up after the tests gets no further than Python's stack
            folder.rmdir()
            folder = folder.parent
