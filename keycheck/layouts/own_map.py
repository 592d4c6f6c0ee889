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
_KEYS = "\nkeys = ["


def layout_of(toml: str) -> Layout:
    """The map that this text of ours holds."""
    as_json = _PIECE.sub(_json_of, toml).lstrip().removeprefix(",")
    return msgspec.json.decode(f"{{{as_json}}}", type=Layout)


def head_of(toml: str) -> Layout:
    """The map without its keys: a list of maps must not cost reading all of them."""
    return layout_of(f"{toml.partition(_KEYS)[0]}{_KEYS}]")


def size_of(toml: str) -> int:
    """Its number of keys, which takes no reading of them either."""
    return len(_KEY.findall(toml))


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
