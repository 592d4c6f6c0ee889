"""Programs on Linux that take a keyboard for themselves, or press keys: which are running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from keycheck.events import trace_words
from keycheck.events.trace import Layer
from keycheck.host.imitator import Imitator, Kind, Unreadable
from keycheck.host.kernel_keyboards import boards
from keycheck.languages import N_

REMAPS = N_("keys may arrive as other keys, late, or not at all")
TYPES = N_("keys may arrive that nobody pressed")


@dataclass(frozen=True, slots=True)
class Program:
    """A program that is known to act on keys."""

    name: str
    kind: Kind
    layer: Layer
    service: str = ""
    """The unit of systemd that it usually runs as; empty where people start it by hand."""


_GRABBERS = {
    "evsieve": "evsieve",
    "hawck-inputd": "Hawck",
    "intercept": "Interception Tools",
    "kanata": "kanata",
    "keymapperd": "keymapper",
    "kmonad": "KMonad",
    "makima": "Makima",
    "swhkd": "swhkd",
    "xkeysnail": "xkeysnail",
    "xremap": "xremap",
}
_SERVICES = {
    "input-remapper-": ("Input Remapper", "input-remapper"),
    "key-mapper-serv": ("Key Mapper", "key-mapper"),
    "keyd": ("keyd", "keyd"),
    "udevmon": ("Interception Tools", "udevmon"),
}
_TYPISTS = {
    "autokey-gtk": "AutoKey",
    "autokey-qt": "AutoKey",
    "espanso": "Espanso",
    "xcape": "xcape",
    "ydotoold": "ydotool",
}

PROGRAMS: dict[str, Program] = {
    **{process: Program(name, "remapper", "kernel") for process, name in _GRABBERS.items()},
    **{process: Program(name, "remapper", "kernel", unit) for process, (name, unit) in _SERVICES.items()},
    **{process: Program(name, "typist", "os") for process, name in _TYPISTS.items()},
}
"""The name of the process, as the kernel keeps it (15 characters) -> the program."""


def running(root: Path = Path("/")) -> tuple[Imitator, ...]:
    """Each known program once, and keyboards of programs that are not known. Raises Unreadable without /proc."""
    processes = dict(_known_processes(root / "proc"))
    found = [_imitator(program, process) for program, process in processes.items()]
    names = tuple(program.name.lower().split()[0] for program in processes)
    strangers = [board.name for board in boards(root) if board.virtual and not board.name.lower().startswith(names)]
    return (*found, *map(_stranger, strangers))


def _known_processes(proc: Path) -> Iterator[tuple[Program, int]]:
    if not proc.is_dir():
        raise Unreadable(N_("/proc is missing"))
    for folder in proc.iterdir():
        if folder.name.isdecimal() and (program := PROGRAMS.get(_name_of(folder))) is not None:
            yield program, int(folder.name)


def _name_of(process: Path) -> str:
    """What a process is called; nothing where it has just ended."""
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except OSError:
        return ""


def _imitator(program: Program, process: int) -> Imitator:
    mend = f"sudo systemctl stop {program.service}" if program.service else f"sudo kill {process}"
    looks = REMAPS if program.kind == "remapper" else TYPES
    read_from = N_("running processes (number {n})").format(n=process)
    return Imitator(program.kind, program.name, looks, None, program.layer, False, read_from, mend)


def _stranger(name: str) -> Imitator:
    mend = N_("close the program that made it; a restart ends it too")
    named = trace_words.OF_A_PROGRAM.format(name=name)
    return Imitator("remapper", named, REMAPS, None, "kernel", False, "/sys/devices/virtual/input", mend)
