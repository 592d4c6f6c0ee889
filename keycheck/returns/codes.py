"""The codes that trading partners use for a return: mapped where their lists have a word for it, never made up."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.bad_json import refusal
from keycheck.languages import N_
from keycheck.returns.fact import Link
from keycheck.returns.law_file import document

FOLDER = Path(__file__).parent / "code_maps"

KIND = N_("map of codes, schema 1")

Stage = Literal[
    "claim", "confirmed", "confirmed_intermittent", "not_reproduced", "software_cause", "damage_seen", "changed_mind"
]
"""What a code can be asked for. A different fault and an open outcome have none: no list has a word for them."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a map of codes."""


class Code(_Strict, frozen=True):
    """One code: the field that it stands in, the code, and the remark that belongs to it."""

    field: str
    code: str
    remark: str = ""


class Mapped(_Strict, frozen=True):
    """The codes of one stage; several of one field are a choice of the desk."""

    stage: Stage
    codes: tuple[Code, ...]


class CodeMap(_Strict, frozen=True):
    """The map to one list of codes, with the list itself as far as it was read."""

    schema: Literal[1]
    name: str
    source: str
    url: Link
    checked: date
    known: dict[str, dict[str, Annotated[str, msgspec.Meta(min_length=1)]]]
    """Field -> code -> its meaning by the list."""
    maps: tuple[Mapped, ...]


def parse(text: bytes, file: str) -> CodeMap:
    """The map in this text. BadFile, with the place, for one that is not whole or uses a code that its list lacks."""
    try:
        found = msgspec.convert(document(text, file, KIND), CodeMap, strict=True)
    except msgspec.ValidationError as error:
        raise refusal(file, text, error, KIND) from None
    for n, mapped in enumerate(found.maps):
        for m, code in enumerate(mapped.codes):
            if code.code not in found.known.get(code.field, {}):
                place = f"$.maps[{n}].codes[{m}]"
                raise BadFile(file, place, f"{code.field} {code.code}", N_("a code of the list in `known`"))
    return found


@cache
def code_maps() -> tuple[CodeMap, ...]:
    """The maps that keycheck carries, by name of their file."""
    return tuple(parse(file.read_bytes(), file.name) for file in sorted(FOLDER.glob("*.toml")))


def codes_for(stage: Stage) -> tuple[tuple[CodeMap, tuple[Code, ...]], ...]:
    """What each list says for this stage; a list that has no word for it says nothing."""
    return tuple((m, mapped.codes) for m in code_maps() for mapped in m.maps if mapped.stage == stage)
