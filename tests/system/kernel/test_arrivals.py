"""Every key of the key table, tapped on every kind of USB keyboard: the reports and the kernel name the same key."""

from __future__ import annotations

import json

import pytest

from keycheck.keys.table import code_of, native_of
from tests.system.kernel.boards import BOARDS
from tests.system.kernel.conftest import Stage

TAKEN_FOR = {"07:D8": "Delete", "0C:B1": "Pause"}
"""Keypad Clear and Media Pause, which Linux takes for other keys."""


@pytest.fixture(scope="session")
def arrivals(stage: Stage) -> dict[str, dict[str, list[str]]]:
    """Kind of keyboard -> what was tapped, and what each source heard."""
    scene = stage.begin("all_arrivals")
    stage.end(scene)
    heard: dict[str, dict[str, list[str]]] = json.loads((scene.folder / "arrivals.json").read_text())
    return heard


@pytest.mark.parametrize("kind", BOARDS)
def test_each_tap_arrives_as_one_press_and_one_release_in_the_reports(
    arrivals: dict[str, dict[str, list[str]]], kind: str
) -> None:
    assert arrivals[kind]["hidraw"] == arrivals[kind]["tapped"]


@pytest.mark.parametrize("kind", BOARDS)
def test_kernel_names_the_key_that_the_table_says(arrivals: dict[str, dict[str, list[str]]], kind: str) -> None:
    heard = [code_of("evdev", native) for native in arrivals[kind]["evdev"]]
    assert heard == [kernel_name(usage) for usage in arrivals[kind]["tapped"]]


def kernel_name(usage: str) -> str | None:
    """The key that evdev tells of; None for a key that Linux has no number for, or we no name."""
    code = TAKEN_FOR.get(usage) or code_of("hid", usage)
    return code if code is not None and native_of("evdev", code) else None
