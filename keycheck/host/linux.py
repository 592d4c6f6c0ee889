"""What a Linux machine says of itself, read from files that the kernel offers."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from pathlib import Path

from keycheck.host.label import Fact, Label, model_name, stated

OsRelease = Callable[[], Mapping[str, str]]


def read_label(root: Path = Path("/")) -> Label:
    """Maker, model and serial from the firmware's table, and what that lacks from the device tree (most ARM boards).

    Only root can read the serial of the firmware's table.
    """
    dmi, tree = _dmi(root), _device_tree(root)
    return Label(dmi.maker or tree.maker, dmi.model or tree.model, dmi.serial or tree.serial)


def read_system(os_release: OsRelease = platform.freedesktop_os_release) -> Fact | None:
    """The distribution by its own name, and the kernel."""
    kernel = f"{platform.system()} {platform.release()}"
    try:
        name = os_release().get("PRETTY_NAME", "")
    except (OSError, ValueError):
        name = ""
    return stated(f"{name}, {kernel}" if name else kernel, "system")


def _dmi(root: Path) -> Label:
    folder = root / "sys/class/dmi/id"
    maker = _text(folder / "sys_vendor")
    model = model_name(maker, _text(folder / "product_name"), _text(folder / "product_version"))
    return Label(stated(maker, "dmi"), stated(model, "dmi"), stated(_text(folder / "product_serial"), "dmi"))


def _device_tree(root: Path) -> Label:
    """Its `model` names the maker too, in whatever way the maker likes."""
    folder = root / "proc/device-tree"
    model, serial = _text(folder / "model"), _text(folder / "serial-number")
    return Label(None, stated(model, "device_tree"), stated(serial, "device_tree"))


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
