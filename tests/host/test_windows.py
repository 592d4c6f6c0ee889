"""Maker, model, serial and system of made-up Windows machines."""

from __future__ import annotations

import pytest

from keycheck.host.label import Fact, Label
from keycheck.host.windows import BIOS, CURRENT_VERSION, ReadValue, read_label, read_system


def registry(key: str, **values: str) -> ReadValue:
    """A registry with one key."""
    return lambda asked, name: values.get(name) if asked == key else None


def smbios(serial: bytes) -> bytes:
    """A table with firmware information, then the machine's own structure with this serial, then the end."""
    firmware = bytes([0, 5, 0, 0, 1]) + b"Acme Firmware\0\0"
    system = bytes([1, 9, 1, 0, 1, 2, 0, 3, 0]) + b"Acme\0Book 5\0" + serial + b"\0\0"
    return firmware + system + bytes([127, 4, 2, 0]) + b"\0\0"


def test_label_holds_the_registry_and_the_serial_of_the_firmware() -> None:
    values = registry(BIOS, SystemManufacturer="Acme", SystemProductName="Book 5", SystemVersion="1.0")
    label = read_label(values, lambda: smbios(b"SN-0042"))
    assert label == Label(Fact("Acme", "registry"), Fact("Book 5", "registry"), Fact("SN-0042", "dmi"))


def test_label_of_a_machine_that_says_nothing_is_empty() -> None:
    assert read_label(registry(BIOS), lambda: b"") == Label()


@pytest.mark.parametrize(
    ("values", "system"),
    [
        (
            {"ProductName": "Windows 10 Home", "DisplayVersion": "23H2", "CurrentBuildNumber": "22631"},
            "Windows 11 Home 23H2, build 22631",
        ),
        (
            {"ProductName": "Windows 10 Pro", "DisplayVersion": "22H2", "CurrentBuildNumber": "19045"},
            "Windows 10 Pro 22H2, build 19045",
        ),
        ({"ProductName": "Windows 7 Home Premium", "CurrentBuildNumber": "7601"}, "Windows 7 Home Premium, build 7601"),
        ({"ProductName": "Windows 10 Pro", "CurrentBuildNumber": "?"}, "Windows 10 Pro, build ?"),
        ({"ProductName": "Windows 10 Pro"}, "Windows 10 Pro"),
    ],
)
def test_system_is_windows_by_the_name_people_know(values: dict[str, str], system: str) -> None:
    assert read_system(registry(CURRENT_VERSION, **values)) == Fact(system, "system")


def test_system_without_a_name_is_not_stated() -> None:
    assert read_system(registry(CURRENT_VERSION)) is None
