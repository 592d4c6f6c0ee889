"""Consoles and windows that are asked which of them is in front."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.host.polled_window import ACTIVE_CONSOLE, PolledWindow, linux_console


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ACTIVE_CONSOLE).parent.mkdir(parents=True)
    return tmp_path


def test_console_is_in_front_while_it_is_on_the_screen(root: Path) -> None:
    (root / ACTIVE_CONSOLE).write_text("tty3\n")
    console = linux_console({"TERM": "linux"}, "/dev/tty3", root)
    assert console is not None
    assert console.known
    assert console.in_front()
    (root / ACTIVE_CONSOLE).write_text("tty30\n")
    assert not console.in_front()


@pytest.mark.parametrize("term", ["xterm", ""])
def test_other_terminals_are_no_console(root: Path, term: str) -> None:
    (root / ACTIVE_CONSOLE).write_text("tty1\n")
    assert linux_console({"TERM": term}, "/dev/pts/0", root) is None


def test_machine_without_consoles_can_not_tell(tmp_path: Path) -> None:
    assert linux_console({"TERM": "linux"}, "/dev/tty1", tmp_path) is None


def test_window_is_not_in_front_before_it_is_known_nor_when_nothing_is() -> None:
    front: list[str | None] = ["ours"]
    window = PolledWindow(lambda: front[-1])
    assert (window.known, window.in_front()) == (False, False)
    window.learn()
    assert (window.known, window.in_front()) == (True, True)
    front.append(None)
    assert not window.in_front()
