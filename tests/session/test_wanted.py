"""Which keyboard is meant: by number, name or path; else the built-in one, else the first."""

from __future__ import annotations

import pytest

from keycheck.capture.source import FoundDevice
from keycheck.errors import UsageError
from keycheck.session.wanted import Wanted

EXTERNAL = FoundDevice("/dev/input/event7", "Typist 3000", "usb", internal=False)
BUILT_IN = FoundDevice("/dev/input/event3", "AT keyboard", "i8042", internal=True)


@pytest.mark.parametrize(
    ("named", "chosen"),
    [
        (None, BUILT_IN), ("0", EXTERNAL), ("1", BUILT_IN),
        ("Typist 3000", EXTERNAL), ("/dev/input/event3", BUILT_IN),
    ],
)  # fmt: skip
def test_keyboard_is_found_by(named: str | None, chosen: FoundDevice) -> None:
    assert Wanted(device_id=named).choose_device((EXTERNAL, BUILT_IN)) == chosen


def test_without_a_built_in_keyboard_it_is_the_first() -> None:
    assert Wanted().choose_device((EXTERNAL,)) == EXTERNAL


def test_where_keyboards_can_not_be_told_apart_there_is_none() -> None:
    assert Wanted().choose_device(()) is None


@pytest.mark.parametrize(
    ("found", "listed"), [((EXTERNAL, BUILT_IN), "0 (Typist 3000), 1 (AT keyboard)"), ((), "none")]
)
def test_keyboard_that_is_not_there_is_a_mistake_that_lists_those_that_are(
    found: tuple[FoundDevice, ...], listed: str
) -> None:
    with pytest.raises(UsageError, match=r"--device: found '9', expected one of: ") as refusal:
        Wanted(device_id="9").choose_device(found)
    assert str(refusal.value).endswith(listed)
