"""Maker, model and serial of made-up Linux machines."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path

import pytest

from keycheck.host.label import Fact, Label
from keycheck.host.linux import read_label, read_system

DMI = "sys/class/dmi/id/"
TREE = "proc/device-tree/"

MACHINES = {
    "a laptop, read by root": (
        {
            DMI + "sys_vendor": "Dell Inc.\n",
            DMI + "product_name": "Latitude 5440\n",
            DMI + "product_version": "\n",
            DMI + "product_serial": "4BX2Q14\n",
        },
        Label(Fact("Dell Inc.", "dmi"), Fact("Latitude 5440", "dmi"), Fact("4BX2Q14", "dmi")),
    ),
    "a ThinkPad, its serial kept from us": (
        {
            DMI + "sys_vendor": "LENOVO\n",
            DMI + "product_name": "21AH00ABGE\n",
            DMI + "product_version": "ThinkPad T14 Gen 3\n",
        },
        Label(Fact("LENOVO", "dmi"), Fact("ThinkPad T14 Gen 3 (21AH00ABGE)", "dmi"), None),
    ),
    "a board whose maker filled in nothing": (
        {
            DMI + "sys_vendor": "To be filled by O.E.M.\n",
            DMI + "product_name": "Default string\n",
            DMI + "product_version": "None\n",
            DMI + "product_serial": "0\n",
        },
        Label(),
    ),
    "an ARM board": (
        {TREE + "model": "Raspberry Pi 400 Rev 1.0\0", TREE + "serial-number": "100000001a2b3c4d\0"},
        Label(None, Fact("Raspberry Pi 400 Rev 1.0", "device_tree"), Fact("100000001a2b3c4d", "device_tree")),
    ),
    "a container": ({}, Label()),
}


@pytest.mark.parametrize(("files", "label"), MACHINES.values(), ids=MACHINES.keys())
def test_label_holds_what_the_files_say(tmp_path: Path, files: dict[str, str], label: Label) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_label(tmp_path) == label


def test_bytes_that_are_no_text_do_not_hide_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / DMI
    folder.mkdir(parents=True)
    (folder / "sys_vendor").write_bytes(b"\xff\xfeAcme\n")
    maker = read_label(tmp_path).maker
    assert maker is not None
    assert maker.value.endswith("Acme")


def test_system_is_the_distribution_and_the_kernel() -> None:
    system = read_system(lambda: {"PRETTY_NAME": "Debian GNU/Linux 12 (bookworm)"})
    assert system == Fact(f"Debian GNU/Linux 12 (bookworm), {platform.system()} {platform.release()}", "system")


@pytest.mark.parametrize("error", [OSError("no os-release"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no text")])
def test_system_without_a_readable_name_is_the_kernel(error: Exception) -> None:
    def unreadable() -> Mapping[str, str]:
        raise error

    assert read_system(unreadable) == Fact(f"{platform.system()} {platform.release()}", "system")
