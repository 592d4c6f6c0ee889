"""The types are right on the other systems too: their branches are checked, and none of their machines is needed."""

from __future__ import annotations

import sys

import pytest

from tests.house.clean import assert_clean


@pytest.mark.parametrize("platform", sorted({"linux", "win32", "darwin"} - {sys.platform}))
def test_every_type_is_right_on(platform: str) -> None:
    assert_clean("mypy", "-m", "mypy", "--strict", "--platform", platform, "keycheck")
