"""A sentence that was made in English, for a file or a pipe, said in the language that is spoken.

What a trace, a report or another process holds never changes with the language, so its reasons and remedies are whole
English sentences. Each was marked where it was made, `N_("no key of {name} arrives").format(name=name)`, and is known
again here by the words between its gaps.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from keycheck.languages.patterns import apart, capital, decimal, in_a_row
from keycheck.languages.speech import Catalogue, _, catalogue

TOLD_TOO = frozenset(
    {"asked", "caution", "clean", "complete", "error", "expected", "fault", "form", "found", "imitates", "kind"}
    | {"layer", "looks", "lower", "message", "missing", "path", "place", "purpose", "reason", "schema", "setting"}
    | {"system", "taker", "top", "upper", "way", "what", "why"}
)
"""Gaps that hold a sentence, or words, of keycheck's own; what stands in any other is a name or a number."""

COUNTS = frozenset(
    {"all", "bits", "column", "failed", "highest", "late", "least", "most", "ms", "n", "needed", "number", "pairs"}
    | {"percent", "silent", "times", "trials"}
)
"""Gaps that hold a number."""

HELD = dict.fromkeys(COUNTS, r"\d+(?:\.\d+)?") | {
    "allowed": r"'[^']*'(?:, '[^']*')*",
    "fields": r"\w+(?:, \w+)+",
    "kind": r".+?, schema \d+",
    "moment": r"\d{4}-\S+",
    "place": r"(?!--).+?",
    "position": r"[-+.\de]+",
    "quoted": r"'.*'|\".*\"",
    "schema": r"(?:\w+ of )?[\w.]+/\d+",
    "spec": r"(?:(?!: ).)*",
    "type": r"`\w+`",
}
"""What stands in a gap, where it can't be just anything: the sentences around these have too few words of their own."""

BETWEEN = "; "
"""Stands between sentences that were made one by one, such as what became of each of several keys."""

BETWEEN_WORDS = ", "


def retold(text: str) -> str:
    """This English text in the language that is spoken; as it is where keycheck has not made it."""
    spoken = catalogue()
    if not isinstance(spoken, Catalogue) or not text:
        return text
    return (
        (_retold(text, spoken.sentences, BETWEEN) if BETWEEN in text else None)
        or _one_by_one(text, BETWEEN, spoken.sentences)
        or _retold(text, spoken.sentences)
        or _one_by_one(text, BETWEEN_WORDS, spoken.sentences)
        or text
    )


def _one_by_one(text: str, between: str, sentences: frozenset[str]) -> str | None:
    """The same of a list; None where it is none, or keycheck has not made each part of it."""
    if text in sentences or between not in text:
        return None
    told = [_retold(part, sentences) for part in text.split(between)]
    parts = [part for part in told if part is not None]
    if len(parts) < len(told):
        return None
    return apart(parts) if between == BETWEEN else in_a_row(parts)


def _retold(text: str, sentences: frozenset[str], having: str = "") -> str | None:
    """The same of one sentence, with gaps only one `having` this in it; None where keycheck has not made it."""
    if text in sentences:
        return _(text)
    if (within := text[:1].lower() + text[1:]) in sentences:
        return capital(_(within))
    for template, words, pattern in _templates(sentences):
        if having in template and words in text and (found := pattern.fullmatch(text)):
            return _(template).format(**{name: _told(name, gap) for name, gap in found.groupdict().items()})
    return None


def _told(name: str, gap: str) -> str:
    """What fills this gap, in the language that is spoken: a sentence, a number, or what is the same everywhere."""
    if name in TOLD_TOO:
        return retold(gap)
    return decimal(gap) if name in COUNTS else gap


@lru_cache(maxsize=8)
def _templates(sentences: frozenset[str]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The sentences with gaps, those with the most words of their own first: they leave the least to chance.

    With each its longest stretch of words, which tells most others apart at a glance.
    """
    with_gaps = [(sentence, parts) for sentence in sentences if (parts := _parts(sentence)) is not None]
    with_gaps.sort(key=lambda each: (-sum(len(words) for words, _name in each[1]), each[0]))
    longest = (max((words for words, _name in parts), key=len) for _sentence, parts in with_gaps)
    return tuple(
        (sentence, words, _pattern(parts)) for (sentence, parts), words in zip(with_gaps, longest, strict=True)
    )


def _parts(sentence: str) -> list[tuple[str, str | None]] | None:
    """Words and the gap after them; None where there is no gap, or nothing but gaps, or braces of JSON."""
    parts = [(words, name) for words, name, _form, _conversion in Formatter().parse(sentence)]
    if not all(name is None or name.isidentifier() for _words, name in parts):
        return None
    has_words = any(any(map(str.isalpha, words)) for words, _name in parts)
    return parts if has_words and any(name for _words, name in parts) else None


def _pattern(parts: list[tuple[str, str | None]]) -> re.Pattern[str]:
    known: set[str] = set()
    written = ""
    for words, name in parts:
        written += re.escape(words)
        if name:
            written += f"(?P={name})" if name in known else f"(?P<{name}>{HELD.get(name, '.+?')})"
            known.add(name)
    return re.compile(written, re.DOTALL)
