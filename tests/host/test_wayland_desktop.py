"""Filters and keyboard options of made-up Wayland desktops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from keycheck.host.imitator import Unreadable
from keycheck.host.wayland_desktop import read
from keycheck.programs import Ask
from tests.host.programs_said import printing

GNOME = {"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}

SETTINGS = """org.gnome.desktop.a11y.keyboard bouncekeys-delay 300
org.gnome.desktop.a11y.keyboard bouncekeys-enable false
org.gnome.desktop.a11y.keyboard enable false
org.gnome.desktop.a11y.keyboard mousekeys-enable false
org.gnome.desktop.a11y.keyboard slowkeys-delay 300
org.gnome.desktop.a11y.keyboard slowkeys-enable false
org.gnome.desktop.a11y.keyboard stickykeys-enable false
org.gnome.desktop.a11y.keyboard togglekeys-enable false
"""
"""What `gsettings list-recursively` printed (glib 2.74), shortened."""


def gnome(settings: str, options: str = "@as []\n") -> Ask:
    def ask(command: Sequence[str], question: str) -> str:
        return settings if "list-recursively" in command else options

    return ask


def kde(folder: Path, **files: str) -> dict[str, str]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {"WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "KDE", "XDG_CONFIG_HOME": str(folder)}


def test_gnome_with_everything_off_has_no_imitator() -> None:
    assert read(GNOME, gnome(SETTINGS)) == ()


def test_gnome_tells_its_filters_and_their_times() -> None:
    (slow,) = read(GNOME, gnome(SETTINGS.replace("slowkeys-enable false", "slowkeys-enable true"))) or ()
    assert (slow.kind, slow.delay_ms, slow.layer) == ("slow_keys", 300, "os")
    assert slow.mend == "gsettings set org.gnome.desktop.a11y.keyboard slowkeys-enable false"


def test_gnome_names_its_options_even_where_nobody_can_say_which_keys_they_change() -> None:
    (options,) = read(GNOME, gnome(SETTINGS, "['caps:swapescape', 'compose:menu']\n")) or ()
    assert (options.name, options.keys) == ("Keyboard options (caps:swapescape,compose:menu)", None)
    assert options.mend == "gsettings reset org.gnome.desktop.input-sources xkb-options"


def test_kde_tells_its_filters_with_its_own_time_where_none_is_set(tmp_path: Path) -> None:
    said = "[Keyboard]\nSlowKeys=true\nSlowKeysDelay=700\nBounceKeys=true\nStickyKeys=false\n[Mouse]\nMouseKeys=true\n"
    found = read(kde(tmp_path, kaccessrc=said), printing({})) or ()
    times = [(imitator.kind, imitator.delay_ms) for imitator in found]
    assert times == [("slow_keys", 700), ("bounce_keys", 500), ("mouse_keys", None)]


@pytest.mark.parametrize(("set_them", "found"), [("true", 1), ("false", 0)])
def test_kde_sets_its_options_only_where_it_was_told_to(tmp_path: Path, set_them: str, found: int) -> None:
    said = f"[$Version]\nupdate_info=x\n[Layout]\nOptions=caps:none\nResetOldOptions={set_them}\n"
    assert len(read(kde(tmp_path, kxkbrc=said), printing({})) or ()) == found


def test_kde_that_was_never_set_has_no_imitator(tmp_path: Path) -> None:
    assert read(kde(tmp_path), printing({})) == ()


def test_damaged_file_of_kde_is_unreadable_and_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="kaccessrc is damaged"):
        read(kde(tmp_path, kaccessrc="SlowKeys=true\n"), printing({}))


def test_desktop_that_keeps_its_settings_to_itself_is_unreadable_and_named() -> None:
    with pytest.raises(Unreadable, match="where sway keeps them"):
        read({"WAYLAND_DISPLAY": "wayland-1", "XDG_CURRENT_DESKTOP": "sway"}, printing({}))


def test_desktop_of_x11_is_asked_elsewhere() -> None:
    assert read({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "GNOME"}, printing({})) is None
