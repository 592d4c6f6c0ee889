"""The maps that keycheck brings with it are whole, and each keyboard looks as it does on a desk."""

import sys
from pathlib import Path

import msgspec
import pytest

from keycheck.errors import BadFile, UsageError
from keycheck.keys import table
from keycheck.layouts import library
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.map_rules import objections
from keycheck.layouts.map_text import as_toml
from tools.keyboards import KEYBOARDS
from tools.make_layouts import built

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(params=library.ids())
def layout(request) -> Layout:
    """Each map in turn."""
    return library.load(request.param)


def test_the_library_knows_its_maps_by_their_files():
    """The ids are the names of the files, sorted, and each file is a map."""
    assert library.ids() == tuple(sorted(path.stem for path in (REPOSITORY / "layouts").glob("*.toml")))
    assert {"ansi-104", "ansi-tkl", "iso-105", "laptop-15-ansi", "laptop-15-iso"} < set(library.ids())


SIZES = {
    "abnt2-107": (107, 22.5, 6.5),
    "abnt2-60": (63, 15, 5),
    "ansi-104": (104, 22.5, 6.5),
    "ansi-60": (61, 15, 5),
    "ansi-65": (68, 16, 5),
    "ansi-75": (84, 16, 6),
    "ansi-96": (100, 19, 6),
    "ansi-tkl": (87, 18.25, 6.5),
    "chromebook-ansi": (74, 15, 6),
    "chromebook-iso": (75, 15, 6),
    "framework-13-ansi": (79, 15, 6),
    "framework-13-iso": (80, 15, 6),
    "framework-13-jis": (83, 15, 6),
    "iso-105": (105, 22.5, 6.5),
    "iso-60": (62, 15, 5),
    "iso-65": (69, 16, 5),
    "iso-75": (85, 16, 6),
    "iso-96": (101, 19, 6),
    "iso-tkl": (88, 18.25, 6.5),
    "jis-109": (109, 22.5, 6.5),
    "jis-tkl": (92, 18.25, 6.5),
    "ks-103": (103, 22.5, 6.5),
    "ks-106": (106, 22.5, 6.5),
    "laptop-13-ansi": (79, 15, 6),
    "laptop-13-iso": (80, 15, 6),
    "laptop-13-jis": (83, 15, 6),
    "laptop-15-ansi": (101, 18.45, 6),
    "laptop-15-iso": (102, 18.45, 6),
    "laptop-15-jis": (105, 18.45, 6),
    "macbook-ansi": (78, 14.5, 6),
    "macbook-iso": (79, 14.5, 6),
    "macbook-jis": (80, 14.5, 6),
    "thinkpad-ansi": (84, 15, 6),
    "thinkpad-iso": (85, 15, 6),
    "thinkpad-jis": (88, 15, 6),
}
"""Number of keys, and width and height in key widths."""


def test_each_map_has_the_keys_and_the_size_of_its_keyboard(layout):
    """Number of keys, width and height are those of the real thing."""
    assert (len(layout.keys), layout.width, layout.height) == pytest.approx(SIZES[layout.id])


def test_the_id_in_a_map_is_the_name_of_its_file():
    """What the library finds under an id says the same id and, in it, whose keys the main block has."""
    for name in library.ids():
        layout = library.load(name)
        assert layout.id == name
        assert layout.standard in name.split("-")
        assert (layout.form == "laptop") == name.startswith(
            ("laptop", "thinkpad", "macbook", "chromebook", "framework")
        )


def test_no_key_lies_upon_another_and_every_other_rule_is_kept(layout):
    """At run time the shipped maps are not held to the rules of a map: here they are."""
    assert list(objections(layout)) == []


def test_our_own_reading_of_a_map_gives_what_toml_says(layout):
    """The shipped maps are read without a TOML parser; any other file is not."""
    path = REPOSITORY / "layouts" / f"{layout.id}.toml"
    assert library.read(path) == layout
    assert library.summary(layout.id) == (layout.name, len(layout.keys))
    assert library.head(layout.id) == msgspec.structs.replace(layout, keys=())


def test_the_maps_are_those_that_the_tool_makes(layout):
    """No map was changed by hand: the next run of the tool would lose it."""
    keyboard = next(keyboard for keyboard in KEYBOARDS if keyboard.id == layout.id)
    made = as_toml(built(keyboard), keyboard.remarks)
    assert made == (REPOSITORY / "layouts" / f"{layout.id}.toml").read_text(encoding="utf-8")


OWN_KEYS = {
    "ansi": set(),
    "iso": {"IntlBackslash"},
    "jis": {"IntlYen", "IntlRo"},
    "abnt2": {"IntlBackslash", "IntlRo"},
    "ks": {"Lang1", "Lang2"},
}


def test_each_standard_has_its_own_keys(layout):
    """Which of the extra keys of Europe, Japan, Brazil and Korea there are follows from the standard."""
    extra = {"IntlBackslash", "IntlYen", "IntlRo"} | ({"Lang1", "Lang2"} if layout.standard != "jis" else set())
    assert {key.code for key in layout.keys} & extra == OWN_KEYS[layout.standard]


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
    assert {key.code for key in layout.untestable} <= {"Fn", "Power"}
    assert ("Fn" in layout) == (
        not layout.id.startswith(("chromebook", "jis", "ks", "abnt2-107")) and layout.id not in FULL
    )


FULL = {"ansi-104", "ansi-tkl", "iso-105", "iso-tkl"}


def test_what_firmware_or_system_may_keep_is_said_of_the_key(layout):
    """Print Screen everywhere, the function keys of laptops, Ctrl where the firmware can swap it with Fn."""
    cautious = {key.code for key in layout.keys if key.caution}
    assert ("PrintScreen" in cautious) == ("PrintScreen" in layout)
    assert ("F1" in cautious) == (layout.form == "laptop")
    assert ("ControlLeft" in cautious) == layout.id.startswith("thinkpad")


def covers(keys: list[LayoutKey], y: float, until: float) -> float:
    """How far the keys cover the line at y from 0 to `until`, each place counted once for each key upon it."""
    parts = [(k.code, part) for k in keys for part in (k, k.also) if part is not None and part.y < y < part.y + part.h]
    widths = {}
    for code, part in parts:
        widths[code] = max(widths.get(code, 0), min(part.x + part.w, until) - min(part.x, until))
    return sum(widths.values())


GAPS = {"ks-103": {4: 13.0}}
"""Rows with places where no key is."""


def test_every_row_of_the_main_block_is_as_wide_as_the_block(layout):
    """From the digits to the space bar each row fills the block, without gap, step or overlap."""
    top = layout.key("Digit1").y
    width = 14.5 if layout.id.startswith("macbook") else 15
    keys = [key for key in layout.keys if key.y >= top]
    for row in range(5):
        for part in (0.25, 0.75):
            arrows = [k for k in layout.keys if k.code.startswith("Arrow") and k.h < 1]
            bare = sum(1 for k in arrows if row == 4 and part == 0.25 and k.code in ("ArrowLeft", "ArrowRight"))
            wanted = GAPS.get(layout.id, {}).get(row, width) - (bare if layout.id.startswith("macbook") else 0)
            assert covers(keys, top + row + part, width) == pytest.approx(wanted), f"row {row}"


def test_every_row_of_the_numpad_is_as_wide_as_the_numpad(layout):
    """The keypad is a full block of four by five, its two tall keys counted in both their rows."""
    keys = [key for key in layout.keys if key.zone == "numpad"]
    if not keys:
        return
    left = min(key.x for key in keys)
    right = max(key.x + key.w for key in keys)
    top = min(key.y for key in keys)
    small = layout.id.endswith("-96")
    # On a 96 % keyboard the right arrow takes the place of the wide zero's left half.
    assert len(keys) == (18 if layout.standard == "abnt2" else 17)
    for row in range(5):
        missing = 1 if small and row == 4 else 0
        assert covers(keys, top + row + 0.5, 99) == pytest.approx(right - left - missing)


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("Digit5", {"Digit4", "Digit6"}), ("KeyG", {"KeyF", "KeyH"}), ("Semicolon", {"KeyL", "Quote"})],
)
def test_the_nearest_keys_are_the_ones_beside_it(layout, code, nearest):
    """None is nearer to a key in the middle of a row than its neighbours left and right."""
    distances = [sum((a - b) ** 2 for a, b in zip(key.centre, layout.key(code).centre, strict=True))
                 for key in layout.by_distance(code)]  # fmt: skip
    near = {key.code for key, far in zip(layout.by_distance(code), distances, strict=True) if far < distances[0] + 0.1}
    assert nearest <= near


@pytest.mark.parametrize("name", [name for name in library.ids() if "iso" in name and "mac" not in name])
def test_an_iso_keyboard_has_the_tall_enter_and_two_more_keys(name):
    """Enter is an L of two rectangles; # ~ lies beside it, and the backslash right of the left Shift."""
    layout = library.load(name)
    enter, hash_key, backslash = (layout.key(code) for code in ("Enter", "Backslash", "IntlBackslash"))
    assert enter.also is not None
    assert (enter.also.x + enter.also.w, enter.h) == (enter.x + enter.w, 2)
    assert (hash_key.legend, hash_key.x + hash_key.w) == ("# ~", enter.x)
    assert (backslash.legend, backslash.x) == ("\\ |", layout.key("ShiftLeft").w)


@pytest.mark.parametrize("name", [name for name in library.ids() if "ansi" in name])
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


def test_every_key_but_the_space_bar_has_a_legend(layout):
    """Letters stand in capitals; only the space bar bears nothing."""
    assert [layout.key(code).legend for code in ("KeyQ", "Digit5")] == ["Q", "5 %"]
    assert [key.code for key in layout.keys if not key.legend] == ["Space"]


@pytest.mark.parametrize("name", ["qwerty", "", "../layouts/ansi-104", "ansi-104.toml", "/etc/passwd"])
def test_an_unknown_id_is_told_which_ids_there_are(name):
    """Only the ids themselves are accepted; the error lists them and no file is touched."""
    with pytest.raises(UsageError, match=", ".join(library.ids())) as caught:
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
