"""Under Wayland the desktop itself filters and maps keys; GNOME and KDE write down how."""

from __future__ import annotations

import configparser
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from keycheck.host.desktop import GNOME, SCHEMAS, desktops, filter_mend, is_wayland
from keycheck.host.imitator import Imitator, Unreadable
from keycheck.host.key_filters import KeyFilters, filters_found
from keycheck.host.x_keymap import changed_by_options, option_remap
from keycheck.languages import N_
from keycheck.programs import Ask, NoAnswer, answer_of

GNOME_LAYOUTS = "org.gnome.desktop.input-sources"
GNOME_DELAY_MS, KDE_DELAY_MS = 300, 500
"""The time of both filters where none was set (GNOME's schema; KDE's source of kaccess)."""


def read(environment: Mapping[str, str], ask: Ask = answer_of) -> tuple[Imitator, ...] | None:
    """The filters and keyboard options of this Wayland desktop; None where it is no Wayland session.

    Raises Unreadable where the desktop is one that keeps them where nobody can ask.
    """
    if not is_wayland(environment):
        return None
    names = desktops(environment)
    if any(SCHEMAS.get(name) == GNOME for name in names):
        return (*_gnome_filters(environment, ask), *_gnome_options(environment, ask))
    if "KDE" in names:
        folder = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        return (*_kde_filters(environment, folder), *_kde_options(environment, folder, ask))
    if not names:
        raise Unreadable(N_("keycheck does not know where this desktop keeps them"))
    raise Unreadable(N_("keycheck does not know where {name} keeps them").format(name=names[0]))


def _gnome_filters(environment: Mapping[str, str], ask: Ask) -> tuple[Imitator, ...]:
    lines = ask(["gsettings", "list-recursively", GNOME], "").splitlines()
    said = {name: value for name, _, value in (line.partition(" ")[2].partition(" ") for line in lines)}

    def on(name: str) -> bool:
        return said.get(f"{name}-enable") == "true"

    def time_ms(name: str) -> int | None:
        return _milliseconds(said.get(f"{name}-delay", ""), GNOME_DELAY_MS) if on(name) else None

    filters = KeyFilters(time_ms("slowkeys"), time_ms("bouncekeys"), on("stickykeys"), on("mousekeys"))
    return tuple(filters_found(filters, "os", f"GSettings, {GNOME}", partial(filter_mend, environment)))


def _gnome_options(environment: Mapping[str, str], ask: Ask) -> tuple[Imitator, ...]:
    listed = re.findall(r"'([^']+)'", ask(["gsettings", "get", GNOME_LAYOUTS, "xkb-options"], ""))
    mend = f"gsettings reset {GNOME_LAYOUTS} xkb-options"
    return _options(environment, ",".join(listed), f"GSettings, {GNOME_LAYOUTS}", mend, ask)


def _kde_filters(environment: Mapping[str, str], folder: Path) -> tuple[Imitator, ...]:
    file = folder / "kaccessrc"
    config = kde_file(file)

    def on(name: str, group: str = "Keyboard") -> bool:
        return config.get(group, name, fallback="false").lower() in {"true", "1", "on", "yes"}

    def time_ms(name: str) -> int | None:
        return _milliseconds(config.get("Keyboard", f"{name}Delay", fallback=""), KDE_DELAY_MS) if on(name) else None

    filters = KeyFilters(time_ms("SlowKeys"), time_ms("BounceKeys"), on("StickyKeys"), on("MouseKeys", "Mouse"))
    return tuple(filters_found(filters, "os", str(file), partial(filter_mend, environment)))


def _kde_options(environment: Mapping[str, str], folder: Path, ask: Ask) -> tuple[Imitator, ...]:
    file = folder / "kxkbrc"
    config = kde_file(file)
    # KDE leaves the options alone unless it was told to set them.
    if config.get("Layout", "ResetOldOptions", fallback="false") != "true":
        return ()
    options = config.get("Layout", "Options", fallback="")
    return _options(environment, options, str(file), N_("System Settings > Keyboard > Key Bindings"), ask)


def kde_file(file: Path) -> configparser.ConfigParser:
    """A file of KDE's settings; an empty one where there is none. Raises Unreadable where it is damaged."""
    config = configparser.ConfigParser(interpolation=None, strict=False, delimiters=("=",), allow_no_value=True)
    config.optionxform = str  # type: ignore[assignment, method-assign]  # names differ by case alone
    try:
        config.read(file, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        raise Unreadable(N_("{file} is damaged").format(file=file)) from error
    return config


def _milliseconds(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise


def _options(environment: Mapping[str, str], options: str, read_from: str, mend: str, ask: Ask) -> tuple[Imitator, ...]:
    """The options as one imitator, with the keys that they change where the tools of X11 can tell."""
    if not options:
        return ()
    try:
        # The layout itself plays no part in which keys an option changes.
        changed = changed_by_options({"options": options}, ask) if environment.get("DISPLAY") else None
    except NoAnswer:
        changed = None
    return () if changed == {} else (option_remap(options, changed, read_from, mend),)
