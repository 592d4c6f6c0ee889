"""The language that is spoken is the one that was asked for, here and in what is begun from here."""

import asyncio
import threading
from pathlib import Path
from unittest.mock import patch

import pytest
from babel.messages.catalog import Catalog

from keycheck.errors import UsageError
from keycheck.languages import _, ngettext, speak, speaking, spoken
from keycheck.languages.speech import LANGUAGES, Catalogue
from tests.languages.pseudo import brackets, outside
from tools.catalogues import compiled


def test_english_is_spoken_where_nobody_asks() -> None:
    assert (spoken(), _("Key {key} does not work."), _("")) == ("en", "Key {key} does not work.", "")


def test_one_and_many_in_english() -> None:
    said = [ngettext("one key", "{n} keys", n).format(n=n) for n in (0, 1, 2)]
    assert said == ["0 keys", "one key", "2 keys"]


def test_an_unknown_language_is_refused_with_the_known_ones_named() -> None:
    with pytest.raises(UsageError, match=r"language 'tlh': keycheck speaks en"), speaking("tlh"):
        raise AssertionError("not reached")


def test_a_task_and_a_thread_speak_the_language_of_who_began_them() -> None:
    async def said() -> tuple[str, str]:
        return await asyncio.create_task(_says()), await asyncio.to_thread(spoken)

    async def _says() -> str:
        return spoken()

    with speaking("en"):
        assert asyncio.run(said()) == ("en", "en")


def test_the_whole_process_speaks_what_it_was_told_to_but_where_another_language_is_asked_for() -> None:
    said: list[str] = []
    with patch.dict(LANGUAGES, {"de": "Deutsch"}):
        speak("de")
        try:
            thread = threading.Thread(target=lambda: said.append(spoken()))
            thread.start()
            thread.join()
            with speaking("en"):
                said.append(spoken())
        finally:
            speak("en")
    assert (said, spoken()) == (["de", "en"], "en")


def test_a_catalogue_knows_its_sentences_and_says_them(tmp_path: Path) -> None:
    german = Catalog("de")
    german.add("one", "eins")
    german.add(("{n} key", "{n} keys"), ("{n} Taste", "{n} Tasten"))
    file = tmp_path / "keycheck.mo"
    file.write_bytes(compiled(german))
    with file.open("rb") as opened:
        catalogue = Catalogue(opened)
    assert catalogue.sentences == {"one"}
    assert (catalogue.gettext("one"), catalogue.ngettext("{n} key", "{n} keys", 2)) == ("eins", "{n} Tasten")


def test_brackets_leave_what_was_never_marked_outside() -> None:
    with brackets():
        assert outside(_("{key} on the number pad").format(key=_("Enter")) + " left out") == " left out"


def test_what_stands_in_no_catalogue_stands_outside_too() -> None:
    made = "made while it" + " ran"
    with brackets():
        assert outside(_(made)) == made
