"""The pages beside a report.json, which people open rather than it: whether they are of the same report, and hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from keycheck.languages import _

if TYPE_CHECKING:
    from keycheck.session.answer import Answer

REPORT = "report.json"
PAGES = ("letter.html", "letter.pdf", "report.html", "report.pdf")
"""What one examination leaves beside its report.json, and the letter that keycheck has people make of it."""


def beside(report: Path) -> tuple[Path, ...]:
    """The pages of the same examination that lie beside its report.json."""
    return tuple(page for name in PAGES if (page := report.with_name(name)).is_file())


def answers_about(pages: Sequence[Path], known: Mapping[bytes, str]) -> Iterator[Answer]:
    """The answer about each; `known` as for a report."""
    from keycheck.session.verifying import verify

    return (verify(page, known) for page in pages)


def tells_another_story(page: Answer, report: Answer) -> bool:
    """Whether the page needs a line of its own: another report, or worse than the report.json that it lies beside."""
    return page.claim_code != report.claim_code or page.exit_status > report.exit_status


def of_the_same_report(pages: Sequence[Answer]) -> Iterator[str]:
    """What is said of pages that tell no other story than the report.json beside them."""
    from keycheck.cli.verify_words import WORDS_NOT_COMPARED
    from keycheck.errors.printable import printable
    from keycheck.languages.patterns import labelled

    if pages:
        yield ""
        names = ", ".join(printable(Path(page.file).name) for page in pages)
        yield _("Beside it, sealed, with the same claim code: {files}.").format(files=names)
    for page in pages:
        if page.words == "not_compared":
            yield labelled(printable(Path(page.file).name), _(WORDS_NOT_COMPARED))
