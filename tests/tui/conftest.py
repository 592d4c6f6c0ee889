"""What tests of screens share: a stage, and a data folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.events.trace import Setting
from keycheck.session import live
from keycheck.tui import start_screen
from tests.tui.stage import clock, demo, test_of

__all__ = ["clock", "demo", "test_of"]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, where journals and kept examinations go."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> list[Setting]:
    """What imitates a fault on this machine: nothing, or what a test puts in."""
    found: list[Setting] = []
    for module in (live, start_screen):
        monkeypatch.setattr(module, "settings_here", lambda: tuple(found))
    return found
