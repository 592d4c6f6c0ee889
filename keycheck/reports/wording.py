"""Every sentence that a report says to people: fact first, short, without blame.

A sentence stays under 25 words, and none of the words that blame or soothe stands in it (the tests hold the list).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from keycheck.diagnosis.cause import LAYER_NAMES
from keycheck.diagnosis.observability import TROUBLE
from keycheck.diagnosis.verdict import Cause, Control, Finding, Heard, NotTestable, Symptom, Undecided, Verdict
from keycheck.errors.printable import printable
from keycheck.events.trace import Incident, Layer, Setting
from keycheck.layouts.layout import Layout
from keycheck.reports.key_names import key_name, on_number_pad

Mode = Literal["home"]
"""Who examined: the owner, at home."""

PRACTICE = "PRACTICE: this keyboard was simulated. This page says nothing about a real keyboard."

CHECK = "Whoever has the recording of this test can draw the verdict from it again, with this command in its folder:"

_TESTED_BY: dict[Mode, str] = {"home": "the person at the keyboard"}

SYMPTOM_WORD: dict[Symptom, str] = {
    "dead": "dead",
    "intermittent": "misses",
    "chatters": "repeats",
    "stuck": "stuck",
    "late_release": "slow",
    "wrong_code": "wrong",
    "extra_key": "extra",
}
"""One word for a key of the picture and a row of the table."""

SYMPTOM_MEANING: dict[Symptom, str] = {
    "dead": "no press arrives",
    "intermittent": "some presses do not arrive",
    "chatters": "one press arrives more than once",
    "stuck": "stays down when let go",
    "late_release": "comes up late when let go",
    "wrong_code": "arrives as another key",
    "extra_key": "another key arrives with it",
}

_RESULT: dict[Symptom, tuple[str, str]] = {
    "dead": ("does not work", "do not work"),
    "intermittent": ("misses some presses", "miss some presses"),
    "chatters": ("sends one press more than once", "send one press more than once"),
    "stuck": ("is stuck down", "are stuck down"),
    "late_release": ("comes up late when it is let go", "come up late when they are let go"),
    "wrong_code": ("sends the signal of another key", "send the signals of other keys"),
    "extra_key": ("sets off another key as well", "set off other keys as well"),
}
"""For one key, for several; the order is the order of the sentences."""

_KEPT_FROM_PROGRAMS = (
    "sends its signal, but programs do not receive it",
    "send their signals, but programs do not receive them",
)

CAUSE_WORD: dict[Cause, str] = {
    "hardware": "hardware",
    "software": "software",
    "by_design": "by design",
    "not_separated": "the keyboard or software, not told apart",
}

CAUSE_MEANING: dict[Cause, str] = {
    "hardware": "The cause is the switch or the keyboard itself.",
    "software": "The cause is software: a setting, a program, a driver or firmware.",
    "by_design": "The keyboard is made this way. It is not a fault.",
    "not_separated": "The keyboard or software causes it: which of the two, this examination can't tell.",
}

CAUSES_DIFFER = "The causes differ from key to key: see below."

LAYER_WORD: dict[Layer, str] = {layer: name.removeprefix("the ") for layer, name in LAYER_NAMES.items()}

HEARD_WORD: dict[Heard, str] = {"silent": "no signal", "seen": "signal seen"}

_BUS = {
    "usb": "USB",
    "bluetooth": "Bluetooth",
    "i8042": "built in (i8042)",
    "i2c": "built in (I2C)",
    "spi": "built in (SPI)",
}

BUILT_IN = frozenset(name for name, said in _BUS.items() if said.startswith("built in"))
"""The connections of keyboards that are part of a machine."""

_NAMED = 3
"""How many keys a sentence names before it counts the rest."""


def title(practice: bool) -> str:
    """The name of the document."""
    return "Keyboard test report: PRACTICE" if practice else "Keyboard test report"


def tag(verdict: Verdict) -> str:
    """The kind of result in a few words, with the cause where all findings share one."""
    kind = {"fault": "Fault", "no_fault_seen": "No fault seen", "inconclusive": "Not decided"}[verdict.verdict]
    causes = {finding.cause for finding in verdict.findings}
    if verdict.verdict == "fault" and len(causes) == 1:
        kind += f", cause: {CAUSE_WORD[causes.pop()]}"
    return f"{kind} (practice)" if verdict.practice else kind


def result(verdict: Verdict, layout: Layout) -> str:
    """The answer in one sentence, or one for each symptom: `Key 5 does not work.`"""
    if verdict.verdict == "fault":
        return " ".join(_result_sentences(verdict.findings, layout))
    if verdict.verdict == "no_fault_seen":
        return f"No fault seen: {_each_worked(verdict.tested)} when it was pressed."
    return f"Not decided: {_open_question(verdict, layout)}"


def _each_worked(tested: int) -> str:
    return "the one key of this layout worked" if tested == 1 else f"each of the {tested} keys worked"


def _result_sentences(findings: Sequence[Finding], layout: Layout) -> Iterable[str]:
    for symptom, words in _RESULT.items():
        for kept, (one, several) in ((False, words), (True, _KEPT_FROM_PROGRAMS)):
            keys = [f.key for f in findings if f.symptom == symptom and _kept_from_programs(f) == kept]
            if keys:
                yield f"{name_keys(keys, layout)} {one if len(keys) == 1 else several}."


def says(symptom: Symptom) -> str:
    """What one key with this symptom does: `does not work`."""
    return _RESULT[symptom][0]


def _kept_from_programs(finding: Finding) -> bool:
    return finding.symptom == "dead" and finding.cause == "software" and "seen" in finding.layers.values()


def _open_question(verdict: Verdict, layout: Layout) -> str:
    if verdict.undecided:
        return f"no clear answer for {_lower(name_keys([u.key for u in verdict.undecided], layout))} yet."
    if verdict.not_tested:
        return f"{_were(len(verdict.not_tested), 'key')} not tested."
    if verdict.findings:
        return f"{_lower(name_keys([f.key for f in verdict.findings], layout))} may have a fault."
    return "this examination gave no answer that stands."


def meaning(verdict: Verdict) -> str:
    """What the result comes to: the cause of a fault, what a clean run can hide, what would settle an open question."""
    if verdict.verdict == "inconclusive":
        return settles(verdict.would_settle)
    if verdict.verdict == "no_fault_seen":
        return _still_hidden(verdict.miss_rate_below)
    if len({finding.cause for finding in verdict.findings}) > 1:
        return CAUSES_DIFFER
    return CAUSE_MEANING[verdict.cause] if verdict.cause else ""


def settles(what: str) -> str:
    """What would settle an open question; empty where nothing is known to."""
    return f"What would settle it: {printable(what)}" if what else ""


def layers(finding: Finding) -> tuple[str, ...]:
    """What each layer heard, from the switch upwards."""
    return tuple(
        f"{LAYER_WORD[name]}: {HEARD_WORD[finding.layers[name]]}" for name in LAYER_WORD if name in finding.layers
    )


def undecided(item: Undecided, layout: Layout) -> str:
    """Why a key that was asked about has no answer, and what would give it one."""
    counted = f" {item.hits} of {item.trials} asked-for presses arrived." if item.trials else ""
    said = f"{name_keys([item.key], layout)}:{counted}"
    return " ".join(part for part in (said, sentence(item.reason), sentence(settles(item.would_settle))) if part)


def not_testable(item: NotTestable, layout: Layout) -> str:
    """A key that cannot be seen here, with the reason."""
    return f"{key_name(item.key, layout)} cannot be tested here: {printable(item.reason).removesuffix('.')}."


def all_not_testable(items: Sequence[NotTestable], layout: Layout) -> list[str]:
    """The same of several keys: one sentence for each reason."""
    by_reason: dict[str, list[str]] = {}
    for item in items:
        by_reason.setdefault(item.reason, []).append(item.key)
    return [
        not_testable(NotTestable(keys[0], reason), layout)
        if len(keys) == 1
        else f"{name_keys(keys, layout)} cannot be tested here: {printable(reason).removesuffix('.')}."
        for reason, keys in by_reason.items()
    ]


def not_tested(keys: Sequence[str], layout: Layout) -> str:
    """Keys that were left out, all of them named; empty where there are none."""
    return f"{_were(len(keys), 'key')} not tested: {_all_named(keys, layout)}." if keys else ""


def own_map(keys: int) -> str:
    """Whose map it was, where it is none of keycheck's own; `keys` is how many of its keys can be tested."""
    return f"a map of the person's own, with {keys} testable {'key' if keys == 1 else 'keys'}"


def not_on_keyboard(keys: Sequence[str], layout: Layout) -> str:
    """Keys of the map that this keyboard lacks, by the word of the person; empty where there are none."""
    if not keys:
        return ""
    return f"The person at the keyboard said that it does not have: {_all_named(keys, layout)}."


def coverage(verdict: Verdict, layout: Layout) -> str:
    """How many keys of the map have an answer."""
    return f"{verdict.tested} of {len(layout.keys)} keys have an answer"


def controls(witnesses: Sequence[Control], layout: Layout) -> str:
    """What shows that somebody pressed; empty where no control key was asked for."""
    if not witnesses:
        return ""
    asked, arrived = sum(w.asked for w in witnesses), sum(w.arrived for w in witnesses)
    each = "; ".join(f"{key_name(w.key, layout)}: {w.arrived} of {w.asked}" for w in witnesses)
    left_out = "" if asked == arrived else " One that was left out makes its trial void, and is no fault of that key."
    return (
        "Keys known to work were asked for before and after each press under test: "
        "they show that somebody was pressing. "
        f"Of {asked} such presses {arrived} came ({each}).{left_out}"
    )


def incidents(records: Sequence[Incident]) -> tuple[str, ...]:
    """What disturbed the examination, one sentence for each kind; what happened meanwhile does not count."""
    return tuple(
        _disturbance(text, [r for r in records if r.what == what])
        for what, text in TROUBLE.items()
        if any(r.what == what for r in records)
    )


def settings(found: Sequence[Setting]) -> tuple[str, ...]:
    """What was on while the keyboard was examined that can be taken for a broken key."""
    return tuple(
        sentence(f"{printable(s.name)} was on: {printable(s.imitates)}") + " `keycheck doctor` says how to change it."
        for s in found
    )


def _disturbance(text: str, records: Sequence[Incident]) -> str:
    times = "once" if len(records) == 1 else f"{len(records)} times"
    first, last = min(r.t for r in records) / 1e9, max(r.until for r in records) / 1e9
    when = f"at {first:.1f} s" if last - first < 0.1 else f"between {first:.1f} s and {last:.1f} s"
    return f"{text[0].upper()}{text[1:]}: {times}, {when}. What happened meanwhile does not count."


def limits(verdict: Verdict) -> str:
    """What this report shows, and what it does not."""
    sentences = (
        "This report tells of one keyboard in one test.",
        "It shows which presses arrived, and which asked-for presses did not.",
        _still_hidden(verdict.miss_rate_below),
        "One test is a claim until somebody else repeats it. That takes about a minute.",
        "No typed text is kept: neither here nor in the recording.",
    )
    return " ".join(s for s in sentences if s)


def _still_hidden(miss_rate_below: float) -> str:
    if miss_rate_below >= 1:
        return ""
    rate = percent(miss_rate_below)
    return f"A key that misses up to {rate} of its presses can still look fine in so short a test."


def tested_by(mode: Mode, practice: bool) -> str:
    """Who examined the keyboard."""
    return "nobody: a simulated keyboard" if practice else _TESTED_BY[mode]


def bus(name: str) -> str:
    """How a keyboard is connected, in words."""
    return _BUS.get(name, name)


def listened_by(name: str, layer: Layer, resolution_ns: int) -> str:
    """One way of listening: its name, how close to the switch it is, and how finely it tells the time."""
    return f"{name} ({LAYER_WORD[layer]}, to {_duration(resolution_ns)})"


def _duration(ns: int) -> str:
    if ns < 1_000_000:
        return f"{ns / 1000:g} µs"
    return f"{ns / 1_000_000:.3g} ms" if ns < 1_000_000_000 else f"{ns / 1_000_000_000:.3g} s"


def serial_source(source: str | None) -> str:
    """Where a serial number comes from, in brackets; empty where that is not known."""
    if source is None:
        return ""
    return {"label": "(typed from the label)", "dmi": "(read from the firmware)"}.get(source, f"({source})")


def percent(share: float) -> str:
    """A share in percent, to one decimal: `45.1 %`, `95 %`."""
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def name_keys(keys: Sequence[str], layout: Layout) -> str:
    """`Key 5`, `Keys 5 and A`, `Keys 5, A, S and 4 more`."""
    named, rest = keys[:_NAMED], len(keys) - _NAMED
    names = [key_name(key, layout) for key in named] + ([f"{rest} more"] if rest > 0 else [])
    return f"{'Key' if len(names) == 1 else 'Keys'} {_listed(names)}"


def _all_named(keys: Sequence[str], layout: Layout) -> str:
    """All of them, with the number pad named once."""
    main = ", ".join(key_name(key, layout) for key in keys if not on_number_pad(key))
    pad = ", ".join(key_name(key, layout, with_place=False) for key in keys if on_number_pad(key))
    return "; ".join(part for part in (main, pad and f"on the number pad {pad}") if part)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _were(count: int, noun: str) -> str:
    return f"1 {noun} was" if count == 1 else f"{count} {noun}s were"


def sentence(text: str) -> str:
    """The text as a sentence of its own: a capital first, a full stop last."""
    clean = printable(text)
    if not clean:
        return ""
    return clean[0].upper() + clean[1:] + ("" if clean[-1] in ".!?…" else ".")
