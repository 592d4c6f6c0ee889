"""What a Windows machine says of itself, read from the registry and the firmware's table."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from keycheck.host import smbios
from keycheck.host.label import Fact, Label, model_name, stated

BIOS = r"HARDWARE\DESCRIPTION\System\BIOS"
CURRENT_VERSION = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"

FIRST_BUILD_OF_11 = 22000
"""Windows 11 still calls itself Windows 10 in the registry; its builds begin here (Microsoft's release information)."""

ReadValue = Callable[[str, str], str | None]
"""Key below HKEY_LOCAL_MACHINE and name -> value; None where there is none."""


def registry_value(key: str, name: str) -> str | None:
    """A value below HKEY_LOCAL_MACHINE, as text; None where it is missing, and on other systems."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return None


def firmware_table() -> bytes:
    """The SMBIOS structures as the firmware left them; empty where the system gives none, and on other systems."""
    if sys.platform != "win32":
        return b""
    ask = ctypes.windll.kernel32.GetSystemFirmwareTable
    provider = int.from_bytes(b"RSMB", "big")
    size = ask(provider, 0, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read = ask(provider, 0, buffer, size)
    # RawSMBIOSData puts eight bytes before the structures: four of versions, four of their length.
    return buffer.raw[8:read] if 8 < read <= size else b""


def read_label(value: ReadValue = registry_value, table: Callable[[], bytes] = firmware_table) -> Label:
    """Maker and model from the registry, the serial from the firmware's table; no administrator is needed."""
    maker = value(BIOS, "SystemManufacturer")
    model = model_name(maker, value(BIOS, "SystemProductName"), value(BIOS, "SystemVersion"))
    serial = smbios.system_serial(table())
    return Label(stated(maker, "registry"), stated(model, "registry"), stated(serial, "dmi"))


def read_system(value: ReadValue = registry_value) -> Fact | None:
    """Windows by the name that people know it by, its release and its build: `Windows 11 Home 23H2, build 22631`."""
    name, build = value(CURRENT_VERSION, "ProductName"), value(CURRENT_VERSION, "CurrentBuildNumber") or ""
    if name is None:
        return None
    if build.isdecimal() and int(build) >= FIRST_BUILD_OF_11:
        name = name.replace("Windows 10", "Windows 11", 1)
    release = value(CURRENT_VERSION, "DisplayVersion")
    named = f"{name} {release}" if release else name
    return stated(f"{named}, build {build}" if build else named, "system")
