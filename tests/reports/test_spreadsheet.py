"""CSV for spreadsheets: what people write into a cell stays text, and comes back as it was."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.reports.spreadsheet import cell, table

HOSTILE = st.text(alphabet=st.sampled_from("=+-@＝＋－＠\t\r\n ;,|'\"a1é(!)"), max_size=20)


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("led", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", ' "=1', "＝1", " =1"])
def test_cell_that_leads_like_a_formula_is_text(led: str) -> None:
    assert cell(led).startswith("'")
    assert cell(led).replace("'", "") == led


@pytest.mark.parametrize(
    "harmless", ["", "5", "Café; au lait", "a=b", "KNQV-5T7G-08XKB", "KC:07:22:DEAD:CONST", "a - b"]
)
def test_harmless_cell_stays_as_it_is(harmless: str) -> None:
    assert cell(harmless) == harmless


@given(st.lists(st.lists(HOSTILE, min_size=2, max_size=2), max_size=4))
def test_no_reader_finds_a_formula_wherever_it_splits_the_lines(rows: list[list[str]]) -> None:
    """By comma as it is written, and by semicolon or tab as the spreadsheets of some countries do."""
    text = table(("one", "two"), rows)
    for delimiter in ",;\t":
        for found in (found for line in read(text, delimiter) for found in line):
            assert not found.lstrip(' "\t\r\n').startswith(tuple("=+-@＝＋－＠"))
            assert delimiter != "," or not found.startswith(("\t", "\r", "\n"))


@given(st.lists(st.lists(st.text(alphabet="abé,\"; \n'", max_size=9), min_size=2, max_size=2), max_size=4))
def test_what_is_harmless_comes_back_as_it_was(rows: list[list[str]]) -> None:
    harmless = [[text for text in row if cell(text) == text] or [""] for row in rows]
    assert read(table(("one", "two"), harmless), ",")[1:] == harmless


def test_lines_end_as_the_standard_says() -> None:
    assert table(("a", "b"), [("1", 'say "5"')]) == 'a,b\r\n1,"say ""5"""\r\n'
