"""What is marked in the code stands in the catalogue, and what the rooms of papers say is marked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

from keycheck.languages import N_
from tests.languages.sentences import catalogued
from tools.catalogues import ROOT

HOUSE = ROOT / "keycheck"
MARKS = {"_", "N_", "NN_", "ngettext"}
ROOMS = ("reports", "diagnosis", "returns")
SAYING = (
    *(file for room in ROOMS for file in sorted((HOUSE / room).glob("*.py"))),
    HOUSE / "cli" / "verify_words.py",
)
"""The files whose sentences reach papers."""

ERRORS = frozenset(
    {"KeycheckError", "UsageError", "BadFile", "Malformed", "Refused", "NothingObserves", "NothingKept", "NoPdfWriter"}
    | {
        "Misfit",
        "Objection",
        "Answer",
        "_refuse",
        "_refusal",
        "refusal",
        "misfit",
        "wrong",
        "needed",
        "items",
        "members",
    }
)
"""Errors, and what makes them or holds their parts."""

WORD = re.compile(r"(?<![\w$.-])[a-z]{2,}\b(?!\[)")
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
    """The sentences that are neither marked nor a docstring."""
    passed = {id(inner) for node in ast.walk(tree) if is_passed(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield from [node.value] if is_sentence(node.value) else []


def is_sentence(text: str) -> bool:
    """Whether these are words for people: two of them in a row, and no markup."""
    return bool(SENTENCE.search(text)) and not {"<", "="} & set(text) and text not in NOT_SAID


def is_passed(node: ast.AST) -> bool:
    """Whether this is a docstring, or marked, or tells who programs that a function was called wrongly."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return is_call_of(node, MARKS) or is_call_of(node, {"TypeError", "ValueError"})


def is_call_of(node: ast.AST, names: Set[str]) -> bool:
    """Whether something of one of these names is called here."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return called in names


@pytest.mark.parametrize("file", SAYING, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_sentence_of_a_paper_is_left_unmarked(file: Path) -> None:
    assert list(unmarked(ast.parse(file.read_text(encoding="utf-8")))) == []


def test_a_sentence_that_is_not_marked_would_be_seen() -> None:
    tree = ast.parse('"""A module of it."""\nA = N_("is marked here")\nB = f"{x} is not marked"')
    assert list(unmarked(tree)) == [" is not marked"]
    assert N_("stays as it was") == "stays as it was"


def unmarked_in_errors(tree: ast.Module) -> Iterator[str]:
    """What an error says in words, and nobody could say in another language: a sentence, or words around a gap."""
    for error in (node for node in ast.walk(tree) if is_call_of(node, ERRORS)):
        passed = {id(inner) for node in ast.walk(error) if is_passed(node) for inner in ast.walk(node)}
        passed |= {id(part) for node in ast.walk(error) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in (node for node in ast.walk(error) if id(node) not in passed):
            if isinstance(node, ast.JoinedStr):
                yield from (text for text in texts(node) if WORD.search(text))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from [node.value] if is_sentence(node.value) else []


def test_no_error_has_words_that_are_not_marked() -> None:
    left = {
        str(file.relative_to(ROOT)): found
        for file in sorted(HOUSE.rglob("*.py"))
        if (found := list(unmarked_in_errors(ast.parse(file.read_text(encoding="utf-8")))))
    }
    assert left == {}


@pytest.mark.parametrize(
    ("error", "found"),
    [
        ('raise UsageError(f"no layout {id}")', ["no layout "]),
        ('raise BadFile(file, f"line {n}", N_("nothing"), "a whole line")', ["a whole line", "line "]),
        ('self._refuse(number, f"t {t}", N_("at least {least}").format(least=1))', []),
        ('raise BadFile(file, f"{place}.fact", repr(x), N_("an id of its own"))', []),
    ],
)
def test_words_of_an_error_that_are_not_marked_would_be_seen(error: str, found: list[str]) -> None:
    assert sorted(unmarked_in_errors(ast.parse(error))) == found
