"""With which layout a system types: what its programs and files say, as the locale of our legends."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from keycheck.host import typing_layout, typing_linux, typing_macos, typing_windows
from keycheck.host.imitator import Unreadable
from keycheck.host.machine import Machine
from keycheck.host.own_keyboard import country_of, is_portable
from keycheck.host.typing_layout import Typing, typing_here
from keycheck.layouts.first_guess import suits
from keycheck.layouts.legends import locales
from tests.host.programs_said import printing

X = {"DISPLAY": ":1"}
GNOME = {"WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}
KDE = {"WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "KDE"}


def query(layout: str, variant: str = "", model: str = "pc105") -> str:
    return f"rules:      evdev\nmodel:      {model}\nlayout:     {layout}\n" + (
        f"variant:    {variant}\n" if variant else ""
    )


class TestLinux:
    @pytest.mark.parametrize(
        ("printed", "typing"),
        [
            (query("de"), Typing("de")),
            (query("us,ru", ",phonetic"), Typing("us")),
            (query("fr", "oss_latin9"), Typing("fr_oss")),
            (query("ch", "fr_nodeadkeys"), Typing("ch_fr")),
            (query("ch"), Typing("ch_de")),
            (query("br", model="abnt2"), Typing("br_abnt2", "abnt2")),
            (query("jp", model="jp106"), Typing("jp", "jis")),
            (query("us", "dvorak", "pc104"), Typing("us", "ansi")),
        ],
    )
    def test_x_server_says_model_layout_and_variant(self, printed: str, typing: Typing, tmp_path: Path) -> None:
        assert typing_linux.read(X, printing({"setxkbmap": printed}), tmp_path) == typing

    @pytest.mark.parametrize(
        ("printed", "locale"),
        [
            ("[('xkb', 'ch+fr'), ('xkb', 'us')]", "ch_fr"),
            ("[('ibus', 'mozc-jp'), ('xkb', 'jp')]", "jp"),
            ("@a(ss) []", ""),
        ],
    )
    def test_gnome_says_what_was_typed_with_last(self, printed: str, locale: str, tmp_path: Path) -> None:
        assert typing_linux.read(GNOME, printing({"gsettings": printed}), tmp_path) == Typing(locale)

    def test_kde_keeps_it_in_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "kxkbrc").write_text("[Layout]\nLayoutList=se,us\nModel=pc105\n")
        environment: Mapping[str, str] = KDE | {"XDG_CONFIG_HOME": str(tmp_path)}
        assert typing_linux.read(environment, printing({}), tmp_path) == Typing("se")

    @pytest.mark.parametrize("file", typing_linux.FILES)
    def test_system_file_says_it_where_no_session_does(self, file: str, tmp_path: Path) -> None:
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text('# a remark\nXKBMODEL="pc105"\nXKBLAYOUT="it"\nXKBVARIANT=""\n')
        assert typing_linux.read(X, printing({}), tmp_path) == Typing("it")

    def test_nothing_is_known_where_nobody_says_it(self, tmp_path: Path) -> None:
        assert typing_linux.read({}, printing({}), tmp_path) == Typing()


class TestWindows:
    @pytest.mark.parametrize(
        ("layout", "kind", "typing"),
        [
            ("00000407", 4, Typing("de")),
            ("00000411", 7, Typing("jp", "jis")),
            ("00000412", 8, Typing("kr", "ks")),
            ("00010416", 4, Typing("br_abnt2")),
            ("a0000407", 4, Typing()),
        ],
    )
    def test_name_of_the_layout_and_type_of_the_keyboard(self, layout: str, kind: int, typing: Typing) -> None:
        assert typing_windows.typing_of(layout, kind) == typing

    @pytest.mark.skipif("sys.platform != 'win32'", reason="this is not Windows")
    def test_windows_answers(self) -> None:
        assert typing_windows.read().locale in ("", *locales())

    @pytest.mark.skipif("sys.platform == 'win32'", reason="this is Windows, where it answers")
    def test_other_systems_are_not_asked(self) -> None:
        with pytest.raises(Unreadable, match="not Windows"):
            typing_windows.read()


class TestMacos:
    def settings(self, *selected: dict[str, str]) -> str:
        return plistlib.dumps({"AppleSelectedInputSources": list(selected)}).decode()

    @pytest.mark.parametrize(
        ("source", "locale"),
        [
            ({"KeyboardLayout Name": "Swiss French"}, "ch_fr"),
            ({"Input Mode": "com.apple.inputmethod.Japanese"}, "jp"),
            ({"KeyboardLayout Name": "Klingon"}, ""),
        ],
    )
    def test_settings_name_the_layout(self, source: dict[str, str], locale: str) -> None:
        ask = printing({"defaults": self.settings(source)})
        assert typing_macos.read(ask, lambda: "iso") == Typing(locale, "iso")

    def test_settings_that_are_none_say_nothing(self) -> None:
        assert typing_macos.read(printing({"defaults": "no plist"}), lambda: None) == Typing()


def test_every_locale_that_a_table_names_has_legends_and_a_keyboard() -> None:
    named = {*typing_windows._LOCALES.values(), *typing_macos._LOCALES.values(), *typing_macos._MODES.values()}
    assert named <= set(locales())
    assert all(any(suits(locale, shape) for shape in ("ansi", "iso", "jis", "abnt2", "ks")) for locale in named)


def test_system_that_answers_strangely_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Typing:
        raise Unreadable("no")

    monkeypatch.setattr(typing_layout, "_read", refuse)
    assert typing_here() == Typing()


class TestOwnKeyboard:
    @pytest.mark.parametrize(("said", "country"), [("21\n", 33), ("0f", 15), ("00", 0), ("", 0), (None, 0)])
    def test_keyboard_says_its_country_where_it_has_one(self, said: str | None, country: int, tmp_path: Path) -> None:
        device = tmp_path / "sys/class/input/event4/device/device"
        device.mkdir(parents=True)
        if said is not None:
            (device / "country").write_text(said)
        assert country_of("/dev/input/event4", tmp_path) == country
        assert country_of("/dev/input/by-id/x", tmp_path) == 0

    @pytest.mark.skipif("sys.platform != 'linux'", reason="a file of Linux")
    @pytest.mark.parametrize(("chassis", "portable"), [("10", True), ("3", False), ("", False)])
    def test_firmware_says_what_kind_of_machine_it_is(self, chassis: str, portable: bool, tmp_path: Path) -> None:
        (tmp_path / "sys/class/dmi/id").mkdir(parents=True)
        (tmp_path / "sys/class/dmi/id/chassis_type").write_text(chassis)
        assert is_portable(Machine(), tmp_path) is portable
