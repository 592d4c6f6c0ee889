"""pynput on a real X server: every key arrives as the physical key, once, soon, and only while somebody listens."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keycheck.capture import sources
from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Failed
from keycheck.capture.pynput_x11 import KEY_PRESS, KEY_RELEASE, NO_DISPLAY, OTHER_NUMBERS, WAYLAND, PynputX11Source
from keycheck.capture.source import Disturbance
from keycheck.capture.x11_keymap import Keymap
from keycheck.capture.x11_keys import keycodes_down
from keycheck.keys.table import native_of
from keycheck.layouts.library import load
from tests.capture.source_contract import SourceContract
from tests.system import requirements
from tests.system.conftest import start_xvfb
from tests.system.ear import PATIENCE_S, Ear, taps

Fingers = Callable[..., None]

ANSI_104 = [str(native_of("evdev", key.code)) for key in load("ansi-104").keys if key.unseen is None]


@pytest.fixture
def ear(on_display: str) -> Iterator[Ear]:
    ear = Ear("pynput")
    yield ear
    ear.process.stop()


def keycode(evdev: str) -> str:
    """As xdotool takes it; 9 is the name of a digit, so Escape goes by its name."""
    return "Escape" if evdev == "1" else str(int(evdev) + 8)


class TestContract(SourceContract):
    @pytest.fixture
    def source(self, on_display: str) -> PynputX11Source:
        return PynputX11Source()

    @pytest.fixture
    def tap(self, xdotool: Fingers) -> Callable[[], None]:
        return lambda: xdotool("key", "38")


TYPED_WITH = {
    "us": [],
    "AZERTY": ["-layout", "fr"],
    "QWERTZ": ["-layout", "de"],
    "Dvorak": ["-layout", "us", "-variant", "dvorak"],
    "Caps Lock and Escape swapped": ["-layout", "us", "-option", "caps:swapescape"],
}


@pytest.mark.parametrize("typed_with", TYPED_WITH)
def test_every_key_arrives_as_the_physical_key_whatever_is_typed_with(
    ear: Ear, xdotool: Fingers, typed_with: str
) -> None:
    subprocess.run(["setxkbmap", *TYPED_WITH[typed_with]], check=True)
    escape = "Caps_Lock" if "swapped" in typed_with else "Escape"
    ear.listen()
    xdotool("key", "--delay", "4", *(escape if key == "1" else keycode(key) for key in ANSI_104))
    ear.wait_for(lambda: len(ear.events) >= 2 * len(ANSI_104))
    assert ear.moves == taps(ANSI_104)


@pytest.fixture
def xmodmap(on_display: str) -> Iterator[Callable[[str], None]]:
    """Changes one key of the keymap; afterwards it is a plain us again."""
    program = requirements.tool("x11", "xmodmap", package="x11-xserver-utils")
    setxkbmap = requirements.tool("x11", "setxkbmap", package="x11-xkb-utils")

    def change(expression: str) -> None:
        subprocess.run([program, "-e", expression], check=True)

    yield change
    subprocess.run([setxkbmap, "us"], check=True)


def told(ear: Ear) -> list[tuple[str, bool]]:
    """Each press, and whether it was told without a meaning."""
    return [(event.native, event.unmapped) for event in ear.events if event.action == "down"]


FIVE, RO = "6", "89"
"""The 5 and a key of Japanese keyboards, of evdev; a us layout gives the latter nothing."""


@pytest.mark.parametrize(
    ("change", "of_no_use"),
    [
        ("keycode 14 =", True),
        ("keycode 14 = VoidSymbol", True),
        ("keycode 14 = NoSymbol NoSymbol x", False),
        ("keycode 14 = x X", False),
        ("keycode 97 =", False),
    ],
    ids=["nothing", "a sign that does nothing", "nothing but in another layout", "another sign", "another key"],
)
def test_press_of_a_key_that_the_keymap_gives_nothing_is_told_without_a_meaning(
    xmodmap: Callable[[str], None], ear: Ear, xdotool: Fingers, change: str, of_no_use: bool
) -> None:
    xmodmap(change)
    ear.listen()
    ear.wait_for(lambda: changed_keymap_is_known(ear, xdotool, of_no_use))
    xdotool("key", keycode(FIVE), keycode(RO), "38")
    ear.wait_for(lambda: ("30", "up") in ear.moves)
    assert told(ear)[-3:] == [(FIVE, of_no_use), (RO, False), ("30", False)]
    ups = {event.native: event.unmapped for event in ear.events if event.action == "up"}
    assert ups == {FIVE: of_no_use, RO: False, "30": False}


def changed_keymap_is_known(ear: Ear, xdotool: Fingers, of_no_use: bool) -> bool:
    """Whether the next press of 5 is told as it is; the capture process may have come before the change."""
    before = len(told(ear))
    xdotool("key", keycode(FIVE))
    ear.wait_for(lambda: len(told(ear)) > before)
    return told(ear)[-1] == (FIVE, of_no_use)


def test_keymap_is_followed_while_keys_are_pressed(xmodmap: Callable[[str], None], ear: Ear, xdotool: Fingers) -> None:
    ear.listen()
    for change, of_no_use in (("keycode 14 =", True), ("keycode 14 = 5 percent", False), ("keycode 14 =", True)):
        xmodmap(change)
        ear.wait_for(lambda now=of_no_use: changed_keymap_is_known(ear, xdotool, now))  # type: ignore[misc]
    subprocess.run(["setxkbmap", "fr"], check=True)
    ear.wait_for(lambda: changed_keymap_is_known(ear, xdotool, False))


def test_first_press_after_a_pause_is_told_by_the_keymap_of_now(
    xmodmap: Callable[[str], None], ear: Ear, xdotool: Fingers
) -> None:
    ear.listen()
    for change, of_no_use in (("keycode 14 =", True), ("keycode 14 = 5 percent", False)):
        ear.process.pause()
        xmodmap(change)
        before = len(told(ear))
        ear.listen()
        xdotool("key", keycode(FIVE))
        ear.wait_for(lambda before=before: len(told(ear)) > before)  # type: ignore[misc]
        assert told(ear)[before:] == [(FIVE, of_no_use)]


def test_key_that_an_option_switches_off_is_told_without_a_meaning(
    xmodmap: Callable[[str], None], on_display: str, xdotool: Fingers
) -> None:
    subprocess.run(["setxkbmap", "-option", "caps:none"], check=True)
    ear = Ear("pynput")
    ear.listen()
    xdotool("key", "66", "38")
    ear.wait_for(lambda: ("30", "up") in ear.moves)
    ear.process.stop()
    subprocess.run(["setxkbmap", "-option", ""], check=True)
    assert told(ear) == [("58", True), ("30", False)]


def test_lock_keys_are_given_back(ear: Ear, xdotool: Fingers) -> None:
    """A lock that is on does not change what arrives, and the next test finds it off."""
    locks = [str(native_of("evdev", code)) for code in ("CapsLock", "NumLock", "ScrollLock")]
    ear.listen()
    xdotool("key", *map(keycode, [*locks, "30", "79", *locks]))
    ear.wait_for(lambda: len(ear.events) >= 16)
    assert ear.moves == taps([*locks, "30", "79", *locks])


@pytest.fixture
def quiet_finger(on_display: str) -> Iterator[Callable[[int, int], None]]:
    """A finger that does nothing but press: xdotool comes and goes, and so makes the server send what it held back."""
    from Xlib.display import Display

    with contextlib.closing(Display()) as server:

        def move(kind: int, keycode: int) -> None:
            server.xtest_fake_input(kind, keycode)
            server.flush()

        yield move


def test_lone_tap_arrives_within_200_ms(ear: Ear, quiet_finger: Callable[[int, int], None]) -> None:
    """The server holds a recorded event back until it has something else to send: it has to be asked."""
    ear.listen()
    for n in range(5):
        for kind, count in ((KEY_PRESS, 2 * n + 1), (KEY_RELEASE, 2 * n + 2)):
            quiet_finger(kind, 38)
            ear.wait_for(lambda count=count: len(ear.events) == count, patience_s=0.2)  # type: ignore[misc]


def test_lone_tap_arrives_while_another_program_has_grabbed_the_keyboard(
    ear: Ear, quiet_finger: Callable[[int, int], None]
) -> None:
    """An open menu does so: the server still says that a key moves."""
    from Xlib import X
    from Xlib.display import Display

    ear.listen()
    with contextlib.closing(Display()) as other:
        root = other.screen().root
        assert root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime) == X.GrabSuccess
        quiet_finger(KEY_PRESS, 38)
        ear.wait_for(lambda: len(ear.events) == 1, patience_s=0.2)
        quiet_finger(KEY_RELEASE, 38)
        ear.wait_for(lambda: len(ear.events) == 2, patience_s=0.2)


def test_press_that_slow_keys_lets_through_arrives_though_nothing_moves_at_that_moment(
    ear: Ear, quiet_finger: Callable[[int, int], None]
) -> None:
    xkbset = requirements.tool("x11", "xkbset", package="xkbset")
    subprocess.run([xkbset, "slowkeys", "300"], check=True)
    try:
        ear.listen()
        quiet_finger(KEY_PRESS, 38)
        ear.wait_for(lambda: len(ear.events) == 1, patience_s=0.6)
        quiet_finger(KEY_RELEASE, 38)
        ear.wait_for(lambda: len(ear.events) == 2, patience_s=0.2)
    finally:
        subprocess.run([xkbset, "-slowkeys", "-accessx"], check=True)


def test_server_wakes_who_waits_for_a_key_only_where_that_was_asked_for(
    on_display: str, quiet_finger: Callable[[int, int], None]
) -> None:
    keymap = Keymap()
    moves = [(KEY_PRESS, True), (KEY_RELEASE, True), (KEY_PRESS, False), (KEY_RELEASE, False)]
    assert keymap.tells_of_keys
    for kind, is_told in moves:
        keymap.follow_keys(is_told)
        keymap.read()
        quiet_finger(kind, 38)
        assert keymap.wait(0.2) == is_told
        assert keycodes_down(keymap.read()) == ({38} if kind == KEY_PRESS else set())
        while keymap.wait(0.05):
            keymap.read()
    keymap.close()


def test_wait_for_a_key_ends_when_it_is_woken(on_display: str) -> None:
    keymap = Keymap()
    keymap.wake()
    assert not keymap.wait(10)
    keymap.close()


def test_stamps_are_of_our_clock_and_in_order(ear: Ear, xdotool: Fingers) -> None:
    ear.listen()
    before = now_ns()
    xdotool("key", "--delay", "20", "38", "39", "40")
    ear.wait_for(lambda: len(ear.events) >= 6)
    stamps = [event.t for event in ear.events]
    # The server may count in steps of its own timer, 4 ms.
    assert before - 10_000_000 <= stamps[0]
    assert stamps == sorted(stamps)
    assert stamps[-1] <= now_ns()


def test_key_that_is_held_repeats_and_is_pressed_once(ear: Ear, xdotool: Fingers) -> None:
    ear.listen()
    xdotool("keydown", "38")
    time.sleep(0.9)
    xdotool("keyup", "38")
    ear.wait_for(lambda: ("30", "up") in ear.moves)
    assert ear.moves[0] == ("30", "down")
    assert ear.moves[-1] == ("30", "up")
    assert len(ear.moves) > 3
    assert set(ear.moves[1:-1]) == {("30", "repeat")}


def test_key_that_is_down_before_the_start_is_handed_over_as_down(ear: Ear, xdotool: Fingers) -> None:
    xdotool("keydown", "50")
    ear.listen()
    assert ear.moves == [("42", "down")]
    xdotool("keyup", "50")
    ear.wait_for(lambda: len(ear.events) >= 2)
    assert ear.moves == [("42", "down"), ("42", "up")]


def test_nothing_is_read_before_the_start_and_after_a_pause(ear: Ear, xdotool: Fingers) -> None:
    xdotool("key", "38")
    ear.listen()
    xdotool("key", "39")
    ear.wait_for(lambda: len(ear.events) >= 2)
    ear.process.pause()
    xdotool("key", "40")
    time.sleep(0.2)
    ear.listen()
    xdotool("key", "41")
    ear.wait_for(lambda: len(ear.events) >= 4)
    assert ear.moves == taps(["31", "33"])
    assert ear.process.alive


def test_server_that_dies_is_told_as_a_lost_source(monkeypatch: pytest.MonkeyPatch) -> None:
    server, display = start_xvfb()
    monkeypatch.setenv("DISPLAY", display)
    ear = Ear("pynput")
    ear.listen()
    server.kill()
    server.wait()
    ear.wait_for(lambda: not ear.process.alive)
    ear.process.stop()
    assert ear.count(Failed) == 1
    lost = [message for message in ear.heard if isinstance(message, Disturbance)]
    assert [trouble.what for trouble in lost] == ["source_lost"]


def test_key_that_x_has_no_keycode_for_is_not_observable(on_display: str) -> None:
    probe = sources.probe("pynput")
    assert probe.state == "ready"
    assert "MicrophoneMuteToggle" in probe.blind
    assert not {key.code for key in load("ansi-104").keys} & probe.blind.keys()


def test_no_display_is_told_as_blocked(on_display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    assert sources.probe("pynput") == NO_DISPLAY


def test_display_that_nobody_serves_is_told_as_blocked(on_display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4242")
    probe = sources.probe("pynput")
    assert probe.state == "blocked"
    assert probe.reason.startswith("the X server :4242 can't be used: ")
    assert "\n" not in probe.reason


@pytest.mark.parametrize(("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("XDG_SESSION_TYPE", "wayland")])
def test_wayland_session_is_blocked_by_its_environment(
    on_display: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert sources.probe("pynput") == WAYLAND


def test_server_that_numbers_keys_in_another_way_is_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    xprop = requirements.tool("x11", "xprop", package="x11-utils")
    server, display = start_xvfb()
    monkeypatch.setenv("DISPLAY", display)
    rules = "_XKB_RULES_NAMES"
    subprocess.run([xprop, "-root", "-format", rules, "8s", "-set", rules, "xquartz"], check=True)
    probe = sources.probe("pynput")
    server.kill()
    server.wait()
    assert probe == OTHER_NUMBERS


@pytest.fixture
def xwayland(on_display: str, tmp_path: Path) -> Iterator[str]:
    """The DISPLAY of an Xwayland, under a Wayland compositor that draws on the X server."""
    requirements.tool("wayland", "Xwayland", package="xwayland")
    program = requirements.tool("wayland", "weston", package="weston")
    tmp_path.chmod(0o700)
    log = tmp_path / "log"
    command = [program, "--backend=x11-backend.so", "--xwayland", f"--log={log}"]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    weston = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE_S
    while not (found := re.search(r"listening on display (:\d+)", log.read_text() if log.exists() else "")):
        assert time.monotonic() < end, "weston did not start"
        time.sleep(0.05)
    yield found[1]
    weston.terminate()
    weston.wait()


def test_xwayland_is_known_without_its_environment(xwayland: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """sudo strips WAYLAND_DISPLAY, and Xwayland before 23.1 has no extension of its own."""
    monkeypatch.setenv("DISPLAY", xwayland)
    # The first client starts it; its keyboard comes a moment later.
    probes = (sources.probe("pynput") for _ in range(10))
    assert any(probe == WAYLAND for probe in probes)


def test_question_for_the_keys_that_are_down_outlives_a_new_keymap(
    on_display: str, xdotool: Callable[..., None]
) -> None:
    """The server tells every client of a new keymap, between two answers."""
    keymap = Keymap()
    assert keycodes_down(keymap.read()) == set()
    for layout in ("de", "us"):
        subprocess.run([requirements.tool("x11", "setxkbmap", package="x11-xkb-utils"), layout], check=True)
        xdotool("keydown", "038")
        assert [keycodes_down(keymap.read()) for _ in range(20)] == [{38}] * 20
        xdotool("keyup", "038")
        assert keycodes_down(keymap.read()) == set()
    keymap.close()
