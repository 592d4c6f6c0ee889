"""The words of the language that is spoken just now, looked up in its catalogue when they are said.

English stands in the code; `locale/` holds the other languages. A sentence that is made before it is said (a constant,
a table, a text in a data file) is marked with `N_` there, and said with `_`; one with a form for one and for many is
marked with `NN_`, and said with `ngettext`. Placeholders are named and filled after the look-up:
`_("Key {key} does not work.").format(key=key)`.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property

from keycheck.errors import UsageError
from keycheck.errors.marked import N_

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""Every language that is complete, by its ISO 639-1 code, with its own name for itself."""

_IN_HERE: ContextVar[str | None] = ContextVar("in_here", default=None)


class _House:
    """One process speaks to one person: the language that is spoken where no other is asked for."""

    language = "en"


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_, of two forms
    """Both texts: they are only marked here, to be said with `ngettext`."""
    return one, many


def _(text: str) -> str:
    """This text in the language that is spoken; an empty one stays empty."""
    return catalogue().gettext(text) if text else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The form of the text that goes with this number in the language that is spoken; filled by `.format(n=number)`."""
    return catalogue().ngettext(one, many, number)


def spoken() -> str:
    """The ISO 639-1 code of the language that is spoken just now."""
    return _IN_HERE.get() or _House.language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is said in here is said in this language. UsageError where keycheck does not speak it."""
    before = _IN_HERE.set(known(language))
    try:
        yield
    finally:
        _IN_HERE.reset(before)


def speak(language: str) -> None:
    """From now on the whole process speaks this language, but where `speaking` says otherwise. UsageError as there."""
    _House.language = known(language)


def known(language: str) -> str:
    """This code. UsageError where keycheck does not speak the language."""
    if language not in LANGUAGES:
        raise UsageError(
            N_("language {language}: keycheck speaks {known}").format(
                language=repr(language), known=", ".join(LANGUAGES)
            )
        )
    return language


class Catalogue(gettext.GNUTranslations):
    """The sentences of one language, by what they are in English."""

    @cached_property
    def sentences(self) -> frozenset[str]:
        """Each sentence that has a translation, in English."""
        return frozenset(key for key in vars(self)["_catalog"] if isinstance(key, str) and key)


def catalogue() -> gettext.NullTranslations:
    """What is said in the language that is spoken just now; a `Catalogue` where that is not English."""
    return _catalogue(spoken())


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    from importlib.resources import as_file, files  # unpacks archives too, which English never needs

    with as_file(files("keycheck.languages") / "locale") as folder:
        return gettext.translation("keycheck", folder, [language], class_=Catalogue)
