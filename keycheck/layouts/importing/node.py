"""One value of a definition and its path in the document: the right type comes out, or a `Misfit` that says where."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from keycheck.languages import N_
from keycheck.layouts.importing.document import Step
from keycheck.layouts.importing.imported import FARTHEST


class Misfit(Exception):
    """A value is not what the format has in this place; becomes a `BadFile` where the file is known."""

    def __init__(self, path: tuple[Step, ...], found: str, expected: str) -> None:
        self.path, self.found, self.expected = path, found, expected
        super().__init__(f"{shown_path(path)}: {found}")


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands."""

    value: object
    path: tuple[Step, ...] = ()

    def misfit(self, expected: str) -> Misfit:
        return Misfit(self.path, _shown(self.value), expected)

    def field(self, name: str) -> Node | None:
        """The field of an object; None where it is absent or null."""
        value = self.object(N_("an object with {quoted}").format(quoted=repr(name))).get(name)
        return None if value is None else Node(value, (*self.path, name))

    def needed(self, name: str, expected: str) -> Node:
        found = self.field(name)
        if found is None:
            raise Misfit(self.path, N_("no field {quoted}").format(quoted=repr(name)), expected)
        return found

    def object(self, expected: str = N_("an object")) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise self.misfit(expected)
        return self.value

    def members(self, expected: str) -> Iterator[tuple[str, Node]]:
        for name, value in self.object(expected).items():
            yield name, Node(value, (*self.path, name))

    def items(self, expected: str) -> Iterator[Node]:
        if not isinstance(self.value, list):
            raise self.misfit(expected)
        for index, value in enumerate(self.value):
            yield Node(value, (*self.path, index))

    def number(self, name: str, default: float) -> float:
        """A field that is a number of key widths or degrees; the default where it is absent or null."""
        found = self.field(name)
        return default if found is None else found.as_number()

    def as_number(self) -> float:
        value = _number_in(self.value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= FARTHEST:
            raise self.misfit(N_("a number, at most {farthest} either way").format(farthest=f"{FARTHEST:g}"))
        return float(value)

    def size(self, name: str) -> float:
        """A field that is a size in key widths; 1 where it is absent, or no size (the editor takes 0 for absent)."""
        size = self.number(name, 1.0)
        return size if size > 0 else 1.0

    def text_or_none(self) -> str | None:
        """Text as `text`; None where it is no text."""
        try:
            return self.text()
        except Misfit:
            return None

    def text(self) -> str:
        """Text; numbers that stand for a legend are taken as what is printed."""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return str(self.value)
        if not isinstance(self.value, str):
            raise self.misfit(N_("text"))
        return whole(self.value)


def _number_in(value: object) -> object:
    """A number that stands in quotation marks."""
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,9}(?:\.\d{1,9})?\s*", value):
        return float(value)
    return value


def whole(text: str) -> str:
    """The text with a mark for each half of a character: JSON can hold halves, and no file can."""
    return text.encode("utf-8", "replace").decode()


def shown_path(path: tuple[Step, ...]) -> str:
    """`layouts.LAYOUT_ansi.layout[3].x`."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{_cut(step)}" for step in path)
    return steps.removeprefix(".") or N_("top level")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return N_("an object")
    if isinstance(value, list):
        return N_("a list")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else N_("a number without end")
    return repr(_cut(value)) if isinstance(value, str) else _cut(str(value))


def _cut(text: str) -> str:
    text = whole(text)
    return text if len(text) <= 60 else text[:59] + "…"
