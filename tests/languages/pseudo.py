"""A language in which every sentence stands in brackets, so that words that were never marked stand outside of them."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from keycheck.languages import speech


class Bracketed(gettext.NullTranslations):
    """Says each sentence in English, between ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@contextmanager
def brackets() -> Iterator[None]:
    """What is said in here is said in brackets."""
    with patch.object(speech, "_catalogue", lambda _language: Bracketed()):
        yield


def outside(text: str) -> str:
    """What of this text stands in no brackets."""
    while "⟦" in (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) and shorter != text:
        text = shorter
    return shorter
