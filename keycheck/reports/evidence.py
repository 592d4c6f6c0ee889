"""The sentences about one finding: what was counted, why it is its cause, what would settle it."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Finding, Line
from keycheck.languages.patterns import percent
from keycheck.layouts.layout import Layout
from keycheck.reports.key_names import key_name
from keycheck.reports.wording import SYMPTOM_MEANING, sentence, settles


def evidence(finding: Finding) -> str:
    """What was counted, plainly: `It missed 9 of 12 asked-for presses.` The exact bound stands in the table."""
    hits, trials = finding.hits, finding.trials
    failed = trials - hits
    return {
        "stuck": f"It came up in {hits} of {trials} tries.",
        "dead": _missed(failed, trials),
        "wrong_code": f"{hits} of {trials} asked-for presses arrived as this key.",
        "intermittent": _missed(failed, trials),
        "chatters": f"{failed} of {trials} presses arrived more than once.",
        "late_release": f"{failed} of {trials} presses came up late.",
        "extra_key": f"{failed} of {trials} presses set off another key as well.",
    }[finding.symptom]


def _missed(failed: int, trials: int) -> str:
    return f"It missed {'all' if failed == trials else f'{failed} of'} {trials} asked-for presses."


def _below(finding: Finding) -> str:
    return percent(finding.bound.hit_rate_below) if finding.bound else ""


def grounds(finding: Finding) -> str:
    """What was counted, why that is its cause, and what would settle a cause that is open."""
    parts = (
        evidence(finding),
        on_line(finding.line),
        sentence(finding.reason),
        sentence(settles(finding.would_settle)),
    )
    return " ".join(part for part in parts if part)


def on_line(line: Line | None) -> str:
    """What a line of a known matrix has to do with it; empty without one. It never says more than `consistent with`."""
    if line is None:
        return ""
    if line.p is None:
        return f"This is {line.wording} two shorted lines, {_lines(line)}: {line.struck} pairs of keys lie on them."
    counted = f"{line.struck} of {line.keys} tested keys are dead; by chance {line.p:.0e}"
    return f"This is {line.wording} one broken line or its connector, {_lines(line)}. On it {counted}."


def _lines(line: Line) -> str:
    return line.line.replace("drive", "drive line ").replace("sense", "sense line ").replace("+", " and ")


def meaning(finding: Finding, layout: Layout) -> str:
    """What the symptom is for the person, with the name of the other key where there is one."""
    said = SYMPTOM_MEANING[finding.symptom]
    return f"{said}: {key_name(finding.other, layout)}" if finding.other else said


def bound(finding: Finding) -> str:
    """The bound as a cell of the table; empty where the symptom has none."""
    return f"works less than {_below(finding)}" if finding.bound else ""
