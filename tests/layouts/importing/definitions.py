"""Definitions as the three formats write them, made up for the tests."""

from __future__ import annotations

import json
from pathlib import Path

from keycheck.layouts.importing.definition import read
from keycheck.layouts.importing.imported import Format, Imported


def write(folder: Path, document: object, name: str = "definition.json") -> Path:
    """The document as a file; text and bytes as they are."""
    path = folder / name
    if isinstance(document, bytes):
        path.write_bytes(document)
    else:
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def imported(folder: Path, document: object, of: Format) -> tuple[Imported, ...]:
    """The layouts of the document."""
    return read(write(folder, document), of)


def qmk(*keys: dict[str, object], **fields: object) -> dict[str, object]:
    """A QMK definition of one layout."""
    return {"keyboard_name": "Board", "layouts": {"LAYOUT": {"layout": list(keys)}}} | fields


def via(*rows: list[object], labels: list[object] | None = None) -> dict[str, object]:
    """A VIA definition."""
    layouts: dict[str, object] = {"keymap": list(rows)} | ({"labels": labels} if labels is not None else {})
    return {"name": "Board", "vendorId": "0x1234", "matrix": {"rows": 5, "cols": 15}, "layouts": layouts}


_DIGITS = ("!\n1", "@\n2", "#\n3", "$\n4", "%\n5", "^\n6", "&\n7", "*\n8", "(\n9", ")\n0", "_\n-", "+\n=")
_WIDE = {"w": 1.25}

TKL = [
    ["Esc", {"x": 1}, *(f"F{n}" for n in range(1, 13)), {"x": 0.25}, "PrtSc", "Scroll Lock", "Pause\nBreak"],
    [{"y": 0.5}, "~\n`", *_DIGITS, {"w": 2}, "Backspace", {"x": 0.25}, "Insert", "Home", "PgUp"],
    [{"w": 1.5}, "Tab", *"QWERTYUIOP", "{\n[", "}\n]", {"w": 1.5}, "|\n\\", {"x": 0.25}, "Delete", "End", "PgDn"],
    [{"w": 1.75}, "Caps Lock", *"ASDFGHJKL", ":\n;", "\"\n'", {"w": 2.25}, "Enter"],
    [{"w": 2.25}, "Shift", *"ZXCVBNM", "<\n,", ">\n.", "?\n/", {"w": 2.75}, "Shift", {"x": 1.25}, "↑"],
    [
        _WIDE,
        "Ctrl",
        _WIDE,
        "Win",
        _WIDE,
        "Alt",
        {"w": 6.25},
        "",
        _WIDE,
        "Alt",
        _WIDE,
        "Win",
        _WIDE,
        "Menu",
        _WIDE,
        "Ctrl",
    ],
]
TKL[-1] += [{"x": 0.25}, "←", "↓", "→"]
"""The rows of an American keyboard without number pad, as Keyboard Layout Editor writes them."""
