"""What a program and all its children use: processor time and memory, by what Linux counts of each process."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def tree(process: int) -> tuple[int, ...]:
    """The process, its children, and theirs."""
    children = (PROC / str(process) / "task" / str(process) / "children").read_text(encoding="ascii").split()
    return (process, *(one for child in children for one in tree(int(child))))


def processor_seconds(processes: tuple[int, ...]) -> float:
    """How long they have run, in user space and in the kernel."""
    return sum(_ticks(process) for process in processes) / TICKS


def megabytes(processes: tuple[int, ...]) -> float:
    """What they hold of the memory; what several share is counted once, in parts (PSS)."""
    return sum(_kilobytes(process) for process in processes) / 1e3


def _ticks(process: int) -> int:
    fields = (PROC / str(process) / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _kilobytes(process: int) -> int:
    lines = (PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
