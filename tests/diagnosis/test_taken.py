"""A program takes the keyboard for itself: evdev hears nothing more, and its silence accuses no key."""

from __future__ import annotations

from tests.scenarios import DESKTOP, KERNEL, REPORTS, Recording, finding, press, swept

LEFT, RIGHT = "KeyQ", "KeyY"
SANDWICH = f"d:{LEFT} t:80 u:{LEFT} t:800 d:{RIGHT} t:80 u:{RIGHT}"


def taken(*heard: dict[int, str], sources: tuple[int, ...] = (0, 1, 2)) -> Recording:
    """The kernel heard the sweep but for one key, was taken, and heard nothing of the trials that followed."""
    known = tuple(source for source in (KERNEL, DESKTOP, REPORTS) if source.id in sources)
    recording = swept({"KeyE"}, sources=known).incident("grabbed", source=KERNEL.id)
    for count in (3, 2):
        for _ in range(count):
            recording.scripted("KeyE", heard[0], before=LEFT, after=RIGHT)
        if count == 3:
            recording.scripted("KeyR", heard[1], before=LEFT, after=RIGHT)
    return recording.end()


def with_key(key: str) -> str:
    return f"d:{LEFT} t:80 u:{LEFT} t:300 {press(key)} t:300 d:{RIGHT} t:80 u:{RIGHT}"


def test_key_that_the_program_swallowed_is_lost_between_the_reports_and_the_desktop() -> None:
    found = finding(taken({2: with_key("KeyE"), 1: SANDWICH}, {2: with_key("KeyR"), 1: with_key("KeyR")}).verdict)
    assert (found.symptom, found.cause) == ("dead", "software")
    assert found.layers == {"hid": "seen", "os": "silent"}


def test_key_that_neither_the_reports_nor_the_desktop_heard_is_dead_in_hardware() -> None:
    found = finding(taken({2: SANDWICH, 1: SANDWICH}, {2: with_key("KeyR"), 1: with_key("KeyR")}).verdict)
    assert (found.cause, found.layers) == ("hardware", {"hid": "silent", "os": "silent"})


def test_silence_of_the_desktop_alone_separates_nothing_then() -> None:
    found = finding(taken({1: SANDWICH}, {1: with_key("KeyR")}, sources=(0, 1)).verdict)
    assert (found.cause, found.layers) == ("not_separated", {"os": "silent"})


def test_keyboard_that_is_given_back_is_heard_again() -> None:
    recording = swept({"KeyE"}).incident("grabbed").wait(1_000_000_000).incident("source_back", 1_000_000_000)
    recording.wait(1)
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE")
    assert finding(recording.end().verdict).cause == "hardware"
