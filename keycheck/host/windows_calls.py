"""The questions to Windows itself that tell what acts on keys; on other systems each of them raises Unreadable."""

from __future__ import annotations

import ctypes
import struct
import sys

from keycheck.host.imitator import Unreadable
from keycheck.languages import N_

PROCESSES = 0x2
"""TH32CS_SNAPPROCESS."""

LAYOUT_NAME_LENGTH = 9
"""KL_NAMELENGTH: eight digits and the zero behind them."""

VK_NUMLOCK = 0x90
TO_SCAN_CODE_WITH_PREFIX = 4
"""MAPVK_VK_TO_VSC_EX: E0 and E1 come as the high byte."""

QUERY_LIMITED = 0x1000
TOKEN_QUERY = 0x8
TOKEN_ELEVATION = 20
"""PROCESS_QUERY_LIMITED_INFORMATION, TOKEN_QUERY, TokenElevation."""

ACCESS_DENIED = 5


class ProcessEntry(ctypes.Structure):
    """PROCESSENTRY32W."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("usage", ctypes.c_uint32),
        ("process", ctypes.c_uint32),
        ("heap", ctypes.c_size_t),
        ("module", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("parent", ctypes.c_uint32),
        ("priority", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("name", ctypes.c_wchar * 260),
    )


def system_parameters(action: int, size: int) -> bytes:
    """The structure that SystemParametersInfo fills in; its first word is its size."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    buffer = ctypes.create_string_buffer(struct.pack("<I", size), size)
    if not ctypes.windll.user32.SystemParametersInfoW(action, size, buffer, 0):
        raise Unreadable(N_("{name} refused").format(name=f"SystemParametersInfo 0x{action:x}"))
    return buffer.raw


def registry_bytes(key: str, name: str) -> bytes:
    """A binary value below HKEY_LOCAL_MACHINE; empty where there is none."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            value = winreg.QueryValueEx(opened, name)[0]
    except FileNotFoundError:
        return b""
    return value if isinstance(value, bytes) else b""


def process_names() -> frozenset[str]:
    """The file names of all programs that are running."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateToolhelp32Snapshot.restype = ctypes.c_void_p
    snapshot = ctypes.c_void_p(kernel.CreateToolhelp32Snapshot(PROCESSES, 0))
    entry, names = ProcessEntry(size=ctypes.sizeof(ProcessEntry)), set()
    more = kernel.Process32FirstW(snapshot, ctypes.byref(entry))
    while more:
        names.add(str(entry.name))
        more = kernel.Process32NextW(snapshot, ctypes.byref(entry))
    kernel.CloseHandle(snapshot)
    return frozenset(names)


def scan_code_of(virtual_key: int) -> int:
    """The scan code of a virtual key in the layout that is in use; 0 where there is none."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    return int(ctypes.windll.user32.MapVirtualKeyW(virtual_key, TO_SCAN_CODE_WITH_PREFIX))


def layout_name() -> str:
    """The name of the layout that is typed with, eight digits (`00000407` for German)."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    name = ctypes.create_unicode_buffer(LAYOUT_NAME_LENGTH)
    if not ctypes.windll.user32.GetKeyboardLayoutNameW(name):
        raise Unreadable(N_("{name} refused").format(name="GetKeyboardLayoutName"))
    return name.value


def keyboard_type() -> int:
    """Which kind of keyboard Windows takes for attached (4: any of America or Europe, 7: Japanese, 8: Korean)."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    return int(ctypes.windll.user32.GetKeyboardType(0))


def number_lock() -> bool:
    """Whether Num Lock is on."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    return bool(ctypes.windll.user32.GetKeyState(VK_NUMLOCK) & 1)


def foreground_window() -> int | None:
    """The handle of the window in front; None while none is, as when one gives the place to another."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    user = ctypes.WinDLL("user32")
    user.GetForegroundWindow.restype = ctypes.c_void_p
    return user.GetForegroundWindow() or None


def foreground_is_elevated() -> bool:
    """Whether the window in front runs elevated, and this process does not."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    user = ctypes.WinDLL("user32")
    user.GetForegroundWindow.restype = ctypes.c_void_p
    window, process = ctypes.c_void_p(user.GetForegroundWindow()), ctypes.c_uint32()
    user.GetWindowThreadProcessId(window, ctypes.byref(process))
    return bool(process.value) and _is_elevated(process.value) and not ctypes.windll.shell32.IsUserAnAdmin()


def _is_elevated(process: int) -> bool:
    """Whether a process runs elevated; one that we may not even ask does."""
    if sys.platform != "win32":
        raise Unreadable(N_("this is not Windows"))
    kernel, rights = ctypes.WinDLL("kernel32", use_last_error=True), ctypes.WinDLL("advapi32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle, token = ctypes.c_void_p(kernel.OpenProcess(QUERY_LIMITED, False, process)), ctypes.c_void_p()
    if not handle.value:
        return ctypes.get_last_error() == ACCESS_DENIED
    try:
        if not rights.OpenProcessToken(handle, TOKEN_QUERY, ctypes.byref(token)):
            return ctypes.get_last_error() == ACCESS_DENIED
        elevated, size = ctypes.c_uint32(), ctypes.c_uint32()
        rights.GetTokenInformation(token, TOKEN_ELEVATION, ctypes.byref(elevated), 4, ctypes.byref(size))
        kernel.CloseHandle(token)
        return bool(elevated.value)
    finally:
        kernel.CloseHandle(handle)
