"""The golden files: reports that stay as they are, byte for byte.

After a change that is meant, `python -m tests.reports.golden` writes them anew; the difference is then read like code.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from keycheck.reports import text
from keycheck.reports.buyer_paper import buyer_paper
from keycheck.reports.formats import Format, render
from keycheck.reports.letter_alone import letter_alone
from keycheck.reports.paper import Paper
from keycheck.returns.ask import Ask
from keycheck.returns.law_library import places
from keycheck.returns.outcome import Outcome
from tests.reports.examples import SMALL, VERDICTS, report
from tests.reports.papers import ASK, CODE, SECOND, TODAY, sheets

FOLDER = Path(__file__).parent / "golden"

CASES: tuple[tuple[str, Format], ...] = (
    *((name, "text") for name in VERDICTS),
    ("dead", "json"),
    ("inconclusive", "json"),
    ("dead", "html"),
    ("practice", "html"),
    ("inconclusive", "html"),
)


def file_of(name: str, form: Format) -> Path:
    """Where the golden file of this verdict in this format lies."""
    return FOLDER / f"{name}.{'txt' if form == 'text' else form}"


def written(name: str, form: Format) -> str:
    """What keycheck writes today."""
    return render(report(VERDICTS[name]), SMALL, form).decode()


def _sheet(outcome: Outcome, which: int) -> Paper:
    return sheets(outcome)[which]


def _letter(place: str) -> Paper:
    return letter_alone(report(VERDICTS["dead"]), SMALL, Ask(place, "refund"), TODAY, CODE)


PAPERS: dict[str, Callable[[], Paper]] = {
    "buyer": lambda: buyer_paper(report(VERDICTS["dead"]), SMALL, ASK, TODAY),
    **{f"letter-{place.lower()}": partial(_letter, place) for place in places()},
    **{f"counter-{outcome}": partial(_sheet, outcome, 0) for outcome in SECOND},
    **{f"staff-{outcome}": partial(_sheet, outcome, 1) for outcome in SECOND},
}
"""The papers of a return, as text."""


def set_as_text(name: str) -> str:
    """What keycheck writes of this paper today."""
    return text.render(PAPERS[name]()).decode()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for case in CASES:
        file_of(*case).write_text(written(*case), encoding="utf-8", newline="\n")
    for name in PAPERS:
        file_of(name, "text").write_text(set_as_text(name), encoding="utf-8", newline="\n")
