"""Run a tool over the repository, which must find nothing."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]


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
