"""Sealed reports with a bit changed, and whether somebody sees it."""

from __future__ import annotations

from keycheck.errors import BadFile
from keycheck.evidence.envelope import taken_apart
from keycheck.layouts.library import load
from keycheck.reports.report import Software
from tests.reports.examples import finding, report, verdict

SMALL = report(verdict(controls=(), not_testable=()), software=Software())
LARGE = report(verdict(findings=tuple(finding(key=key.code) for key in load("ansi-104").keys)))


def is_refused(data: bytes) -> bool:
    """Whether somebody sees that this is not what was sealed."""
    try:
        return not taken_apart(data, "report.json").is_intact
    except BadFile:
        return True


def flipped(data: bytes, place: int, bit: int) -> bytes:
    """The file with one bit changed."""
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)
