"""Runs inside the guest: presses every key of the key table on every kind of keyboard, and prints what evdev heard.

One JSON object: kind of keyboard -> usage (`07:22`) -> the evdev code and action of each event. What a kind of keyboard
can't send is left out.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import keycheck.keys
from keycheck.keys.key import HidUsage
from tests.system.kernel.boards import BOARDS, CONSUMER, KEYBOARD, SYSTEM, Board

TABLE = Path(keycheck.keys.__file__).parent / "data" / "keys.csv"


def usages() -> list[HidUsage]:
    """Every usage of the key table that a keyboard can send."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in {"key", "alias"}]
    all_usages = [HidUsage(int(row["usage_page"], 16), int(row["usage_id"], 16)) for row in rows]
    return [usage for usage in all_usages if usage.page in {SYSTEM, KEYBOARD, CONSUMER}]


def arrivals(kind: str) -> dict[str, list[tuple[str, str]]]:
    """What is heard of each usage of one kind of keyboard."""
    with Board(kind) as board:
        heard = {str(usage): board.tap(usage) for usage in usages()}
    return {usage: events for usage, events in heard.items() if events is not None}


if __name__ == "__main__":
    print(json.dumps({kind: arrivals(kind) for kind in BOARDS}))
