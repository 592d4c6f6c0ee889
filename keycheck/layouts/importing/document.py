"""The JSON of a definition, strict or as people write it by hand, and the line of what is wrong in it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from keycheck.errors import BadFile
from keycheck.errors.places import at_byte, at_sign, in_line
from keycheck.languages import N_

MAX_BYTES = 1_000_000
"""Our choice: definitions of QMK and VIA have a few thousand bytes, one with many layouts a few ten thousand."""

MAX_RELAXED = 150_000
"""Characters of JSON with comments and the like: its reader takes a sixth of a second for so many, up to four times."""

_EXPECTED = N_("a keyboard definition in JSON")
_STRICT = N_("a keyboard definition in JSON, strict where it has more than {number} characters")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TOKEN = re.compile(
    r'"(?P<text>(?:\\.|[^"\\\n])*)"|(?P<remark>//[^\n]*|/\*.*?\*/)|(?P<sign>[\[\]{},:])|[^\s\[\]{},:"/]+', re.S
)

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_NO_ESCAPE = re.compile(r'(?P<kept>\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\')
_LEFT_OVER = re.compile(r"[\s\]},;\x00\x1a]*")
"""What may follow the document: a bracket too many, and the marks that old systems put at the end of a file."""

Step = str | int


class _NoNumber(ValueError):
    """NaN and the infinities, which Python reads and JSON does not have."""


def text_of(path: Path) -> str:
    """The text of a file in UTF-8 or, with its mark, UTF-16. BadFile where it can't be read, is empty or too large."""
    file = str(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        found = (getattr(error, "strerror", None) or N_("an unreadable file")).lower()
        raise BadFile(file, N_("whole file"), found, _EXPECTED) from None
    if len(data) > MAX_BYTES:
        raise BadFile(
            file,
            N_("whole file"),
            N_("more than {number} bytes").format(number=MAX_BYTES),
            N_("a keyboard definition of a few thousand"),
        )
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data.removeprefix(mark).decode(encoding)
    except UnicodeDecodeError as error:
        if mark:
            found = N_("a byte that is not {encoding}").format(encoding=encoding.upper())
            raise BadFile(
                file, at_byte(error.start + len(mark)), found, N_("{expected}, in UTF-8").format(expected=_EXPECTED)
            ) from None
        # Whatever an old editor wrote: the names of keys are ASCII, and what else is printed decides nothing.
        text = data.decode("latin-1")
    if not text.strip():
        raise BadFile(file, N_("whole file"), N_("nothing"), _EXPECTED)
    return text


def parsed(text: str, file: str, rows_alone: bool = False) -> object:
    """The document: strict JSON, or else JSON with comments, bare names and the commas that people leave at the end.

    With `rows_alone` the list around the rows may be missing, as where a layout is copied out of its editor. BadFile
    names the line at which the text stops making sense.
    """
    try:
        document, end = _decoder.raw_decode(text, len(text) - len(text.lstrip()))
        if _LEFT_OVER.fullmatch(text, end):
            return document
        return _relaxed(text, file, json.JSONDecodeError("Extra data", text, end), rows_alone)
    except _NoNumber as error:
        raise BadFile(file, _line_of_word(text, str(error)), str(error), N_("a number")) from None
    except RecursionError:
        _refuse_depth(file)
    except ValueError as error:
        if not isinstance(error, json.JSONDecodeError):
            # Python converts no number of more than 4,300 digits.
            raise BadFile(file, N_("whole file"), N_("a number of very many digits"), N_("a number")) from None
        return _relaxed(text, file, error, rows_alone)


def line_of(text: str, path: tuple[Step, ...]) -> int | None:
    """The line, from 1, on which the value at this path begins; None where it can't be told."""
    depth_of_path: list[Step] = []
    kinds: list[str] = []
    name: str | None = None
    for token in _TOKEN.finditer(text):
        if token["remark"] is not None:
            continue
        sign = token["sign"]
        if sign in ("]", "}"):
            del kinds[-1:], depth_of_path[-1:]
        elif sign == ",":
            if kinds and kinds[-1] == "[":
                depth_of_path[-1] = int(depth_of_path[-1]) + 1
        elif sign == ":":
            if kinds and name is not None:
                depth_of_path[-1] = name
        else:
            if kinds and kinds[-1] == "{":
                name = token["text"] if token["text"] is not None else token[0]
            if len(depth_of_path) == len(path) and tuple(depth_of_path) == path:
                return text.count("\n", 0, token.start()) + 1
            if sign is not None:
                kinds.append(sign)
                depth_of_path.append(0 if sign == "[" else "")
    return None


def _relaxed(text: str, file: str, strict: json.JSONDecodeError, rows_alone: bool) -> object:
    import hjson  # only few definitions need it

    if len(text) > MAX_RELAXED:
        raise _no_json(strict, file, _STRICT.format(number=MAX_RELAXED))
    farthest: json.JSONDecodeError | hjson.HjsonDecodeError = strict
    bare_rows = rows_alone and text.lstrip().startswith(("[", "{"))
    for attempt in _attempts(text, bare_rows):
        try:
            return hjson.loads(attempt, object_pairs_hook=dict)
        except RecursionError:
            _refuse_depth(file)
        except hjson.HjsonDecodeError as error:
            # The reader that came farther knows better what was meant.
            farthest = error if error.pos > farthest.pos else farthest
        except (ValueError, IndexError, OverflowError):
            # Its reader runs over the end of an open remark, and over numbers without end.
            continue
    raise _no_json(farthest, file)


def _attempts(text: str, bare_rows: bool) -> Iterator[str]:
    """The text as it is, and tidied; where rows may stand alone, with the list around them too."""
    for each in dict.fromkeys((text, _tidied(text))):
        yield each
        if bare_rows:
            yield f"[{each}\n]"


def _tidied(text: str) -> str:
    """The text with what hjson does not forgive, and browsers do or people overlook; no line moves.

    Numbers as `.5`, `+1` and `00.5`, commas twice, hard spaces, and backslashes that escape nothing.
    """
    pieces: list[str] = []
    end, comma = 0, False
    for token in _TOKEN.finditer(text):
        between = text[end : token.start()].replace("\u00a0", " ")
        end, kind = token.end(), token.lastgroup
        twice = comma and token[0] == ","
        comma = token[0] == "," or (comma and kind == "remark")
        pieces.append(between + ("" if twice else _tidy_token(token[0], kind)))
    return "".join(pieces) + text[end:]


def _tidy_token(token: str, kind: str | None) -> str:
    if kind == "text":
        return _NO_ESCAPE.sub(lambda found: found["kept"] or "\\\\", token)
    is_odd_number = kind is None and _NUMBER.fullmatch(token) and not _JSON_NUMBER.fullmatch(token)
    return f"{float(token):g}" if is_odd_number else token


def _no_json(error: object, file: str, expected: str = _EXPECTED) -> BadFile:
    line, column, message = (getattr(error, name) for name in ("lineno", "colno", "msg"))
    return BadFile(
        file,
        at_sign(line, column),
        N_("no JSON: {message}").format(message=message),
        expected,
    )


def _refuse_constant(name: str) -> NoReturn:
    raise _NoNumber(name)


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, strict=False)
"""Not strict: line ends within texts are forgiven, which people paste."""


def _refuse_depth(file: str) -> NoReturn:
    raise BadFile(file, N_("whole file"), N_("lists or objects nested too deeply"), _EXPECTED) from None


def _line_of_word(text: str, word: str) -> str:
    return in_line(text.count("\n", 0, text.index(word)) + 1)
