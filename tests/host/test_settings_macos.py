"""What imitates a fault on made-up Macs."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence

import pytest

from keycheck.host.imitator import Unreadable
from keycheck.host.settings_macos import accessibility, hidutil, modifier_keys, remappers, secure_input
from keycheck.programs import Ask
from tests.host.programs_said import printing

SWAPPED = """(
        {
        HIDKeyboardModifierMappingDst = 30064771113;
        HIDKeyboardModifierMappingSrc = 30064771129;
    },
        {
        HIDKeyboardModifierMappingDst = 30064771129;
        HIDKeyboardModifierMappingSrc = 30064771113;
    }
)
"""
"""In the form of hidutil: 0x700000039 is Caps Lock, 0x700000029 is Escape."""


def settings(**values: object) -> Ask:
    return printing({"defaults": plistlib.dumps(values).decode()})


@pytest.mark.parametrize("printed", ["(null)\n", "(\n)\n", "", "()", "( { HIDKeyboardModifierMappingSrc = 4; } )"])
def test_nothing_remapped_is_no_imitator(printed: str) -> None:
    assert hidutil(printing({"hidutil": printed})) == ()


def test_hidutil_is_told_key_by_key() -> None:
    (found,) = hidutil(printing({"hidutil": SWAPPED}))
    assert (found.keys, found.imitates) == (("CapsLock", "Escape"), "CapsLock gives Escape; Escape gives CapsLock")
    assert (found.layer, found.blocks_verdict) == ("os", True)
    assert found.mend == """hidutil property --set '{"UserKeyMapping":[]}'"""


def test_modifier_keys_are_told_key_by_key_and_no_action_is_nothing() -> None:
    mapping = [
        {"HIDKeyboardModifierMappingSrc": 0x700000039, "HIDKeyboardModifierMappingDst": 0x700000000},
        {"HIDKeyboardModifierMappingSrc": 0x7000000E0, "HIDKeyboardModifierMappingDst": 0x7000000E3},
        {"HIDKeyboardModifierMappingSrc": 0, "HIDKeyboardModifierMappingDst": -1},
    ]
    ask = settings(**{"com.apple.keyboard.modifiermapping.1452-610-0": mapping, "KeyRepeat": 2})
    (found,) = modifier_keys(ask)
    assert found.imitates == "CapsLock gives nothing; ControlLeft gives MetaLeft"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, []),
        ({"slowKey": False, "slowKeyDelay": 400, "stickyKey": 0}, []),
        ({"slowKey": True, "slowKeyDelay": 400}, [("slow_keys", 400)]),
        ({"slowKey": 1, "stickyKey": True, "mouseDriver": True},
         [("slow_keys", 250), ("sticky_keys", None), ("mouse_keys", None)]),
    ],
)  # fmt: skip
def test_accessibility_is_what_the_settings_say(values: dict[str, object], found: list[tuple[str, int | None]]) -> None:
    assert [(imitator.kind, imitator.delay_ms) for imitator in accessibility(settings(**values))] == found


def test_settings_that_are_none_are_unreadable() -> None:
    with pytest.raises(Unreadable, match="no property list"):
        accessibility(printing({"defaults": "<plist"}))


def test_karabiner_is_known_by_both_its_names_and_told_once() -> None:
    folder = "/Library/Application Support/org.pqrs/Karabiner-Elements/bin"
    printed = f"/sbin/launchd\n{folder}/karabiner_grabber\n{folder}/Karabiner-Core-Service\n"
    (found,) = remappers(printing({"ps": printed}))
    assert (found.name, found.mend) == ("Karabiner-Elements", "quit Karabiner-Elements")


def test_secure_input_names_who_holds_it() -> None:
    answers = {"ioreg": '| |   "kCGSSessionSecureInputPID" = 9876\n', "ps": "/Applications/Safe.app/Contents/Safe\n"}
    (found,) = secure_input(lambda: True, printing(answers))
    assert (found.kind, found.blocks_verdict) == ("secure_input", True)
    assert found.name == "Secure Input (held by Safe)"


def test_secure_input_is_told_even_where_nobody_says_who_holds_it() -> None:
    (found,) = secure_input(lambda: True, printing({}))
    assert found.name == "Secure Input"


def test_without_secure_input_nobody_is_asked() -> None:
    def ask(command: Sequence[str], question: str) -> str:
        raise AssertionError(command)

    assert secure_input(lambda: False, ask) == ()
