"""A sentence that a verdict holds, said in the language that is spoken: what is sealed is English, and stays so.

A verdict tells its reasons in English, made of sentences and of what fills their gaps. Here each is found
again by its fixed words, and said with what stands in its gaps. What none of them fits is said as it is.
"""

from __future__ import annotations

import re
from functools import cache

from keycheck.languages import _, spoken
from keycheck.languages.patterns import capital, decimal

_GAP = re.compile(r"\{(\w+)\}")
_ONE_WORD = frozenset(
    {
        "failed",
        "key",
        "keycode",
        "last",
        "late",
        "ms",
        "number",
        "other",
        "pairs",
        "percent",
        "silent",
        "times",
        "trials",
    }
)
"""Gaps that a count or the code of a key fills: a list of such sentences is not taken for one of them."""
_BETWEEN = ("; ", ", ")
"""Between the parts of a list."""
_NUMBER = re.compile(r"\d+\.\d+")


def retold(text: str) -> str:
    """The same in the language that is spoken."""
    return text if spoken() == "en" or not text else _in_its_words(text)


def _in_its_words(text: str) -> str:
    whole = _whole(text)
    if whole != text:
        return whole
    for pattern, template in _patterns():
        if found := pattern.fullmatch(text):
            said = _(template).format_map({gap: _in_its_words(told) for gap, told in found.groupdict().items()})
            return capital(said) if text[0].isupper() else said
    for mark in _BETWEEN:
        if mark in text:
            return mark.join(map(_in_its_words, text.split(mark)))
    return decimal(text) if _NUMBER.fullmatch(text) else text


def _whole(text: str) -> str:
    """A sentence without gaps, or a part of one; at the beginning of a sentence it has a capital."""
    small = text[:1].lower() + text[1:]
    if (said := _(text)) != text or small == text:
        return said
    return text if (said := _(small)) == small else capital(said)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each sentence is known again; those with the most fixed words first."""
    from keycheck.diagnosis import sentences
    from keycheck.events import trace_words

    longest_first = sorted((*sentences.SAID, *trace_words.SAID), key=lambda text: -len(_GAP.sub("", text)))
    return tuple((re.compile(_pattern(text), re.DOTALL), text) for text in longest_first)


def _pattern(text: str) -> str:
    """The fixed words, and a group for each gap; a part of a sentence may also begin one."""
    parts = _GAP.split(text)
    fixed = "".join(_gap(part) if n % 2 else re.escape(part) for n, part in enumerate(parts))
    first = parts[0][:1]
    return f"(?:{first}|{first.upper()}){fixed[1:]}" if first.islower() else fixed


def _gap(name: str) -> str:
    return rf"(?P<{name}>{'[^ ]+?' if name in _ONE_WORD else '.+?'})"
