"""Which hidraw nodes a keyboard of Linux has, and what they declare, by what sysfs says; everybody may read that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from keycheck.capture.blind import UNDECLARED, without_a_number
from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_fields import InputReport
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_state import declared
from keycheck.capture.linux_keyboards import Keyboard
from keycheck.capture.source import FoundDevice
from keycheck.keys.table import all_codes, code_of


@dataclass(frozen=True, slots=True)
class HidNode:
    """One interface of a keyboard."""

    name: str
    """`hidraw0`."""
    reports: tuple[InputReport, ...]


@dataclass(frozen=True, slots=True)
class HidKeyboard:
    """A keyboard of the kernel, and its interfaces that send keys."""

    keyboard: Keyboard
    nodes: tuple[HidNode, ...]

    @property
    def found(self) -> FoundDevice:
        """The keyboard, named as evdev names it; what it can't send is what its descriptors do not name."""
        usages = (usage for node in self.nodes for report in node.reports for usage in declared(report))
        has = {code_of("hid", usage) for usage in usages}
        undeclared = {code: UNDECLARED for code in all_codes() if code not in has}
        return replace(self.keyboard.found, blind=undeclared | without_a_number("hid"))


def hid_keyboards(keyboards: Iterable[Keyboard], root: Path) -> tuple[HidKeyboard, ...]:
    """Those of these keyboards that send HID reports, which a PS/2 keyboard does not."""
    folders = {link.name: (link / "device").resolve() for link in sorted((root / "sys/class/hidraw").glob("hidraw*"))}
    found = (HidKeyboard(keyboard, tuple(_nodes(keyboard, folders))) for keyboard in keyboards)
    return tuple(keyboard for keyboard in found if keyboard.nodes)


def _nodes(keyboard: Keyboard, folders: dict[str, Path]) -> Iterator[HidNode]:
    places = {parent for node in keyboard.nodes for parent in node.folder.parents}
    for name, folder in folders.items():
        if folder in places and (reports := _reports(folder)):
            yield HidNode(name, reports)


def _reports(folder: Path) -> tuple[InputReport, ...]:
    """What the device declares, if any of it is a key; nothing where it is gone, or declares what makes no sense."""
    try:
        reports = parse((folder / "report_descriptor").read_bytes())
    except (OSError, Malformed):
        return ()
    return reports if any(map(declared, reports)) else ()
