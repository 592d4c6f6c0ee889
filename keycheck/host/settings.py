"""Everything on this machine that can be taken for a broken key, as far as it can be read, and what could not be."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from keycheck.host.imitator import Imitator
from keycheck.languages import N_

PATIENCE_S = 4.0
"""How long all readers together may take; they run side by side, and one of them asks up to five programs."""

Answer = tuple[Imitator, ...] | str | None
"""What a reader found, or why it could not read, or None where there is nothing to read."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One place where settings are."""

    what: str
    """What it reads, for people: `keyboards of the kernel`."""
    read: Callable[[], Iterable[Imitator] | None]
    """What is found there; None where this system has no such place. It may raise anything, and take any time."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that could not be read: what is set there is not known."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found, where it was looked for, and what could not be read."""

    imitators: tuple[Imitator, ...]
    looked_at: tuple[str, ...]
    unread: tuple[Unread, ...]


def found() -> tuple[Imitator, ...]:
    """What on this machine imitates a fault. Never raises, changes nothing, takes four seconds at most."""
    return survey().imitators


def survey(readers: Sequence[Reader] | None = None, patience_s: float = PATIENCE_S) -> Survey:
    """What is found, and what could not be read; `readers` are those of this system. Never raises.

    Each reader has a thread of its own, so that one that hangs costs its own answer only.
    """
    asked = [(reader.what, _ask(reader)) for reader in (readers_here() if readers is None else readers)]
    end_s = time.monotonic() + patience_s
    answers = [(what, _wait(answer, end_s)) for what, answer in asked]
    return Survey(
        tuple(imitator for _, answer in answers if isinstance(answer, tuple) for imitator in answer),
        tuple(what for what, answer in answers if isinstance(answer, tuple)),
        tuple(Unread(what, answer) for what, answer in answers if isinstance(answer, str)),
    )


def readers_here() -> tuple[Reader, ...]:
    """The places where this system keeps such settings."""
    if sys.platform == "win32":
        return _on_windows()
    if sys.platform == "darwin":
        return _on_macos()
    return _on_linux() if sys.platform == "linux" else ()


def _on_linux() -> tuple[Reader, ...]:
    from keycheck.host import kernel_keyboards, kernel_keymap, remappers, wayland_desktop, x_keymap, x_server

    return (
        Reader(N_("filters and keyboards of the X server"), lambda: x_server.read(os.environ)),
        Reader(N_("keymap of the X server"), lambda: x_keymap.read(os.environ)),
        Reader(N_("keyboard settings of the desktop"), lambda: wayland_desktop.read(os.environ)),
        Reader(N_("running programs"), remappers.running),
        Reader(N_("keyboards of the kernel"), kernel_keyboards.switched_off),
        Reader(N_("scan codes of the kernel"), kernel_keymap.read),
        Reader(N_("Num Lock"), kernel_keyboards.number_lock),
    )


def _on_windows() -> tuple[Reader, ...]:
    from keycheck.host import settings_windows as windows

    return (
        Reader(N_("accessibility"), windows.accessibility),
        Reader(N_("Scancode Map"), windows.scancodes),
        Reader(N_("running programs"), windows.remappers),
        Reader(N_("Num Lock"), windows.number_lock),
        Reader(N_("the window in front"), windows.foreground),
    )


def _on_macos() -> tuple[Reader, ...]:
    from keycheck.host import settings_macos as macos

    return (
        Reader(N_("accessibility"), macos.accessibility),
        Reader("hidutil", macos.hidutil),
        Reader(N_("Modifier Keys"), macos.modifier_keys),
        Reader(N_("running programs"), macos.remappers),
        Reader(N_("Secure Input"), macos.secure_input),
    )


def _ask(reader: Reader) -> queue.SimpleQueue[Answer]:
    answer: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    # A thread that hangs must not keep the program from ending.
    threading.Thread(target=lambda: answer.put(_read(reader)), name=f"reading {reader.what}", daemon=True).start()
    return answer


def _read(reader: Reader) -> Answer:
    try:
        imitators = reader.read()
        return None if imitators is None else tuple(imitators)
    except Exception as error:
        return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _wait(answer: queue.SimpleQueue[Answer], end_s: float) -> Answer:
    try:
        return answer.get(timeout=max(0.0, end_s - time.monotonic()))
    except queue.Empty:
        return N_("it did not answer in time")
