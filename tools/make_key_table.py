"""Makes `keycheck/keys/data/keys.csv`, the table of all keys, from Chromium's table, mended and checked against Linux.

    npm pack native-keymap@3.3.9
    python tools/make_key_table.py --native-keymap native-keymap-3.3.9.tgz

The package carries Chromium's `dom_code_data.inc` (BSD-3-Clause, see NOTICES.md). Whatever keycheck has otherwise than
Chromium, and whatever must stay as it is there, stands in the four tables of this file, each entry with its reason.
Linux's own names of the key codes come from the input header that python-evdev was built with. The same package gives
the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import re
import sys
import tarfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

SOURCE = "deps/chromium/dom_code_data.inc"
TABLE = Path(__file__).parents[1] / "keycheck" / "keys" / "data" / "keys.csv"
COLUMNS = "code,usage_page,usage_id,evdev,windows,mac,kind,chromium"

Kind = Literal["key", "alias", "internal", "status"]
Native = Literal["evdev", "windows", "mac"]

CHROMIUM_PAGE = 0x00
KEYBOARD_PAGE = 0x07
NO_MAC_KEY = 0xFFFF
X11_OFFSET = 8
"""An X11 keycode is the evdev code and 8 (the X input drivers): Chromium's two columns check each other."""


class TableError(Exception):
    """The package does not hold what this tool was written for; the message says what differs, in one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One usage and the numbers by which its key is known; None where none is known."""

    page: int
    id: int
    code: str
    evdev: int | None
    windows: int | None
    mac: int | None
    kind: Kind
    chromium: str

    @property
    def usage(self) -> str:
        return f"{self.page:02X}:{self.id:02X}"

    def line(self) -> str:
        """The row as a line of the table, its numbers spelled as keycheck spells native codes."""
        evdev = "" if self.evdev is None else str(self.evdev)
        scan_code, virtual_key = ("" if n is None else f"0x{n:02x}" for n in (self.windows, self.mac))
        page, usage_id = self.usage.split(":")
        return ",".join((self.code, page, usage_id, evdev, scan_code, virtual_key, self.kind, self.chromium))


@dataclass(frozen=True, slots=True)
class Mending:
    """Chromium's evdev code of a usage is wrong; Linux calls the right one by this name."""

    usage: str
    was: int
    linux_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A second usage of a key that has a row of its own."""

    usage: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftBlank:
    """A number that a key seems to have, and that the table must not give it."""

    usage: str
    space: Native
    reason: str


@dataclass(frozen=True, slots=True)
class Uncoded:
    """A usage without a row, so that it stays an unknown key."""

    usage: str
    reason: str


MENDINGS = (
    Mending("0C:9C", 410, "KEY_CHANNELUP", "410 is KEY_SHUFFLE; hid-input.c maps Channel Increment to KEY_CHANNELUP"),
    Mending("0C:9D", 411, "KEY_CHANNELDOWN", "411 is KEY_BREAK; hid-input.c maps Channel Decrement to KEY_CHANNELDOWN"),
)

ALIASES = (
    Alias("01:81", "Power", "System Power Down: Linux KEY_POWER too"),
    Alias("07:32", "Backslash", "Non-US # and ~: every system gives it the number of 07:31, and no keyboard has both"),
    Alias("0C:30", "Power", "consumer Power: Linux KEY_POWER too"),
    Alias("0C:32", "Sleep", "consumer Sleep: Linux KEY_SLEEP too"),
    Alias("0C:34", "Sleep", "consumer Sleep Mode: Linux KEY_SLEEP too"),
    Alias("0C:35", "KeyboardBacklightToggle", "consumer Illumination: Linux KEY_KBDILLUMTOGGLE"),
    Alias("0C:7C", "KeyboardBacklightToggle", "consumer Keyboard Backlight OOC: Linux KEY_KBDILLUMTOGGLE"),
    Alias("0C:E2", "AudioVolumeMute", "consumer Mute: nearly every keyboard sends this and not 07:7F"),
    Alias("0C:E9", "AudioVolumeUp", "consumer Volume Increment: sent in the place of 07:80"),
    Alias("0C:EA", "AudioVolumeDown", "consumer Volume Decrement: sent in the place of 07:81"),
)

LEFT_BLANK = (
    LeftBlank("07:94", "windows", "Lang5 shares 0x76 with F24 on Windows; the number is F24's"),
    LeftBlank("07:75", "mac", "Help shares 0x72 with Insert on macOS; the number is Insert's"),
    LeftBlank("07:D8", "evdev", "Linux maps Keypad Clear to KEY_DELETE: it can't be told from Delete"),
    LeftBlank("07:A3", "evdev", "Linux does not map Props"),
)

UNCODED = (
    Uncoded("07:76", "Keyboard Menu is KEY_PROPS on Linux, and neither ContextMenu nor Props"),
    Uncoded("07:78", "Stop is KEY_STOP, which Chromium gives to BrowserStop"),
    Uncoded("07:82", "Locking Caps Lock: no code names it"),
    Uncoded("07:83", "Locking Num Lock: no code names it"),
    Uncoded("07:84", "Locking Scroll Lock: no code names it"),
    Uncoded("07:86", "Keypad Equal Sign of the AS/400; NumpadEqual is 07:67"),
    Uncoded("07:8C", "International6: no code names it"),
    Uncoded("07:9C", "Clear: Linux maps it to KEY_DELETE"),
)


def source_text(package: Path) -> str:
    """Chromium's table out of the package, an archive or an unpacked folder; TableError where it is not in it."""
    try:
        if package.is_dir():
            return (package / SOURCE).read_text(encoding="utf-8")
        with tarfile.open(package) as archive:
            member = archive.extractfile(f"package/{SOURCE}")
            if member is not None:
                return member.read().decode("utf-8")
    except (OSError, KeyError, tarfile.TarError) as error:
        raise TableError(f"{package}: no {SOURCE} in it: {error}") from error
    raise TableError(f"{package}: {SOURCE} is not a file")


ENTRY = re.compile(r'DOM_CODE\(((?:\s*0x[0-9a-fA-F]+,){5})\s*(?:NULL|"(\w+)"),\s*(\w+)\s*\)')


def rows_of(text: str) -> list[Row]:
    """Chromium's rows, in its order; an entry that it has commented out is none."""
    live = re.sub(r"//[^\n]*", "", text)
    rows = [_row(*match.groups()) for match in ENTRY.finditer(live)]
    declared = live.count("DOM_CODE(")
    if len(rows) != declared or not rows:
        raise TableError(f"{SOURCE}: {len(rows)} entries could be read of {declared}")
    return rows


def _row(numbers: str, code: str | None, chromium: str) -> Row:
    usage, evdev, xkb, windows, mac = (int(number, 16) for number in numbers.split(",")[:5])
    if evdev and xkb != evdev + X11_OFFSET:
        raise TableError(f"{SOURCE}: {chromium} has X11 keycode {xkb}, expected evdev {evdev} and {X11_OFFSET}")
    page, usage_id = usage >> 16, usage & 0xFFFF
    return Row(
        page=page,
        id=usage_id,
        code=code or "",
        evdev=evdev or None,
        windows=windows or None,
        mac=None if mac == NO_MAC_KEY else mac,
        kind=_kind(page, usage_id),
        chromium=chromium,
    )


def _kind(page: int, usage_id: int) -> Kind:
    if page == CHROMIUM_PAGE:
        return "internal"
    if page == KEYBOARD_PAGE and usage_id <= 3:
        return "status"
    return "key"


def mended(rows: Iterable[Row], linux: dict[str, int]) -> list[Row]:
    """The rows with every mending made; a mending that fits no row is an error, for its reason is gone."""
    by_usage = {row.usage: row for row in rows}
    for mending in MENDINGS:
        row = by_usage.get(mending.usage)
        if row is None or row.evdev != mending.was:
            raise TableError(f"the mending of {mending.usage} fits no row: evdev {mending.was} is not there")
        by_usage[mending.usage] = replace(row, evdev=linux[mending.linux_name])
    return list(by_usage.values())


def with_aliases(rows: Sequence[Row]) -> list[Row]:
    """The rows and the aliases, which carry the numbers of their key, in the order of usages."""
    by_code = {row.code: row for row in rows}
    known = {row.usage for row in rows}
    added = []
    for alias in ALIASES:
        if alias.usage in known or alias.code not in by_code:
            raise TableError(f"the alias {alias.usage} of {alias.code} is in the package already, or its key is not")
        page, usage_id = (int(part, 16) for part in alias.usage.split(":"))
        added.append(replace(by_code[alias.code], page=page, id=usage_id, kind="alias", chromium=""))
    return sorted([*rows, *added], key=lambda row: (row.page, row.id))


def check(rows: Sequence[Row], linux: dict[str, int]) -> None:
    """TableError unless each number names one key, each blank is kept, and Linux knows each evdev code."""
    _check_unique(rows)
    by_usage = {row.usage: row for row in rows}
    for blank in LEFT_BLANK:
        if getattr(by_usage[blank.usage], blank.space) is not None:
            raise TableError(f"{blank.usage} has a number of {blank.space}: {blank.reason}")
    for uncoded in UNCODED:
        if uncoded.usage in by_usage:
            raise TableError(f"{uncoded.usage} has a row: {uncoded.reason}")
    strangers = sorted({row.evdev for row in rows if row.evdev is not None} - set(linux.values()))
    if strangers:
        raise TableError(f"the Linux input header names no key {strangers}; it may be older than the package")


def _check_unique(rows: Sequence[Row]) -> None:
    for column in ("usage", "code", "evdev", "windows", "mac"):
        values = [getattr(row, column) for row in rows if row.kind != "alias" or column == "usage"]
        given = [value for value in values if value not in (None, "")]
        twice = sorted({value for value in given if given.count(value) > 1})
        if twice:
            raise TableError(f"{column} is not unique: {twice}")


def linux_key_codes() -> dict[str, int]:
    """The key codes of the Linux input header by name, as python-evdev has them."""
    from evdev import ecodes  # exists on Linux only

    return {name: number for name, number in ecodes.ecodes.items() if name.startswith(("KEY_", "BTN_"))}


def table(text: str, linux: dict[str, int]) -> str:
    """The whole of `keys.csv`, from the text of Chromium's table and Linux's key codes."""
    rows = with_aliases(mended(rows_of(text), linux))
    check(rows, linux)
    return "\n".join([COLUMNS, *(row.line() for row in rows)]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Make keycheck's table of keys.")
    parser.add_argument("--native-keymap", type=Path, required=True, metavar="PACKAGE", help="archive or folder")
    parser.add_argument(
        "--output", type=Path, default=TABLE, metavar="FILE", help=f"default: {TABLE.name} in its place"
    )
    arguments = parser.parse_args()
    try:
        made = table(source_text(arguments.native_keymap), linux_key_codes())
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    arguments.output.write_text(made, encoding="utf-8", newline="\n")
    print(f"{arguments.output}: {len(made.splitlines()) - 1} rows", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
