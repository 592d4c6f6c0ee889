"""A sentence that was filled in English is known again by its words, and said in the language that is spoken."""

from __future__ import annotations

import pytest

from keycheck.host.imitator import gives
from keycheck.languages import retold
from tests.languages.pseudo import brackets

RETOLD = {
    "without a gap": ("press Num Lock", "⟦press Num Lock⟧"),
    "with a name": ("no key of AT keyboard arrives", "⟦no key of ⟧AT keyboard⟦ arrives⟧"),
    "with a sentence of ours for a name": (
        "no key of press Num Lock arrives",
        "⟦no key of ⟧press Num Lock⟦ arrives⟧",
    ),
    "with numbers": (
        "a press shorter than 30 ms is lost, a longer one comes 30 ms late",
        "⟦a press shorter than ⟧30⟦ ms is lost, a longer one comes ⟧30⟦ ms late⟧",
    ),
    "with another sentence in it": (
        "the capture process of evdev was lost: it gave no sign of life for one second",
        "⟦the capture process of ⟧evdev⟦ was lost: ⟧⟦it gave no sign of life for one second⟧",
    ),
    "one after the other": (
        gives({"KeyA": "KeyB", "KeyC": None}),
        "KeyA⟦ gives ⟧KeyB; KeyC⟦ gives nothing⟧",
    ),
    "with a semicolon of its own": (
        "tmux set -g focus-events on; then start keycheck again",
        "⟦tmux set -g focus-events on; then start keycheck again⟧",
    ),
    "of the system": ("No such file or directory", "⟦no such file or directory⟧"),
    "of a system in words of its own": ("Stale file handle", "Stale file handle"),
    "of nobody": ("", ""),
}


@pytest.mark.parametrize(("text", "said"), RETOLD.values(), ids=RETOLD)
def test_retold(text: str, said: str) -> None:
    with brackets():
        assert retold(text) == said


@pytest.mark.parametrize("text", [text for text, _ in RETOLD.values()])
def test_english_is_told_as_it_is(text: str) -> None:
    assert retold(text) == text
