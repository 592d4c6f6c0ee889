"""Papers to look at: the example laptop, taken back to the corner shop, with each outcome of its second test."""

from __future__ import annotations

from datetime import date

import msgspec

from keycheck.diagnosis.verdict import Sound, Undecided, Verdict
from keycheck.events.trace import Setting
from keycheck.reports.counter_sheet import counter_sheet
from keycheck.reports.paper import Paper
from keycheck.reports.report import Product
from keycheck.reports.second_test import SecondTest
from keycheck.reports.staff_sheet import staff_sheet
from keycheck.returns.ask import Ask
from keycheck.returns.outcome import Outcome
from tests.reports.examples import PRODUCT, SMALL, VERDICTS, finding, report, verdict

TODAY = date(2026, 11, 24)
ASK = Ask("GB", "refund", "649.00 GBP", "Sam Example", "sam@example.org")
CODE = "KNQV-5T7G-08XKB"

DEAD_TWENTY = finding(trials=20, bound=None)
MISSES = finding(symptom="intermittent", cause="not_separated", trials=20, hits=14)
FILTER_KEYS = Setting("Filter Keys", "short presses are lost", "os", True)

SECOND: dict[Outcome, tuple[Verdict, Verdict]] = {
    "confirmed": (VERDICTS["dead"], verdict(findings=(DEAD_TWENTY,))),
    "different_fault": (
        VERDICTS["dead"],
        verdict(findings=(finding(key="KeyA"),), sound=(Sound("Digit5", 60, 60, 0.049),)),
    ),
    "software_cause": (
        VERDICTS["dead"],
        verdict(
            cause="software",
            findings=(finding(cause="software", layers={"kernel": "seen", "os": "silent"}),),
            settings=(FILTER_KEYS,),
        ),
    ),
    "not_reproduced": (
        verdict(findings=(MISSES,), cause="not_separated"),
        verdict(verdict="no_fault_seen", cause=None, findings=(), sound=(Sound("Digit5", 60, 60, 0.049),)),
    ),
    "not_settled": (
        VERDICTS["dead"],
        verdict(
            verdict="inconclusive",
            cause=None,
            findings=(),
            undecided=(Undecided("Digit5", "the window lost the focus", 3, 1, "repeat it"),),
            would_settle="Repeat the test of key 5.",
        ),
    ),
}
"""A claim and its second test for each outcome."""


def second_test(outcome: Outcome, ask: Ask = ASK, serial: str = "SN-0042") -> SecondTest:
    """The return that ended so."""
    claim, retest = SECOND[outcome]
    product = Product("Example", "AB14", serial, "dmi")
    again = report(retest, product=product, report_id="kc-0002", created_utc="2026-11-24T15:00:00Z")
    return SecondTest(
        report(claim, product=PRODUCT),
        again,
        SMALL,
        ask,
        reference="R-77",
        claim_code=CODE,
        staff="Ann",
        claim_checked="checked",
        retest_checked="checked",
    )


def told_by(paper: Paper) -> tuple[str, ...]:
    """Every text of the paper, without its drawings."""
    found: list[str] = []

    def collect(part: object) -> None:
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, dict):
            for name, inner in part.items():
                if name not in {"svg", "qr", "kind", "explanations"}:
                    collect(inner)
        elif isinstance(part, list | tuple):
            for inner in part:
                collect(inner)

    collect(msgspec.to_builtins(paper))
    return tuple(found)


def sheets(outcome: Outcome) -> tuple[Paper, Paper]:
    """The customer's sheet and the staff's."""
    test = second_test(outcome)
    return counter_sheet(test, TODAY), staff_sheet(test)
