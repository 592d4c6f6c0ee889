"""The house keeps its own rules: lint, format, types, walls, and files that one can read."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
FILES = sorted((HOUSE / "keycheck").rglob("*.py"))
NAMES = [file.relative_to(HOUSE).as_posix() for file in FILES]

LONGEST_FILE = 400
"""In lines. Files of 100 to 200 are the habit; one longer than this holds two things."""

NAMES_THAT_SAY_NOTHING = {"base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def assert_clean(tool: str, *command: str) -> None:
    """Run a tool of the `test` extra in the repository; fail with what it printed."""
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed: pip install '.[test]'")
    # The tools draw boxes, which the code page of a Windows pipe does not have.
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *command], check=False, cwd=HOUSE, env=environment, capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        pytest.fail(f"{tool}:\n{done.stdout}{done.stderr}", pytrace=False)


def test_ruff_finds_nothing() -> None:
    assert_clean("ruff", "-m", "ruff", "check", "--no-cache", ".")


def test_every_file_is_formatted() -> None:
    assert_clean("ruff", "-m", "ruff", "format", "--check", "--no-cache", ".")


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_type_is_right_on(platform: str) -> None:
    assert_clean("mypy", "-m", "mypy", "--strict", "--platform", platform, "keycheck")


def test_the_walls_between_the_rooms_stand() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    assert_clean("importlinter", "-c", program, "--no-cache")


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_file_opens_with_one_sentence_on_what_it_is_for(file: Path) -> None:
    opening = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]
    assert opening.endswith("."), "the first line is no whole sentence"
    assert ". " not in opening, "the first line is more than one sentence"


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_file_is_short_enough_to_read(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_every_file_is_named_for_what_it_holds() -> None:
    assert [name for file, name in zip(FILES, NAMES, strict=True) if file.stem in NAMES_THAT_SAY_NOTHING] == []
