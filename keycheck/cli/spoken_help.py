"""The help of every command in a language that is not English.

Help is written where a command is declared, as docstring and options, and is not marked: `sentences` finds it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from inspect import cleandoc

import click

from keycheck.languages import N_, _
from keycheck.languages.patterns import labelled

NOT_WRAPPED = "\b\n"
"""Begins a paragraph that click leaves in its lines."""

HEADINGS = N_("Options"), N_("Commands")
"""Click's own."""

REQUIRED = N_("required")
"""Click's word for an option that may not be left out."""

_REMARKED = re.compile(r"(?:(.*)  )?\[([^\[\]]*)\]", re.DOTALL)
"""How click writes the help of an option with its default, its range and whether it is required."""


def told(command: click.Command) -> click.Command:
    """A copy of the command, with its help in the language that is spoken."""
    same = copy(command)
    same.help, same.epilog = _told(command.help), _told(command.epilog)
    same.context_class = _SpokenContext
    if isinstance(same, click.Group):
        same.commands = {name: told(inner) for name, inner in same.commands.items()}
    return same


def sentences(command: click.Command, context: click.Context) -> Iterator[str]:
    """What the help of this command says, in English: a paragraph each, or what explains an option."""
    for text in (command.help, command.epilog):
        yield from (sentence for _mark, sentence in _paragraphs(text or ""))
    for parameter in command.get_params(context):
        if explained := getattr(parameter, "help", None):
            yield explained


class SpokenFormatter(click.HelpFormatter):
    """Writes what click says in every help, and what explains options, in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or labelled(_("Usage"), ""))

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{labelled(_(heading), '').rstrip()}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _explained(text)) for name, text in rows], col_max, col_spacing)


class _SpokenContext(click.Context):
    formatter_class = SpokenFormatter


def _told(text: str | None) -> str | None:
    return None if text is None else "\n\n".join(mark + _(sentence) for mark, sentence in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Each paragraph of a help without its line ends, but for one that is left in its lines, with its mark."""
    for paragraph in filter(None, cleandoc(text).split("\n\n")):
        lines = paragraph.removeprefix(NOT_WRAPPED)
        yield (NOT_WRAPPED, lines) if lines != paragraph else ("", " ".join(lines.split()))


def _explained(text: str) -> str:
    """The help of an option as click writes it: `How fast on screen.  [default: 1.0; 0.1<=x<=100]`."""
    found = _REMARKED.fullmatch(text)
    if found is None:
        return _(text)
    explanation, remarks = found.groups("")
    told_remarks = "; ".join(map(_remark, remarks.split("; ")))
    return "  ".join(filter(None, (_(explanation), f"[{told_remarks}]")))


def _remark(text: str) -> str:
    default = text.removeprefix("default: ")
    return _(text) if default == text else _("default: {value}").format(value=default)
