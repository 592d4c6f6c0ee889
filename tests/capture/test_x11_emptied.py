"""Keys that the X server's keymap gives nothing, with programs that print what the real ones printed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import pytest

from keycheck.capture.x11_emptied import Emptied, emptied
from keycheck.programs import Ask, NoAnswer
from tests.host.programs_said import US

QUERY = "rules:      evdev\nmodel:      pc105\nlayout:     us\n"
DIGIT_5, KEY_A = 14, 38
WITHOUT_5 = US.replace("[               5,         percent ]", "[        NoSymbol,        NoSymbol ]")
WITHOUT_A_LAYOUT_KEY = US.replace("[               a,               A ]", "[        NoSymbol ]")


def server(now: str, layout: str = US, query: str = QUERY, missing: str = "") -> Ask:
    """Its keymap is `now`, and was made from the layout."""

    def ask(command: Sequence[str], question: str) -> str:
        if command[0] == missing:
            raise NoAnswer(f"the program {missing} is missing")
        if command[0] == "setxkbmap":
            return query if "-query" in command else "the layout"
        return layout if question == "the layout" else now

    return ask


SERVERS = {
    "as its layout has it": (server(US), frozenset()),
    "a key less": (server(WITHOUT_5), {DIGIT_5}),
    "a key that the layout itself gives nothing": (server(WITHOUT_A_LAYOUT_KEY, WITHOUT_A_LAYOUT_KEY), frozenset()),
    "other rules": (server(WITHOUT_5, query=QUERY.replace("evdev", "base")), frozenset()),
    "no names": (server(WITHOUT_5, query=""), frozenset()),
    "no program that asks it": (server(WITHOUT_5, missing="setxkbmap"), frozenset()),
    "no program that reads it": (server(WITHOUT_5, missing="xkbcomp"), frozenset()),
    "no keymap at all": (server(""), frozenset()),
}


@pytest.mark.parametrize(("ask", "keys"), SERVERS.values(), ids=SERVERS.keys())
def test_key_has_been_emptied_if_its_layout_gives_it_something_and_the_server_nothing(
    ask: Ask, keys: frozenset[int]
) -> None:
    assert emptied(":1", ask) == keys


def test_options_are_no_part_of_the_layout() -> None:
    """Who has switched a key off by an option has switched it off."""
    asked: list[Sequence[str]] = []

    def ask(command: Sequence[str], question: str) -> str:
        asked.append(command)
        return server(US, query=f"{QUERY}options:    caps:none\n")(command, question)

    emptied(":1", ask)
    assert not any("caps:none" in command for command in asked)


def wait_for(come_true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not come_true():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_keymap_is_read_again_when_it_has_changed_and_only_then() -> None:
    keymaps = iter([frozenset[int](), frozenset({DIGIT_5}), frozenset({KEY_A})])
    found = Emptied(lambda: next(keymaps))
    for _ in range(3):
        found.follow(False)
    assert found.keys == frozenset()
    for keys in ({DIGIT_5}, {KEY_A}):
        found.follow(True)
        wait_for(lambda keys=keys: found.keys == keys)  # type: ignore[misc]


def test_change_while_the_keymap_is_being_read_is_read_too() -> None:
    go_on = threading.Event()
    keymaps = iter([frozenset[int](), frozenset({DIGIT_5}), frozenset({KEY_A})])

    def read() -> frozenset[int]:
        now = next(keymaps)
        if now == {DIGIT_5}:
            go_on.wait(5)
        return now

    found = Emptied(read)
    for _ in range(4):
        found.follow(True)
    go_on.set()

    def has_followed() -> bool:
        found.follow(False)
        return found.keys == {KEY_A}

    wait_for(has_followed)


def test_keymap_that_changed_while_nobody_followed_it_is_known_at_once_afterwards() -> None:
    keymaps = iter([frozenset[int](), frozenset({DIGIT_5}), frozenset({KEY_A})])
    found = Emptied(lambda: next(keymaps))
    for changed, keys in ((False, set()), (True, {DIGIT_5}), (False, {DIGIT_5}), (True, {KEY_A})):
        found.catch_up(changed)
        assert found.keys == keys


def test_catching_up_waits_for_what_is_being_read_and_reads_what_came_meanwhile() -> None:
    keymaps = iter([frozenset[int](), frozenset({DIGIT_5}), frozenset({KEY_A})])

    def read() -> frozenset[int]:
        time.sleep(0.01)
        return next(keymaps)

    found = Emptied(read)
    for _ in range(2):
        found.follow(True)
    found.catch_up(False)
    assert found.keys == {KEY_A}
