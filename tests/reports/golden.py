"""The golden files: reports that stay as they are, byte for byte.

After a change that is meant, `python -m tests.reports.golden` writes them anew; the difference is then read like code.
"""

from __future__ import annotations

from pathlib import Path

from keycheck.reports.formats import Format, render
from tests.reports.examples import SMALL, VERDICTS, report

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


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for case in CASES:
        file_of(*case).write_text(written(*case), encoding="utf-8", newline="\n")
