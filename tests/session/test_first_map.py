"""What the first guess of the map goes by: the keyboard that was found, and the machine where none was."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.capture.source import FoundDevice
from keycheck.config import kept_maps_folder
from keycheck.host.label import Fact
from keycheck.host.machine import Machine
from keycheck.host.typing_layout import Typing
from keycheck.layouts.library import ids
from keycheck.session import first_map
from keycheck.session.first_map import PAD, Surroundings, facts_of, guess_for, look_around, matrix_for
from tests.session.scripted_ears import BUILT_IN

LAPTOP = Surroundings(
    Machine(Fact("LENOVO", "dmi"), Fact("ThinkPad T14", "dmi")), Typing("de", "iso"), is_portable=True
)
EXTERNAL = FoundDevice("/dev/input/event7", "Typist", "usb", internal=False)
UNKNOWN = FoundDevice("/dev/input/event8", "Typist", "usb")
WITHOUT_PAD = FoundDevice("/dev/input/event9", "Mini", "usb", internal=False, blind=dict.fromkeys(PAD, "none"))


@pytest.mark.parametrize(
    ("device", "layout"),
    [
        (None, "thinkpad-iso"),
        (BUILT_IN, "thinkpad-iso"),
        (UNKNOWN, "thinkpad-iso"),
        (EXTERNAL, "iso-105"),
        (WITHOUT_PAD, "iso-tkl"),
    ],
    ids=["none found", "built in", "of unknown place", "plugged in", "without a number pad"],
)
def test_map_is_that_of_the_keyboard_that_was_found(device: FoundDevice | None, layout: str) -> None:
    assert guess_for(LAPTOP, device).layout == layout


def test_country_of_the_keyboard_is_asked_of_the_one_that_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_map, "country_of", lambda path: {EXTERNAL.path: 8}.get(path, 0))
    assert (facts_of(LAPTOP, EXTERNAL).country, facts_of(LAPTOP, None).country) == (8, 0)


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_nothing_of_this_machine_is_taken_for_the_person_s(variable: str) -> None:
    assert look_around({variable: "x"}) == Surroundings(Machine(), Typing(), is_portable=False)


def test_this_machine_gets_a_map_that_exists() -> None:
    assert guess_for(look_around({}), None).layout in ids()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the person's own maps and matrices."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path))
    folder = kept_maps_folder()
    (folder / "matrices").mkdir(parents=True)
    return folder


def keep(file: Path, *models: str) -> None:
    file.write_text("".join(f"# model: {model}\n" for model in models) + "drive,sense,code\n0,1,KeyA\n1,1,KeyS\n")


def test_matrix_is_the_one_kept_for_this_model_and_only_for_the_keyboard_built_into_it(kept: Path) -> None:
    keep(kept / "mine.csv", "ThinkPad T13", "ThinkPad T14")
    keep(kept / "matrices" / "another.csv", "ThinkPad X230")
    (kept / "notes.csv").write_text("no matrix")
    found = matrix_for(LAPTOP, BUILT_IN)
    assert found is not None
    assert (found.name, found.crossings) == ("mine", ((0, 1, "KeyA"), (1, 1, "KeyS")))
    assert [matrix_for(LAPTOP, device) for device in (EXTERNAL, UNKNOWN, None)] == [None] * 3
    assert matrix_for(Surroundings(Machine(), Typing(), is_portable=True), BUILT_IN) is None


def test_two_matrices_for_one_model_are_none(kept: Path) -> None:
    keep(kept / "one.csv", "ThinkPad T14")
    keep(kept / "two.csv", "ThinkPad T14")
    assert matrix_for(LAPTOP, BUILT_IN) is None
