"""A key that is said not to be there: a whole block may be left out, and one key alone never ends as a pass."""

from __future__ import annotations

import pytest

from tests.scenarios import FULL, Recording, swept, undecided


def absent(*keys: str) -> Recording:
    recording = swept(set(keys), layout=FULL)
    for key in keys:
        recording.ask(key).attest("no_such_key")
    return recording.end()


@pytest.mark.parametrize("key", ["F5", "Escape", "Numpad5", "ArrowUp", "KeyE", "Space"])
def test_single_key_that_is_said_to_be_absent_asks_for_the_right_map(key: str) -> None:
    verdict = absent(key).verdict
    assert (verdict.verdict, verdict.not_on_keyboard) == ("inconclusive", (key,))
    assert "Choose the map of this keyboard" in verdict.would_settle


@pytest.mark.parametrize("zone", ["numpad", "navigation", "function"])
def test_keyboard_without_a_whole_block_passes(zone: str) -> None:
    block = [key.code for key in FULL.testable if key.zone == zone]
    assert absent(*block).verdict.verdict == "no_fault_seen"
    assert absent(*block[1:]).verdict.verdict == "inconclusive"


def test_key_that_stayed_silent_when_it_was_pressed_is_not_made_absent_by_a_word() -> None:
    recording = swept({"Numpad7", "Numpad8", "Numpad9"}).trials(4, "Numpad8")
    for key in ("Numpad7", "Numpad8", "Numpad9"):
        recording.ask(key).attest("no_such_key")
    verdict = recording.end().verdict
    assert (verdict.verdict, verdict.not_on_keyboard) == ("inconclusive", ("Numpad7", "Numpad9"))
    assert "silent in 4 of its presses" in undecided(verdict, "Numpad8").reason


def test_key_that_was_said_to_be_there_and_then_not_stays_undecided() -> None:
    recording = swept({"Numpad7", "Numpad8", "Numpad9"}).ask("Numpad8").attest("on_keyboard")
    for key in ("Numpad7", "Numpad8", "Numpad9"):
        recording.ask(key).attest("no_such_key")
    verdict = recording.end().verdict
    assert (verdict.verdict, verdict.findings) == ("inconclusive", ())
    assert "also not to be" in undecided(verdict, "Numpad8").reason
