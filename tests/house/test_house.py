"""The house keeps its own rules: lint, format, types, walls, and files that one can read."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tests.house.clean import HOUSE, assert_clean

FILES = sorted((HOUSE / "keycheck").rglob("*.py"))
NAMES = [file.relative_to(HOUSE).as_posix() for file in FILES]

LONGEST_FILE = 400
"""In lines. Files of 100 to 200 are the habit; one longer than this holds two things."""

NAMES_THAT_SAY_NOTHING = {"base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def test_ruff_finds_nothing() -> None:
    assert_clean("ruff", "-m", "ruff", "check", "--no-cache", ".")


def test_every_file_is_formatted() -> None:
    assert_clean("ruff", "-m", "ruff", "format", "--check", "--no-cache", ".")


def test_every_type_is_right() -> None:
    assert_clean("mypy", "-m", "mypy", "--strict", "--platform", sys.platform, "keycheck")


def test_the_walls_between_the_rooms_stand() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    assert_clean("importlinter", "-c", program, "--no-cache")


def test_every_file_opens_with_one_sentence_on_what_it_is_for() -> None:
    assert [name for file, name in zip(FILES, NAMES, strict=True) if not is_one_sentence(opening(file))] == []


def opening(file: Path) -> str:
    """The first line of a file."""
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def is_one_sentence(line: str) -> bool:
    return line.endswith(".") and ". " not in line


def test_every_file_is_short_enough_to_read() -> None:
    lengths = {
        name: len(file.read_text(encoding="utf-8").splitlines()) for file, name in zip(FILES, NAMES, strict=True)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_every_file_is_named_for_what_it_holds() -> None:
    assert [name for file, name in zip(FILES, NAMES, strict=True) if file.stem in NAMES_THAT_SAY_NOTHING] == []
