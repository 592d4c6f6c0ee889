"""A paper as one HTML file: no script, nothing from outside, readable on a phone and on paper."""

from __future__ import annotations

import re
from functools import cache

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from keycheck.evidence.enclosed import Enclosed, link
from keycheck.evidence.page_seal import PLACE
from keycheck.reports.paper import Paper, Size

SHEETS: dict[Size, str] = {"a4": "A4", "us-letter": "letter"}
"""The names of CSS for them."""

_COMMAND = re.compile(r"`((?:keycheck |--)[^`]*)`")
"""Our own commands only: a backtick that a person typed stays one."""


def render(paper: Paper, trace_file: str, enclosed: Enclosed | None = None, size: Size = "a4") -> bytes:
    """The file, in UTF-8; with `enclosed` it encloses the sealed report and its recording, under this name."""
    words = msgspec.to_builtins(paper)
    page = _template().render(
        paper=words, enclosed=enclosed, link=link, place_of_seal=PLACE, trace_file=trace_file, sheet=SHEETS[size]
    )
    return page.encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("keycheck.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # The drawings are made by keycheck, every text in them escaped: the only markup that is not the template's own.
    environment.filters["drawing"] = Markup
    environment.filters["css_string"] = _css_string
    environment.filters["commands"] = _commands
    return environment.get_template("paper.html.j2")


def _commands(words: str) -> Markup:
    """The words with each command that stands between backticks set as code."""
    return Markup(_COMMAND.sub(r"<code>\1</code>", str(escape(words))))


def _css_string(words: str) -> Markup:
    """The words as a string of CSS: each sign that is no plain one as its number."""
    return Markup('"' + "".join(s if s.isalnum() or s in " .,:/-" else f"\\{ord(s):x} " for s in words) + '"')
