"""Which language to speak: the one that was asked for, else the system's where keycheck speaks it, else English."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping

from keycheck.errors import UsageError
from keycheck.errors.marked import N_
from keycheck.languages.speech import LANGUAGES

VARIABLE = "KEYCHECK_LANGUAGE"
ENGLISH = "en"

POSIX = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set says in which language people are spoken to (POSIX.1-2017, 8.2)."""

NO_LANGUAGE = frozenset({"c", "posix"})
"""Locales in which programs speak as they were written."""

PATIENCE_S = 2.0


def language(asked: str | None, environment: Mapping[str, str], system: Callable[[], Iterable[str]]) -> str:
    """The ISO 639-1 code of the language to speak.

    `asked` is the command line's word, as `de` or `de_AT`; `system` says which languages the person has chosen there,
    the first one first, and is asked only where no variable says it. UsageError where a language is asked for that
    keycheck does not speak; one that only the system names gives English.
    """
    for place, word in (("--language", asked), (VARIABLE, environment.get(VARIABLE))):
        if word:
            return _known(place, word)
    said = next((environment[name] for name in POSIX if environment.get(name)), None)
    return next(filter(_is_spoken, map(code_of, system() if said is None else (said,))), ENGLISH)


def language_here(asked: str | None) -> str:
    """The same, by the environment and the system of this process."""
    return language(asked, os.environ, chosen_in_system)


def code_of(name: str) -> str:
    """`de` of `de_AT.UTF-8`, `de-AT` and `DE`; English of a locale without a language."""
    code = re.split(r"[-_.@]", name, maxsplit=1)[0].casefold()
    return ENGLISH if code in NO_LANGUAGE else code


def chosen_in_system(platform: str = sys.platform) -> tuple[str, ...]:
    """The languages that the person has chosen in Windows or macOS, the first one first; none elsewhere."""
    if platform == "win32":
        return _of_windows()
    return apple_languages(_asked_of_apple()) if platform == "darwin" else ()


def apple_languages(told: str) -> tuple[str, ...]:
    """The languages in the list that `defaults read` prints: `(\n    "de-DE",\n    en\n)`."""
    return tuple(re.findall(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", told))


def _known(place: str, word: str) -> str:
    if _is_spoken(code := code_of(word)):
        return code
    raise UsageError(
        N_("{where}: found {word}, expected one of {known}").format(
            where=place, word=repr(word), known=", ".join(sorted(LANGUAGES))
        )
    )


def _is_spoken(code: str) -> bool:
    return code in LANGUAGES


def _of_windows() -> tuple[str, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes
    import locale

    # The low ten bits name the language, the others the country.
    name = locale.windows_locale.get(ctypes.WinDLL("kernel32").GetUserDefaultUILanguage())
    return () if name is None else (name,)


def _asked_of_apple() -> str:
    import subprocess

    command = ["/usr/bin/defaults", "read", "-g", "AppleLanguages"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
