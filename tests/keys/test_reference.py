"""The committed key table agrees with the reference table that it is checked against."""

import csv
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
REFERENCE = REPOSITORY.parent / "shared" / "data" / "key_identity.csv"
TABLE = REPOSITORY / "keycheck" / "keys" / "data" / "keys.csv"

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="no reference table beside the repository")


def number(text: str) -> int | None:
    return int(text, 16) if text else None


def reference() -> dict[str, tuple[object, ...]]:
    rows = csv.DictReader(REFERENCE.read_text(encoding="utf-8").splitlines())
    return {
        f"{int(row['usb_page'], 16):02X}:{int(row['usb_usage'], 16):02X}": (
            row["code"],
            row["evdev"],
            number(row["win_set1"]),
            number(row["mac_vk"]),
            row["kind"],
        )
        for row in rows
    }


def made() -> dict[str, tuple[object, ...]]:
    rows = csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())
    return {
        f"{row['usage_page']}:{row['usage_id']}": (
            row["code"],
            row["evdev"],
            number(row["windows"]),
            number(row["mac"]),
            row["kind"],
        )
        for row in rows
    }


def test_no_row_differs_from_the_reference():
    """Codes, numbers and kinds are the same in all rows of both tables; no difference is intended."""
    ours, theirs = made(), reference()
    assert len(theirs) == 250
    assert {u: (ours.get(u), theirs.get(u)) for u in ours.keys() | theirs.keys() if ours.get(u) != theirs.get(u)} == {}
