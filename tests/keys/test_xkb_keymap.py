"""Keymaps of X11 as text: what each key gives by itself, and how two of them differ."""

from __future__ import annotations

import pytest

from keycheck.keys.xkb_keymap import differences, kept_by, named, of_use, parse, written_for
from tests.host.programs_said import US, US_AND_FRENCH

DIGIT_5, KEY_A, CAPS, ESCAPE, SHIFT = 14, 38, 66, 9, 50


def test_keymap_has_the_first_sign_of_each_key() -> None:
    keymap = parse(US)
    assert keymap == {ESCAPE: ("Escape",), DIGIT_5: ("5",), KEY_A: ("a",), SHIFT: ("Shift_L",), CAPS: ("Caps_Lock",)}


def test_key_has_one_sign_for_each_layout_that_gives_it_another() -> None:
    keymap = parse(US_AND_FRENCH)
    assert (keymap[DIGIT_5], keymap[KEY_A]) == (("5", "parenleft"), ("a",))


def test_actions_of_a_key_are_not_its_signs() -> None:
    acting = "actions[Group1]= [ SwitchScreen(screen=1,!same), NoAction() ], symbols[Group1]= [ F1, F1 ]"
    text = f'xkb_keycodes {{ <FK01> = 67; }};\nxkb_symbols {{ key <FK01> {{ type= "CTRL+ALT", {acting} }}; }};'
    assert parse(text) == {67: ("F1",)}


@pytest.mark.parametrize("text", ["", "xkb_keymap {", "xkb_symbols", US[:700], "key <ESC> { [ Escape ] };"])
def test_text_that_is_no_whole_keymap_has_fewer_keys_and_raises_nothing(text: str) -> None:
    assert parse(text).keys() <= parse(US).keys()


def one_key(body: str) -> str:
    return f"xkb_keycodes {{ <AE05> = 14; }};\nxkb_symbols {{ key <AE05> {{ {body} }}; }};"


BODIES = {
    "a sign": ("[ 5, percent ]", True),
    "no sign": ("[ NoSymbol, NoSymbol ]", False),
    "a sign that does nothing": ("[ VoidSymbol ]", False),
    "an empty group": ('type= "ONE_LEVEL", symbols[Group1]= [ ]', False),
    "a sign at the last level alone": ("symbols[Group1]= [ NoSymbol, NoSymbol, NoSymbol, EuroSign ]", True),
    "a sign in the second layout alone": ("symbols[Group1]= [ NoSymbol ], symbols[Group2]= [ parenleft ]", True),
    "an action": ("symbols[Group1]= [ NoSymbol ], actions[Group1]= [ SetMods(modifiers=Control) ]", True),
    "no action": ("symbols[Group1]= [ NoSymbol, NoSymbol ], actions[Group1]= [ NoAction(), NoAction() ]", False),
}


@pytest.mark.parametrize(("body", "is_of_use"), BODIES.values(), ids=BODIES.keys())
def test_key_is_of_use_if_it_gives_anything_in_any_layout_and_at_any_level(body: str, is_of_use: bool) -> None:
    assert (14 in of_use(one_key(body))) == is_of_use


def test_key_that_the_keymap_does_not_have_is_of_no_use() -> None:
    assert of_use(US) == {DIGIT_5, KEY_A, CAPS, ESCAPE, SHIFT}


def test_names_that_a_server_does_not_say_are_those_of_a_usual_keyboard() -> None:
    names = named("rules:      evdev\nlayout:     us,fr\nvariant:    ,bepo\n")
    assert names == {"rules": "evdev", "layout": "us,fr", "variant": ",bepo"}
    assert written_for(names)[-7:] == ["-model", "pc105", "-layout", "us,fr", "-variant", ",bepo", "-print"]
    assert written_for({"options": "caps:none"})[-3:] == ["-option", "caps:none", "-print"]
    assert kept_by(":7") == ["xkbcomp", "-w0", "-xkb", ":7", "-"]


CHANGES = {
    "the same": ({}, {}),
    "another sign": ({CAPS: ("Escape",), ESCAPE: ("Caps_Lock",)}, {"Escape": "Caps Lock", "CapsLock": "Escape"}),
    "a sign that people know by another name": ({CAPS: ("Multi_key",)}, {"CapsLock": "Compose"}),
    "no sign": ({KEY_A: ("NoSymbol",)}, {"KeyA": None}),
    "a sign that does nothing": ({CAPS: ("VoidSymbol",)}, {"CapsLock": None}),
    "a group more, with the same": ({KEY_A: ("a", "a")}, {}),
    "the second layout": ({DIGIT_5: ("5", "section")}, {"Digit5": "section"}),
    "one group for both layouts": ({DIGIT_5: ("5",)}, {"Digit5": "5"}),
}


@pytest.mark.parametrize(("changed", "told"), CHANGES.values(), ids=CHANGES.keys())
def test_difference_is_what_a_key_gives_now(changed: dict[int, tuple[str, ...]], told: dict[str, str | None]) -> None:
    named = parse(US_AND_FRENCH)
    assert differences(named, {**named, **changed}) == told


def test_key_that_is_not_in_the_keymap_gives_nothing() -> None:
    named = parse(US)
    assert differences(named, {code: groups for code, groups in named.items() if code != KEY_A}) == {"KeyA": None}


def test_key_that_gave_nothing_before_is_no_difference() -> None:
    assert differences({KEY_A: ("NoSymbol",)}, {KEY_A: ("b",)}) == {}


def test_number_that_no_table_knows_is_no_difference() -> None:
    assert differences({255: ("a",)}, {}) == {}
