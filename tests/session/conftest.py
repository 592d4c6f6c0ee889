"""What tests of the session share: a data folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.events.trace import Setting
from keycheck.session import live


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, where journals and kept examinations go."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> list[Setting]:
    """What imitates a fault on this machine: nothing, or what a test puts in."""
    found: list[Setting] = []
    monkeypatch.setattr(live, "settings_here", lambda: tuple(found))
    return found
