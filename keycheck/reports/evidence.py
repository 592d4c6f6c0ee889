"""The sentences about one finding: what was counted, why it is its cause, what would settle it."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Finding, Line, Symptom
from keycheck.errors.printable import printable
from keycheck.languages import N_, _, retold
from keycheck.languages.patterns import decimal, listed, percent
from keycheck.layouts.layout import Layout
from keycheck.reports.key_names import key_name
from keycheck.reports.wording import SYMPTOM_MEANING, sentence, settles


def evidence(finding: Finding) -> str:
    """What was counted, plainly: `It missed 9 of 12 asked-for presses.` The exact bound stands in the table."""
    hits, trials = finding.hits, finding.trials
    failed = trials - hits
    said = _(_MISSED_ALL if failed == trials and finding.symptom in _MISSES else _COUNTED[finding.symptom])
    return said.format(hits=hits, trials=trials, failed=failed)


_MISSES: frozenset[Symptom] = frozenset({"dead", "intermittent"})
_MISSED_ALL = N_("It missed all {trials} asked-for presses.")
_MISSED = N_("It missed {failed} of {trials} asked-for presses.")

_COUNTED: dict[Symptom, str] = {
    "stuck": N_("It came up in {hits} of {trials} tries."),
    "dead": _MISSED,
    "wrong_code": N_("{hits} of {trials} asked-for presses arrived as this key."),
    "intermittent": _MISSED,
    "chatters": N_("{failed} of {trials} presses arrived more than once."),
    "late_release": N_("{failed} of {trials} presses came up late."),
    "extra_key": N_("{failed} of {trials} presses set off another key as well."),
}


def _below(finding: Finding) -> str:
    return percent(finding.bound.hit_rate_below) if finding.bound else ""


def grounds(finding: Finding) -> str:
    """What was counted, why that is its cause, and what would settle a cause that is open."""
    parts = (
        evidence(finding),
        on_line(finding.line),
        sentence(retold(printable(finding.reason))),
        sentence(settles(finding.would_settle)),
    )
    return " ".join(part for part in parts if part)


def on_line(line: Line | None) -> str:
    """What a line of a known matrix has to do with it; empty without one. It never says more than `consistent with`."""
    if line is None:
        return ""
    if line.p is None:
        shorted = _("This is consistent with two shorted lines, {lines}: {pairs} pairs of keys lie on them.")
        return shorted.format(lines=_lines(line), pairs=line.struck)
    broken = _(
        "This is consistent with one broken line or its connector, {line}. "
        "On it {dead} of {tested} tested keys are dead; by chance {chance}."
    )
    chance = decimal(f"{line.p:.0e}")
    return broken.format(line=_lines(line), dead=line.struck, tested=line.keys, chance=chance)


_LINES = {"drive": N_("drive line {number}"), "sense": N_("sense line {number}")}


def _lines(line: Line) -> str:
    return listed([_line(name) for name in line.line.split("+")])


def _line(name: str) -> str:
    kind = name.rstrip("0123456789")
    return _(_LINES[kind]).format(number=name.removeprefix(kind)) if kind in _LINES else name


def meaning(finding: Finding, layout: Layout) -> str:
    """What the symptom is for the person, with the name of the other key where there is one."""
    said = _(SYMPTOM_MEANING[finding.symptom])
    if not finding.other:
        return said
    return _("{meaning}: {key}").format(meaning=said, key=key_name(finding.other, layout))


def bound(finding: Finding) -> str:
    """The bound as a cell of the table; empty where the symptom has none."""
    return _("works less than {share}").format(share=_below(finding)) if finding.bound else ""
