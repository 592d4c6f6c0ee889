"""Each sentence of an error is known again when it is filled, and is then said in the language that is spoken."""

from __future__ import annotations

import ast
from string import Formatter

import pytest

from keycheck.languages import _, retold, speaking
from keycheck.languages.retelling import COUNTS
from keycheck.languages.speech import LANGUAGES
from tests.languages.test_marked import ERRORS, HOUSE, calls, is_call_of, texts

EXAMPLES = dict.fromkeys(COUNTS, "12") | {
    "allowed": "'a', 'b'",
    "fields": "qx, qy",
    "kind": "qx, schema 1",
    "moment": "2026-11-22T10:00:00Z",
    "position": "-2.5",
    "quoted": "'qx'",
    "schema": "keycheck.qx/1",
    "type": "`qx`",
}
"""What fills a gap that can't hold just anything."""

SAME = frozenset(
    {"--bought: {why}", "--delivered: {why}", "--elevate: {why}", "--fault {spec}: {why}", "until {number}", "a Pop"}
    | {"drive {drive}, sense {sense}", "{number} bytes", "byte {number}", "source {number}", "text"}
    | {"at most {most} bits", "a PDF", "{expected}, in UTF-8", "TOML in UTF-8"}
)
"""Sentences that are the same in another language too, or nearly nothing but names."""


def said_in_errors() -> list[str]:
    """Every text that is marked in an error, or in the room of errors."""
    found: list[str] = []
    for file in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        errors = [tree] if file.parent.name == "errors" else [n for n in ast.walk(tree) if is_call_of(n, ERRORS)]
        found += [text for error in errors for call in calls(error) for text in texts(call.args[0])]
    return sorted(set(found))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_each_is_said_in_the_language_that_is_spoken(language: str) -> None:
    sentences = said_in_errors()
    assert len(sentences) > 300
    with speaking(language):
        told = {sentence: (retold(filled(sentence)), filled(_(sentence))) for sentence in sentences}
        unsaid = [sentence for sentence in sentences if _(sentence) == sentence and sentence not in SAME]
    assert {sentence: said for sentence, (said, wanted) in told.items() if said != wanted} == {}
    assert unsaid == []


def filled(sentence: str) -> str:
    """With an example in each gap, that is the same in every language."""
    gaps = [name for _words, name, _form, _conversion in Formatter().parse(sentence) if name]
    return sentence.format(**{name: EXAMPLES.get(name, f"q{name}q") for name in gaps})
