"""Where in the text of a layout map something stands, so that an error can name the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r'''
      (?P<start>  ^[ \t]* (?:keys|"keys"|'keys') [ \t]* = [ \t]* \[ )
    | (?P<header> ^[ \t]* \[\[ [ \t]* (?:keys|"keys"|'keys') [ \t]* \]\] )
    | (?P<comment> \#[^\n]* )
    | (?P<text>   """(?:\\.|[^\\])*?"{3,5} | \'\'\'.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<open>   [\[{] )
    | (?P<close>  [\]}] )
    | (?P<comma>  , )
    | (?P<bare>   [^\s\[\]{},\#"']+ )
    ''',
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)

_BEGINS_VALUE = {"open", "text", "bare"}
_DEEPER = {"open": 1, "close": -1}


def line_of_field(toml: str, name: str) -> int | None:
    """The line, counted from 1, on which this field of the top level stands; None if not found."""
    found = re.search(rf"""^[ \t]*["']?{re.escape(name)}["']?[ \t]*=|^[ \t]*\[+[ \t]*{re.escape(name)}\b""", toml, re.M)
    return _line(toml, found.start()) if found else None


def line_of_key(toml: str, index: int) -> int | None:
    """The line, counted from 1, on which `keys[index]` begins in text that is known to be TOML; None if not found."""
    for number, offset in enumerate(_key_offsets(toml)):
        if number == index:
            return _line(toml, offset)
    return None


def _line(toml: str, offset: int) -> int:
    return toml.count("\n", 0, offset) + 1


def _key_offsets(toml: str) -> Iterator[int]:
    """Where each element of `keys` begins, written as one array or as `[[keys]]` tables."""
    depth, awaited = 0, False
    for token in _TOKEN.finditer(toml):
        kind = token.lastgroup
        if kind == "header":
            yield token.start()
        elif kind == "start":
            depth, awaited = 1, True
        elif depth and kind is not None:
            if awaited and depth == 1 and kind in _BEGINS_VALUE:
                yield token.start()
                awaited = False
            awaited = awaited or (depth == 1 and kind == "comma")
            depth += _DEEPER.get(kind, 0)
