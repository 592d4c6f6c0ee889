"""What is marked in the code stands in the catalogue, and what the rooms of papers say is marked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from keycheck.languages import N_
from tests.languages.sentences import catalogued
from tools.catalogues import ROOT

HOUSE = ROOT / "keycheck"
MARKS = {"_", "N_", "NN_", "ngettext"}
ROOMS = ("reports", "diagnosis", "returns")
READ_FILES = frozenset({"codes.py", "law_file.py", "policy.py", "report.py", "law_library.py"})
"""What they say, they say in errors, which stay English: of a file that is damaged, or of an option."""
OBJECTING = frozenset({"objection", "objections"})
"""Functions that say what an error tells."""
SAYING = (
    *(file for room in ROOMS for file in sorted((HOUSE / room).glob("*.py")) if file.name not in READ_FILES),
    HOUSE / "cli" / "verify_words.py",
)
"""The files whose sentences reach papers."""

SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}")
NOT_SAID = frozenset(
    {
        "keycheck replay ",
        "consistent with",  # a word of the sealed verdict, whose sentence is marked in whole
        "Noto Sans, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif",
        "Filter Keys",
        "Slow Keys",
    }
)
"""Names of fonts and settings, and words that only programs compare."""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Where something is marked."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            yield node


def texts(node: ast.AST) -> Iterator[str]:
    """The texts that are written in this part of the code."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def test_every_text_that_is_marked_is_in_the_catalogue() -> None:
    """What is said within an f-string is not found by Babel, and never translated."""
    missing = {
        text: str(file.relative_to(ROOT))
        for file in sorted(HOUSE.rglob("*.py"))
        for call in calls(ast.parse(file.read_text(encoding="utf-8")))
        for argument in call.args
        if isinstance(argument, ast.Constant)
        for text in texts(argument)
        if text and text not in catalogued()
    }
    assert missing == {}


def unmarked(tree: ast.Module) -> Iterator[str]:
    """The sentences that are neither marked, nor a docstring, nor part of an error."""
    passed = {id(inner) for node in ast.walk(tree) if is_passed(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield from [node.value] if is_sentence(node.value) else []


def is_sentence(text: str) -> bool:
    """Whether these are words for people: two of them in a row, and no markup."""
    return bool(SENTENCE.search(text)) and not {"<", "="} & set(text) and text not in NOT_SAID


def is_passed(node: ast.AST) -> bool:
    """Whether this is a docstring, an error, or marked."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.FunctionDef):
        return node.name in OBJECTING
    marked = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
    return marked or isinstance(node, ast.Raise)


@pytest.mark.parametrize("file", SAYING, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_sentence_of_a_paper_is_left_unmarked(file: Path) -> None:
    assert list(unmarked(ast.parse(file.read_text(encoding="utf-8")))) == []


def test_a_sentence_that_is_not_marked_would_be_seen() -> None:
    tree = ast.parse(
        '"""A module of it."""\nA = N_("is marked here")\nB = f"{x} is not marked"\nraise E("is an error")'
    )
    assert list(unmarked(tree)) == [" is not marked"]
    assert N_("stays as it was") == "stays as it was"
