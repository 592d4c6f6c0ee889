"""A table as CSV (RFC 4180) that no spreadsheet takes for formulas, whatever people have written into its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

MARK = "\N{BYTE ORDER MARK}"
"""Before a file: without it Excel reads UTF-8 in the code page of the machine."""

_LED = re.compile(r"""(?:\A|(?<=[;\t\r\n]))(?=[\s"]*[=+\-@＝＋－＠]|\A[\t\r\n])""")
"""Where a formula would begin. Some countries' spreadsheets split a line at `;` or tab, quotes or no quotes; some take
the wide signs of East Asia for the narrow ones."""


def cell(text: str) -> str:
    """The text with a `'` before whatever a spreadsheet would work out; one that is harmless stays as it is."""
    return _LED.sub("'", text)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The columns' names and the rows, each line ended by CR and LF."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(text) for text in row] for row in rows)
    return out.getvalue()
