"""The code of a finding that no vendor made: which key by its HID usage, which symptom, whether it comes and goes."""

from __future__ import annotations

from typing import Literal

from keycheck.diagnosis.verdict import Finding, Symptom
from keycheck.keys.table import key

Condition = Literal["CONST", "INTER"]
"""Whether the fault is always there, or comes and goes (design: returns 2)."""

CONDITION: dict[Symptom, Condition] = {
    "dead": "CONST",
    "intermittent": "INTER",
    "chatters": "INTER",
    "stuck": "CONST",
    "late_release": "INTER",
    "wrong_code": "CONST",
    "extra_key": "CONST",
}


def symptom_code(finding: Finding) -> str | None:
    """`KC:07:22:DEAD:CONST`; None for a key that has no HID usage (design: returns 2)."""
    usage = key(finding.key).usage
    return None if usage is None else f"KC:{usage}:{finding.symptom.upper()}:{CONDITION[finding.symptom]}"
