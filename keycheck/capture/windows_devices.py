"""What Windows knows of a keyboard interface beyond its name; nobody is asked for rights, and nothing is read."""

from __future__ import annotations

import ctypes
import sys
import uuid
from ctypes import wintypes

from keycheck.capture.raw_input_calls import attached
from keycheck.capture.windows_keyboards import Interface

NO_RIGHTS, SHARED, OPEN_EXISTING = 0, 3, 3
"""CreateFile: a handle for questions only, which Windows gives for a keyboard too."""

LONGEST_PRODUCT = 127
"""Characters: USB allows 126 in a string descriptor (USB 2.0, 9.6.7), and one ends it."""

CONTAINER_ID = (uuid.UUID("8c7ed206-3f8a-4827-b3ab-ae9e1faefc6c"), 2)
"""DEVPKEY_Device_ContainerId of devpkey.h: what all parts of one thing share."""


class PropertyKey(ctypes.Structure):
    """DEVPROPKEY."""

    _fields_ = (("category", ctypes.c_ubyte * 16), ("number", ctypes.c_uint32))


def interfaces() -> dict[int, Interface]:
    """Handle -> keyboard interface, of all that are attached; OSError where Windows does not say."""
    return {handle: Interface(path, _product(path), _container(path)) for handle, path in attached()}


def _product(path: str) -> str:
    """What the device calls itself; empty where it has no name, or is no HID device."""
    if sys.platform != "win32":
        return ""
    kernel, hid = ctypes.WinDLL("kernel32"), ctypes.WinDLL("hid")
    kernel.CreateFileW.restype = wintypes.HANDLE
    handle = wintypes.HANDLE(
        kernel.CreateFileW(ctypes.c_wchar_p(path), NO_RIGHTS, SHARED, None, OPEN_EXISTING, 0, None)
    )
    if handle.value in (None, wintypes.HANDLE(-1).value):
        return ""
    try:
        text = ctypes.create_unicode_buffer(LONGEST_PRODUCT)
        said = hid.HidD_GetProductString(handle, text, ctypes.sizeof(text))
        return text.value.strip() if said else ""
    finally:
        kernel.CloseHandle(handle)


def _container(path: str) -> str:
    """The GUID of the thing that the interface is a part of; empty where Windows gives none."""
    if sys.platform != "win32":
        return ""
    try:
        manager = ctypes.WinDLL("cfgmgr32")
        find, ask = manager.CM_Locate_DevNodeW, manager.CM_Get_DevNode_PropertyW
    except (OSError, AttributeError):
        return ""
    instance = path.removeprefix("\\\\?\\").rpartition("#")[0].replace("#", "\\")
    node, kind, size = wintypes.DWORD(), ctypes.c_uint32(), wintypes.ULONG(16)
    if find(ctypes.byref(node), ctypes.c_wchar_p(instance), 0):
        return ""
    category, number = CONTAINER_ID
    key = PropertyKey((ctypes.c_ubyte * 16)(*category.bytes_le), number)
    found = (ctypes.c_ubyte * 16)()
    refused = ask(node, ctypes.byref(key), ctypes.byref(kind), found, ctypes.byref(size), 0)
    return "" if refused else str(uuid.UUID(bytes_le=bytes(found)))
