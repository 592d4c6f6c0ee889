"""What tests of screens share: a stage, and a data folder of their own."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

from keycheck.host import settings
from keycheck.host.imitator import Imitator
from keycheck.host.machine import Machine
from keycheck.host.typing_layout import Typing
from keycheck.session import first_map
from keycheck.session.first_map import Surroundings
from keycheck.tui import app, learn_app, start_screen
from tests.tui.stage import clock, demo, live_of, test_of

__all__ = ["clock", "demo", "live_of", "test_of"]

PARSED: dict[Hashable, list[RuleSet]] = {}
"""What is in each style sheet: every application of these tests has the same ones."""


@pytest.fixture(autouse=True)
def style_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is parsed once, and not for every application again."""
    parse = Stylesheet._parse_rules

    def once(sheet: Stylesheet, css: str, read_from: CSSLocation, *how: Hashable, **named: Hashable) -> list[RuleSet]:
        key = (css, read_from, how, *named.values(), *sheet._variables.values())
        if key not in PARSED:
            PARSED[key] = parse(sheet, css, read_from, *how, **named)  # type: ignore[arg-type]
        return PARSED[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", once)


@pytest.fixture
def drawn() -> None:
    """Each picture is drawn, as it is in a terminal: for tests that ask for it."""


@pytest.fixture(autouse=True)
def pictures_for_nobody(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An application without a terminal throws each picture away; a test draws the one that it looks at."""
    if "drawn" in request.fixturenames:
        return
    for update in ("render_full_update", "render_partial_update"):
        monkeypatch.setattr(Compositor, update, lambda compositor, **_: compositor._dirty_regions.clear())


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, where journals and kept examinations go."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def no_second_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are looked for at once; the seconds of a countdown are those that a test lets pass."""
    monkeypatch.setattr(app, "PICTURE_LEAVES_S", 0.001)
    monkeypatch.setattr(start_screen, "FIRST_PICTURE_S", 0.001)
    monkeypatch.setattr(start_screen, "LOOKS_PER_SECOND", 100)
    monkeypatch.setattr(start_screen, "SECOND_S", 3600.0)
    monkeypatch.setattr(learn_app, "LOOKS_PER_SECOND", 100)


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that says when it is in front, wherever these tests are run."""
    for multiplexer in ("TMUX", "STY"):
        monkeypatch.delenv(multiplexer, raising=False)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> list[Surroundings]:
    """What this machine says of itself: nothing, or what a test puts in the place of that."""
    told = [Surroundings(Machine(), Typing(), is_portable=False)]
    monkeypatch.setattr(first_map, "look_around", lambda: told[-1])
    return told


@pytest.fixture(autouse=True)
def imitators(monkeypatch: pytest.MonkeyPatch) -> list[Imitator]:
    """What imitates a fault on this machine: nothing, or what a test puts in."""
    found: list[Imitator] = []
    monkeypatch.setattr(settings, "found", lambda: tuple(found))
    return found
