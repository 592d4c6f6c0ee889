"""Each language says everything that English says, nothing else, and with the same gaps to fill."""

from __future__ import annotations

from string import Formatter

import pytest
from babel.messages.catalog import Message

from keycheck.languages.speech import LANGUAGES
from tests.languages.sentences import TOGETHER, everything_said
from tools.catalogues import compiled, po_file, translated

pytestmark = TOGETHER

OTHERS = [language for language in LANGUAGES if language != "en"]
MEND = "run python -m tools.catalogues"


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_no_other(language: str) -> None:
    wanted = {message.id for message in everything_said() if message.id}
    there = {message.id: message.string for message in translated(language) if message.id}
    assert wanted == set(there), MEND
    assert not [text for text, string in there.items() if not all(_forms(string))]


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_gaps_of_its_sentence(language: str) -> None:
    assert not [message.id for message in translated(language) if message.id and not _same_gaps(message)]


@pytest.mark.parametrize("language", OTHERS)
def test_what_gettext_reads_is_what_was_translated(language: str) -> None:
    assert po_file(language).with_suffix(".mo").read_bytes() == compiled(translated(language)), MEND


def _same_gaps(message: Message) -> bool:
    # One key may be said without its number.
    allowed = set().union(*map(_gaps, _forms(message.id)))
    needed = set.intersection(*map(_gaps, _forms(message.id)))
    return all(needed <= _gaps(form) <= allowed for form in _forms(message.string))


def _forms(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, (tuple, list)) else (str(texts),)


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
