"""The maps that keycheck brings with it, read without a TOML parser: `map_text` gives them one form, and tests hold it.

Python's TOML parser takes about five times as long, and everybody waits for a map at the start.
"""

from __future__ import annotations

import re

import msgspec

from keycheck.layouts.layout import Layout

_PIECE = re.compile(
    r"""
      (?P<remark>  ^\#[^\n]*\n )
    | (?P<field>   ^(?P<of_map>\w+)\ =\  )
    | (?P<text>    "(?:\\.|[^"\\\n])*" )
    | (?P<literal> '(?P<as_it_is>[^'\n]*)' )
    | (?P<name>    (?P<of_key>\w+)\ =\  )
    | (?P<end>     ,\n\] )
    """,
    re.VERBOSE | re.MULTILINE,
)
_KEY = re.compile(r"^  \{ code = ", re.MULTILINE)
_NAME = re.compile(r'^name = ("[^\n]*")$', re.MULTILINE)


def layout_of(toml: str) -> Layout:
    """The map that this text of ours holds."""
    as_json = _PIECE.sub(_json_of, toml).lstrip().removeprefix(",")
    return msgspec.json.decode(f"{{{as_json}}}", type=Layout)


def name_and_size(toml: str) -> tuple[str, int]:
    """What people call the map, and its number of keys; a list of maps must not cost reading all of them."""
    name = _NAME.search(toml)
    assert name is not None
    return msgspec.json.decode(name[1]), len(_KEY.findall(toml))


def _json_of(piece: re.Match[str]) -> str:
    match piece.lastgroup:
        case "text":
            return piece[0]
        case "field":
            return f',"{piece["of_map"]}":'
        case "name":
            return f'"{piece["of_key"]}":'
        case "literal":
            return msgspec.json.encode(piece["as_it_is"]).decode()
        case "end":
            return "]"
        case _:
            return ""
