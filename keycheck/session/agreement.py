"""Whether an examination found what was planted: each fault at its key, nothing else, no software called hardware."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Finding, Symptom, Verdict
from keycheck.simulation.fault import SOFTWARE, Fault, FaultKind

_SYMPTOMS: dict[FaultKind, frozenset[Symptom]] = {
    "dead": frozenset({"dead"}),
    "line": frozenset({"dead"}),
    "swallow": frozenset({"dead"}),
    # A key that loses most presses may not come in any of those that were asked for.
    "intermittent": frozenset({"intermittent", "dead"}),
    "chatter": frozenset({"chatters"}),
    "stuck": frozenset({"stuck"}),
    "late": frozenset({"late_release"}),
    "wrong": frozenset({"wrong_code"}),
    "extra": frozenset({"extra_key"}),
}
"""What a person meets; settings of the whole keyboard and a remapped key need not be met at all."""


def agrees(faults: tuple[Fault, ...], verdict: Verdict, keys: frozenset[str]) -> bool:
    """Whether the verdict is what was planted in a keyboard with these keys."""
    hardware = {key: _SYMPTOMS[fault.kind] for fault in faults if fault.kind in _SYMPTOMS for key in fault.keys}
    expected = {key: symptoms for key, symptoms in hardware.items() if key in keys}
    software = {key for fault in faults if fault.kind in SOFTWARE for key in fault.keys}
    everywhere = any(fault.kind in SOFTWARE and not fault.keys for fault in faults)
    found = {finding.key: finding for finding in verdict.findings}
    missing = [key for key, symptoms in expected.items() if key not in found or found[key].symptom not in symptoms]
    beside = [f for key, f in found.items() if key not in expected and not (everywhere or key in software)]
    accused = [f for key, f in found.items() if (key in software or key not in expected) and f.cause == "hardware"]
    unanswered = verdict.verdict == "inconclusive" and not everywhere
    return not (missing or beside or accused or unanswered)


def in_words(findings: tuple[Finding, ...]) -> str:
    """What was found, as a fault SPEC is written, with its cause; empty for nothing."""
    return ", ".join(f"{f.symptom}:{f.key} ({f.cause})" for f in findings)
