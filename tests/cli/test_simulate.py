"""`keycheck simulate`: a trace on stdout or in a file, the same for the same seed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.command import Run

LOOP = pytest.param(
    "loop", marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows lets not everybody make a link")
)


def records(trace: bytes) -> list[bytes]:
    """The lines after the header, which has the time of the day."""
    return trace.splitlines()[1:]


@pytest.mark.usefixtures("few_keys")
def test_same_seed_gives_the_same_examination(run: Run, tmp_path: Path) -> None:
    """On stdout and in a file; another seed gives another one."""
    words = ("simulate", "--person", "hasty", "--seed")
    ran = run(*words, "7", "-o", str(tmp_path / "t.jsonl"))
    assert (ran.status, ran.out, ran.err) == (0, b"", "")
    seventh = records((tmp_path / "t.jsonl").read_bytes())
    assert records(run(*words, "7").out) == seventh
    assert records(run(*words, "8", "-o", "-").out) != seventh


def test_trace_is_sealed_practice_and_of_the_map_that_was_asked_for(run: Run, tmp_path: Path) -> None:
    """Its dead key is what a replay finds."""
    file = tmp_path / "t.jsonl"
    run("simulate", "--layout", "laptop-15-iso", "--fault", "dead:IntlBackslash", "-o", str(file))
    header = json.loads(file.read_bytes().splitlines()[0])
    assert (header["schema"], header["sealed"], header["practice"]) == ("keycheck.trace/1", True, True)
    ran = run("replay", str(file), "--json")
    verdict = json.loads(ran.out)
    assert (ran.status, verdict["layout"]) == (1, "laptop-15-iso")
    assert [(f["key"], f["symptom"]) for f in verdict["findings"]] == [("IntlBackslash", "dead")]


@pytest.mark.usefixtures("few_keys")
@pytest.mark.parametrize("place", [str(Path("missing/t.jsonl")), str(Path("file/t.jsonl")), LOOP])
def test_file_that_can_not_be_written_is_told_in_one_line(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    if sys.platform != "win32":
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
    ran = run("simulate", "-o", str(tmp_path / place))
    assert ran.status == 2
    assert place in ran.complaint
    assert "can't be written" in ran.complaint
