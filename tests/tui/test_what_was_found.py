"""The lines at the head of the start screen, for whatever there is to tell."""

from __future__ import annotations

from typing import cast

from keycheck.host.foreground import Untold
from keycheck.host.imitator import Imitator
from keycheck.session.front import Front
from keycheck.session.listening import AnyEar
from keycheck.tui.what_was_found import told
from tests.session.scripted_ears import ScriptedEar, ScriptedEars, blocked, ear
from tests.tui.test_start_screen import NO_EVDEV, NO_X, SLOW_KEYS, terminal

NO_HIDRAW = blocked("hidraw", "no keyboard here sends HID reports", "")


def lines(*all_: ScriptedEar, settings: tuple[Imitator, ...] = (), untold: Untold | None = None) -> list[str]:
    """What is told where these sources were tried, and nobody was cut off before."""
    ears = ScriptedEars(*all_)
    ready, failed = cast(tuple[AnyEar, ...], ears.ready), cast(tuple[AnyEar, ...], ears.failed)
    return list(told(ready, failed, None, settings, untold))


def test_source_that_can_not_listen_says_why_and_what_would_mend_it() -> None:
    assert lines(ear("pynput", "os"), NO_EVDEV) == [
        "√ The desktop (pynput) can listen.",
        "· The keyboard's own device (evdev) can't: the keyboard's device in /dev/input may be read by root only. "
        "To mend it: start keycheck with sudo",
    ]


def test_what_matters_comes_first_and_what_nobody_can_mend_is_one_calm_line() -> None:
    assert lines(ear("pynput", "os"), NO_HIDRAW, settings=(SLOW_KEYS,)) == [
        "√ The desktop (pynput) can listen.",
        "! Slow Keys is on: short presses do not arrive. To mend it: switch it off",
        "· Other ways to listen are not open here; `keycheck doctor` says why.",
    ]


def test_terminal_alone_is_said_to_show_no_death() -> None:
    first, *others = lines(terminal(), NO_X)
    assert first == "√ This terminal (terminal) can show that a key works, not that one is dead."
    assert others[0].startswith("X The desktop (pynput) can't: DISPLAY is not set")


def test_where_nothing_can_listen_it_is_said_last() -> None:
    assert lines(NO_X, NO_EVDEV)[-1] == "Nothing here can listen to the keyboard, so no key can be judged."


def test_terminal_that_never_tells_is_what_stands_in_the_way() -> None:
    first, *others = lines(NO_HIDRAW, untold=Front({}, False).untold)
    assert first.startswith("X this terminal does not say when another window is in front")
    assert others == ["· Other ways to listen are not open here; `keycheck doctor` says why."]
