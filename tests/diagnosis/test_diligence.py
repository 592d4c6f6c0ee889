"""What the person left out shows in sweeps, in quick presses and by known-good keys; never by the key in doubt."""

from __future__ import annotations

from keycheck.diagnosis.diagnosis import Diagnosis
from keycheck.diagnosis.diligence import Omitted
from keycheck.events.seal import seal
from tests.scenarios import KEYS, SMALL, Recording, press, swept

E = press("KeyE")


def beside(recording: Recording, key: str) -> Omitted:
    """What was left out beside this key, by its last trial; the same live and sealed."""
    trace = recording.end().trace
    of_forms = []
    for form in (trace, seal(trace)):
        diagnosis = Diagnosis(form.header, SMALL)
        for record in form.ended().records:
            diagnosis.receive(record)
        of_forms.append(diagnosis.facts.docket.of_key[key][-1].beside)
    assert of_forms[0] == of_forms[1]
    return of_forms[0]


def quick(recording: Recording, key: str, times: int) -> Recording:
    """Eight quick presses of this key are asked for, and so many come."""
    return recording.ask(key, times=8).hear(" t:150 ".join([press(key)] * times)).wait(2)


def test_keys_of_the_sweep_and_anchors_were_asked_for_and_the_key_in_doubt_does_not_count() -> None:
    assert beside(swept().trial("KeyE", E), "KeyE") == Omitted(0, len(KEYS) - 1 + 2)


def test_anchor_that_stayed_away_was_left_out() -> None:
    assert beside(swept().trial("KeyE", E, missing=("KeyY",)), "KeyE") == Omitted(1, len(KEYS) - 1 + 2)


def test_key_that_came_only_when_it_was_asked_for_was_left_out_in_the_sweep() -> None:
    recording = quick(swept({"KeyR"}), "KeyR", 8).trial("KeyE", E)
    assert beside(recording, "KeyE") == Omitted(1, len(KEYS) - 1 + 8 + 2)


def test_quick_presses_that_did_not_come_were_left_out() -> None:
    recording = quick(swept(), "KeyR", 6).trial("KeyE", E)
    assert beside(recording, "KeyE") == Omitted(2, len(KEYS) - 1 + 8 + 2)


def test_what_one_key_lost_is_not_held_against_the_person_in_its_own_trials() -> None:
    recording = quick(swept({"KeyE"}), "KeyE", 5).trial("KeyE", E)
    assert beside(recording, "KeyE") == Omitted(0, len(KEYS) - 1 + 2)
