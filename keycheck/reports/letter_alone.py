"""The letter without the report: as a paper of its own, or as text to be put into a mail."""

from __future__ import annotations

from datetime import date

import msgspec

from keycheck.errors import UsageError
from keycheck.languages import _
from keycheck.layouts.layout import Layout
from keycheck.reports import letter_wording as words
from keycheck.reports.buyer_paper import paper_of
from keycheck.reports.letter import letter
from keycheck.reports.page import page
from keycheck.reports.paper import Heading, Paper
from keycheck.reports.report import Report
from keycheck.returns.ask import Ask


def letter_alone(report: Report, layout: Layout, ask: Ask, today: date, claim_code: str = "") -> Paper:
    """The letter of this day. Raises UsageError where there is nothing to ask a seller for, or no wish was named."""
    written = letter(report, layout, ask, today, claim_code)
    if written is None and ask.want is None:
        raise UsageError("a letter: found no wish, expected --want refund, replacement or repair")
    if written is None:
        raise UsageError("a letter: the report has no fault that a seller answers for, and so nothing to ask for")
    paper = paper_of(page(report, layout), (Heading(_(words.HEADING)), written), ask)
    return msgspec.structs.replace(paper, title=_(words.HEADING), subtitle=f"{_(words.HEADING)}: {written.subject}")
