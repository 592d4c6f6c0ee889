"""Keys that arrive and are on no place of the map: no pass where they say that the keyboard is another one."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.another_map import TELLING
from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import seal
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import load, own_ids
from tests.scenarios import DESKTOP, KERNEL, Recording, press, silent

OURS = [load(id_) for id_ in own_ids()]


def with_keys(map_: str, *keys: str) -> Recording:
    """A whole sweep by this map, in which these keys come too."""
    recording = Recording(load(map_), (DESKTOP,)).sweep()
    for key in keys:
        recording.hear({1: press(key)}, device=None)
    return recording.end()


@pytest.mark.parametrize(
    ("map_", "key"),
    [("ansi-tkl", "Numpad5"), ("ansi-104", "Lang2"), ("ansi-104", "IntlBackslash"), ("iso-105", "NumpadComma")],
)
def test_key_that_the_map_lacks_is_no_pass_live_or_sealed(map_: str, key: str) -> None:
    """The key beside it, which the map lacks too, may be dead."""
    recording = with_keys(map_, key)
    verdict = recording.verdict
    assert (verdict.verdict, verdict.findings, verdict.undecided) == ("inconclusive", (), ())
    assert "Choose the map of this keyboard" in verdict.would_settle
    assert key in verdict.would_settle
    assert diagnose(seal(recording.trace), recording.layout) == verdict


@pytest.mark.parametrize(
    ("map_", "keys"),
    [
        ("laptop-13-ansi", ["AudioVolumeUp", "BrightnessUp", "Fn", "Home", "End", "PageUp", "Insert", "NumLock"]),
        ("macbook-ansi", ["MediaPlayPause", "Home", "Delete"]),
        ("ansi-60", ["F1", "ArrowUp", "Backquote", "Delete"]),
        ("thinkpad-jis", ["AltRight", "ContextMenu"]),
    ],
)
def test_keys_that_healthy_keyboards_send_by_fn_leave_the_pass(map_: str, keys: list[str]) -> None:
    assert with_keys(map_, *keys).verdict.verdict == "no_fault_seen"


@pytest.mark.parametrize(("device", "injected"), [(1, False), (0, True)], ids=["another keyboard", "a program"])
def test_key_of_another_keyboard_or_of_a_program_says_nothing_of_the_map(device: int, injected: bool) -> None:
    recording = Recording(load("ansi-tkl"), (KERNEL,)).sweep().hear(press("Numpad5"), device, injected).end()
    assert recording.verdict.verdict == "no_fault_seen"


def test_key_that_only_the_desktop_heard_came_from_elsewhere() -> None:
    recording = Recording(load("ansi-tkl"), (KERNEL, DESKTOP)).sweep().hear({1: press("Numpad5")}, device=None).end()
    assert recording.verdict.verdict == "no_fault_seen"


def test_fault_stands_though_a_key_came_that_the_map_lacks() -> None:
    verdict = silent("KeyE").phase("sweep").hear(press("Numpad5")).end().verdict
    assert (verdict.verdict, [found.key for found in verdict.findings]) == ("fault", ["KeyE"])


def test_telling_keys_are_those_that_some_map_of_ours_can_test() -> None:
    assert {key.code for layout in OURS for key in layout.testable} >= TELLING


@pytest.mark.parametrize("layout", OURS, ids=lambda layout: layout.id)
def test_key_by_which_national_maps_differ_is_telling(layout: Layout) -> None:
    for other in OURS:
        if (other.form, layout.form) == ("desktop", "desktop"):
            main = {key.code for key in other.testable if key.zone == "main" and key.code not in layout}
            assert {key for key in main if key.startswith(("Intl", "Lang", "Non", "Conv", "Kana"))} <= TELLING
