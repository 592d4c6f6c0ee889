"""The report with its letter as a page, in a process that has written one before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from jinja2 import Environment

from benchmarks.row import Row
from benchmarks.turns import in_turns, milliseconds
from keycheck.evidence.signature import SealingKey
from keycheck.host.machine import Machine
from keycheck.layouts.library import load
from keycheck.reports.formats import render
from keycheck.reports.purchase import Purchase
from keycheck.returns.ask import Ask
from keycheck.session.outcome import seal_report
from keycheck.session.simulated import Planted, SimulatedExamination
from keycheck.simulation.fault import parse_faults

ROUNDS = 20
GOAL_MS = 30
ASK = Ask("GB", "refund")
BESIDE = "one line by jinja2 alone"


def test_page_of_a_sealed_report(add: Callable[[Row], None]) -> None:
    layout = load("ansi-104")
    trace = SimulatedExamination(
        Planted(layout, parse_faults(("dead:Digit5",), layout), "careful", 1), "2026-11-22T10:00:00Z"
    ).run()
    made = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
    report, sealed = seal_report(trace, layout, Machine(), Purchase(), SealingKey.new(), made)

    def page() -> bytes:
        return render(report, layout, "html", sealed, ask=ASK)

    assert page().startswith(b"<!DOCTYPE html>")
    line = Environment(autoescape=True).from_string("{{ words }}")
    ours, one_line = in_turns(
        lambda: milliseconds(page), lambda: milliseconds(lambda: line.render(words="One line.")), ROUNDS
    )
    add(Row("HTML, in a process that runs", ours, "ms", BESIDE, one_line, GOAL_MS, "ours"))
