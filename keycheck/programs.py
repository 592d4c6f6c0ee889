"""Asking a program of the system a question, with bounded patience: settings are read while a person waits."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence

from keycheck.languages import N_

PATIENCE_S = 8
"""The programs that are asked answer within 50 ms (measured: setxkbmap, xkbcomp, gsettings); on an emulated processor
that does other work beside, within seconds."""

Ask = Callable[[Sequence[str], str], str]
"""Command line, and what it reads -> what it printed. Raises NoAnswer, with the reason, where it did not."""


class NoAnswer(Exception):
    """A program did not say what it was asked; the message says why, as a part of a sentence."""


def answer_of(command: Sequence[str], question: str = "") -> str:
    """What the command printed. Raises NoAnswer where it is missing, fails or takes longer than `PATIENCE_S`."""
    try:
        done = subprocess.run(
            command,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=PATIENCE_S,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError as error:
        raise NoAnswer(N_("the program {name} is missing").format(name=command[0])) from error
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(
            N_("the program {name} did not answer within {n} seconds").format(name=command[0], n=PATIENCE_S)
        ) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise NoAnswer(N_("the program {name} failed").format(name=command[0])) from error
    return done.stdout
