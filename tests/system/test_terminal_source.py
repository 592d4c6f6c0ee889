"""A sweep over ssh: in a real terminal, with nothing but what is typed into it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.system.seen_tmux import seen_tmux

TYPED = "qwertzasdfghj%"


def test_sweep_through_a_terminal_alone_calls_what_came_working_and_nothing_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    monkeypatch.setenv("DISPLAY", ":0")
    command = [sys.executable, "-m", "keycheck", "test", "--layout", "ansi-104", "--out", str(tmp_path / "out")]
    with seen_tmux(command, tmp_path, (120, 40)) as terminal:
        screen = terminal.wait_for("(terminal) can show that a key works, not that one is dead.")
        assert "belongs to another machine" in " ".join(" ".join(screen).split())
        terminal.press("Enter")
        terminal.wait_for("Press every key once")
        terminal.press(*TYPED, "F5", "Up", "Enter")
        terminal.wait_for(f" {len(TYPED) + 1} keys have arrived")
        terminal.press("C-c", "C-c", "C-c")
        terminal.wait_for("Not decided")
        terminal.keep("result-of-a-terminal")
        terminal.press("q")
        assert terminal.wait_for_the_end() == 3
    verdict = json.loads((tmp_path / "out" / "report.json").read_text())["verdict"]
    assert (verdict["verdict"], verdict["tested"], verdict["findings"]) == ("inconclusive", len(TYPED) + 1, [])
    assert verdict["not_tested"] == []
    reasons = {key["key"]: key["reason"] for key in verdict["not_testable"]}
    assert "silence proves nothing" in reasons["KeyM"]
    assert "same for this key as for another one" in reasons["Enter"]
