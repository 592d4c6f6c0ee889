"""A bad layout map is refused in one line that names the file, the line in it, what was found and what was expected."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.layouts.layout import Layout
from keycheck.layouts.map_file import MAX_BYTES, parse

WHOLE = (Path(__file__).parents[2] / "layouts" / "iso-105.toml").read_bytes()

GOOD = """\
schema = "keycheck.layout/1"
id = "tiny"
name = "Three keys"
form = "desktop"
standard = "ansi"
locale = "us"
keys = [
  { code = "KeyA", x = 0, y = 0, legend = "A" },  # { code = "KeyZ" }
  { code = "Digit5", x = 1, y = 0, w = 1.5, legend = "[ , '" },

  { code = "Fn", x = 2.5, y = 0, unseen = "never sent" },
]
"""


def refusal(text: str | bytes) -> BadFile:
    """The error that this text gives; it is one line and names the file."""
    with pytest.raises(BadFile) as caught:
        parse(text, "my.toml")
    assert str(caught.value).startswith("my.toml: ")
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 400
    return caught.value


def test_the_good_map_is_good():
    """The map that the cases below spoil is accepted as it is."""
    assert [key.code for key in parse(GOOD, "my.toml").testable] == ["KeyA", "Digit5"]


@pytest.mark.parametrize(
    ("before", "after", "place", "found", "expected"),
    [
        ("/1", "/2", "line 1, schema", "'keycheck.layout/2'", "'keycheck.layout/1'"),
        ('schema = "keycheck.layout/1"\n', "", "top level", "no field 'schema'", "'keycheck.layout/1'"),
        ('form = "desktop"', 'form = "phone"', "line 4, form", "'phone'", "one of 'desktop', 'laptop'"),
        ('standard = "ansi"\n', "", "top level", "no field 'standard'", "a field 'standard'"),
        ("locale", "local", "line 6, local", "unknown field 'local'", "only schema, id, name"),
        ("name = ", "name = 3 #", "line 3, name", "3", "text"),
        ("keys = [", "keys = 3\n[[other]]\nlist = [", "line 7, keys", "3", "a list"),
        ("x = 0, y = 0, legend", 'x = "0", y = 0, legend', "line 8, keys[0].x", "'0'", "a number"),
        ("x = 1,", "x = -1,", "line 9, keys[1].x", "-1", "a number >= 0.0"),
        ("x = 1,", "x = nan,", "line 9, keys[1].x", "nan", "a number >= 0.0"),
        ("x = 1,", "x = 0xffffffffffffffffffff,", "line 9, keys[1].x", "a very large number", "a number <= 100.0"),
        ("x = 1,", "x = 1979-05-27,", "line 9, keys[1].x", "1979", "a number"),
        ("w = 1.5", "w = 0", "line 9, keys[1].w", "0", "a number > 0.0"),
        ("w = 1.5", "width = 1.5", "line 9, keys[1].width", "unknown field 'width'", "only code, x, y, w, h"),
        ("w = 1.5", 'zone = "left"', "line 9, keys[1].zone", "'left'", "one of 'main', 'function'"),
        ("w = 1.5", "also = { x = 1 }", "line 9, keys[1].also", "no field 'y'", "a field 'y'"),
        ("w = 1.5", "also = { x = 1, y = 1, z = 1 }", "line 9, keys[1].also.z", "unknown field 'z'", "only x, y, w, h"),
        ("x = 2.5, ", "", "line 11, keys[2]", "no field 'x'", "a field 'x'"),
        ('{ code = "Digit5", x = 1, y = 0, w = 1.5, legend = "[ , \'" }', "3", "line 9, keys[1]", "3", "a table"),
        ("Digit5", "Digit55", "line 9, keys[1].code", "'Digit55', which no key table knows", "perhaps 'Digit5'"),
        ("Digit5", "?", "line 9, keys[1].code", "'?', which no key table knows", "such as 'Digit5'"),
        ("Digit5", "KeyA", "line 9, keys[1].code", "'KeyA' again, first in keys[0]", "each key once"),
        ("x = 1,", "x = 0.9,", "line 9, keys[1]", "'Digit5' lying upon 'KeyA'", "do not overlap"),
        ("w = 1.5", "w = 1, also = { x = 2, y = 0 }", "line 11, keys[2]", "'Fn' lying upon 'Digit5'", "do not overlap"),
        ('unseen = "never sent"', 'legend = "Fn"', "line 11, keys[2].unseen", "'Fn' without `unseen`", "a reason"),
        ('"never sent"', '" "', "line 11, keys[2].unseen", "an empty text", "the reason"),
        ('"A" }', '"\\u001b[2J" }', "line 8, keys[0].legend", "control character", "can be printed"),
        ("Three keys", "Three\\nkeys", "line 3, name", "control character", "can be printed"),
        ("Digit5", "D\\n5", "line 9, keys[1].code", "'D\\n5', which no key table knows", "a W3C code"),
        ("locale", '"a\\nb" = 1\nlocale', "top level", "unknown field 'a\\nb'", "only schema, id, name"),
        ("locale", '"a` - at `$.keys[9]" = 1\nlocale', "keys[9].a", "unknown field 'a'", "only "),
        ("locale", '"a - at `$.keys[9].x" = 1\nlocale', "top level", "unknown field 'a - at", "only schema"),
        ("desktop", "x - at `$.keys[9].x` - at `$.keys[8]", "line 4, form", "'x - at `$.keys[9].x`", "one of"),
        ("keys = [", "keys = [\n{", "line 8, column 2", "no TOML", "a layout map in TOML"),
        ("Digit5", 'Digit5"', "line 9, column 20", "no TOML", "a layout map in TOML"),
        ("w = 1.5", "w = " + "9" * 5000, "whole file", "no TOML", "a layout map in TOML"),
        ("w = 1.5", ".".join("w" * 17) + " = 1", "line 9", "very many dotted parts", "without dots"),
        ("w = 1.5", "w = " + "[" * 5000, "whole file", "nested too deeply", "a list of keys"),
    ],
)
def test_each_fault_of_a_map_is_told_with_its_line(before, after, place, found, expected):
    """One thing spoiled, one sentence: where it is, what was found, what was expected."""
    spoiled = GOOD.replace(before, after, 1)
    assert spoiled != GOOD
    error = refusal(spoiled)
    assert place in error.place
    assert found in error.found
    assert expected in error.expected


@pytest.mark.parametrize(
    ("keys", "found"),
    [("[]", "no key that can be tested"), ('[{ code = "Fn", x = 0, y = 0, unseen = "never sent" }]', "no key that")],
)
def test_a_map_without_a_key_to_test_is_refused(keys, found):
    """An examination of nothing can't be started."""
    error = refusal(GOOD[: GOOD.index("keys =")] + f"keys = {keys}\n")
    assert error.place == "line 7, keys"
    assert found in error.found


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        (b"", "top level", "no field 'schema'"),
        (b"\x00\x01", "line 1, column 1", "no TOML"),
        (b'schema = "\xff"', "byte 10", "a byte that is not UTF-8"),
        (GOOD[:-2], "end of file, line 11", "no TOML"),
        (b"#" * (MAX_BYTES + 1), "whole file", "more than 200000 bytes"),
        (b'{"schema": "keycheck.layout/1"}', "line 1, column 1", "no TOML"),
    ],
)
def test_what_is_no_map_at_all_is_refused(text, place, found):
    """Empty, binary, truncated, oversized and foreign files are told apart."""
    error = refusal(text)
    assert (error.place, error.found[: len(found)]) == (place, found)


TABLES = """\
[[keys]]
code = "KeyA"
x = 0
y = 0
legend = '''
[[keys]]'''

[[keys]]
code = "KeyB"
x = 1
y = 0
"""


def test_keys_written_as_tables_are_read_and_their_lines_found():
    """A map may be written with `[[keys]]` tables; an error names the line where the table begins."""
    head, tables = GOOD[: GOOD.index("keys =")], TABLES.replace("\n[[keys]]'''", "A'''")
    assert [key.code for key in parse(head + tables, "my.toml").keys] == ["KeyA", "KeyB"]
    assert refusal(head + tables.replace("KeyB", "KeyA")).place == "line 13, keys[1].code"


def test_a_bracket_in_a_text_or_comment_does_not_move_the_line():
    """What looks like a key inside a text or a comment is not counted when the line of a key is sought."""
    assert refusal(GOOD[: GOOD.index("keys =")] + TABLES.replace("KeyB", "Digit55")).place == "line 14, keys[1].code"
    assert refusal(GOOD.replace("[ , '", "{ [[ } , \\\" '").replace("x = 2.5", "x = 0")).place == "line 11, keys[2]"


@pytest.mark.parametrize(
    "hostile",
    [
        ".".join(["a"] * 95_000) + " = 1",
        "[" + ".".join(["a"] * 90_000) + "]\n" + "b = 1\n" * 1000,
        "a" * 190_000,
        "a = " + "[{a=" * 45_000,
        "a = 0x" + "f" * 190_000,
        "\n".join(f"a{i} = 1" for i in range(15_000)),
    ],
    ids=["dotted key", "dotted table", "long word", "deep nest", "long number", "many fields"],
)
def test_a_hostile_file_is_refused_in_time(hostile):
    """A file made to exhaust the reader is refused like any other, within seconds."""
    started = time.monotonic()
    refusal(hostile)
    assert time.monotonic() - started < 10


def answer(text: bytes) -> Layout | BadFile:
    try:
        return parse(text, "my.toml")
    except BadFile as error:
        return error


@given(st.binary(max_size=200))
def test_any_bytes_give_an_answer(text):
    """No input raises anything but BadFile."""
    assert isinstance(answer(text), BadFile)


@given(st.integers(0, len(WHOLE) - 1))
def test_a_map_cut_short_is_refused(length):
    """A map that ends too early is never taken for a smaller one, unless all that is missing is white space."""
    result = answer(WHOLE[:length])
    assert isinstance(result, BadFile) or not WHOLE[length:].strip()


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_a_map_with_one_byte_changed_is_read_or_refused_with_its_place(position, byte):
    """A changed byte makes another map or a bad file, told in one line; never another error."""
    result = answer(WHOLE[:position] + bytes([byte]) + WHOLE[position + 1 :])
    assert isinstance(result, Layout) or (result.place and len(str(result).splitlines()) == 1)
