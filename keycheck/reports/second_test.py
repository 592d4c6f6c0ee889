"""A claim and its second test, ready to be told: what both papers of the counter are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from keycheck.diagnosis.verdict import Finding
from keycheck.errors.printable import printable
from keycheck.languages import N_, _, ngettext, retold
from keycheck.languages.patterns import percent
from keycheck.layouts.layout import Layout
from keycheck.reports import counter_wording as words
from keycheck.reports.key_names import key_name
from keycheck.reports.report import Report, moment
from keycheck.reports.serial_number import Shown, without_serial
from keycheck.reports.wording import keys_within, name_keys
from keycheck.returns.ask import Ask
from keycheck.returns.outcome import Again, Comparison, Outcome, compare, one_press_in
from keycheck.returns.policy import Policy, usual

_SHIFT_KEY_SETTINGS = frozenset({"Filter Keys", "Slow Keys"})
"""What holding Shift down for eight seconds turns on."""


_TOLD = 3
"""How many keys are told in sentences; the table has them all."""


Checked = Literal["checked", "not_sealed", "not_checked"]
"""How far a report was checked: its seal and its recording hold; nobody has sealed it; it is sealed, and its verdict
could not be drawn again."""


@dataclass(frozen=True, slots=True)
class SecondTest:
    """All that the counter knows of one return."""

    claim: Report
    retest: Report
    layout: Layout
    """The map of the retest."""
    ask: Ask = field(default_factory=Ask)
    policy: Policy = field(default_factory=usual)
    reference: str = ""
    claim_code: str = ""
    staff: str = ""
    """The first name of the person at the counter; empty where it was not told."""
    shown: Shown = "full"
    """How much of the serial numbers the papers show; they are compared as they were read."""
    claim_checked: Checked = "not_checked"
    retest_checked: Checked = "not_checked"

    @property
    def compared(self) -> Comparison:
        """What the second test makes of the claim."""
        return compare(self.claim.verdict, self.retest.verdict)

    @property
    def practice(self) -> bool:
        """Whether either of the two keyboards was a simulated one."""
        return self.claim.practice or self.retest.practice

    @property
    def keys_within(self) -> str:
        """`key 5`, `keys 5 and A`: those that the claim names, within a sentence."""
        return keys_within([finding.key for finding in self.claim.verdict.findings], self.layout)

    @property
    def serials_differ(self) -> bool:
        """Whether both tests read a serial number, and not the same one."""
        return _differ(self.claim.product.serial, self.retest.product.serial)

    @property
    def orders_differ(self) -> bool:
        """Whether both tests name an order, and not the same one."""
        return _differ(self.claim.purchase.order_no, self.retest.purchase.order_no)

    @property
    def retest_shown(self) -> Report:
        """The second test, as far as the papers show its serial number."""
        return without_serial(self.retest, self.shown)

    @property
    def one_serial_known(self) -> bool:
        """Whether one test read a serial number, and the other none."""
        return bool(self.claim.product.serial) != bool(self.retest.product.serial)


def _differ(one: str | None, other: str | None) -> bool:
    """Whether both numbers are known, and not the same one, however they are spelled."""
    return bool(one and other and one.strip().casefold() != other.strip().casefold())


def objections(claim: Report, retest: Report) -> Iterator[tuple[str, str]]:
    """Why the one can't be the second test of the other: what was found, and what was expected."""
    if not claim.verdict.findings:
        yield N_("no faulty key, and so nothing to test again"), N_("a report that names one")
    if claim.report_id == retest.report_id or claim.trace_sha256 == retest.trace_sha256:
        yield N_("the report of the second test itself"), N_("that of the first, which is another test")
    if moment(retest) < moment(claim):
        yield (
            N_("a test of {moment}").format(moment=claim.created_utc),
            N_("one before the second test, of {moment}").format(moment=retest.created_utc),
        )
    if claim.practice != retest.practice:
        yield N_("a simulated keyboard beside a real one"), N_("two tests of one real keyboard, or two of practice")


def headline(test: SecondTest) -> str:
    """The answer in one sentence, or one for each outcome that some of the claimed keys had."""
    compared = test.compared
    if compared.outcome == "different_fault":
        return _(words.ANOTHER_FAULT)
    outcomes = sorted(words.OF_KEYS, key=lambda outcome: outcome != compared.outcome)
    return " ".join(_of_keys(outcome, test) for outcome in outcomes if outcome in {a.outcome for a in compared.keys})


def _of_keys(outcome: Outcome, test: SecondTest) -> str:
    keys = [again.claimed.key for again in test.compared.keys if again.outcome == outcome]
    return _(words.OF_KEYS[outcome]).format(keys=name_keys(list(dict.fromkeys(keys)), test.layout))


def told(test: SecondTest) -> tuple[str, ...]:
    """What is said to the customer of each claimed key and of what else was found, then what it means."""
    return tuple(_told(test))


def _told(test: SecondTest) -> Iterator[str]:
    compared = test.compared
    for again in compared.keys[:_TOLD]:
        yield from _of_key(again, test)
    if (left := len(compared.keys) - _TOLD) > 0:
        yield ngettext(*words.MORE, left).format(n=left)
    for finding in compared.others[:_TOLD]:
        yield _(words.OTHER).format(key=key_name(finding.key, test.layout), hits=finding.hits, trials=finding.trials)
    yield from _meaning(test, compared)


def _of_key(again: Again, test: SecondTest) -> Iterator[str]:
    name = key_name(again.claimed.key, test.layout)
    counts: dict[str, str | int] = {"key": name, "hits": again.hits, "trials": again.trials}
    yield _(words.TOLD[again.claimed.symptom]).format(key=name)
    if again.outcome in ("confirmed", "different_fault") and again.seen:
        yield _(words.SEEN[again.seen.symptom]).format(failed=again.trials - again.hits, **counts)
    elif again.outcome == "not_reproduced" and again.miss_rate_below is not None:
        yield _(words.BELIEVED)
        yield _(words.WORKED).format(**counts)
        yield _(words.BOUND).format(presses=one_press_in(again.miss_rate_below))
    elif again.outcome == "software_cause":
        yield from _of_software(again, test, counts)
    else:
        yield (_(words.OPEN) if again.trials else _(words.NOT_ASKED)).format(**counts)


def _of_software(again: Again, test: SecondTest, counts: dict[str, str | int]) -> Iterator[str]:
    if again.seen is None:
        yield _(words.WORKS_NOW).format(**counts)
        yield from (_(words.WAS_ON_BEFORE).format(name=name) for name in _only_at_home(test))
        return
    if "seen" in again.seen.layers.values():
        yield _(words.SENT).format(**counts)
    names = [s.name for s in test.retest.verdict.settings if s.keys is None or again.claimed.key in s.keys]
    yield from (_(words.SETTING).format(name=retold(printable(name))) for name in names)
    if not names:
        yield _(words.NO_SETTING)
    if _SHIFT_KEY_SETTINGS.intersection(names):
        yield _(words.SHIFT_HELD)


def _only_at_home(test: SecondTest) -> tuple[str, ...]:
    today = {setting.name for setting in test.retest.verdict.settings}
    return tuple(retold(printable(s.name)) for s in test.claim.verdict.settings if s.name not in today)


def _meaning(test: SecondTest, compared: Comparison) -> Iterator[str]:
    if compared.outcome in ("confirmed", "different_fault"):
        seen = [again.seen for again in compared.keys if again.seen and again.outcome != "software_cause"]
        causes = {finding.cause for finding in (*seen, *compared.others)}
        yield from (_(words.CAUSE[cause]) for cause in ("hardware", "not_separated") if cause in causes)
        if "hardware" in causes:
            yield _(words.SOLD_LIKE_THIS)
        if test.ask.want:
            yield _(words.YOU_ASKED[test.ask.want])
    elif compared.outcome == "software_cause":
        yield _(words.AT_HOME)
    elif compared.outcome == "not_settled":
        yield _(words.NEXT_TIME)


def rule_out(again: Again) -> str:
    """What the second test of a key can't rule out, as a cell of the table; empty where it has no such bound."""
    if again.miss_rate_below is not None:
        return _(words.CAN_MISS).format(rate=percent(again.miss_rate_below))
    return cause_left_open(again.seen) if again.seen else ""


def cause_left_open(finding: Finding) -> str:
    """The cause that can't be ruled out, as a cell of the table; empty where the test could tell."""
    return _(words.BY_SOFTWARE) if finding.cause == "not_separated" else ""
