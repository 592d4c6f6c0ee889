"""The keyboard that does not exist: which layer hears what."""

from __future__ import annotations

import pytest

from keycheck.simulation.fault import Fault, FaultKind
from keycheck.simulation.keyboard import DESKTOP, DESKTOP_DELAY_NS, KERNEL, Keyboard
from tests.scenarios import MS


def heard(kind: FaultKind | None) -> list[tuple[int, int, str]]:
    keyboard = Keyboard([] if kind is None else [Fault(kind, "KeyE")])
    return [(event.source, event.t, event.action) for event in keyboard.press("KeyE", 5 * MS, 80 * MS)]


WHOLE = [
    (KERNEL, 5 * MS, "down"),
    (DESKTOP, 5 * MS + DESKTOP_DELAY_NS, "down"),
    (KERNEL, 85 * MS, "up"),
    (DESKTOP, 85 * MS + DESKTOP_DELAY_NS, "up"),
]


@pytest.mark.parametrize(
    ("kind", "events"),
    [(None, WHOLE), ("dead", []), ("stuck", []), ("swallow", [event for event in WHOLE if event[0] == KERNEL])],
)
def test_press_is_heard_by(kind: FaultKind | None, events: list[tuple[int, int, str]]) -> None:
    assert heard(kind) == events


def test_fault_of_one_key_is_no_fault_of_another() -> None:
    keyboard = Keyboard([Fault("dead", "KeyE")])
    assert len(keyboard.press("KeyR", 0, 80 * MS)) == 4
    assert (keyboard.works("KeyE"), keyboard.works("KeyR")) == (False, True)


def test_only_a_stuck_key_is_down_at_the_start() -> None:
    keyboard = Keyboard([Fault("dead", "KeyR"), Fault("stuck", "KeyE"), Fault("swallow", "KeyT")])
    assert [(event.key, event.source, event.action) for event in keyboard.at_start()] == [
        ("KeyE", KERNEL, "down"),
        ("KeyE", DESKTOP, "down"),
    ]
