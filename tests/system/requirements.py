"""What a system test needs of the machine: it skips with one line where that is missing, or fails where it must run."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

REQUIRED = "KEYCHECK_REQUIRE"
"""Environment: names of features, with commas between them, whose tests must not be skipped (`x11,kernel`)."""


def tool(feature: str, command: str, package: str) -> str:
    """The path of a program; skips, or fails, naming the Debian package that has it."""
    path = shutil.which(command)
    return path if path is not None else unmet(feature, f"{command} is missing: apt-get install {package}")


def unmet(feature: str, reason: str) -> NoReturn:
    """Skip the test with this reason, or fail it where the environment requires the feature."""
    if feature in os.environ.get(REQUIRED, "").split(","):
        pytest.fail(f"{reason} ({REQUIRED} asks for {feature})", pytrace=False)
    pytest.skip(reason)
