"""A layout map as it comes from outside: TOML text to a `Layout`, or one sentence on what is wrong in which line."""

from __future__ import annotations

import re
import tomllib
from typing import Any, NoReturn, get_args, get_type_hints

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.places import at_byte, in_line
from keycheck.languages import N_
from keycheck.layouts.layout import SCHEMA, Layout, LayoutKey, Rectangle
from keycheck.layouts.map_rules import objections
from keycheck.layouts.places import line_of_field, line_of_key

MAX_BYTES = 200_000
"""Ours is 8 kB; 25 times that is no map of a keyboard, and a larger one takes the TOML parser a second."""

_TOO_DOTTED = re.compile(r"""(?<![\w.-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){16}""")
"""tomllib needs time and memory that grow with the square of the parts of a dotted key; a map needs no dots in keys."""

_OF_FIELD = re.compile(
    r"Object (?P<what>contains unknown|missing required) field `(?P<name>.*?)`(?: - at `\$(?P<path>.*)`)?", re.DOTALL
)
"""How msgspec speaks of a field that is not there or not known; of a value it says what it expected, and where."""

_IN_PLAIN_WORDS = {
    "float": N_("a number"), "int": N_("a number"), "str": N_("text"), "array": N_("a list"), "object": N_("a table"),
}  # fmt: skip

_Step = str | int


def parse(text: bytes | str, file: str) -> Layout:
    """The map that this text holds; `file` is only its name in errors. BadFile names the line of what is wrong."""
    toml = _text(text, file)
    document = _document(toml, file)
    if document.get("schema") != SCHEMA:
        known = "schema" in document
        found = _shown(document["schema"]) if known else N_("no field {quoted}").format(quoted="'schema'")
        raise BadFile(file, _place(toml, ["schema"] if known else []), found, repr(SCHEMA))
    try:
        layout = msgspec.convert(document, Layout, strict=True)
    except msgspec.ValidationError as error:
        _refuse_form(str(error), document, toml, file)
    objection = next(objections(layout), None)
    if objection is not None:
        steps: list[_Step] = [] if objection.index is None else ["keys", objection.index]
        place = _place(toml, [*steps, objection.field] if objection.field else steps)
        raise BadFile(file, place, objection.found, objection.expected)
    return layout


def _text(text: bytes | str, file: str) -> str:
    if len(text) > MAX_BYTES:
        raise BadFile(
            file,
            N_("whole file"),
            N_("more than {number} bytes").format(number=MAX_BYTES),
            N_("a layout map of a few thousand"),
        )
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadFile(
                file,
                at_byte(error.start),
                N_("a byte that is not UTF-8"),
                N_("TOML in UTF-8"),
            ) from None
    return text.removeprefix("\ufeff")


def _document(toml: str, file: str) -> dict[str, Any]:
    dotted = _TOO_DOTTED.search(toml)
    if dotted:
        line = toml.count("\n", 0, dotted.start()) + 1
        raise BadFile(
            file,
            in_line(line),
            N_("a name of very many dotted parts"),
            N_("names without dots"),
        )
    try:
        return tomllib.loads(toml)
    except RecursionError:
        raise BadFile(file, N_("whole file"), N_("lists or tables nested too deeply"), N_("a list of keys")) from None
    except ValueError as error:
        message, place = _toml_complaint(str(error), toml)
        raise BadFile(
            file, place, N_("no TOML: {message}").format(message=_cut(message)), N_("a layout map in TOML")
        ) from None


def _toml_complaint(error: str, toml: str) -> tuple[str, str]:
    """What tomllib says is wrong, and where; for a number that is too long it says no place."""
    message, _, where = error.rpartition(" (at ")
    if not message:
        return error, N_("whole file")
    if where.startswith("line"):
        return message, where.removesuffix(")")
    last_line = toml.rstrip().count("\n") + 1
    return message, N_("end of file, line {number}").format(number=last_line)


def _refuse_form(message: str, document: dict[str, Any], toml: str, file: str) -> NoReturn:
    """Raises BadFile for what msgspec says of the form, in plain words, with the value that it met."""
    if of_field := _OF_FIELD.fullmatch(message):
        raise _wrong_fields(of_field["what"], of_field["name"], _steps(of_field["path"] or ""), toml, file)
    complaint, _, path = message.rpartition(" - at `$")
    steps = _steps(path)
    expected = _expected(complaint, _struct_at(steps), steps)
    raise BadFile(file, _place(toml, steps), _shown(_value_at(document, steps)), expected)


def _wrong_fields(what: str, name: str, steps: list[_Step], toml: str, file: str) -> BadFile:
    if what == "missing required":
        return BadFile(
            file,
            _place(toml, steps),
            N_("no field {quoted}").format(quoted=repr(name)),
            N_("a field {quoted}").format(quoted=repr(name)),
        )
    found = N_("unknown field {quoted}").format(quoted=repr(_cut(name)))
    expected = N_("only {fields}").format(fields=", ".join(_struct_at(steps).__struct_fields__))
    plain = re.fullmatch(r"[\w-]{1,40}", name)
    return BadFile(file, _place(toml, [*steps, name] if plain else steps), found, expected)


def _steps(path: str) -> list[_Step]:
    return [int(index) if index else name for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", path)]


def _struct_at(steps: list[_Step]) -> type[msgspec.Struct]:
    if "also" in steps:
        return Rectangle
    return LayoutKey if "keys" in steps else Layout


def _expected(complaint: str, struct: type[msgspec.Struct], steps: list[_Step]) -> str:
    if complaint.startswith("Invalid enum value"):
        return N_("one of {allowed}").format(
            allowed=", ".join(map(repr, get_args(get_type_hints(struct)[str(steps[-1])])))
        )
    wanted = complaint.removeprefix("Expected ").partition(", got")[0].replace(" | null", "")
    return re.sub(r"`(\w+)`", lambda match: _IN_PLAIN_WORDS.get(match[1], match[1]), wanted)


def _value_at(document: dict[str, Any], steps: list[_Step]) -> object:
    value: Any = document
    for step in steps:
        value = value[step]
    return value


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return N_("a table")
    if isinstance(value, list):
        return N_("a list")
    if isinstance(value, int) and abs(value) > 10**15:
        return N_("a very large number")
    return repr(_cut(value)) if isinstance(value, str) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _place(toml: str, steps: list[_Step]) -> str:
    """`line 12, keys[3].x`, or what of it can be told."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")
    line = None
    if len(steps) > 1 and isinstance(steps[1], int):
        line = line_of_key(toml, steps[1])
    elif steps:
        line = line_of_field(toml, str(steps[0]))
    return in_line(line, path) if line else path or N_("top level")
