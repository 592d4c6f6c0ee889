"""What can be said of a report that somebody asks about, and the exit status that goes with it."""

from __future__ import annotations

from typing import Literal

import msgspec

from keycheck.diagnosis.verdict import RULES, Verdict
from keycheck.layouts.layout import Layout
from keycheck.reports.report import Report
from keycheck.session.page_words import Words

Kind = Literal[
    "holds",
    "other_rules",
    "trace_gone",
    "no_map",
    "not_sealed",
    "no_report",
    "altered",
    "page_of_another",
    "not_supported",
    "damaged",
]
"""What can be said of a file.

holds: intact, and its recording gives its verdict. other_rules: intact, and made by rules that this keycheck does not
have. trace_gone: intact, and no recording is there. no_map: intact, and the map is not known here. not_sealed: nobody
has sealed it. no_report: a page that encloses nothing. altered: a seal, or the digest of the recording, does not fit.
page_of_another: the page was sealed by somebody else than the report in it. not_supported: sealed, but the recording
gives another answer. damaged: it can't be read as what it says it is.
"""

EXIT_STATUS: dict[Kind, int] = {
    "holds": 0,
    "other_rules": 3,
    "trace_gone": 3,
    "no_map": 3,
    "not_sealed": 4,
    "no_report": 4,
    "altered": 4,
    "page_of_another": 4,
    "not_supported": 4,
    "damaged": 4,
}
"""3 says of these what it says of an examination: there is no answer that stands."""


class Answer(msgspec.Struct, frozen=True):
    """What was found out about one file."""

    file: str
    answer: Kind
    where: str = ""
    """Of an answer that refuses or doubts: the place, what was found there and what was expected."""
    key: str | None = None
    """The public key of the seal, in hex; None where no seal fits."""
    known_as: str | None = None
    """Whose key that is, as far as anybody here has written it down."""
    claim_code: str | None = None
    report: Report | None = None
    """What is sealed; None where no seal fits: nobody should read on."""
    verdict: Verdict | None = None
    """What the recording gives here, by the rules of this keycheck; None where it could not be asked."""
    layout: Layout | None = None
    """The map that this was asked by, with the legends of the recording; None where it could not be asked."""
    words: Words = "no_page"
    """Whether the words that people read on a page are those of the report in it."""
    rules: str = RULES
    """The rules of this keycheck."""

    @property
    def same_result(self) -> bool:
        """Whether the rules of this keycheck come to what the report says, whatever rules it was made by."""
        if self.report is None or self.verdict is None:
            return False
        said = self.report.verdict
        return said == msgspec.structs.replace(self.verdict, rules=said.rules)

    @property
    def exit_status(self) -> int:
        """0 holds; 3 could not be checked whole; 4 is refused."""
        return 0 if self.answer == "other_rules" and self.same_result else EXIT_STATUS[self.answer]
