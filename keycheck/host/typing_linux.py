"""The layout that a Linux desktop, its X server or its system files type with, in XKB's names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from keycheck.host.desktop import GNOME, SCHEMAS, desktops, is_wayland
from keycheck.host.imitator import Unreadable
from keycheck.host.typing_layout import Typing
from keycheck.host.wayland_desktop import GNOME_LAYOUTS, kde_file
from keycheck.layouts.layout import Standard
from keycheck.programs import Ask, NoAnswer, answer_of

FILES = ("etc/default/keyboard", "etc/vconsole.conf")
"""Where Debian and systemd keep what the console and new sessions type with."""

_COUNTRIES = {"br": "br_abnt2", "ca": "ca_fr", "ch": "ch_de", "in": "in_eng"}
"""XKB's layout -> the locale of our legends, where the names differ."""

_VARIANTS = {("ch", "fr"): "ch_fr", ("fr", "oss"): "fr_oss"}
"""Layout and how its variant begins -> a locale of its own. Others (`dvorak`, `nodeadkeys`) change no caps."""

_MODELS: dict[str, Standard] = {
    "abnt2": "abnt2",
    "applealu_ansi": "ansi",
    "applealu_iso": "iso",
    "applealu_jis": "jis",
    "jp106": "jis",
    "kr106": "ks",
    "pc101": "ansi",
    "pc102": "iso",
    "pc104": "ansi",
}
"""XKB's model -> the keys of that model. `pc105` is missing: it is set wherever nobody chose anything."""


def read(environment: Mapping[str, str], ask: Ask = answer_of, root: Path = Path("/")) -> Typing:
    """What is typed with first where there are several layouts; nothing where nobody says it."""
    for names in (_of_the_session, _of_the_files):
        said = names(environment, ask, root)
        if said.get("layout"):
            return _typing(said)
    return Typing()


def _typing(said: Mapping[str, str]) -> Typing:
    layout, variant = (said.get(part, "").partition(",")[0].strip() for part in ("layout", "variant"))
    beginnings = (locale for (of, begins), locale in _VARIANTS.items() if layout == of and variant.startswith(begins))
    return Typing(next(beginnings, _COUNTRIES.get(layout, layout)), _MODELS.get(said.get("model", "")))


def _of_the_session(environment: Mapping[str, str], ask: Ask, root: Path) -> dict[str, str]:
    """Model, layout and variant; empty where this session does not say them."""
    try:
        if not is_wayland(environment):
            return _of_x(ask(["setxkbmap", "-query"], "")) if environment.get("DISPLAY") else {}
        if any(SCHEMAS.get(name) == GNOME for name in desktops(environment)):
            return _of_gnome(ask)
        return _of_kde(environment) if "KDE" in desktops(environment) else {}
    except (NoAnswer, Unreadable):
        return {}


def _of_x(query: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in query.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _of_gnome(ask: Ask) -> dict[str, str]:
    """The source that was used last; where none was switched to, the first one."""
    for sources in ("mru-sources", "sources"):
        found = re.findall(r"\('xkb', '([^']+)'\)", ask(["gsettings", "get", GNOME_LAYOUTS, sources], ""))
        if found:
            layout, _, variant = found[0].partition("+")
            return {"layout": layout, "variant": variant}
    return {}


def _of_kde(environment: Mapping[str, str]) -> dict[str, str]:
    config = kde_file(Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "kxkbrc")
    named = {"layout": "LayoutList", "variant": "VariantList", "model": "Model"}
    return {part: config.get("Layout", name, fallback="") or "" for part, name in named.items()}


def _of_the_files(environment: Mapping[str, str], ask: Ask, root: Path) -> dict[str, str]:
    for name in FILES:
        try:
            text = (root / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        said = {part.lower(): value for part, value in re.findall(r'^XKB(\w+)="?([^"\n]*)"?', text, re.MULTILINE)}
        if said.get("layout"):
            return said
    return {}
