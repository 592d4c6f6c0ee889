"""The maps that keycheck brings with it are whole, and each keyboard looks as it does on a desk."""

import csv
import sys
from pathlib import Path

import pytest

from keycheck.errors import BadFile, UsageError
from keycheck.keys import table
from keycheck.layouts import library
from keycheck.layouts.layout import Layout, LayoutKey

REPOSITORY = Path(__file__).parents[2]
LEGENDS = REPOSITORY.parent / "shared" / "data" / "legends_xkb.csv"


@pytest.fixture(params=library.ids())
def layout(request) -> Layout:
    """Each map in turn."""
    return library.load(request.param)


def test_the_library_knows_its_maps_by_their_files():
    """The ids are the names of the files, sorted, and each file is a map."""
    assert library.ids() == ("ansi-104", "ansi-tkl", "iso-105", "laptop-15-ansi", "laptop-15-iso")
    assert set(library.ids()) == {path.stem for path in (REPOSITORY / "layouts").glob("*.toml")}


@pytest.mark.parametrize(
    ("name", "keys", "width", "height"),
    [
        ("ansi-104", 104, 22.5, 6.5),
        ("ansi-tkl", 87, 18.25, 6.5),
        ("iso-105", 105, 22.5, 6.5),
        ("laptop-15-ansi", 101, 18.45, 6),
        ("laptop-15-iso", 102, 18.45, 6),
    ],
)
def test_each_map_has_the_keys_and_the_size_of_its_keyboard(name, keys, width, height):
    """Number of keys, width and height are those of the real thing."""
    layout = library.load(name)
    assert (len(layout.keys), layout.width, layout.height) == (keys, pytest.approx(width), height)


def test_the_id_in_a_map_is_the_name_of_its_file():
    """What the library finds under an id says the same id, and says ISO or ANSI in it."""
    for name in library.ids():
        layout = library.load(name)
        assert layout.id == name
        assert ("iso" in name) == (layout.standard == "iso")
        assert ("laptop" in name) == (layout.form == "laptop")


def test_a_map_is_read_once():
    """Loading the same id again gives the same value."""
    assert library.load("ansi-104") is library.load("ansi-104")


def test_every_code_is_in_the_key_table_once(layout):
    """No key of a map is unknown, and none stands twice."""
    codes = [key.code for key in layout.keys]
    assert all(table.known(code) for code in codes)
    assert len(codes) == len(set(codes))


def test_every_key_that_can_be_tested_has_a_number_on_linux_windows_and_hid(layout):
    """A key that no system reports is marked as unseen, with its reason."""
    for key in layout.testable:
        assert all(table.native_of(space, key.code) for space in ("hid", "evdev", "windows")), key.code
    assert [key.code for key in layout.untestable] == (["Fn"] if layout.form == "laptop" else [])


def covers(keys: list[LayoutKey], y: float, until: float) -> float:
    """How far the keys cover the line at y from 0 to `until`, each place counted once for each key upon it."""
    parts = [(k.code, part) for k in keys for part in (k, k.also) if part is not None and part.y < y < part.y + part.h]
    widths = {}
    for code, part in parts:
        widths[code] = max(widths.get(code, 0), min(part.x + part.w, until) - min(part.x, until))
    return sum(widths.values())


def test_every_row_of_the_main_block_is_15_keys_wide(layout):
    """From the digits to the space bar each row fills the block, without gap, step or overlap."""
    top = layout.key("Digit1").y
    keys = [key for key in layout.keys if key.zone != "function"]
    for row in range(5):
        for y in (top + row + 0.25, top + row + 0.75):
            assert covers(keys, y, 15) == pytest.approx(15), f"row {row}"


def test_every_row_of_the_numpad_is_as_wide_as_the_numpad(layout):
    """The keypad is a full block of four by five, its two tall keys counted in both their rows."""
    keys = [key for key in layout.keys if key.zone == "numpad"]
    if not keys:
        return
    left = min(key.x for key in keys)
    right = max(key.x + key.w for key in keys)
    top = min(key.y for key in keys)
    assert len(keys) == 17
    for row in range(5):
        assert covers(keys, top + row + 0.5, 99) == pytest.approx(right - left)


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("Digit5", {"Digit4", "Digit6"}), ("KeyG", {"KeyF", "KeyH"}), ("Semicolon", {"KeyL", "Quote"})],
)
def test_the_nearest_keys_are_the_ones_beside_it(layout, code, nearest):
    """The two nearest of a key in the middle of a row are its neighbours left and right."""
    assert {key.code for key in layout.by_distance(code)[:2]} == nearest


@pytest.mark.parametrize("name", ["iso-105", "laptop-15-iso"])
def test_an_iso_keyboard_has_the_tall_enter_and_two_more_keys(name):
    """Enter is an L of two rectangles; # ~ lies beside it, and the backslash right of the left Shift."""
    layout = library.load(name)
    enter, hash_key, backslash = (layout.key(code) for code in ("Enter", "Backslash", "IntlBackslash"))
    assert enter.also is not None
    assert (enter.also.x + enter.also.w, enter.h) == (enter.x + enter.w, 2)
    assert (hash_key.legend, hash_key.x + hash_key.w) == ("# ~", enter.x)
    assert (backslash.legend, backslash.x) == ("\\ |", layout.key("ShiftLeft").w)


@pytest.mark.parametrize("name", ["ansi-104", "ansi-tkl", "laptop-15-ansi"])
def test_an_ansi_keyboard_has_no_second_backslash(name):
    """The key between Shift and Z exists on ISO keyboards only."""
    layout = library.load(name)
    assert "IntlBackslash" not in layout
    assert layout.key("Enter").also is None


def test_the_fn_key_of_a_laptop_lies_between_ctrl_and_meta():
    """Fn is drawn where it is, and is never asked for."""
    layout = library.load("laptop-15-ansi")
    codes = [key.code for key in sorted(layout.keys, key=lambda key: (key.y, key.x))]
    place = codes.index("Fn")
    assert codes[place - 1 : place + 2] == ["ControlLeft", "Fn", "MetaLeft"]
    assert layout.key("Fn").unseen == "handled inside the keyboard, never sent"


def test_a_legend_is_what_is_printed(layout):
    """Letters stand in capitals, other signs base first; only the space bar has none."""
    assert [layout.key(code).legend for code in ("KeyQ", "Digit5", "Slash", "F11")] == ["Q", "5 %", "/ ?", "F11"]
    assert [key.code for key in layout.keys if not key.legend] == ["Space"]


@pytest.mark.skipif(not LEGENDS.exists(), reason="no reference legends beside the repository")
def test_the_legends_are_those_of_the_locale(layout):
    """Base and shifted sign of every writing key agree with the reference table of that locale."""
    rows = csv.DictReader(LEGENDS.read_text(encoding="utf-8").splitlines())
    printed = {row["code"]: (row["base"], row["shift"]) for row in rows if row["layout"] == layout.locale}
    for key in layout.keys:
        if key.code in printed and key.code != "NumpadDecimal":
            base, shift = printed[key.code]
            assert key.legend == (shift if key.code.startswith("Key") else f"{base} {shift}"), key.code


@pytest.mark.parametrize("name", ["qwerty", "", "../layouts/ansi-104", "ansi-104.toml", "/etc/passwd"])
def test_an_unknown_id_is_told_which_ids_there_are(name):
    """Only the ids themselves are accepted; the error lists them and no file is touched."""
    with pytest.raises(UsageError, match="ansi-104, ansi-tkl, iso-105, laptop-15-ansi, laptop-15-iso") as caught:
        library.load(name)
    assert "\n" not in str(caught.value)


def test_a_map_from_elsewhere_is_read_by_its_path(tmp_path):
    """A copy of a map, with any file name and a byte order mark, gives the same map."""
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (REPOSITORY / "layouts" / "iso-105.toml").read_bytes().replace(b"\n", b"\r\n"))
    assert library.read(path) == library.load("iso-105")


def test_a_file_that_cannot_be_read_is_a_bad_file(tmp_path):
    """A missing file and a folder are refused in one line that names them; Windows says of a folder only this."""
    of_a_folder = "permission denied" if sys.platform == "win32" else "is a directory"
    for path, found in [(tmp_path / "none.toml", "no such file"), (tmp_path, of_a_folder)]:
        with pytest.raises(BadFile, match=found) as caught:
            library.read(path)
        assert caught.value.file == str(path)
