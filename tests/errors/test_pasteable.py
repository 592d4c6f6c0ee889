"""A place on disk within a command: in quotes where a shell would take it apart, as it is elsewhere."""

from __future__ import annotations

import shlex
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.errors.pasteable import pasteable


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_shell_gets_the_place_back_as_one_word(place: str) -> None:
    assert shlex.split(pasteable(place, "linux")) == [place]


@pytest.mark.parametrize(
    ("place", "platform", "written"),
    [
        (PurePosixPath("/home/eve/test-2"), "linux", "/home/eve/test-2"),
        (PurePosixPath("/home/eve/2026-11-22 1531"), "darwin", "'/home/eve/2026-11-22 1531'"),
        (PureWindowsPath("C:\\Users\\Eve\\out"), "win32", "C:\\Users\\Eve\\out"),
        (PureWindowsPath("C:\\Users\\Eve & Co\\2026-11-22 1531"), "win32", '"C:\\Users\\Eve & Co\\2026-11-22 1531"'),
    ],
)
def test_place_is_written(place: PurePosixPath | PureWindowsPath, platform: str, written: str) -> None:
    assert pasteable(place, platform) == written
