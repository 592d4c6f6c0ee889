"""Importing a room loads no more than the room needs: the walls, seen at run time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]

HEAVY = {"textual", "pynput", "hid", "hidraw", "evdev", "sqlalchemy", "jinja2", "typst"}
"""What listens, draws, prints or stores. The import contracts see written imports; this sees the deferred ones too."""

LATER = HEAVY | {"msgspec", "platformdirs", "multiprocessing", "asyncio"}
"""What the command line loads only in the command that needs it, so that `keycheck --help` answers at once."""


def modules(*places: str) -> list[str]:
    """Every module in these folders and files of the package."""
    files = [f for p in places for f in ([HOUSE / p] if p.endswith(".py") else sorted((HOUSE / p).rglob("*.py")))]
    return [".".join(file.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__") for file in files]


def loaded_by(*names: str) -> set[str]:
    """The top-level packages in memory after these imports in a fresh interpreter."""
    program = f"import {', '.join(names)}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "room",
    [
        "keycheck/keys",
        "keycheck/layouts/layout.py",
        "keycheck/events",
        "keycheck/examination",
        "keycheck/diagnosis",
        "keycheck/returns",
    ],
)
def test_pure_room_loads_nothing_that_listens_draws_or_stores(room: str) -> None:
    assert loaded_by(*modules(room)) & HEAVY == set()


def test_command_line_starts_without_what_only_some_commands_need() -> None:
    assert loaded_by("keycheck.cli") & LATER == set()


def test_a_heavy_import_would_be_seen() -> None:
    assert loaded_by("jinja2") & HEAVY == {"jinja2"}
