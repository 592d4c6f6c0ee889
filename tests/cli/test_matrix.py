"""A scan matrix that keycheck is told."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import Run


def test_unknown_matrix_lists_the_known_ones(run: Run, tmp_path: Path) -> None:
    refused = run("demo", "--no-tui", "--matrix", str(tmp_path / "none.csv"))
    assert refused.status == 2
    assert "practice-104" in refused.complaint
