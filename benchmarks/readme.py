"""`python -m benchmarks.readme` writes the table of the README from the results; nobody types a figure by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from benchmarks import results
from benchmarks.results import Results
from benchmarks.row import Row, amount

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"


def table(measured: Results) -> str:
    """The results in Markdown: a row for each, those with a goal first, and what they were measured with."""
    rows = sorted(measured.rows, key=lambda row: row.goal is None)
    told = measured.measured_with
    lines = (
        "| What | keycheck | Beside | Ratio | Goal |",
        "| --- | ---: | --- | ---: | --- |",
        *map(_row, rows),
        "",
        f"Measured with keycheck {told.keycheck}, Python {told.python} and Textual {told.textual} on {told.system} "
        f"with {told.processors} processors. `pytest benchmarks` measures again, on your machine.",
    )
    return "\n".join(lines)


def replaced(readme: str, new: str) -> str:
    """The README with this between its two markers. ValueError where it has not both, once and in order."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in before + after:
        raise ValueError(f"README.md: expected {BEGIN} and, after it, {END}, each once")
    return f"{before}{BEGIN}\n{new}\n{END}{after}"


def _row(row: Row) -> str:
    ours, reference = amount(row.ours, row.unit), amount(row.reference, row.unit)
    return f"| {row.what} | {ours} | {row.beside}: {reference} | {row.ratio:.2f} | {row.goal_in_words} |"


def main() -> None:
    """Write the table; one line where the results or the markers are missing."""
    try:
        new = replaced(README.read_text(encoding="utf-8"), table(results.load()))
    except FileNotFoundError as missing:
        sys.exit(f"benchmarks.readme: found no {missing.filename}, expected the results of `pytest benchmarks`")
    except (OSError, ValueError, msgspec.DecodeError) as error:
        sys.exit(f"benchmarks.readme: {error}")
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
