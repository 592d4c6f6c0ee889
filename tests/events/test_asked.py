"""Which events belong to what was asked: the one rule of the seal and of the diagnosis."""

from __future__ import annotations

import pytest

from keycheck.events.asked import Asked
from keycheck.events.trace import Event, Record
from tests.scenarios import Recording


def asked_for(recording: Recording) -> list[str]:
    """The events that belong to it, as `down KeyA`."""
    asked = Asked(recording.header)
    belongs: list[tuple[Record, bool]] = [(record, asked.follow(record)) for record in recording.records]
    return [f"{record.action} {record.key}" for record, does in belongs if does and isinstance(record, Event)]


def test_before_the_first_prompt_nothing_was_asked_for() -> None:
    assert asked_for(Recording().hear("d:KeyE u:KeyE").phase("confirm").hear("d:KeyE u:KeyE")) == []


def test_all_three_keys_of_a_sandwich_are_asked_for_and_no_other() -> None:
    recording = Recording().phase("confirm").ask("KeyE", "KeyQ", "KeyY").hear("d:KeyQ d:KeyE d:KeyY d:KeyR d:?")
    assert asked_for(recording) == ["down KeyQ", "down KeyE", "down KeyY"]


def test_keys_of_the_prompt_before_are_still_being_let_go() -> None:
    recording = Recording().phase("confirm").ask("KeyE").ask("KeyR").hear("u:KeyE").ask("KeyT").hear("d:KeyE")
    assert asked_for(recording) == ["up KeyE"]


def test_key_that_went_down_when_asked_for_comes_up_when_it_likes() -> None:
    recording = Recording().phase("confirm").ask("KeyE").hear("d:KeyE")
    recording.ask("KeyR").ask("KeyT").ask("KeyY").hear("u:KeyE d:KeyE")
    assert asked_for(recording) == ["down KeyE", "up KeyE"]


def test_key_that_was_asked_to_come_up_is_asked_for_until_it_does() -> None:
    recording = Recording().phase("start").hear("d:KeyE").ask("KeyE", ask="release")
    recording.phase("confirm").hear("r:KeyE u:KeyE d:KeyE")
    assert asked_for(recording) == ["repeat KeyE", "up KeyE"]


@pytest.mark.parametrize("phase", ["sweep", "free"])
def test_nothing_is_asked_for_where_the_person_presses_at_will(phase: str) -> None:
    recording = Recording().phase("confirm").ask("KeyE").hear("d:KeyE").phase(phase).hear("u:KeyE d:KeyE")  # type: ignore[arg-type]
    assert asked_for(recording) == ["down KeyE"]
