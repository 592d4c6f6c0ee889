"""One key that does not reach programs, lost in five places on a real kernel: the verdict names the place each time.

The scenes run without a screen, by the code of the session: a screen is too slow where the processor is emulated.
"""

from __future__ import annotations

from typing import Any

from tests.system.kernel.conftest import Stage


def findings(verdict: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(finding["key"], finding["symptom"], finding["cause"]) for finding in verdict["findings"]]


def test_key_that_never_leaves_the_keyboard_is_dead_in_hardware(stage: Stage) -> None:
    verdict = stage.play("withheld")
    assert findings(verdict) == [("Digit5", "dead", "hardware")]
    assert verdict["findings"][0]["layers"] == {"hid": "silent", "kernel": "silent"}
    assert (verdict["tested"], verdict["not_tested"], verdict["undecided"]) == (17, [], [])


def test_key_that_came_from_the_other_keyboard_only_is_dead_on_this_one(stage: Stage) -> None:
    verdict = stage.play("two_keyboards")
    assert findings(verdict) == [("Digit5", "dead", "hardware")]


def test_key_that_the_kernel_has_no_code_for_is_lost_in_software(stage: Stage) -> None:
    verdict = stage.play("without_a_keymap")
    assert findings(verdict) == [("Digit5", "dead", "software")]
    assert "Changed scan codes of Bench Keyboard" in [setting["name"] for setting in verdict["settings"]]


def test_key_that_a_grabbing_program_swallows_is_lost_in_software(stage: Stage) -> None:
    """The program took the keyboard from evdev, which says so and is no witness any more; the reports still come."""
    verdict = stage.play("grabbed")
    assert findings(verdict) == [("Digit5", "dead", "software")]
    assert verdict["findings"][0]["layers"] == {"hid": "seen", "os": "silent"}
    assert "grabbed" in [incident["what"] for incident in verdict["incidents"]]


def test_key_that_the_desktop_maps_to_nothing_is_lost_in_software_and_the_keymap_is_named(stage: Stage) -> None:
    """X shows the press to who listens, and gives programs no sign for it."""
    verdict = stage.play("mapped_to_nothing")
    assert findings(verdict) == [("Digit5", "dead", "software")]
    assert verdict["findings"][0]["layers"] == {"hid": "seen", "kernel": "seen", "os": "seen"}
    assert "The desktop received the key and its keymap" in verdict["findings"][0]["reason"]
    assert "setxkbmap" in verdict["findings"][0]["would_settle"]
    (keymap,) = (setting for setting in verdict["settings"] if setting["name"] == "Custom keymap")
    assert (keymap["layer"], keymap["keys"]) == ("app", ["Digit5"])
