"""Every sentence that a report says to people: fact first, short, without blame.

A sentence stays under 25 words, and none of the words that blame or soothe stands in it (the tests hold the list).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from keycheck.diagnosis.observability import TROUBLE
from keycheck.diagnosis.verdict import Cause, Control, Finding, NotTestable, Symptom, Undecided, Verdict
from keycheck.errors.printable import printable
from keycheck.events.trace import Incident, Setting
from keycheck.languages import N_, NN_, _, ngettext, retold
from keycheck.languages.patterns import apart, capital, decimal, in_a_row, listed, percent
from keycheck.layouts.layout import Layout
from keycheck.reports.key_names import key_name, on_number_pad

Mode = Literal["home"]
"""Who examined: the owner, at home."""

PRACTICE = N_("PRACTICE: this keyboard was simulated. This page says nothing about a real keyboard.")

CHECK = N_(
    "Whoever has the recording of this test can draw the verdict from it again, with this command in its folder:"
)

_TESTED_BY: dict[Mode, str] = {"home": N_("the person at the keyboard")}

SYMPTOM_WORD: dict[Symptom, str] = {
    "dead": N_("dead"),
    "intermittent": N_("misses"),
    "chatters": N_("repeats"),
    "stuck": N_("stuck"),
    "late_release": N_("slow"),
    "wrong_code": N_("wrong"),
    "extra_key": N_("extra"),
}
"""One word for a key of the picture and a row of the table."""

SYMPTOM_MEANING: dict[Symptom, str] = {
    "dead": N_("no press arrives"),
    "intermittent": N_("some presses do not arrive"),
    "chatters": N_("one press arrives more than once"),
    "stuck": N_("stays down when let go"),
    "late_release": N_("comes up late when let go"),
    "wrong_code": N_("arrives as another key"),
    "extra_key": N_("another key arrives with it"),
}

_RESULT: dict[Symptom, tuple[str, str]] = {
    "dead": NN_("Key {keys} does not work.", "Keys {keys} do not work."),
    "intermittent": NN_("Key {keys} misses some presses.", "Keys {keys} miss some presses."),
    "chatters": NN_("Key {keys} sends one press more than once.", "Keys {keys} send one press more than once."),
    "stuck": NN_("Key {keys} is stuck down.", "Keys {keys} are stuck down."),
    "late_release": NN_(
        "Key {keys} comes up late when it is let go.", "Keys {keys} come up late when they are let go."
    ),
    "wrong_code": NN_("Key {keys} sends the signal of another key.", "Keys {keys} send the signals of other keys."),
    "extra_key": NN_("Key {keys} sets off another key as well.", "Keys {keys} set off other keys as well."),
}
"""For one key, for several; the order is the order of the sentences."""

_KEPT_FROM_PROGRAMS = NN_(
    "Key {keys} sends its signal, but programs do not receive it.",
    "Keys {keys} send their signals, but programs do not receive them.",
)

_SAYS: dict[Symptom, str] = {
    "dead": N_("does not work"),
    "intermittent": N_("misses some presses"),
    "chatters": N_("sends one press more than once"),
    "stuck": N_("is stuck down"),
    "late_release": N_("comes up late when it is let go"),
    "wrong_code": N_("sends the signal of another key"),
    "extra_key": N_("sets off another key as well"),
}

CAUSE_WORD: dict[Cause, str] = {
    "hardware": N_("hardware"),
    "software": N_("software"),
    "by_design": N_("by design"),
    "not_separated": N_("the keyboard or software, not told apart"),
}

CAUSE_MEANING: dict[Cause, str] = {
    "hardware": N_("The cause is the switch or the keyboard itself."),
    "software": N_("The cause is software: a setting, a program, a driver or firmware."),
    "by_design": N_("The keyboard is made this way. It is not a fault."),
    "not_separated": N_("The keyboard or software causes it: which of the two, this examination can't tell."),
}

CAUSES_DIFFER = N_("The causes differ from key to key: see below.")

_NAMED = 3
"""How many keys a sentence names before it counts the rest."""


def title(practice: bool) -> str:
    """The name of the document."""
    return _("Keyboard test report: PRACTICE") if practice else _("Keyboard test report")


_KIND = {"fault": N_("Fault"), "no_fault_seen": N_("No fault seen"), "inconclusive": N_("Not decided")}


def tag(verdict: Verdict) -> str:
    """The kind of result in a few words, with the cause where all findings share one."""
    said, causes = _(_KIND[verdict.verdict]), {finding.cause for finding in verdict.findings}
    if verdict.verdict == "fault" and len(causes) == 1:
        said = _("Fault, cause: {cause}").format(cause=_(CAUSE_WORD[causes.pop()]))
    return _("{result} (practice)").format(result=said) if verdict.practice else said


def result(verdict: Verdict, layout: Layout) -> str:
    """The answer in one sentence, or one for each symptom: `Key 5 does not work.`"""
    if verdict.verdict == "fault":
        return " ".join(_result_sentences(verdict.findings, layout))
    return _each_worked(verdict.tested) if verdict.verdict == "no_fault_seen" else _open_question(verdict, layout)


def _each_worked(tested: int) -> str:
    return ngettext(
        "No fault seen: the one key of this layout worked when it was pressed.",
        "No fault seen: each of the {n} keys worked when it was pressed.",
        tested,
    ).format(n=tested)


def _result_sentences(findings: Sequence[Finding], layout: Layout) -> Iterable[str]:
    for symptom, words in _RESULT.items():
        for kept, forms in ((False, words), (True, _KEPT_FROM_PROGRAMS)):
            keys = [f.key for f in findings if f.symptom == symptom and _kept_from_programs(f) == kept]
            if keys:
                yield of_keys(forms, keys, layout)


def says(symptom: Symptom) -> str:
    """What one key with this symptom does: `does not work`."""
    return _(_SAYS[symptom])


def _kept_from_programs(finding: Finding) -> bool:
    return finding.symptom == "dead" and finding.cause == "software" and "seen" in finding.layers.values()


_NO_ANSWER = NN_(
    "Not decided: no clear answer for key {keys} yet.", "Not decided: no clear answer for keys {keys} yet."
)
_MAY_HAVE_A_FAULT = NN_("Not decided: key {keys} may have a fault.", "Not decided: keys {keys} may have a fault.")


def _open_question(verdict: Verdict, layout: Layout) -> str:
    if verdict.undecided:
        return of_keys(_NO_ANSWER, [u.key for u in verdict.undecided], layout)
    if left := len(verdict.not_tested):
        return ngettext("Not decided: {n} key was not tested.", "Not decided: {n} keys were not tested.", left).format(
            n=left
        )
    if verdict.findings:
        return of_keys(_MAY_HAVE_A_FAULT, [f.key for f in verdict.findings], layout)
    return _("Not decided: this test gave no answer that stands.")


def meaning(verdict: Verdict) -> str:
    """What the result comes to: the cause of a fault, what a clean run can hide, what would settle an open question."""
    if verdict.verdict == "inconclusive":
        return settles(verdict.would_settle)
    if verdict.verdict == "no_fault_seen":
        return _still_hidden(verdict.miss_rate_below)
    if len({finding.cause for finding in verdict.findings}) > 1:
        return _(CAUSES_DIFFER)
    return _(CAUSE_MEANING[verdict.cause]) if verdict.cause else ""


def settles(what: str) -> str:
    """What would settle an open question; empty where nothing is known to."""
    return _("What would settle it: {what}").format(what=retold(printable(what))) if what else ""


def undecided(item: Undecided, layout: Layout) -> str:
    """Why a key that was asked about has no answer, and what would give it one."""
    counted = _("{keys}: {hits} of {trials} asked-for presses arrived.") if item.trials else _("{keys}:")
    said = counted.format(keys=name_keys([item.key], layout), hits=item.hits, trials=item.trials)
    reason = sentence(retold(printable(item.reason)))
    return " ".join(part for part in (said, reason, sentence(settles(item.would_settle))) if part)


def not_testable(item: NotTestable, layout: Layout) -> str:
    """A key that cannot be seen here, with the reason."""
    return _("{key} cannot be tested here: {reason}.").format(
        key=key_name(item.key, layout), reason=_reason_without_end(item.reason)
    )


_NOT_TESTABLE = NN_("Key {keys} cannot be tested here: {reason}.", "Keys {keys} cannot be tested here: {reason}.")


def all_not_testable(items: Sequence[NotTestable], layout: Layout) -> list[str]:
    """The same of several keys: one sentence for each reason."""
    by_reason: dict[str, list[str]] = {}
    for item in items:
        by_reason.setdefault(item.reason, []).append(item.key)
    return [
        not_testable(NotTestable(keys[0], reason), layout)
        if len(keys) == 1
        else of_keys(_NOT_TESTABLE, keys, layout, reason=_reason_without_end(reason))
        for reason, keys in by_reason.items()
    ]


def _reason_without_end(reason: str) -> str:
    return retold(printable(reason)).removesuffix(".")


def not_tested(keys: Sequence[str], layout: Layout) -> str:
    """Keys that were left out, all of them named; empty where there are none."""
    if not keys:
        return ""
    said = ngettext("{n} key was not tested: {keys}.", "{n} keys were not tested: {keys}.", len(keys))
    return said.format(n=len(keys), keys=_all_named(keys, layout))


def own_map(keys: int) -> str:
    """Whose map it was, where it is none of keycheck's own; `keys` is how many of its keys can be tested."""
    return ngettext(
        "a map of the person's own, with {n} testable key", "a map of the person's own, with {n} testable keys", keys
    ).format(n=keys)


def not_on_keyboard(keys: Sequence[str], layout: Layout) -> str:
    """Keys of the map that this keyboard lacks, by the word of the person; empty where there are none."""
    if not keys:
        return ""
    return _("The person at the keyboard said that it does not have: {keys}.").format(keys=_all_named(keys, layout))


def counted(hits: int, trials: int) -> str:
    """`5 of 12`."""
    return _("{hits} of {trials}").format(hits=hits, trials=trials)


def coverage(verdict: Verdict, layout: Layout) -> str:
    """How many keys of the map have an answer."""
    return _("{tested} of {all} keys have an answer").format(tested=verdict.tested, all=len(layout.keys))


def controls(witnesses: Sequence[Control], layout: Layout) -> str:
    """What shows that somebody pressed; empty where no control key was asked for."""
    if not witnesses:
        return ""
    asked, arrived = sum(w.asked for w in witnesses), sum(w.arrived for w in witnesses)
    counted = _("{key}: {arrived} of {asked}")
    each = apart(counted.format(key=key_name(w.key, layout), arrived=w.arrived, asked=w.asked) for w in witnesses)
    said = [
        _(
            "Keys known to work were asked for before and after each press under test: "
            "they show that somebody was pressing."
        ),
        _("Of {asked} such presses {arrived} came ({each}).").format(asked=asked, arrived=arrived, each=each),
    ]
    if asked != arrived:
        said.append(_("One that was left out makes its trial void, and is no fault of that key."))
    return " ".join(said)


def incidents(records: Sequence[Incident]) -> tuple[str, ...]:
    """What disturbed the examination, one sentence for each kind; what happened meanwhile does not count."""
    return tuple(
        _disturbance(text, [r for r in records if r.what == what])
        for what, text in TROUBLE.items()
        if any(r.what == what for r in records)
    )


def settings(found: Sequence[Setting]) -> tuple[str, ...]:
    """What was on while the keyboard was examined that can be taken for a broken key."""
    how = _("`keycheck doctor` says how to change it.")
    return tuple(f"{_was_on(setting)} {how}" for setting in found)


def _was_on(found: Setting) -> str:
    name, imitates = retold(printable(found.name)), retold(printable(found.imitates))
    return sentence(_("{setting} was on: {imitates}").format(setting=name, imitates=imitates))


def _disturbance(text: str, records: Sequence[Incident]) -> str:
    times = len(records)
    first, last = min(r.t for r in records) / 1e9, max(r.until for r in records) / 1e9
    when = _("at {first} s") if last - first < 0.1 else _("between {first} s and {last} s")
    return ngettext(
        "{what}: once, {when}. What happened meanwhile does not count.",
        "{what}: {n} times, {when}. What happened meanwhile does not count.",
        times,
    ).format(
        what=capital(_(text)), n=times, when=when.format(first=decimal(f"{first:.1f}"), last=decimal(f"{last:.1f}"))
    )


def limits(verdict: Verdict) -> str:
    """What this report shows, and what it does not."""
    sentences = (
        _("This report tells of one keyboard in one test."),
        _("It shows which presses arrived, and which asked-for presses did not."),
        _still_hidden(verdict.miss_rate_below),
        _("One test is a claim until somebody else repeats it. That takes about a minute."),
        _("No typed text is kept: neither here nor in the recording."),
    )
    return " ".join(s for s in sentences if s)


def _still_hidden(miss_rate_below: float) -> str:
    if miss_rate_below >= 1:
        return ""
    said = _("A key that misses up to {rate} of its presses can still look fine in so short a test.")
    return said.format(rate=percent(miss_rate_below))


def tested_by(mode: Mode, practice: bool) -> str:
    """Who examined the keyboard."""
    return _("nobody: a simulated keyboard") if practice else _(_TESTED_BY[mode])


def name_keys(keys: Sequence[str], layout: Layout) -> str:
    """`Key 5`, `Keys 5 and A`, `Keys 5, A, S and 4 more`."""
    return of_keys(_KEYS, keys, layout)


_KEYS = NN_("Key {keys}", "Keys {keys}")
_KEYS_WITHIN = NN_("key {keys}", "keys {keys}")


def keys_within(keys: Sequence[str], layout: Layout) -> str:
    """`key 5`, `keys 5 and A`: the same within a sentence."""
    return of_keys(_KEYS_WITHIN, keys, layout)


def of_keys(forms: tuple[str, str], keys: Sequence[str], layout: Layout, **others: str) -> str:
    """This text about one key or several; where they are many, the first are named and the rest is counted."""
    named, rest = [key_name(key, layout) for key in keys[:_NAMED]], len(keys) - _NAMED
    if rest > 0:
        named.append(ngettext("{n} more", "{n} more", rest).format(n=rest))
    return ngettext(*forms, len(keys)).format(keys=listed(named), **others)


def _all_named(keys: Sequence[str], layout: Layout) -> str:
    """All of them, with the number pad named once."""
    main = in_a_row([key_name(key, layout) for key in keys if not on_number_pad(key)])
    pad = in_a_row([key_name(key, layout, with_place=False) for key in keys if on_number_pad(key)])
    on_pad = _("on the number pad {keys}").format(keys=pad) if pad else ""
    return apart(part for part in (main, on_pad) if part)


def sentence(text: str) -> str:
    """The text as a sentence of its own: a capital first, a full stop last."""
    clean = printable(text)
    return capital(clean) + ("" if clean[-1] in ".!?…" else ".") if clean else ""
