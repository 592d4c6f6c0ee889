"""Runs inside the guest: taps every key of the key table on every kind of keyboard, and says what each source heard."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import keycheck.keys
from keycheck.capture.evdev_source import EvdevSource
from keycheck.capture.hidraw_source import HidrawSource
from keycheck.capture.source import Disturbance, Source
from keycheck.events.raw_event import RawEvent
from keycheck.keys.key import HidUsage
from tests.system.kernel.boards import BOARDS, CONSUMER, KEYBOARD, SYSTEM, Board

TABLE = Path(keycheck.keys.__file__).parent / "data" / "keys.csv"
TAP_S = 0.005
LATE_S = 0.5


def usages() -> list[HidUsage]:
    """Every usage of the key table that a keyboard can send."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in {"key", "alias"}]
    all_usages = [HidUsage(int(row["usage_page"], 16), int(row["usage_id"], 16)) for row in rows]
    return [usage for usage in all_usages if usage.page in {SYSTEM, KEYBOARD, CONSUMER}]


def arrivals(kind: str) -> dict[str, list[str]]:
    """`tapped`, and what was heard: each native code that went down, in order, and any code that did not come up."""
    sources: tuple[Source, ...] = (HidrawSource(), EvdevSource())
    heard: dict[str, list[RawEvent | Disturbance]] = {source.name: [] for source in sources}
    with Board(kind) as board:
        for source in sources:
            source.start(heard[source.name].append, [board.path])
        tapped = []
        for usage in usages():
            if board.tap(usage):
                tapped.append(str(usage))
                time.sleep(TAP_S)
        time.sleep(LATE_S)
        for source in sources:
            source.stop()
    return {"tapped": tapped, **{name: _downs(events) for name, events in heard.items()}}


def _downs(heard: list[RawEvent | Disturbance]) -> list[str]:
    """The keys that went down and came up; a trouble, and a key that did anything else, by a name that is none."""
    told = [one.what if isinstance(one, Disturbance) else f"{one.native} {one.action}" for one in heard]
    pairs = zip(told[::2], told[1::2], strict=False)
    return [down.removesuffix(" down") if up == down.replace(" down", " up") else f"{down}, {up}" for down, up in pairs]


def all_arrivals(folder: Path) -> None:
    """A scene: every kind of keyboard."""
    found = {kind: arrivals(kind) for kind in BOARDS}
    (folder / "arrivals.json").write_text(json.dumps(found))
