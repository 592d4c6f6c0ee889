"""What imitates a fault on Windows, from the bytes and files that it keeps it in."""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.host import windows_calls
from keycheck.host.imitator import Unreadable
from keycheck.host.key_filters import KeyFilters
from keycheck.host.settings_windows import (
    FILTER_KEYS,
    POWERTOYS_FILE,
    STICKY_KEYS,
    accessibility,
    filters_of,
    foreground,
    number_lock,
    remappers,
    scancodes,
)
from keycheck.host.windows_keymap import powertoys_remaps, scancode_map

STICKY_OFF, MOUSE_OFF = struct.pack("<2I", 8, 510), struct.pack("<7I", 28, 62, 360, 1000, 0, 0, 0)
"""What Windows keeps where nobody has changed anything: options, and the bit for on is not set."""

SWAP = "00000000 00000000 03000000 3a001d00 1d003a00 00000000"
"""Microsoft's own example: left Ctrl and Caps Lock change places."""


@pytest.mark.parametrize(
    ("wait_ms", "bounce_ms", "flags", "filters"),
    [
        (1000, 0, 126, KeyFilters()),
        (1000, 0, 127, KeyFilters(slow_ms=1000)),
        (0, 500, 127, KeyFilters(bounce_ms=500)),
        (0, 0, 127, KeyFilters()),
    ],
    ids=["off", "slow", "bounce", "repeats only"],
)
def test_filter_keys_is_slow_or_bounce_or_neither(
    wait_ms: int, bounce_ms: int, flags: int, filters: KeyFilters
) -> None:
    filter_keys = struct.pack("<6I", 24, flags, wait_ms, 1000, 500, bounce_ms)
    assert filters_of(filter_keys, STICKY_OFF, MOUSE_OFF) == filters


def test_each_filter_that_is_on_blocks_verdicts_from_the_kernel_upwards() -> None:
    structures = {FILTER_KEYS: struct.pack("<6I", 24, 1, 300, 0, 0, 0), STICKY_KEYS: struct.pack("<2I", 8, 511)}
    found = accessibility(lambda action, size: structures.get(action, struct.pack("<7I", 28, 63, 0, 0, 0, 0, 0)))
    assert [imitator.kind for imitator in found] == ["slow_keys", "sticky_keys", "mouse_keys"]
    assert all(imitator.layer == "kernel" and imitator.blocks_verdict and imitator.mend for imitator in found)


@pytest.mark.parametrize(
    ("value", "changed"),
    [
        ("", {}),
        ("00000000 00000000 01000000 00000000", {}),
        (SWAP, {"ControlLeft": "CapsLock", "CapsLock": "ControlLeft"}),
        ("00000000 00000000 03000000 00005be0 00005ce0 00000000", {"MetaLeft": None, "MetaRight": None}),
        ("00000000 00000000 02000000 00004500 00000000", {"NumLock": None}),
        ("00000000 00000000 02000000 00001de1 00000000", {"Pause": None}),
        ("00000000 00000000 02000000 1e001e00 00000000", {}),
        ("00000000 00000000 02000000 1e00ff7f 00000000", {}),
        ("00000000 00000000 ffffffff 1e001f00 1f00", {"KeyS": "KeyA"}),
        ("00000000 00000000 03000000 00000000 1e001f00", {}),
    ],
)  # fmt: skip
def test_scancode_map_is_told_key_by_key(value: str, changed: dict[str, str | None]) -> None:
    assert scancode_map(bytes.fromhex(value)) == changed


@given(st.binary(max_size=64))
def test_any_bytes_are_some_scancode_map(value: bytes) -> None:
    assert all(key != becomes for key, becomes in scancode_map(value).items())


def test_scancode_map_blocks_verdicts_of_its_keys() -> None:
    (found,) = scancodes(lambda key, name: bytes.fromhex(SWAP))
    assert (found.keys, found.layer, found.blocks_verdict) == (("ControlLeft", "CapsLock"), "kernel", True)
    assert scancodes(lambda key, name: b"") == ()


def scan_code_of(virtual: int) -> int:
    """Some of the German layout, in which Y and Z have changed places."""
    return {0x59: 0x2C, 0x5A: 0x15, 0xA0: 0x2A, 0xA1: 0x36, 0x5B: 0x5B, 0x25: 0x4B, 0x90: 0x45, 0x13: 0x45}.get(
        virtual, 0
    )


def powertoys(*remaps: dict[str, str], texts: list[dict[str, str]] | None = None) -> str:
    return json.dumps({
        "remapKeys": {"inProcess": list(remaps)},
        "remapKeysToText": {"inProcess": texts or []},
        "remapShortcuts": {"global": [{"originalKeys": "162;164;65", "newRemapKeys": "222"}], "appSpecific": []},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (powertoys(), {}),
        (powertoys({"originalKeys": "90", "newRemapKeys": "89"}), {"KeyY": "KeyZ"}),
        (powertoys({"originalKeys": "16", "newRemapKeys": "256"}), {"ShiftLeft": None, "ShiftRight": None}),
        (powertoys({"originalKeys": "91", "newRemapKeys": "162;67"}), {"MetaLeft": None}),
        (powertoys({"originalKeys": "37", "newRemapKeys": "91"}), {"ArrowLeft": "MetaLeft"}),
        (powertoys({"originalKeys": "144", "newRemapKeys": "19"}), {"NumLock": "Pause"}),
        (powertoys(texts=[{"originalKeys": "90", "unicodeText": "hello"}]), {"KeyY": None}),
        (powertoys({"originalKeys": "7", "newRemapKeys": "89"}), {}),
        ("", {}),
        ("[]", {}),
        ('{"remapKeys": {"inProcess": [{}]}}', {}),
        ('{"remapKeys": null}', {}),
    ],
)  # fmt: skip
def test_powertoys_is_told_key_by_key_in_the_layout_that_is_in_use(text: str, changed: dict[str, str | None]) -> None:
    assert powertoys_remaps(text, scan_code_of) == changed


def test_remappers_are_known_by_their_processes(tmp_path: Path) -> None:
    names = frozenset({"explorer.exe", "AutoHotkey64.exe", "AutoHotkeyUX.exe", "kanata_winIOv2.exe"})
    found = remappers(lambda: names, scan_code_of, tmp_path)
    assert [imitator.name for imitator in found] == ["AutoHotkey", "kanata"]


@pytest.mark.parametrize(("process", "found"), [("PowerToys.KeyboardManagerEngine.exe", 1), ("PowerToys.exe", 0)])
def test_file_of_powertoys_counts_only_while_its_keyboard_manager_runs(
    tmp_path: Path, process: str, found: int
) -> None:
    file = tmp_path / POWERTOYS_FILE
    file.parent.mkdir(parents=True)
    file.write_text(powertoys({"originalKeys": "90", "newRemapKeys": "89"}), encoding="utf-8-sig")
    assert len(remappers(lambda: frozenset({process}), scan_code_of, tmp_path)) == found


def test_window_with_more_rights_blocks_every_verdict_while_it_is_in_front() -> None:
    (found,) = foreground(lambda: True)
    assert (found.kind, found.keys, found.blocks_verdict) == ("elevated_window", None, True)
    assert foreground(lambda: False) == ()


@pytest.mark.parametrize(("is_on", "found"), [(True, 0), (False, 1)])
def test_num_lock_is_told_where_it_is_off(is_on: bool, found: int) -> None:
    assert len(number_lock(lambda: is_on)) == found


@pytest.mark.skipif(sys.platform == "win32", reason="this is Windows, where they answer")
def test_windows_is_not_asked_elsewhere() -> None:
    with pytest.raises(Unreadable):
        windows_calls.system_parameters(FILTER_KEYS, 24)
    with pytest.raises(Unreadable):
        windows_calls.process_names()


@pytest.mark.skipif(sys.platform != "win32", reason="this is not Windows")
def test_windows_answers() -> None:
    assert len(accessibility()) >= 0
    assert any(name.lower().startswith("python") for name in windows_calls.process_names())
    assert windows_calls.scan_code_of(0x41) > 0
    assert windows_calls.foreground_is_elevated() in (True, False)
