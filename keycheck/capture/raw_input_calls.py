"""The calls of Windows that Raw Input is made of: who is attached, what one message says, and a window for messages."""

from __future__ import annotations

import ctypes
import errno
import sys
from collections.abc import Callable
from ctypes import wintypes
from functools import cache
from typing import Any, NamedTuple

from keycheck.languages import N_

WM_CLOSE, WM_INPUT_DEVICE_CHANGE, WM_INPUT = 0x10, 0xFE, 0xFF
ARRIVAL, REMOVAL = 1, 2
"""GIDC_ARRIVAL, GIDC_REMOVAL: the wParam of WM_INPUT_DEVICE_CHANGE."""

MESSAGE_ONLY = -3
"""HWND_MESSAGE: the parent of windows that are never shown."""

PROCEDURE = -4
"""GWLP_WNDPROC: what of a window is called with its messages."""

LRESULT = ctypes.c_ssize_t
NOT_WINDOWS = N_("only Windows has Raw Input")

GENERIC_DESKTOP, KEYBOARD = 0x01, 0x06
"""HID usage of keyboards."""

REMOVE, INPUT_SINK, DEVICE_NOTIFY = 0x1, 0x100, 0x2000
"""RIDEV_REMOVE; RIDEV_INPUTSINK: also while another window is in front; RIDEV_DEVNOTIFY: tell of plugs."""

TYPE_KEYBOARD = 1
DEVICE_NAME = 0x20000007
INPUT = 0x10000003
FAILED = 2**32 - 1
"""RIM_TYPEKEYBOARD, RIDI_DEVICENAME, RID_INPUT, and (UINT)-1."""


class RawInputDeviceList(ctypes.Structure):
    """RAWINPUTDEVICELIST."""

    _fields_ = (("device", wintypes.HANDLE), ("type", wintypes.DWORD))


class RawInputDevice(ctypes.Structure):
    """RAWINPUTDEVICE."""

    _fields_ = (
        ("page", wintypes.USHORT),
        ("usage", wintypes.USHORT),
        ("flags", wintypes.DWORD),
        ("window", wintypes.HWND),
    )


class RawInputKeyboard(ctypes.Structure):
    """RAWINPUT of a keyboard: RAWINPUTHEADER, then RAWKEYBOARD."""

    _fields_ = (
        ("type", wintypes.DWORD),
        ("size", wintypes.DWORD),
        ("device", wintypes.HANDLE),
        ("wparam", wintypes.WPARAM),
        ("make", wintypes.USHORT),
        ("flags", wintypes.USHORT),
        ("reserved", wintypes.USHORT),
        ("vk", wintypes.USHORT),
        ("message", wintypes.UINT),
        ("extra", wintypes.ULONG),
    )


HEADER_SIZE = RawInputKeyboard.make.offset


class RawKey(NamedTuple):
    """What one WM_INPUT of a keyboard says."""

    device: int
    """The handle of the interface, which is not its path; 0 for what a program has made."""
    make: int
    flags: int
    vk: int


def attached() -> tuple[tuple[int, str], ...]:
    """Handle and path of each keyboard interface; OSError where Windows does not say."""
    count, size = wintypes.UINT(), ctypes.sizeof(RawInputDeviceList)
    if _user32().GetRawInputDeviceList(None, ctypes.byref(count), size) == FAILED:
        raise _failure()
    # What is plugged in between the two calls is told of by a message.
    devices = (RawInputDeviceList * max(1, count.value))()
    written = _user32().GetRawInputDeviceList(devices, ctypes.byref(count), size)
    if written == FAILED:
        raise _failure()
    handles = [device.device for device in devices[:written] if device.type == TYPE_KEYBOARD]
    return tuple((handle, path) for handle in handles if (path := _path_of(handle)))


def _path_of(handle: int) -> str:
    """The name of an interface; empty where it has just been pulled out."""
    size = wintypes.UINT()
    _user32().GetRawInputDeviceInfoW(handle, DEVICE_NAME, None, ctypes.byref(size))
    text = ctypes.create_unicode_buffer(size.value + 1)
    written = _user32().GetRawInputDeviceInfoW(handle, DEVICE_NAME, text, ctypes.byref(size))
    return "" if written == FAILED else text.value


def raw_key(lparam: int) -> RawKey | None:
    """What the lParam of a WM_INPUT stands for; None where that is no key."""
    data = RawInputKeyboard()
    size = wintypes.UINT(ctypes.sizeof(data))
    if _user32().GetRawInputData(lparam, INPUT, ctypes.byref(data), ctypes.byref(size), HEADER_SIZE) == FAILED:
        return None
    return RawKey(data.device or 0, data.make, data.flags, data.vk) if data.type == TYPE_KEYBOARD else None


def changed_device(lparam: int) -> int:
    """The handle that the lParam of a WM_INPUT_DEVICE_CHANGE is, as `attached` gives it."""
    return wintypes.HANDLE(lparam).value or 0


class MessageWindow:
    """A window that nobody sees, for one thread: it is made, run and taken away there."""

    def __init__(self, hear: Callable[[int, int, int], None]) -> None:
        """`hear` gets message, wParam and lParam; what it raises ends the run. OSError where Windows refuses."""
        self._hear = hear
        self._error: Exception | None = None
        self._procedure = _window_procedure(self._on_message)
        self._window = _user32().CreateWindowExW(0, "STATIC", None, 0, 0, 0, 0, 0, MESSAGE_ONLY, None, None, None)
        if not self._window:
            raise _failure()
        self._default = _user32().SetWindowLongPtrW(self._window, PROCEDURE, self._procedure)

    def register(self) -> None:
        """From now on Windows sends what any keyboard does; OSError where it refuses."""
        _register(INPUT_SINK | DEVICE_NOTIFY, self._window)

    def run(self) -> None:
        """Wait for messages until `close`, and take the window away; raises what `hear` raised."""
        message = wintypes.MSG()
        while _user32().GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            _user32().DispatchMessageW(ctypes.byref(message))
        _user32().DestroyWindow(self._window)
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """End the run soon; from any thread."""
        _user32().PostMessageW(self._window, WM_CLOSE, 0, 0)

    def _on_message(self, window: int, message: int, wparam: int, lparam: int) -> int:
        if message == WM_CLOSE:
            _register(REMOVE, None)
            _user32().PostQuitMessage(0)
            return 0
        try:
            self._hear(message, wparam, lparam)
        except Exception as error:
            # Through Windows it would not reach anybody.
            self._error = self._error or error
            _user32().PostQuitMessage(1)
        return int(_user32().CallWindowProcW(self._default, window, message, wparam, lparam))


def _register(flags: int, window: int | None) -> None:
    asked = RawInputDevice(GENERIC_DESKTOP, KEYBOARD, flags, window)
    if not _user32().RegisterRawInputDevices(ctypes.byref(asked), 1, ctypes.sizeof(asked)):
        raise _failure()


def _window_procedure(called: Callable[[int, int, int, int], int]) -> Any:
    if sys.platform != "win32":
        raise OSError(errno.ENOSYS, NOT_WINDOWS)
    kind = ctypes.WINFUNCTYPE(LRESULT, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    return kind(called)


def _failure() -> OSError:
    if sys.platform != "win32":
        return OSError(errno.ENOSYS, NOT_WINDOWS)
    return ctypes.WinError(ctypes.get_last_error())


@cache
def _user32() -> Any:
    """The library, with the types of what takes or gives pointers and handles; OSError on other systems."""
    if sys.platform != "win32":
        raise OSError(errno.ENOSYS, NOT_WINDOWS)
    user32 = ctypes.WinDLL("user32", use_last_error=True)
    pointer, handle = wintypes.LPVOID, wintypes.HANDLE
    message = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    types: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "GetRawInputDeviceList": (wintypes.UINT, (pointer, pointer, wintypes.UINT)),
        "GetRawInputDeviceInfoW": (wintypes.UINT, (handle, wintypes.UINT, pointer, pointer)),
        "GetRawInputData": (wintypes.UINT, (handle, wintypes.UINT, pointer, pointer, wintypes.UINT)),
        "CreateWindowExW": (
            wintypes.HWND,
            (wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD, *[ctypes.c_int] * 4, *[handle] * 4),
        ),
        "SetWindowLongPtrW": (pointer, (wintypes.HWND, ctypes.c_int, pointer)),
        "CallWindowProcW": (LRESULT, (pointer, *message)),
        "PostMessageW": (wintypes.BOOL, message),
        "DestroyWindow": (wintypes.BOOL, (wintypes.HWND,)),
    }
    for name, (result, arguments) in types.items():
        function = getattr(user32, name)
        function.restype, function.argtypes = result, arguments
    return user32
