"""A language in which every sentence stands in brackets, so that words that were never marked stand outside of them.

Only what the catalogues hold is a sentence: a text that is said and was never marked stays outside too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from unittest.mock import patch

import keycheck.cli.report_options  # noqa: F401 - names the languages that there are, and not the one of the brackets
from keycheck.languages import speech
from keycheck.layouts.library import load as own
from keycheck.layouts.library import own_ids
from tests.languages.sentences import catalogued

CODE = "qbr"
"""Of the codes that ISO 639 leaves to everybody."""

LONGER = 0.4
"""So much longer a sentence can be in German or French."""


_GAP = re.compile(r"(\{\w+\})")


class Bracketed(speech.Catalogue):
    """Says each sentence that is marked in English, between ⟦ and ⟧, and longer by so large a part of it.

    What fills its gaps stands outside of them.
    """

    def __init__(self, longer: float = 0.0) -> None:
        super().__init__()
        self._longer = longer

    @cached_property
    def sentences(self) -> frozenset[str]:
        return catalogued()

    def gettext(self, message: str) -> str:
        if message not in catalogued():
            return message
        parts = _GAP.split(message)
        parts[-1] += self._more(message)
        return "".join(part if n % 2 or not part else f"⟦{part}⟧" for n, part in enumerate(parts))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def _more(self, message: str) -> str:
        more = "·" * max(0, round(len(message) * self._longer) - len("⟦⟧"))
        # A longer language has more words, and not only longer ones.
        words = " ".join(more[at : at + WORD] for at in range(0, len(more), WORD + 1))
        return words and f" {words}"


SAME_EVERYWHERE = (
    *("keycheck", "evdev", "pynput", "terminal", "hidraw", "raw_input", "AT keyboard", "i8042", "usb"),
    *{sign for name in own_ids() for key in own(name).keys for sign in key.legend.split()},
)
"""What is called the same in every language: programs, devices, and what is printed on keys."""

WORD = 8
"""Letters of a word that makes a sentence longer."""


def english(text: str, *allowed: str) -> str:
    """What of this text stands in no brackets and has letters, but for names and signs of keys."""
    rest = re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    for name in sorted((*SAME_EVERYWHERE, *speech.LANGUAGES.values(), *allowed), key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", rest)
    # A sign of a key is one letter, or F and a number.
    return rest if re.search(r"[^\W\d_]{2}", re.sub(r"\bF\d+\b", "", rest)) else ""


@contextmanager
def known(longer: float = 0.0) -> Iterator[None]:
    """In here keycheck speaks the language of the brackets too, where it is asked to."""
    real, bracketed = speech._catalogue, Bracketed(longer)
    with (
        patch.dict(speech.LANGUAGES, {CODE: "Brackets"}),
        patch.object(speech, "_catalogue", lambda language: bracketed if language == CODE else real(language)),
    ):
        yield


@contextmanager
def brackets(longer: float = 0.0) -> Iterator[None]:
    """What is said in here is said in brackets, and so much longer."""
    with known(longer), speech.speaking(CODE):
        yield


def outside(text: str) -> str:
    """What of this text stands in no brackets."""
    while "⟦" in (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) and shorter != text:
        text = shorter
    return shorter
