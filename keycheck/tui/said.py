"""What a screen says at one moment: a headline, a sentence, and a note."""

from __future__ import annotations

from dataclasses import dataclass

from keycheck.languages import N_

NAME_A_KEY = N_("Does a key fail only sometimes? Click it on the picture.")


def head(words: str) -> str:
    """The line at the top of a screen, with its markup: our name, and what the screen is for."""
    return f"[b]keycheck[/b]   {words}"


@dataclass(frozen=True, slots=True)
class Said:
    """A headline, the sentence under it, and what happened last."""

    headline: str
    sentence: str
    note: str = ""


def sentences(*texts: str) -> str:
    """Those that there are, one after the other."""
    return " ".join(text for text in texts if text)
