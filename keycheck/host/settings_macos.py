"""What on macOS acts between a keyboard and the programs: accessibility, remaps, Karabiner, Secure Input."""

from __future__ import annotations

import ctypes
import plistlib
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers.expat import ExpatError

from keycheck.events import trace_words
from keycheck.host.imitator import Imitator, Kind, Unreadable, gives
from keycheck.host.key_filters import KeyFilters, filters_found
from keycheck.keys.table import code_of
from keycheck.languages import N_
from keycheck.programs import Ask, NoAnswer, answer_of

CARBON = "/System/Library/Frameworks/Carbon.framework/Carbon"

MODIFIER_KEYS = "com.apple.keyboard.modifiermapping."
"""The settings of Modifier Keys; the vendor and product of a keyboard follow."""

SOURCE, TARGET = "HIDKeyboardModifierMappingSrc", "HIDKeyboardModifierMappingDst"
"""Apple's TN2450. A value is a HID usage: its page in the high 32 bits, its id in the low ones."""

SLOW_MS = 250
"""The time of Slow Keys where it was never set."""

REMAPPERS = {
    "karabiner_grabber": "Karabiner-Elements",
    "Karabiner-Core-Service": "Karabiner-Elements",
    "kanata": "kanata",
    "kmonad": "KMonad",
}
"""Process -> the program; Karabiner's was renamed in version 15."""

_MENDS: dict[Kind, str] = {
    "slow_keys": N_("System Settings > Accessibility > Keyboard: Slow Keys"),
    "sticky_keys": N_("System Settings > Accessibility > Keyboard: Sticky Keys"),
    "mouse_keys": N_("System Settings > Accessibility > Pointer Control: Mouse Keys"),
}


def accessibility(ask: Ask = answer_of) -> tuple[Imitator, ...]:
    """Slow Keys, Sticky Keys and Mouse Keys, as the settings of the user say."""
    settings = _plist(ask(["/usr/bin/defaults", "export", "com.apple.universalaccess", "-"], ""))
    filters = KeyFilters(
        int(settings.get("slowKeyDelay") or SLOW_MS) if settings.get("slowKey") else None,
        None,
        bool(settings.get("stickyKey")),
        bool(settings.get("mouseDriver")),
    )
    return tuple(filters_found(filters, "os", N_("the settings of Accessibility"), _MENDS.__getitem__))


def hidutil(ask: Ask = answer_of) -> tuple[Imitator, ...]:
    """What hidutil was told to remap, for all keyboards."""
    printed = ask(["/usr/bin/hidutil", "property", "--get", "UserKeyMapping"], "")
    changed = _changed(_pairs(printed))
    mend = """hidutil property --set '{"UserKeyMapping":[]}'"""
    return _remap("hidutil", changed, "hidutil, UserKeyMapping", mend)


def modifier_keys(ask: Ask = answer_of) -> tuple[Imitator, ...]:
    """What Modifier Keys of the settings remaps, on any keyboard that was ever attached."""
    settings = _plist(ask(["/usr/bin/defaults", "-currentHost", "export", "-g", "-"], ""))
    entries = [entry for name, value in settings.items() if name.startswith(MODIFIER_KEYS) for entry in value]
    changed = _changed((entry.get(SOURCE), entry.get(TARGET)) for entry in entries)
    mend = N_("System Settings > Keyboard > Keyboard Shortcuts > Modifier Keys")
    return _remap(N_("Modifier Keys"), changed, N_("the settings of Keyboard"), mend)


def remappers(ask: Ask = answer_of) -> tuple[Imitator, ...]:
    """Programs that take the keyboard for themselves."""
    paths = ask(["/bin/ps", "-axo", "comm="], "").splitlines()
    titles = {REMAPPERS[name] for path in paths if (name := path.rpartition("/")[2]) in REMAPPERS}
    looks = N_("keys may arrive as other keys, late, or not at all")
    return tuple(
        Imitator(
            "remapper", title, looks, None, "hid", False, N_("running processes"), N_("quit {name}").format(name=title)
        )
        for title in sorted(titles)
    )


def secure_input_is_on() -> bool:
    """Whether a program keeps what is typed from all others, as password fields do. Raises Unreadable elsewhere."""
    if sys.platform != "darwin":
        raise Unreadable(N_("this is not macOS"))
    is_on = ctypes.CDLL(CARBON).IsSecureEventInputEnabled
    is_on.restype = ctypes.c_bool
    return bool(is_on())


def secure_input(is_on: Callable[[], bool] = secure_input_is_on, ask: Ask = answer_of) -> tuple[Imitator, ...]:
    """Secure Input, with the program that holds it where that can be told."""
    if not is_on():
        return ()
    holder = _holder(ask)
    mend = (
        N_("close the password field of {name}, or quit it").format(name=holder)
        if holder
        else N_("close the window that asks for a password")
    )
    looks = N_("letters do not arrive, while Shift and its like do")
    name = trace_words.SECURE_INPUT_OF.format(program=holder) if holder else N_("Secure Input")
    return (Imitator("secure_input", name, looks, None, "os", True, "IsSecureEventInputEnabled", mend),)


def _holder(ask: Ask) -> str:
    """The program that holds Secure Input; empty where that can't be told."""
    try:
        found = re.search(r'"kCGSSessionSecureInputPID"\s*=\s*(\d+)', ask(["/usr/sbin/ioreg", "-l", "-w", "0"], ""))
        return ask(["/bin/ps", "-o", "comm=", "-p", found[1]], "").strip().rpartition("/")[2] if found else ""
    except NoAnswer:
        return ""


def _remap(name: str, changed: dict[str, str | None], read_from: str, mend: str) -> tuple[Imitator, ...]:
    if not changed:
        return ()
    return (Imitator("remap", name, gives(changed), tuple(changed), "os", True, read_from, mend),)


def _pairs(printed: str) -> Iterable[tuple[int, int]]:
    """Source and target of each entry, in the old form of property lists that hidutil prints."""
    for entry in re.findall(r"\{(.*?)\}", printed, re.DOTALL):
        values = dict(re.findall(r"(\w+)\s*=\s*(-?\d+)", entry))
        if SOURCE in values and TARGET in values:
            yield int(values[SOURCE]), int(values[TARGET])


def _changed(pairs: Iterable[tuple[Any, Any]]) -> dict[str, str | None]:
    """Key (W3C code) -> key, by their usages; None for a usage that is no key. Unknown sources are left out."""
    coded = ((_code(source), _code(target)) for source, target in pairs)
    return {source: target for source, target in coded if source is not None and source != target}


def _code(usage: Any) -> str | None:
    if not isinstance(usage, int) or usage < 0:
        return None
    return code_of("hid", f"{usage >> 32:02X}:{usage & 0xFFFFFFFF:02X}")


def _plist(text: str) -> dict[str, Any]:
    try:
        settings = plistlib.loads(text.encode())
    except (ValueError, ExpatError, plistlib.InvalidFileException) as error:
        raise Unreadable(N_("its answer is no property list")) from error
    return settings if isinstance(settings, dict) else {}
