"""Which hidraw nodes a keyboard of Linux has, and what they declare, by what sysfs says; everybody may read that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keycheck.capture.blind import undeclared
from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_fields import InputReport
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_state import declared
from keycheck.capture.linux_keyboards import Keyboard
from keycheck.capture.source import FoundDevice
from keycheck.keys.scan_code import is_ordinary


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
        reports = (report for node in self.nodes for report in node.reports)
        return replace(self.keyboard.found, blind=undeclared(reports))


def hid_keyboards(keyboards: Iterable[Keyboard], root: Path) -> tuple[HidKeyboard, ...]:
    """Those of these keyboards that send HID reports, which a PS/2 keyboard does not."""
    folders = {link.name: (link / "device").resolve() for link in sorted((root / "sys/class/hidraw").glob("hidraw*"))}
    found = (HidKeyboard(keyboard, tuple(_nodes(keyboard, folders))) for keyboard in keyboards)
    return tuple(keyboard for keyboard in found if keyboard.nodes)


def devices_with_remapped_keys(keyboards: Sequence[Keyboard], root: Path) -> tuple[FoundDevice, ...]:
    """These keyboards for evdev. An ordinary key that a keyboard has, and the kernel no longer knows of, is not blind.

    The kernel was told to make another key of it, or none (hwdb, setkeycodes): its silence is software's doing.
    """
    by_reports = {hid.keyboard.found.path: hid.found.blind for hid in hid_keyboards(keyboards, root)}
    return tuple(_without_remapped(keyboard, by_reports.get(keyboard.found.path)) for keyboard in keyboards)


def _without_remapped(keyboard: Keyboard, lacking: Mapping[str, str] | None) -> FoundDevice:
    found = keyboard.found
    if lacking is None and found.bus != "i8042":
        return found
    # The driver of PS/2 keyboards declares all ordinary keys by itself.
    blind = {code: why for code, why in found.blind.items() if not is_ordinary(code) or code in (lacking or {})}
    return replace(found, blind=blind)


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
