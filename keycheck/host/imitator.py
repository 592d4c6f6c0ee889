"""What acts between a keyboard and the programs, and can be taken for a broken key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from keycheck.events import trace_words
from keycheck.events.trace import Layer

Kind = Literal[
    "slow_keys",
    "bounce_keys",
    "sticky_keys",
    "mouse_keys",
    "remap",
    "remapper",
    "typist",
    "keyboard_off",
    "numlock_off",
    "secure_input",
    "elevated_window",
]
"""remap: a table that gives keys another meaning. remapper: a program that may do anything with them. typist: a program
that presses keys by itself."""

NAMED = 4
"""How many keys a text names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Imitator:
    """A setting or a program that was found."""

    kind: Kind
    name: str
    """What people call it, so that `… is on` is a sentence: `Slow Keys`, `Block on AT Keyboard`."""
    imitates: str
    """What it looks like to who presses a key, as a part of a sentence."""
    keys: tuple[str, ...] | None
    """The keys that it acts on (W3C codes); None where it acts on all, or may act on any."""
    layer: Layer
    """It acts on what is seen here and above; below, everything looks as it is."""
    blocks_verdict: bool
    """Whether a press of these keys can be lost or changed on the way to this layer, so that silence there proves
    nothing. False for what is seen here as the person sees it (a program may do nothing at all; a keyboard that is off
    is silent as a whole)."""
    read_from: str
    """Where it was found, for people."""
    mend: str
    """The one command, or the one place in the settings, that puts it right. keycheck never runs it."""
    delay_ms: int | None = None
    """The time that it works with, in milliseconds: how long Slow Keys wants a key held, Bounce Keys is deaf."""
    emptied: tuple[str, ...] = ()
    """Those of its keys from which programs get nothing."""


class Unreadable(Exception):
    """A place where settings are could not be read; the message says why, as a part of a sentence."""


def emptied_by(changes: Mapping[str, str | None]) -> tuple[str, ...]:
    """The keys that give nothing."""
    return tuple(key for key, becomes in changes.items() if becomes is None)


def gives(changes: Mapping[str, str | None]) -> str:
    """What keys have become, for people: `KeyA gives KeyB; KeyC gives nothing`."""
    told = [_gives(key, becomes) for key, becomes in list(changes.items())[:NAMED]]
    more = len(changes) - len(told)
    return "; ".join([*told, trace_words.MORE_CHANGED.format(number=more)] if more else told)


def _gives(key: str, becomes: str | None) -> str:
    if not becomes:
        return trace_words.GIVES_NOTHING.format(key=key)
    return trace_words.GIVES.format(key=key, other=becomes)
