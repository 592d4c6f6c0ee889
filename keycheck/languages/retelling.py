"""A sentence that was made in English, for a file or a pipe, said in the language that is spoken.

What a trace, a report or another process holds never changes with the language, so its reasons and remedies are whole
English sentences. Each was marked where it was made, `N_("no key of {name} arrives").format(name=name)`, and is known
again here by the words between its gaps.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from keycheck.languages.speech import Catalogue, _, catalogue

TOLD_TOO = frozenset({"reason", "why", "looks", "becomes"})
"""Gaps that hold a sentence, or words, of keycheck's own; what stands in any other is a name or a number."""


def retold(text: str) -> str:
    """This English text in the language that is spoken; as it is where it is of nobody's making but a person's."""
    said = _(text)
    spoken = catalogue()
    if said != text or not isinstance(spoken, Catalogue):
        return said
    for template, pattern in _templates(spoken.sentences):
        if found := pattern.fullmatch(text):
            gaps = {name: retold(gap) if name in TOLD_TOO else gap for name, gap in found.groupdict().items()}
            return _(template).format(**gaps)
    return text


@lru_cache(maxsize=8)
def _templates(sentences: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences with gaps, those with the most words of their own first: they leave the least to chance."""
    with_gaps = [(sentence, parts) for sentence in sentences if (parts := _parts(sentence)) is not None]
    with_gaps.sort(key=lambda each: (-sum(len(words) for words, _name in each[1]), each[0]))
    return tuple((sentence, _pattern(parts)) for sentence, parts in with_gaps)


def _parts(sentence: str) -> list[tuple[str, str | None]] | None:
    """Words and the gap after them; None where there is no gap, or nothing but gaps."""
    parts = [(words, name) for words, name, _form, _conversion in Formatter().parse(sentence)]
    has_words = any(any(map(str.isalpha, words)) for words, _name in parts)
    return parts if has_words and any(name for _words, name in parts) else None


def _pattern(parts: list[tuple[str, str | None]]) -> re.Pattern[str]:
    known: set[str] = set()
    written = ""
    for words, name in parts:
        written += re.escape(words)
        if name:
            written += f"(?P={name})" if name in known else f"(?P<{name}>.+?)"
            known.add(name)
    return re.compile(written, re.DOTALL)
