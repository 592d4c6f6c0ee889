"""Reports to write down: one small keyboard, and each kind of verdict about it."""

from __future__ import annotations

from typing import Any

import msgspec

from keycheck.diagnosis.verdict import (
    SCHEMA,
    Bound,
    Control,
    Finding,
    KeyRepeat,
    Limit,
    Line,
    LockLamp,
    NotTestable,
    Pattern,
    Sound,
    Together,
    Traits,
    Undecided,
    Verdict,
    Voided,
)
from keycheck.events.trace import Device, Header, Incident, Source
from keycheck.layouts.layout import Layout, LayoutKey, Rectangle
from keycheck.reports.report import Product, Purchase, Report, Software, build

SMALL = Layout(
    schema="keycheck.layout/1",
    id="small",
    name="Small board",
    form="desktop",
    standard="iso",
    locale="us",
    keys=(
        LayoutKey("Digit4", 0, 0, legend="4 $"),
        LayoutKey("Digit5", 1, 0, legend="5 %"),
        LayoutKey("Digit6", 2, 0, legend="6 ^"),
        LayoutKey("Backspace", 3, 0, 1.5, legend="←"),
        LayoutKey("KeyA", 0.5, 1, legend="A"),
        LayoutKey("Semicolon", 1.5, 1, legend="; :"),
        LayoutKey("Enter", 3.25, 1, 1.25, 2, Rectangle(3, 1, 1.5, 1), "Enter"),
        LayoutKey("ShiftLeft", 0, 2, 1.25, legend="Shift"),
        LayoutKey("Space", 1.25, 2, 1),
        LayoutKey("ShiftRight", 2.25, 2, 1, legend="Shift"),
        LayoutKey("Fn", 0, 3, legend="Fn", unseen="handled inside the keyboard, never sent"),
        LayoutKey("Numpad5", 5, 1, legend="5", zone="numpad"),
        LayoutKey("NumpadEnter", 5, 2, legend="Enter", zone="numpad"),
    ),
)

HEADER = Header(
    schema="keycheck.trace/1",
    started="2026-11-22T10:00:00Z",
    keycheck="0.1.0",
    rules="1",
    practice=False,
    layout="small",
    devices=(
        Device(0, "Mouse with keys", under_test=False),
        Device(1, "AT Translated Set 2 keyboard", "i8042", 0x0001, 0x0001),
    ),
    sources=(Source(0, "evdev", "kernel", 1000, "all"), Source(1, "pynput", "os", 1_000_000, "all")),
)

DEAD_5 = Finding(
    "Digit5",
    "dead",
    "hardware",
    "The lowest layer that listened heard none of these presses",
    5,
    0,
    Bound(0.95, 0.451),
    {"kernel": "silent", "os": "silent"},
)
BROKEN = Line("a-known-laptop", "drive3", 2.26e-4, 3, 3)
FN = NotTestable("Fn", "handled inside the keyboard, never sent")


def verdict(**parts: Any) -> Verdict:
    """A verdict on the small board: a dead 5, unless the parts say otherwise."""
    usual: dict[str, Any] = {
        "schema": SCHEMA,
        "rules": "1",
        "practice": False,
        "verdict": "fault",
        "cause": "hardware",
        "layout": "small",
        "findings": (DEAD_5,),
        "undecided": (),
        "tested": 12,
        "not_tested": (),
        "not_testable": (FN,),
        "controls": (Control("Digit4", 5, 5), Control("Digit6", 5, 5)),
        "not_on_keyboard": (),
        "miss_rate_below": 0.95,
        "would_settle": "",
        "incidents": (),
    }
    return Verdict(**(usual | parts))


def finding(**parts: Any) -> Finding:
    """The dead 5, with other parts."""
    return msgspec.structs.replace(DEAD_5, **parts)


VERDICTS = {
    "dead": verdict(),
    "two_dead": verdict(findings=(DEAD_5, finding(key="KeyA"))),
    "stuck": verdict(
        cause="not_separated",
        findings=(
            finding(
                key="ShiftLeft",
                symptom="stuck",
                cause="not_separated",
                reason="The key stayed down in both rounds",
                trials=2,
                bound=None,
                layers={"kernel": "seen", "os": "seen"},
                would_settle="unplug the keyboard, plug it in again and repeat the examination",
            ),
        ),
    ),
    "software": verdict(
        cause="software",
        findings=(
            finding(
                cause="software",
                reason="The system kernel received each press, the desktop received none",
                layers={"kernel": "seen", "os": "silent"},
            ),
        ),
    ),
    "several": verdict(
        cause="not_separated",
        findings=(
            DEAD_5,
            finding(key="KeyA", symptom="intermittent", trials=14, hits=9, bound=Bound(0.95, 0.848)),
            finding(key="Semicolon", symptom="chatters", trials=20, hits=16, bound=Bound(0.95, 0.929)),
            finding(key="Enter", symptom="late_release", trials=10, hits=6, bound=Bound(0.95, 0.85)),
            finding(key="Numpad5", symptom="wrong_code", cause="not_separated", other="Digit5"),
            finding(
                key="Space",
                symptom="extra_key",
                cause="not_separated",
                trials=6,
                hits=2,
                bound=Bound(0.95, 0.729),
                other="KeyA",
            ),
            finding(key="ShiftLeft", symptom="stuck", trials=2, bound=None),
        ),
        patterns=(Pattern("near_each_other", ("KeyA", "Semicolon", "Space")),),
        limits=(Limit("Digit6", 1),),
        sound=(Sound("Digit4", 15, 15, 0.182),),
        voided=(Voided(3, "KeyA", "overlap", 0, 1_600_000_000), Voided(9, "KeyA", "timeout", 0, 3_000_000_000)),
    ),
    "line": verdict(
        findings=tuple(finding(key=key, line=BROKEN) for key in ("Digit4", "Digit5", "Digit6")),
        patterns=(Pattern("share_a_line", ("Digit4", "Digit5", "Digit6"), 3, 43),),
    ),
    "no_fault": verdict(verdict="no_fault_seen", cause=None, findings=(), controls=(), miss_rate_below=0.451),
    "inconclusive": verdict(
        verdict="inconclusive",
        cause=None,
        findings=(),
        tested=8,
        undecided=(
            Undecided(
                "Digit5",
                "The keys before and after it were missed too often",
                3,
                0,
                "repeat the test of this key, slowly",
            ),
        ),
        not_tested=("Numpad5", "NumpadEnter"),
        not_on_keyboard=("ShiftRight",),
        would_settle="Repeat the test of key 5 and press the 2 keys that are left.",
        incidents=(
            Incident(12_000_000_000, None, "blur", 15_500_000_000),
            Incident(30_000_000_000, 1, "stall", 30_060_000_000),
            Incident(33_000_000_000, 1, "stall", 33_070_000_000),
        ),
    ),
    "traits": verdict(
        verdict="no_fault_seen",
        cause=None,
        findings=(),
        traits=Traits(
            together=(
                Together(("KeyA", "Digit4", "Space"), arrived=True),
                Together(("KeyA", "Digit4", "ShiftLeft"), arrived=True),
                Together(("Digit4", "Digit5", "KeyA"), arrived=False),
            ),
            key_repeat=KeyRepeat("KeyA", "os", 660, 40),
            lamps=(LockLamp("NumLock", "lit"), LockLamp("CapsLock", "not_lit"), LockLamp("ScrollLock", "no_such_lamp")),
        ),
    ),
    "practice": verdict(practice=True),
}


PRODUCT = Product("Example", "AB14", "SN-0042", "dmi")
PURCHASE = Purchase("Corner Shop", "A-1001", "2026-11-15", "2026-11-17")


def report(of: Verdict, layout: Layout = SMALL, **told: Any) -> Report:
    """The report of this verdict, of the example laptop from the corner shop unless told otherwise."""
    usual: dict[str, Any] = {
        "report_id": "kc-0001",
        "created_utc": "2026-11-22T10:05:00Z",
        "version": "0.1.0",
        "product": PRODUCT,
        "software": Software("Linux 6.1"),
        "purchase": PURCHASE,
        "trace_file": "trace.jsonl",
        "trace_sha256": "3b" * 32,
    }
    header = msgspec.structs.replace(HEADER, practice=of.practice)
    return build(verdict=of, header=header, layout=layout, **(usual | told))
