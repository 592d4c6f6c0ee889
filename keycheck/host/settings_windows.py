"""What on Windows acts between a keyboard and the programs: accessibility, the registry, remappers, windows on top."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

from keycheck.host import windows_calls
from keycheck.host.imitator import Imitator, Kind, gives
from keycheck.host.key_filters import KeyFilters, filters_found
from keycheck.host.number_lock import numlock_off
from keycheck.host.windows_keymap import ScanCodeOf, powertoys_remaps, scancode_map
from keycheck.languages import N_

FILTER_KEYS, MOUSE_KEYS, STICKY_KEYS = 0x32, 0x36, 0x3A
"""Actions of SystemParametersInfo: SPI_GETFILTERKEYS, SPI_GETMOUSEKEYS, SPI_GETSTICKYKEYS."""

SIZES = {FILTER_KEYS: 24, MOUSE_KEYS: 28, STICKY_KEYS: 8}
"""Bytes of FILTERKEYS, MOUSEKEYS and STICKYKEYS; the first two words of each are its size and its flags."""

IS_ON = 1
"""The flag FKF_FILTERKEYSON, MKF_MOUSEKEYSON or SKF_STICKYKEYSON."""

KEYBOARD_LAYOUT = r"SYSTEM\CurrentControlSet\Control\Keyboard Layout"

POWERTOYS_FILE = Path("Microsoft/PowerToys/Keyboard Manager/default.json")
POWERTOYS = "powertoys.keyboardmanagerengine.exe"
REMAPPERS = {
    "autohotkey": "AutoHotkey",
    "kanata": "kanata",
    "kmonad": "KMonad",
}
"""The beginning of a program's file name (`AutoHotkey64.exe`, `kanata_winIOv2.exe`) -> the program."""

_MENDS: dict[Kind, str] = {
    "slow_keys": N_("Settings > Accessibility > Keyboard: Filter keys"),
    "bounce_keys": N_("Settings > Accessibility > Keyboard: Filter keys"),
    "sticky_keys": N_("Settings > Accessibility > Keyboard: Sticky keys"),
    "mouse_keys": N_("Settings > Accessibility > Mouse: Mouse keys"),
}

Parameters = Callable[[int, int], bytes]
"""Action of SystemParametersInfo and size of its structure -> the structure. Raises OSError."""


def accessibility(parameters: Parameters = windows_calls.system_parameters) -> tuple[Imitator, ...]:
    """Filter Keys, Sticky Keys and Mouse Keys.

    Whether Raw Input and hooks see a press before or after them is not known, so they count from the kernel upwards.
    """
    filters = filters_of(*(parameters(action, SIZES[action]) for action in (FILTER_KEYS, STICKY_KEYS, MOUSE_KEYS)))
    return tuple(filters_found(filters, "kernel", "SystemParametersInfo", _MENDS.__getitem__))


def filters_of(filter_keys: bytes, sticky_keys: bytes, mouse_keys: bytes) -> KeyFilters:
    """The filters that are on, by the structures FILTERKEYS, STICKYKEYS and MOUSEKEYS.

    Filter Keys is Slow Keys, Bounce Keys, or neither: then it only changes how keys repeat.
    """
    _, flags, slow_ms, _, _, bounce_ms = struct.unpack("<6I", filter_keys)
    is_filtering = bool(flags & IS_ON)
    return KeyFilters(
        slow_ms if is_filtering and slow_ms else None,
        bounce_ms if is_filtering and bounce_ms else None,
        _is_on(sticky_keys),
        _is_on(mouse_keys),
    )


def scancodes(value: Callable[[str, str], bytes] = windows_calls.registry_bytes) -> tuple[Imitator, ...]:
    """The registry's `Scancode Map`, which the driver of the keyboard obeys."""
    changed = scancode_map(value(KEYBOARD_LAYOUT, "Scancode Map"))
    if not changed:
        return ()
    command = rf'reg delete "HKLM\{KEYBOARD_LAYOUT}" /v "Scancode Map"'
    mend = N_("as administrator, then restart: {command}").format(command=command)
    read_from = N_("the registry, Scancode Map")
    return (Imitator("remap", "Scancode Map", gives(changed), tuple(changed), "kernel", True, read_from, mend),)


def remappers(
    processes: Callable[[], frozenset[str]] = windows_calls.process_names,
    scan_code_of: ScanCodeOf = windows_calls.scan_code_of,
    local: Path | None = None,
) -> tuple[Imitator, ...]:
    """Programs that remap keys; what PowerToys does with which key is known from its file."""
    names = frozenset(name.lower() for name in processes())
    known = {title for name in names for start, title in REMAPPERS.items() if name.startswith(start)}
    found = [_running(title) for title in sorted(known)]
    file = (local or Path(os.environ.get("LOCALAPPDATA", ""))) / POWERTOYS_FILE
    if POWERTOYS in names and file.is_file():
        changed = powertoys_remaps(file.read_text(encoding="utf-8-sig"), scan_code_of)
        found += [_powertoys(changed)] if changed else []
    return tuple(found)


def number_lock(is_on: Callable[[], bool] = windows_calls.number_lock) -> tuple[Imitator, ...]:
    """Num Lock, where it is off."""
    return () if is_on() else (numlock_off(N_("the state of Num Lock")),)


def foreground(is_elevated: Callable[[], bool] = windows_calls.foreground_is_elevated) -> tuple[Imitator, ...]:
    """A window in front that runs with more rights than keycheck: Windows hides its keys from us."""
    if not is_elevated():
        return ()
    name, looks = N_("Elevated window in front"), N_("Windows keeps all keys from keycheck")
    mend = N_("bring the keycheck window to the front")
    return (Imitator("elevated_window", name, looks, None, "kernel", True, N_("the window in front"), mend),)


def _running(title: str) -> Imitator:
    looks = N_("keys may arrive as other keys, late, or not at all")
    mend = N_("end {name} by its icon beside the clock").format(name=title)
    return Imitator("remapper", title, looks, None, "os", False, N_("running processes"), mend)


def _powertoys(changed: dict[str, str | None]) -> Imitator:
    name, mend = "PowerToys Keyboard Manager", N_("PowerToys > Keyboard Manager: off")
    read_from = f"PowerToys, {POWERTOYS_FILE.name}"
    return Imitator("remap", name, gives(changed), tuple(changed), "os", True, read_from, mend)


def _is_on(structure: bytes) -> bool:
    _, flags = struct.unpack_from("<II", structure)
    return bool(flags & IS_ON)
