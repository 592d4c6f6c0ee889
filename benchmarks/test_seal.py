"""Sealing a report, and believing one: alone, by a fresh process, many in a row, and a file that wants to do harm."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.row import Row
from benchmarks.test_memory import MEGABYTE, WATCH, peak
from benchmarks.turns import HOUSE, in_turns, milliseconds, run, surroundings
from keycheck.evidence.envelope import taken_apart
from keycheck.evidence.signature import SealingKey
from keycheck.reports.report import read
from keycheck.reports.sealing import sealed
from keycheck.session.verifying import verify

ROUNDS = 25
BATCH = 200
KEY = SealingKey(b"k" * 32)
CLICK = [sys.executable, "-c", "import click"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a demo with a dead key, its recording beside it."""
    folder = tmp_path_factory.mktemp("demo")
    run([sys.executable, "-m", "keycheck", "demo", "--no-tui", "--out", str(folder)], KEYCHECK_DATA_DIR=str(folder))
    return folder / "report.json"


def test_a_report_is_sealed(report: Path, add: Callable[[Row], None]) -> None:
    of, trace = read(report), report.with_name("trace.jsonl").read_bytes()
    ours, signature = in_turns(
        lambda: milliseconds(lambda: sealed(of, KEY, trace)),
        lambda: milliseconds(lambda: KEY.sign("report", trace)),
        ROUNDS,
    )
    add(
        Row("seal of a report, with claim code and QR claim", ours, "ms", "one Ed25519 signature", signature, 5, "ours")
    )


@pytest.mark.parametrize("name", ["report.json", "report.html", "report.pdf"])
def test_a_report_is_verified_by_a_fresh_process(report: Path, name: str, add: Callable[[Row], None]) -> None:
    file = report.with_name(name)
    if not file.exists():
        pytest.skip("this system has no typst, and so no PDF")
    command = [sys.executable, "-m", "keycheck", "verify", str(file)]
    ours, click = in_turns(lambda: milliseconds(lambda: run(command)), lambda: milliseconds(lambda: run(CLICK)), 10)
    add(Row(f"`keycheck verify {name}`, the whole command", ours, "ms", '`python -c "import click"`', click))


def test_a_report_is_verified_first(report: Path, add: Callable[[Row], None]) -> None:
    program = (
        "from pathlib import Path; from time import perf_counter; import sys\n"
        "from keycheck.session.verifying import verify\n"
        "began = perf_counter(); answer = verify(Path(sys.argv[1]), {}).answer\n"
        "print(answer, (perf_counter() - began) * 1e3)"
    )

    def first() -> float:
        command = [sys.executable, "-c", program, str(report)]
        done = subprocess.run(command, check=True, cwd=HOUSE, env=surroundings(), capture_output=True, text=True)
        answer, took_ms = done.stdout.split()
        assert answer == "holds"
        return float(took_ms)

    ours, digest = in_turns(first, lambda: milliseconds(lambda: sha256(report.read_bytes())), 10)
    add(
        Row("verify of a report, drawn again, the first of a process", ours, "ms", "SHA-256 of it", digest, 100, "ours")
    )


def test_many_reports_are_verified(report: Path, add: Callable[[Row], None]) -> None:
    def batch() -> None:
        assert {verify(report, {}).answer for _ in range(BATCH)} == {"holds"}

    def read_alone() -> None:
        for _ in range(BATCH):
            envelope, trace = (
                taken_apart(report.read_bytes(), "report.json"),
                report.with_name("trace.jsonl").read_bytes(),
            )
            assert envelope.is_intact
            assert sha256(trace).hexdigest() == json.loads(envelope.body)["trace_sha256"]
            assert all(json.loads(line) for line in trace.splitlines())

    ours, alone = in_turns(lambda: milliseconds(batch) / BATCH, lambda: milliseconds(read_alone) / BATCH, 5)
    beside = "seal, SHA-256 and JSON of both alone"
    add(Row(f"verify of each of {BATCH} reports in a row", ours, "ms", beside, alone, 5, "ours"))


def test_a_queue_is_verified_by_one_command(report: Path, add: Callable[[Row], None]) -> None:
    command = [sys.executable, "-m", "keycheck", "verify"]
    ours, alone = in_turns(
        lambda: milliseconds(lambda: run([*command, *[str(report)] * BATCH])) / BATCH,
        lambda: milliseconds(lambda: run([*command, str(report)])),
        3,
    )
    add(Row(f"`keycheck verify` of {BATCH} reports, each", ours, "ms", "a command for each", alone))


def test_a_bomb_is_refused(tmp_path: Path, add: Callable[[Row], None]) -> None:
    packed = zlib.compress(bytes(2**30), 9)
    dictionary = b"<</Length %d/Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n" % len(packed)
    (tmp_path / "bomb.pdf").write_bytes(b"%PDF-1.7\n" + dictionary + packed + b"\nendstream\n")
    command = [sys.executable, "-m", "keycheck", "verify", str(tmp_path / "bomb.pdf")]

    def refused(*before: str) -> None:
        environment = surroundings(KEYCHECK_DATA_DIR=str(tmp_path))
        done = subprocess.run([*before, *command], check=False, cwd=HOUSE, env=environment, capture_output=True)
        assert b"damaged" in done.stderr, done.stderr

    ours, click = in_turns(lambda: milliseconds(refused), lambda: milliseconds(lambda: run(CLICK)), 5)
    add(Row("a PDF with a gigabyte of zeros, refused", ours, "ms", '`python -c "import click"`', click, 1000, "ours"))
    refused(*WATCH, str(tmp_path / "peak"))
    add(Row("memory of refusing it", peak(tmp_path), "MB", "what it holds", 2**30 / MEGABYTE, 200, "ours"))
