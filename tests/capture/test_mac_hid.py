"""Keyboards of macOS by their reports, with hidapi's part played by objects that speak as it is documented to.

No other system has what macOS lists and opens; on a real Mac nothing of this was tried.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from keycheck.capture.mac_hid import NOT_SHARED, REFUSED, MacHidSystem, keyboards_among, share
from keycheck.capture.mac_hid_source import ABSENT, MacHidSource
from keycheck.capture.mac_permission import NOT_ALLOWED
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent
from tests.capture.hid_writing import boot_keyboard
from tests.capture.source_contract import SourceContract

A_DOWN, ALL_UP = bytes([0, 0, 4, 0, 0, 0, 0, 0]), bytes(8)


def line(path: str = "DevSrvsID:1", usage: tuple[int, int] = (1, 6), **parts: Any) -> dict[str, Any]:
    """One line of what hidapi 0.15 lists."""
    return {
        "path": path.encode(),
        "vendor_id": 0x046D,
        "product_id": 0xC31C,
        "serial_number": "",
        "release_number": 0x6400,
        "manufacturer_string": "Logitech",
        "product_string": "USB Keyboard",
        "usage_page": usage[0],
        "usage": usage[1],
        "interface_number": 0,
        "bus_type": 1,
    } | parts


class Board:
    """A keyboard at one path: what it sends, and whether it is still plugged in."""

    def __init__(self, descriptor: bytes = b"") -> None:
        self.descriptor = descriptor or boot_keyboard()
        self.reports: list[bytes] = []
        self.plugged_in = True
        self.open = 0


class Device:
    """Stands where hidapi's device stands."""

    def __init__(self, boards: dict[bytes, Board]) -> None:
        self._boards = boards
        self._board: Board | None = None

    def open_path(self, path: bytes) -> None:
        if path not in self._boards:
            raise OSError("open failed")
        self._board = self._boards[path]
        self._board.open += 1

    def get_report_descriptor(self) -> list[int]:
        assert self._board is not None
        return list(self._board.descriptor)

    def set_nonblocking(self, on: int) -> int:
        return 0

    def read(self, longest: int, wait_ms: int = 0) -> list[int]:
        assert self._board is not None
        if not self._board.plugged_in:
            raise OSError("read error")
        if not self._board.reports:
            time.sleep(wait_ms / 1000)
        return list(self._board.reports.pop(0)) if self._board.reports else []

    def close(self) -> None:
        if self._board is not None:
            self._board.open -= 1
            self._board = None


class Mac:
    """Stands where the module `hid` stands."""

    def __init__(self, *boards: tuple[dict[str, Any], Board]) -> None:
        self.lines = [line for line, _ in boards]
        self.boards = {line["path"]: board for line, board in boards}
        self.shared = 0

    def enumerate(self) -> list[dict[str, Any]]:
        return self.lines

    def device(self) -> Device:
        assert self.shared, "opened before hidapi was told to leave it to the system"
        return Device(self.boards)

    def share(self) -> None:
        self.shared += 1

    def source(self, allowed: bool = True) -> MacHidSource:
        return MacHidSource(lambda: MacHidSystem(self, self.share), lambda: allowed)


def told_of(mac: Mac, devices: Sequence[str] = ()) -> tuple[MacHidSource, list[RawEvent | Disturbance]]:
    told: list[RawEvent | Disturbance] = []
    source = mac.source()
    source.start(told.append, devices)
    return source, told


def wait_for(come_true: Callable[[], object]) -> None:
    end = time.monotonic() + 5
    while not come_true():
        assert time.monotonic() < end
        time.sleep(0.001)


class TestContract(SourceContract):
    @pytest.fixture
    def board(self) -> Board:
        return Board()

    @pytest.fixture
    def source(self, board: Board) -> MacHidSource:
        return Mac((line(), board)).source()

    @pytest.fixture
    def tap(self, board: Board) -> Callable[[], None]:
        return lambda: board.reports.extend((A_DOWN, ALL_UP)) if board.open else None


def test_keyboard_is_each_device_that_is_one_and_was_made_by_no_program() -> None:
    listed = [
        line("DevSrvsID:1"),
        line("DevSrvsID:1", usage=(0x0C, 1)),
        line("DevSrvsID:2", usage=(1, 2), product_string="Mouse"),
        line("DevSrvsID:3", manufacturer_string="pqrs.org", product_string="Karabiner VirtualHIDKeyboard"),
        line("DevSrvsID:4", product_string="Apple Internal Keyboard / Trackpad", bus_type=4, vendor_id=0x05AC),
        line("DevSrvsID:5", product_string="", bus_type=0),
    ]
    found = [keyboard.found for keyboard in keyboards_among(listed)]
    assert [(one.path, one.name, one.bus, one.internal) for one in found] == [
        ("DevSrvsID:1", "USB Keyboard", "usb", None),
        ("DevSrvsID:4", "Apple Internal Keyboard / Trackpad", "spi", True),
        ("DevSrvsID:5", "keyboard 046d:c31c", "", None),
    ]


def test_key_that_the_descriptor_does_not_name_is_blind_and_silence_blames_no_switch() -> None:
    board = Board()
    probe = Mac((line(), board)).source().probe()
    (found,) = probe.devices
    assert "KeyA" not in found.blind
    assert "MediaPlayPause" in found.blind
    assert (probe.state, probe.silence, board.open) == ("ready", "not_separated", 0)


def test_without_the_right_to_listen_nothing_is_opened_and_the_right_is_named() -> None:
    mac = Mac((line(), Board()))
    assert mac.source(allowed=False).probe() == NOT_ALLOWED
    assert "Input Monitoring" in NOT_ALLOWED.mend
    assert mac.shared == 0


def test_mac_without_a_keyboard_says_so() -> None:
    assert Mac().source().probe() == ABSENT


def test_keyboard_that_another_program_took_is_told_with_the_reason() -> None:
    mac = Mac((line(), Board()))
    mac.boards.clear()
    probe = mac.source().probe()
    assert (probe.state, probe.reason) == ("blocked", f"hidapi can't be used: {REFUSED}")
    with pytest.raises(OSError, match="Karabiner"):
        told_of(mac)


def test_descriptor_that_makes_no_sense_is_refused_and_nothing_stays_open() -> None:
    board = Board(b"\x05")
    assert Mac((line(), board)).source().probe().state == "blocked"
    assert board.open == 0


class Library:
    """The functions of hidapi's own library; its first use sets it to taking keyboards, as that of 0.14 does."""

    def __init__(self, obeys: bool = True) -> None:
        self.exclusive = -1
        self._obeys = obeys

    def hid_init(self) -> int:
        self.exclusive = 1 if self.exclusive < 0 else self.exclusive
        return 0

    def hid_darwin_set_open_exclusive(self, on: int) -> None:
        self.exclusive = on if self._obeys else 1

    def hid_darwin_get_open_exclusive(self) -> int:
        return self.exclusive


class OldLibrary:
    """Of before 0.12: it can only take keyboards."""

    def hid_init(self) -> int:
        return 0


def test_hidapi_is_told_to_leave_keyboards_to_the_system_after_its_first_use() -> None:
    library = Library()
    share(library)
    assert library.exclusive == 0


@pytest.mark.parametrize("library", [Library(obeys=False), OldLibrary()], ids=["does not obey", "can't be told"])
def test_hidapi_that_would_take_the_keyboard_opens_none(library: object) -> None:
    board = Board()
    mac = Mac((line(), board))
    source = MacHidSource(lambda: MacHidSystem(mac, lambda: share(library)), lambda: True)
    assert source.probe().reason == f"hidapi can't be used: {NOT_SHARED}"
    with pytest.raises(OSError, match=NOT_SHARED):
        source.start(lambda seen: None, ())
    assert board.open == 0


@pytest.fixture
def two() -> tuple[Mac, Board, Board]:
    one, other = Board(), Board()
    return Mac((line("DevSrvsID:1"), one), (line("DevSrvsID:2"), other)), one, other


def test_press_on_the_other_keyboard_of_the_same_make_is_not_heard(two: tuple[Mac, Board, Board]) -> None:
    mac, one, other = two
    source, told = told_of(mac, ["DevSrvsID:2"])
    one.reports += [A_DOWN, ALL_UP]
    other.reports += [A_DOWN, ALL_UP]
    wait_for(lambda: len(told) >= 2)
    source.stop()
    assert [(e.native, e.action, e.device) for e in told if isinstance(e, RawEvent)] == [
        ("07:04", "down", "DevSrvsID:2"),
        ("07:04", "up", "DevSrvsID:2"),
    ]
    assert one.open == 0


def test_keyboard_that_is_pulled_out_and_plugged_in_again_keeps_its_name() -> None:
    board, again = Board(), Board()
    mac = Mac((line("DevSrvsID:1"), board))
    source, told = told_of(mac)
    mac.lines, board.plugged_in = [], False
    wait_for(lambda: told)
    mac.boards[b"DevSrvsID:7"] = again
    mac.lines = [line("DevSrvsID:7")]
    wait_for(lambda: again.open)
    again.reports.append(A_DOWN)
    wait_for(lambda: len(told) >= 3)
    source.stop()
    lost, back, down = told
    assert isinstance(lost, Disturbance)
    assert isinstance(back, Disturbance)
    assert isinstance(down, RawEvent)
    assert (lost.what, back.what, down.native) == ("source_lost", "source_back", "07:04")
    assert {lost.device, back.device, down.device} == {"DevSrvsID:1"}
