"""The X server's keymap against the layout that it names, with programs that print what the real ones printed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from keycheck.host.imitator import Unreadable
from keycheck.host.x_keymap import read
from keycheck.programs import Ask, NoAnswer
from tests.host.programs_said import US, printing

X = {"DISPLAY": ":1"}
QUERY = "rules:      evdev\nmodel:      pc105\nlayout:     us\n"
SWAPPED = US.replace("[          Escape ]", "[ TEMPORARY ]").replace("[       Caps_Lock ]", "[          Escape ]")
SWAPPED = SWAPPED.replace("[ TEMPORARY ]", "[       Caps_Lock ]")
FIVE = "[               5,         percent ]"
WITHOUT_A = SWAPPED.replace("[               a,               A ]", "[        NoSymbol,        NoSymbol ]")


def machine(query: str, now: str, compiled: dict[str, str]) -> Ask:
    """Its keymap is `now`; `compiled` has the keymap of each set of options."""

    def ask(command: Sequence[str], question: str) -> str:
        if "-query" in command:
            return query
        if command[0] == "setxkbmap":
            return command[command.index("-option", command.index("-option") + 1) + 1] if "caps" in str(command) else ""
        return compiled[question] if command[-2] == "-" else now

    return ask


def test_named_layout_is_no_imitator() -> None:
    assert read(X, machine(QUERY, US, {"": US})) == ()


def test_options_and_changes_by_hand_are_told_apart() -> None:
    query = f"{QUERY}options:    caps:swapescape\n"
    options, by_hand = read(X, machine(query, WITHOUT_A, {"": US, "caps:swapescape": SWAPPED})) or ()
    assert (options.name, options.keys, options.mend) == (
        "Keyboard options (caps:swapescape)",
        ("Escape", "CapsLock"),
        "setxkbmap -option ''",
    )
    assert (by_hand.keys, by_hand.imitates, by_hand.mend) == (("KeyA",), "KeyA gives nothing", "setxkbmap")
    assert (options.emptied, by_hand.emptied) == ((), ("KeyA",))
    assert not options.blocks_verdict
    assert {options.layer, by_hand.layer} == {"app"}


def test_option_that_changes_no_key_is_no_imitator() -> None:
    query = f"{QUERY}options:    caps:swapescape\n"
    assert read(X, machine(query, US, {"": US, "caps:swapescape": US})) == ()


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, X | {"WAYLAND_DISPLAY": "wayland-0"}])
def test_session_without_an_x_server_of_its_own_has_no_keymap_to_read(environment: dict[str, str]) -> None:
    assert read(environment, printing({})) is None


def test_keymap_that_numbers_keys_in_its_own_way_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="rules base, expected evdev"):
        read(X, machine(QUERY.replace("evdev", "base"), US, {"": US}))


def test_missing_program_is_named() -> None:
    with pytest.raises(NoAnswer, match="the program setxkbmap is missing"):
        read(X, printing({}))


@pytest.mark.parametrize(
    "now", ["[        NoSymbol,         percent ]", "symbols[Group1]= [ NoSymbol ], symbols[Group2]= [ 5 ]"]
)
def test_key_that_lacks_only_its_plain_sign_gives_nothing(now: str) -> None:
    """Without Shift, in the first layout, whoever presses it gets nothing."""
    (changed,) = read(X, machine(QUERY, US.replace(FIVE, now), {"": US})) or ()
    assert changed.emptied == ("Digit5",)
