"""Where in a file something is wrong, as every error says it."""

from __future__ import annotations

from keycheck.errors.marked import N_


def in_line(number: int, path: str = "") -> str:
    """`line 14`, `line 14, $.t`: lines are counted from 1, `path` is what is wrong in it."""
    if path:
        return N_("line {number}, {path}").format(number=number, path=path)
    return N_("line {number}").format(number=number)


def at_sign(line: int, column: int) -> str:
    """`line 14, column 21`: both are counted from 1."""
    return N_("line {number}, column {column}").format(number=line, column=column)


def at_byte(number: int) -> str:
    """`byte 512`, counted from 0."""
    return N_("byte {number}").format(number=number)
