"""Findings weighed against each other: many keys alike point away from single switches, keys of one line together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from keycheck.diagnosis import cause, sentences
from keycheck.diagnosis.cause import Explained
from keycheck.diagnosis.lines import broken_line, shorted_lines
from keycheck.diagnosis.verdict import Finding, Line, Symptom
from keycheck.events.trace import Layer
from keycheck.languages import N_
from keycheck.layouts.matrix import Matrix

UNIFORM_PERCENT = 30
"""From this share of keys failing alike, single switches are no longer the likely cause (diagnosis, guard 7)."""

_WEIGHED: tuple[Symptom, ...] = ("dead", "intermittent", "chatters", "late_release", "wrong_code", "extra_key", "stuck")


def weighed(
    findings: Sequence[Finding],
    keys: int,
    tested: frozenset[str],
    matrix: Matrix | None,
    at_switch: frozenset[Layer],
) -> tuple[Finding, ...]:
    """The findings, each with the cause that the others leave to it.

    `tested` are those of all keys with an answer; `at_switch` are the layers at which no program stands before any
    source.
    """
    for symptom in _WEIGHED:
        findings = _uniform(findings, symptom, keys)
    if matrix is not None:
        findings = _with_broken_line(findings, tested, matrix)
        findings = _with_shorted_lines(findings, matrix, at_switch)
    return tuple(findings)


def _uniform(findings: Sequence[Finding], symptom: Symptom, keys: int) -> Sequence[Finding]:
    """So many keys alike are software, firmware or transport first, unless software is known to be the cause."""
    alike = [f for f in findings if f.symptom == symptom and f.cause != "software"]
    if not alike or 100 * len(alike) < UNIFORM_PERCENT * keys:
        return findings
    told = _told_of_many(symptom, 100 * len(alike) // keys)
    return [_because(finding, told) if finding in alike else finding for finding in findings]


def _told_of_many(symptom: Symptom, percent: int) -> Explained:
    if symptom == "chatters":
        return Explained(
            "software",
            sentences.MANY_CHATTER.format(percent=percent),
            N_("Update the firmware of the keyboard or change its debounce time, and test again."),
        )
    return cause.of_many_alike(percent)


def _with_broken_line(findings: Sequence[Finding], tested: frozenset[str], matrix: Matrix) -> Sequence[Finding]:
    dead = frozenset(f.key for f in findings if f.symptom == "dead" and f.cause != "software")
    found = broken_line(matrix, dead, tested)
    if found is None:
        return findings
    line, keys = found
    return [replace(f, line=line) if f.key in keys and f.symptom == "dead" else f for f in findings]


def _with_shorted_lines(findings: Sequence[Finding], matrix: Matrix, at_switch: frozenset[Layer]) -> Sequence[Finding]:
    extras = [f for f in findings if f.symptom == "extra_key" and f.cause != "software" and f.other is not None]
    found = shorted_lines(matrix, [(f.key, f.other or "") for f in extras])
    if found is None:
        return findings
    return [_shorted(f, found[0], at_switch) if f in extras else f for f in findings]


def _shorted(finding: Finding, line: Line, at_switch: frozenset[Layer]) -> Finding:
    """Pairs of so many keys on the same two lines are no program's doing, if a layer close to the switch heard them."""
    finding = replace(finding, line=line)
    if at_switch.isdisjoint(finding.layers):
        return finding
    reason = sentences.ON_SHORTED_LINES.format(pairs=line.struck)
    return _because(finding, Explained("hardware", reason))


def _because(finding: Finding, told: Explained) -> Finding:
    return replace(finding, cause=told.cause, reason=told.reason, would_settle=told.would_settle)
