"""Which desktop this is, and how each switches an accessibility filter off."""

from __future__ import annotations

from collections.abc import Mapping

from keycheck.host.imitator import Kind
from keycheck.languages import N_

Environment = Mapping[str, str]

GNOME = "org.gnome.desktop.a11y.keyboard"
SCHEMAS = {
    "GNOME": GNOME,
    "Unity": GNOME,
    "Budgie": GNOME,
    "X-Cinnamon": "org.cinnamon.desktop.a11y.keyboard",
    "MATE": "org.mate.accessibility-keyboard",
}
"""Desktop, as XDG_CURRENT_DESKTOP names it -> where it keeps its filters in GSettings."""

_GSETTINGS: dict[Kind, str] = {
    "slow_keys": "slowkeys-enable",
    "bounce_keys": "bouncekeys-enable",
    "sticky_keys": "stickykeys-enable",
    "mouse_keys": "mousekeys-enable",
}
_XFCE: dict[Kind, str] = {
    "slow_keys": "SlowKeys",
    "bounce_keys": "BounceKeys",
    "sticky_keys": "StickyKeys",
    "mouse_keys": "MouseKeys",
}
_KDE: dict[Kind, str] = {
    "slow_keys": N_("System Settings > Accessibility > Keyboard Filters: Slow keys"),
    "bounce_keys": N_("System Settings > Accessibility > Keyboard Filters: Bounce keys"),
    "sticky_keys": N_("System Settings > Accessibility > Modifier Keys: Sticky keys"),
    "mouse_keys": N_("System Settings > Accessibility > Mouse Navigation"),
}
_XKBSET: dict[Kind, str] = {
    "slow_keys": "xkbset -slowkeys",
    "bounce_keys": "xkbset -bouncekeys",
    "sticky_keys": "xkbset -sticky",
    "mouse_keys": "xkbset -mousekeys",
}


def is_wayland(environment: Environment) -> bool:
    """Whether this session is one of Wayland, where X11's settings say nothing."""
    return bool(environment.get("WAYLAND_DISPLAY")) or environment.get("XDG_SESSION_TYPE") == "wayland"


def desktops(environment: Environment) -> tuple[str, ...]:
    """What the desktop calls itself and what it is made of (`Budgie`, `GNOME`); empty where it does not say."""
    return tuple(filter(None, environment.get("XDG_CURRENT_DESKTOP", "").split(":")))


def filter_mend(environment: Environment, kind: Kind) -> str:
    """How this desktop switches a filter off: its own command, else that of the X server."""
    for desktop in desktops(environment):
        if desktop in SCHEMAS:
            return f"gsettings set {SCHEMAS[desktop]} {_GSETTINGS[kind]} false"
        if desktop == "KDE":
            return _KDE[kind]
        if desktop == "XFCE":
            return f"xfconf-query -c accessibility -p /{_XFCE[kind]} -s false"
    return _XKBSET[kind]
