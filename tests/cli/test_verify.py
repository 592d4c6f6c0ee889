"""`keycheck verify`: the answer in words, as JSON and by its exit status; a hostile file is refused in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from keycheck.evidence.envelope import put_together, seal_of
from keycheck.evidence.signature import SealingKey
from keycheck.languages.speech import LANGUAGES
from keycheck.reports.report import decode, encode
from keycheck.reports.sealing import seal
from keycheck.session.report_names import names
from tests.cli.command import Run, run_apart
from tests.cli.conftest import Demo


@pytest.mark.parametrize("name", ["report.json", "report.html", "report.pdf"])
def test_what_an_examination_left_holds(run: Run, demo: Demo, name: str) -> None:
    ran = run("verify", str(demo.folder / name))
    assert (ran.status, ran.err) == (0, "")
    lines = ran.text.splitlines()
    assert lines[0].startswith("PRACTICE")
    assert "The report holds: its seal is intact, and its recording gives its verdict." in lines
    assert "result:     Key 5 does not work." in lines
    assert "* It does not prove who made it: the key of its seal is not known here." in lines
    assert ("* The words on this page were not compared. Read the result here." in lines) == name.endswith("pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_holds_in_every_language(run: Run, demo: Demo, tmp_path: Path, language: str) -> None:
    pdf = tmp_path / "report.pdf"
    run("report", str(demo.report), "--format", "pdf", "--language", language, "-o", str(pdf))
    assert run("verify", str(pdf)).status == 0


def test_key_of_this_computer_is_known(run: Run, demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(demo.folder.parent / "data"))
    text = run("verify", str(demo.report)).text
    assert "sealed by:  this computer (" in text
    assert "not known here" not in text


def test_key_that_somebody_has_written_down_is_known(run: Run, demo: Demo, data: Path) -> None:
    key = json.loads(run("verify", str(demo.report), "--json").out)["key"]
    (data / "known-keys.txt").write_text(f"{key} Corner Shop, till 2\n")
    assert "sealed by:  Corner Shop, till 2 (" in run("verify", str(demo.report)).text


def test_answer_for_programs(run: Run, demo: Demo) -> None:
    ran = run("verify", str(demo.report), "--json")
    told = json.loads(ran.out)
    assert (ran.status, told["answer"], told["known_as"]) == (0, "holds", None)
    assert told["verdict"] == demo.verdict
    assert told["report"]["practice"] is True
    assert all(told["proves"])
    assert all(told["does_not_prove"])


def copy(
    demo: Demo, folder: Path, report: Callable[[bytes], bytes] = bytes, trace: Callable[[bytes], bytes] = bytes
) -> Path:
    """The report and its recording in another folder, changed on the way."""
    (folder / "report.json").write_bytes(report(demo.report.read_bytes()))
    (folder / "trace.jsonl").write_bytes(trace(demo.trace.read_bytes()))
    return folder / "report.json"


def resealed(data: bytes) -> bytes:
    """Somebody edits the counts and seals the report again."""
    report = decode(data, "report.json")
    (finding,) = report.verdict.findings
    verdict = msgspec.structs.replace(report.verdict, findings=(msgspec.structs.replace(finding, trials=20),))
    return seal(msgspec.structs.replace(report, verdict=verdict), SealingKey.new())


def unsealed(data: bytes) -> bytes:
    return encode(msgspec.structs.replace(decode(data, "report.json"), seal=None))


WRONG: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "damaged": (lambda data: data[:-400], "damaged", "Ask for the file again"),
    "altered": (lambda data: data.replace(b"Digit5", b"Digit7"), "altered", "it is not what was sealed"),
    "sealed again": (resealed, "not_supported", "does not follow from its recording"),
    "not sealed": (unsealed, "not_sealed", "anybody could have written it"),
}


@pytest.mark.parametrize(("change", "answer", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_apart(
    run: Run, demo: Demo, tmp_path: Path, change: Callable[[bytes], bytes], answer: str, words: str
) -> None:
    file = str(copy(demo, tmp_path, change))
    ran = run("verify", file)
    assert ran.status == 4
    assert words in ran.complaint
    as_json = run("verify", file, "--json")
    assert (as_json.status, json.loads(as_json.out)["answer"]) == (4, answer)


def test_recording_that_is_gone_leaves_the_seal(run: Run, demo: Demo, tmp_path: Path) -> None:
    file = copy(demo, tmp_path)
    (tmp_path / "trace.jsonl").unlink()
    ran = run("verify", str(file))
    assert (ran.status, ran.err) == (3, "")
    assert "The seal is intact. The recording is not there" in ran.text
    assert "* It does not prove that the verdict follows from what was recorded." in ran.text


def test_changed_recording_is_named(run: Run, demo: Demo, tmp_path: Path) -> None:
    file = copy(demo, tmp_path, trace=lambda data: data.replace(b'"practice":true', b'"practice":false'))
    ran = run("verify", str(file))
    assert ran.status == 4
    assert "trace.jsonl: altered" in ran.complaint


def test_replay_refuses_a_report_beside_that_was_changed_after_it_was_sealed(
    run: Run, demo: Demo, tmp_path: Path
) -> None:
    copy(demo, tmp_path, lambda data: data.replace(b'"limits_text": "This', b'"limits_text": "That'))
    ran = run("replay", str(tmp_path / "trace.jsonl"))
    assert ran.status == 4
    assert "its seal" in ran.err


def with_path(path: str) -> Callable[[bytes], bytes]:
    """A report whose recording is said to lie elsewhere, sealed by somebody who knows how."""

    def change(data: bytes) -> bytes:
        body = unsealed(data).replace(b'"trace.jsonl"', json.dumps(path).encode())
        return put_together(body, seal_of(body, SealingKey.new()))

    return change


@pytest.mark.parametrize(
    "path", ["../trace.jsonl", "/etc/passwd", "..\\trace.jsonl", "C:trace.jsonl", "trace.jsonl\n", "a/../b", ".", "~/x"]
)
def test_path_tricks_are_refused(run: Run, demo: Demo, tmp_path: Path, path: str) -> None:
    ran = run("verify", str(copy(demo, tmp_path, with_path(path))))
    assert ran.status == 4
    assert "$.trace_file" in ran.complaint


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin"])
def test_recording_that_is_no_file_is_not_read(run: Run, demo: Demo, tmp_path: Path, path: str) -> None:
    if not Path(path).exists():
        pytest.skip(f"this system has no {path}")
    file = copy(demo, tmp_path)
    (tmp_path / "trace.jsonl").unlink()
    (tmp_path / "trace.jsonl").symlink_to(path)
    assert run("verify", str(file)).status == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_recording_that_is_a_pipe_keeps_nobody_waiting(run: Run, demo: Demo, tmp_path: Path) -> None:
    file = copy(demo, tmp_path)
    (tmp_path / "trace.jsonl").unlink()
    os.mkfifo(tmp_path / "trace.jsonl")
    assert run("verify", str(file)).status == 3


def attached(packed: bytes) -> bytes:
    return b"<</Length %d/Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n%s\nendstream\n" % (len(packed), packed)


GIGABYTE = 10**9
HUGE = [b'{"schema": "keycheck.report/1", ', b"%PDF-1.7\n", b"<!DOCTYPE html>\n", b""]
NESTED: dict[str, Callable[[], bytes]] = {
    "lists": lambda: b"[" * 5_000_000,
    "objects": lambda: b'{"seal":' * 500_000,
    "inside of a seal": lambda: b'{"verdict":' + b"[" * 1_000_000 + b',\n  "seal": {}\n}\n',
    "bomb in a PDF": lambda: b"%PDF-1.7\n" + attached(zlib.compress(bytes(64 * 2**20), 9)) * 3,
}


@pytest.mark.parametrize("start", HUGE, ids=["JSON", "PDF", "HTML", "zeros"])
def test_file_of_a_gigabyte_is_refused_unread(run: Run, tmp_path: Path, start: bytes) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.write(start)
        file.truncate(GIGABYTE)
    ran = run("verify", str(tmp_path / "huge"))
    assert ran.status == 4
    assert "more than" in ran.complaint


def test_recording_of_a_gigabyte_is_refused_unread(run: Run, demo: Demo, tmp_path: Path) -> None:
    file = copy(demo, tmp_path)
    os.truncate(tmp_path / "trace.jsonl", GIGABYTE)
    assert run("verify", str(file)).status == 4


@pytest.mark.parametrize("made", NESTED.values(), ids=NESTED)
def test_nested_and_packed_files_are_refused(run: Run, tmp_path: Path, made: Callable[[], bytes]) -> None:
    (tmp_path / "file").write_bytes(made())
    ran = run("verify", str(tmp_path / "file"))
    assert ran.status == 4
    assert "file: damaged" in ran.complaint


def test_recording_is_not_taken_for_a_report(run: Run, demo: Demo) -> None:
    ran = run("verify", str(demo.trace))
    assert ran.status == 4
    assert "found a recording, expected a report: keycheck calls it report.json" in ran.complaint


def test_folder_stands_for_the_report_in_it_and_the_pages_beside(run: Run, demo: Demo) -> None:
    ran = run("verify", str(demo.folder))
    assert ran.status == 0
    assert "Beside it, sealed, with the same claim code: report.html, report.pdf." in ran.text
    assert ran.text.endswith("report.pdf: The words on this page were not compared. Read the result here.\n")
    assert "Beside it" not in run("verify", str(demo.report)).text


def test_file_that_is_not_there_is_a_mistake_of_the_command_line(run: Run, tmp_path: Path) -> None:
    assert run("verify", str(tmp_path / "none.json")).status == 2


def test_verifying_leaves_no_key_behind(run: Run, demo: Demo, data: Path) -> None:
    run("verify", str(demo.report))
    assert not (data / "seal.key").exists()


def test_start_of_the_command_line_loads_nothing_that_seals() -> None:
    program = "import keycheck.cli, keycheck.session.outcome, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"cryptography", "segno"} & set(done.stdout.split())


def test_without_a_screen_it_needs_nothing_but_the_file(demo: Demo, tmp_path: Path) -> None:
    ran = run_apart("verify", str(demo.report), KEYCHECK_DATA_DIR=str(tmp_path / "data"))
    assert ran.status == 0


def test_report_of_a_day_to_come_proves_no_time(run: Run, demo: Demo, tmp_path: Path) -> None:
    trace = demo.trace.read_bytes().replace(b'"started":"20', b'"started":"29', 1)
    report = decode(demo.report.read_bytes(), "report.json")
    made, digest = f"29{report.created_utc[2:]}", sha256(trace).hexdigest()
    name = next(names(digest, made))
    later = msgspec.structs.replace(report, created_utc=made, trace_sha256=digest, report_id=name, seal=None)
    file = copy(demo, tmp_path, lambda _: seal(later, SealingKey.new()), lambda _: trace)
    assert (
        "* It does not prove when it was made: the date that it says is still to come." in run("verify", str(file)).text
    )
