"""What the first guess of the map goes by: the keyboard that was found, and the machine where none was."""

from __future__ import annotations

import pytest

from keycheck.capture.source import FoundDevice
from keycheck.host.label import Fact
from keycheck.host.machine import Machine
from keycheck.host.typing_layout import Typing
from keycheck.layouts.library import ids
from keycheck.session import first_map
from keycheck.session.first_map import PAD, Surroundings, facts_of, guess_for, look_around
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
