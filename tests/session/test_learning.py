"""Learning hears each press once, in the order of time, and nothing that is not meant for it."""

from __future__ import annotations

from typing import cast

import pytest

from keycheck.capture.pipe import Listening, Ready
from keycheck.events.raw_event import RawEvent
from keycheck.session.learning import Learning
from keycheck.session.listening import Ears
from tests.session.scripted_ears import BUILT_IN, MS, ScriptedEar, ScriptedEars

NOW = 10_000 * MS


class Scene:
    """Two sources, and a clock that a test moves."""

    def __init__(self) -> None:
        self.now_ns = NOW
        self.evdev = ScriptedEar("evdev", Ready("evdev", "kernel", 1000, devices=(BUILT_IN,)))
        self.pynput = ScriptedEar("pynput", Ready("w3c", "os", 1000))
        self.terminal = ScriptedEar("terminal", Ready("w3c", "app", 1000, silence="no_evidence"))
        self.ears = ScriptedEars(self.evdev, self.pynput, self.terminal)
        self.learning = Learning(cast(Ears, self.ears), BUILT_IN, lambda: self.now_ns)

    def begin(self) -> None:
        self.learning.focus()
        for name in ("evdev", "pynput", "terminal"):
            self.ears.on_message(name, Listening(self.now_ns))

    def hear(self, code: str, action: str = "down", at_ms: int = 0, source: str = "pynput", **more: bool) -> None:
        device = BUILT_IN.path if source == "evdev" else None
        self.ears.on_message(source, RawEvent(NOW + at_ms * MS, code, action, device, **more))  # type: ignore[arg-type]

    def came(self) -> list[str]:
        self.now_ns += 1000 * MS
        return [came.code or came.native for came in self.learning.drain()]


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    scene.begin()
    return scene


def test_presses_come_in_the_order_of_time_whichever_source_was_quicker(scene: Scene) -> None:
    scene.hear("KeyB", at_ms=5)
    scene.hear("30", at_ms=1, source="evdev")
    assert scene.came() == ["KeyA", "KeyB"]


def test_repeats_releases_and_played_keys_are_no_presses(scene: Scene) -> None:
    scene.hear("KeyA")
    scene.hear("KeyA", at_ms=1)
    scene.hear("KeyA", "up", at_ms=2)
    scene.hear("KeyB", at_ms=3, injected=True)
    assert scene.came() == ["KeyA"]


def test_what_is_down_when_the_listening_begins_was_not_pressed_for_it() -> None:
    """The Enter that started the command, handed over before the word that the source listens."""
    scene = Scene()
    scene.learning.focus()
    scene.hear("Enter")
    scene.ears.on_message("pynput", Listening(NOW))
    scene.hear("Enter", at_ms=1)
    assert scene.came() == []
    scene.hear("Enter", "up", at_ms=2)
    scene.hear("Enter", at_ms=3)
    assert scene.came() == ["Enter"]


def test_a_key_that_no_table_knows_comes_by_its_native_code(scene: Scene) -> None:
    scene.hear("65000", source="evdev")
    assert scene.came() == ["65000"]


def test_the_last_moment_is_held_back_and_forgotten_at_a_blur(scene: Scene) -> None:
    scene.hear("KeyA")
    assert scene.learning.drain() == ()
    scene.learning.blur()
    assert scene.came() == []
    assert not scene.evdev.reading


def test_a_source_that_only_hears_what_is_typed_is_left_alone(scene: Scene) -> None:
    scene.hear("KeyA", source="terminal")
    assert scene.came() == []
    assert not scene.terminal.reading
    assert scene.evdev.told == [f"resume {BUILT_IN.path}"]


def test_it_listens_until_the_last_source_is_lost(scene: Scene) -> None:
    scene.evdev.fail("pulled out")
    assert scene.learning.listening
    scene.pynput.fail("killed")
    assert not scene.learning.listening
