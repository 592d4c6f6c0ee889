"""The answers of `keycheck verify` as a table for a desk, one row a file, with nothing that a spreadsheet works out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keycheck.reports.report import Report
    from keycheck.session.answer import Answer

COLUMNS = (
    *("file", "answer", "found", "sealed_by", "claim_code", "made", "practice"),
    *("product", "result", "faulty_keys", "symptom_codes"),
    *("order_no", "seller", "serial", "key"),
)
"""Names for programs, which no language changes."""

LONGEST_CELL = 30_000
"""Characters: a cell of Excel holds 32,767."""


def table_of(rows: Iterable[Sequence[str]], *, for_people: bool) -> bytes:
    """CSV in UTF-8; `for_people` with the mark without which Excel takes it for the code page of the machine."""
    from keycheck.errors.printable import printable
    from keycheck.reports.spreadsheet import MARK, table

    told = ([printable(text, LONGEST_CELL) for text in row] for row in rows)
    return ((MARK if for_people else "") + table(COLUMNS, told)).encode()


def row(answer: Answer) -> tuple[str, ...]:
    """The row of this file; what a refused one says of itself is left out: nobody should read on."""
    about = (answer.file, answer.answer, answer.where)
    if answer.report is None or answer.exit_status == 4:
        return (*about, *[""] * (len(COLUMNS) - len(about)))
    from keycheck.cli.verify_words import KEY_SHOWN

    report = answer.report
    practice = "yes" if report.practice else "no"
    sealed = (answer.known_as or "", answer.claim_code or "", report.created_utc, practice)
    purchase, key = report.purchase, (answer.key or "")[:KEY_SHOWN]
    whose = (purchase.order_no or "", purchase.seller or "", report.product.serial or "", key)
    return (*about, *sealed, *_told(report), *whose)


def _told(report: Report) -> tuple[str, ...]:
    from keycheck.returns.symptom_code import symptom_code

    product, findings = report.product, report.verdict.findings
    named = " ".join(part for part in (product.maker, product.model) if part)
    codes = (symptom_code(finding) for finding in findings)
    return (
        named or report.keyboard.name,
        report.verdict.verdict,
        " ".join(finding.key for finding in findings),
        " ".join(code for code in codes if code is not None),
    )
