"""A scan matrix that keycheck is told is kept in the recording, so that whoever replays it gets the same line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Run

LINE = "line:practice-104:drive3"


@pytest.mark.parametrize("told", [True, False])
def test_line_of_a_known_matrix_is_named_by_whoever_replays_the_demo(run: Run, told: bool, tmp_path: Path) -> None:
    given = ("--matrix", "practice-104") if told else ()
    assert run("demo", "--no-tui", "--fault", LINE, *given, "--out", str(tmp_path)).status == 0
    replayed = run("replay", str(tmp_path / "trace.jsonl"))
    assert replayed.status == 1
    assert ("one broken line" in replayed.text) is told
    assert "is the report of this recording" in replayed.text


def test_unknown_matrix_lists_the_known_ones(run: Run, tmp_path: Path) -> None:
    refused = run("demo", "--no-tui", "--matrix", str(tmp_path / "none.csv"))
    assert refused.status == 2
    assert "practice-104" in refused.complaint
