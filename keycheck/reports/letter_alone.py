"""The letter without the report: as a paper of its own, or as text to be put into a mail."""

from __future__ import annotations

from datetime import date

import msgspec

from keycheck.errors import UsageError
from keycheck.languages import N_, _, speaking, spoken
from keycheck.languages.patterns import labelled
from keycheck.layouts.layout import Layout
from keycheck.reports import letter_wording as words
from keycheck.reports.buyer_paper import paper_of
from keycheck.reports.letter import letter
from keycheck.reports.page import page
from keycheck.reports.paper import Heading, Paper
from keycheck.reports.report import Report
from keycheck.returns.ask import Ask


def letter_alone(report: Report, layout: Layout, ask: Ask, today: date, claim_code: str = "") -> Paper:
    """The letter of this day, all of it in the language that it asks for, or in the one that is spoken.

    Raises UsageError where there is nothing to ask a seller for, or no wish was named.
    """
    with speaking(ask.letter_language or spoken()):
        written = letter(report, layout, ask, today, claim_code)
        if written is None and ask.want is None:
            raise UsageError(N_("a letter: found no wish, expected --want refund, replacement or repair"))
        if written is None:
            raise UsageError(
                N_("a letter: the report has no fault that a seller answers for, and so nothing to ask for")
            )
        paper, heading = paper_of(page(report, layout), (Heading(_(words.HEADING)), written), ask), _(words.HEADING)
        return msgspec.structs.replace(paper, title=heading, subtitle=labelled(heading, written.subject))
