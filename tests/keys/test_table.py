"""The key table gives each native code its one key, and each key its native codes."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.keys import table
from keycheck.keys.key import HidUsage, Key

REPOSITORY = Path(__file__).parents[2]
CODES = table.all_codes()
SPACES = ("evdev", "windows", "mac", "hid", "w3c")


@pytest.mark.parametrize(
    ("space", "native", "code"),
    [
        ("evdev", "6", "Digit5"),
        ("windows", "0x06", "Digit5"),
        ("mac", "0x17", "Digit5"),
        ("hid", "07:22", "Digit5"),
        ("w3c", "Digit5", "Digit5"),
        ("windows", "0x1c", "Enter"),
        ("windows", "0xe01c", "NumpadEnter"),
        ("mac", "0x00", "KeyA"),
        ("hid", "0C:CD", "MediaPlayPause"),
        ("hid", "0C:18A", "LaunchMail"),
        ("evdev", "248", "MicrophoneMuteToggle"),
    ],
)
def test_a_native_code_names_its_key_in_every_space(space, native, code):
    """Each system's number of a key leads to the one W3C code, and back."""
    assert table.code_of(space, native) == code
    assert table.native_of(space, code) == native


@pytest.mark.parametrize(
    ("space", "native", "code"),
    [
        ("hid", "07:32", "Backslash"),
        ("hid", "01:81", "Power"),
        ("hid", "0C:30", "Power"),
        ("hid", "0C:32", "Sleep"),
        ("hid", "0C:34", "Sleep"),
        ("hid", "0C:35", "KeyboardBacklightToggle"),
        ("hid", "0C:7C", "KeyboardBacklightToggle"),
        ("hid", "0C:E2", "AudioVolumeMute"),
        ("hid", "0C:E9", "AudioVolumeUp"),
        ("hid", "0C:EA", "AudioVolumeDown"),
        ("windows", "0x54", "PrintScreen"),
        ("windows", "0xe036", "ShiftRight"),
        ("windows", "0xe046", "Pause"),
    ],
)
def test_a_second_number_of_a_key_counts_as_the_key(space, native, code):
    """A second usage or scan code leads to the key, which keeps its own as the first choice."""
    assert table.code_of(space, native) == code


@pytest.mark.parametrize(
    ("code", "usage"),
    [("Power", "07:66"), ("AudioVolumeUp", "07:80"), ("Backslash", "07:31"), ("Sleep", "01:82")],
)
def test_the_own_usage_of_a_key_goes_before_its_aliases(code, usage):
    """Asked for its usage, a key gives that of its own row, though an alias may come first in the file."""
    assert str(table.key(code).usage) == usage
    assert table.native_of("hid", code) == usage


@pytest.mark.parametrize(
    ("space", "native"),
    [
        ("hid", "07:00"),
        ("hid", "07:01"),
        ("hid", "00:12"),
        ("hid", "07:78"),
        ("hid", "07:76"),
        ("hid", "07:9C"),
        ("hid", "00:70004"),
        ("hid", "FF00:01"),
        ("windows", "0xff"),
        ("windows", "0x00"),
        ("evdev", "0"),
        ("evdev", "0x1e"),
        ("evdev", "-30"),
        ("evdev", "240"),
        ("evdev", ""),
        ("mac", "0xffff"),
        ("mac", "9" * 5000),
        ("w3c", "Digit55"),
        ("w3c", ""),
    ],
)
def test_what_is_no_key_has_no_code(space, native):
    """Status usages, invented ones, unmapped numbers and nonsense give None and never a wrong key."""
    assert table.code_of(space, native) is None


@pytest.mark.parametrize("native", ["0xe", "0x0e", "0X0E", "0x000e"])
def test_leading_zeros_and_case_of_a_number_do_not_matter(native):
    """A source may write a scan code as `hex()` gives it, or padded."""
    assert table.code_of("windows", native) == "Backspace"
    assert table.code_of("hid", "07:2a") == "Backspace"


def test_fn_is_a_key_that_nothing_reports():
    """Fn is known, and has neither a usage nor a number on any system."""
    assert table.key("Fn") == Key("Fn", None)
    assert [table.native_of(space, "Fn") for space in SPACES] == [None, None, None, None, "Fn"]


@pytest.mark.parametrize(
    ("code", "space", "native"),
    [
        ("Pause", "windows", "0x45"),
        ("NumLock", "windows", "0xe045"),
        ("PrintScreen", "windows", "0xe037"),
        ("F24", "windows", "0x76"),
        ("Lang5", "windows", None),
        ("Insert", "mac", "0x72"),
        ("Help", "mac", None),
        ("NumpadClear", "evdev", None),
        ("Delete", "evdev", "111"),
        ("MediaPause", "evdev", "201"),
        ("ContextMenu", "evdev", "127"),
        ("NoSuchKey", "evdev", None),
    ],
)
def test_each_trap_is_settled_as_the_table_says(code, space, native):
    """Keys that a system confuses have the number that the documentation gives them, or none."""
    assert table.native_of(space, code) == native


def test_an_unknown_code_is_a_key_error():
    """Asking for a key that no table knows raises KeyError with the code."""
    assert not table.known("Digit55")
    with pytest.raises(KeyError, match="Digit55"):
        table.key("Digit55")


def test_the_table_knows_two_hundred_codes_each_once():
    """Every code stands once and is known; Digit5 is usage 07:22."""
    assert len(CODES) == len(set(CODES)) == 200
    assert all(table.known(code) and table.key(code).code == code for code in CODES)
    assert table.key("Digit5").usage == HidUsage(0x07, 0x22)


@given(st.sampled_from(SPACES), st.sampled_from(CODES))
def test_there_and_back_is_the_same_key(space, code):
    """code_of(native_of(code)) is the code, wherever the system has a number for it."""
    native = table.native_of(space, code)
    assert native is None or table.code_of(space, native) == code


@given(st.sampled_from(SPACES), st.one_of(st.text(max_size=12), st.integers(-10, 70000).map(hex)))
def test_any_text_gives_a_known_code_or_none(space, native):
    """No native text, however odd, raises or gives a code that the table does not know."""
    code = table.code_of(space, native)
    assert code is None or table.known(code)


def test_importing_the_table_reads_nothing_and_loads_nothing_heavy():
    """A fresh interpreter that imports the table has not read it, and has loaded no heavy library."""
    script = (
        "import sys; from keycheck.keys import table; assert table._table.cache_info().currsize == 0; "
        "print([m for m in ('textual', 'pynput', 'evdev', 'hid', 'hidraw', 'csv', 'msgspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
