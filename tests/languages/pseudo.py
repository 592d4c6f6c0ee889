"""A language in which every sentence stands in brackets, so that words that were never marked stand outside of them."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from keycheck.languages import speech
from tools.catalogues import said

CODE = "qbr"
"""Of the codes that ISO 639 leaves to everybody."""


_GAP = re.compile(r"(\{\w+\})")


class Bracketed(gettext.NullTranslations):
    """Says each sentence that is marked in English, between ⟦ and ⟧; what fills its gaps stands outside of them."""

    def gettext(self, message: str) -> str:
        if message not in _catalogued():
            return message
        return "".join(part if n % 2 or not part else f"⟦{part}⟧" for n, part in enumerate(_GAP.split(message)))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def _catalogued() -> frozenset[str]:
    """What is in the catalogues: what is said and was never marked has no translation."""
    ids = (message.id for message in said() if message.id)
    return frozenset(text for one in ids for text in ([one] if isinstance(one, str) else one))


@contextmanager
def known() -> Iterator[None]:
    """In here keycheck speaks the language of the brackets too, where it is asked to."""
    real = speech._catalogue
    with (
        patch.dict(speech.LANGUAGES, {CODE: "Brackets"}),
        patch.object(speech, "_catalogue", lambda language: Bracketed() if language == CODE else real(language)),
    ):
        yield


@contextmanager
def brackets() -> Iterator[None]:
    """What is said in here is said in brackets."""
    with known(), speech.speaking(CODE):
        yield


def outside(text: str) -> str:
    """What of this text stands in no brackets."""
    while "⟦" in (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) and shorter != text:
        text = shorter
    return shorter
