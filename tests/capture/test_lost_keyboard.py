"""A keyboard that was pulled out keeps its name at another place, and no other one gets it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keycheck.capture.linux_keyboards import Keyboard, keyboards
from keycheck.capture.lost_keyboard import Lost, Places
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sysfs is made of links")

NAME = "/dev/input/event0"


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    return Sysfs(tmp_path)


def attached(sysfs: Sysfs, *events: int) -> tuple[Keyboard, ...]:
    for event in events:
        sysfs.add(event, f"port{event}/input/input{event}", phys=f"usb-{event}/input0", keys=BOARD_KEYS)
    return keyboards(sysfs.root)


def test_keyboard_is_found_under_its_name_where_it_was_last(sysfs: Sysfs) -> None:
    first, second = attached(sysfs, 0, 4)
    places = Places()
    assert places.find([NAME], (first, second)) == [(NAME, first)]
    places.note(NAME, second)
    assert places.find([NAME], (first, second)) == [(NAME, second)]
    assert places.find([NAME], (first,)) == []


def test_no_name_is_every_name(sysfs: Sysfs) -> None:
    first, second = attached(sysfs, 0, 4)
    assert Places().find([], (first, second)) == [(NAME, first), ("/dev/input/event4", second)]


def test_another_make_at_its_place_is_not_it(sysfs: Sysfs) -> None:
    (first,) = attached(sysfs, 0)
    places = Places()
    places.note(NAME, first)
    sysfs.write("sys/devices/port0/input/input0/name", "Another Board")
    assert places.find([NAME], keyboards(sysfs.root)) == []


def test_keyboard_that_was_pulled_out_between_two_stretches_is_one_of_the_lost(sysfs: Sysfs) -> None:
    first, neighbour = attached(sysfs, 0, 4)
    places = Places()
    places.find([NAME], (first, neighbour))
    places.note(NAME, first)
    assert places.find([NAME], (neighbour,)) == []
    assert [*places.lost] == [NAME]
    *_, back = attached(sysfs, 7)
    assert places.find([NAME], (neighbour, back)) == [(NAME, back)]


@pytest.mark.parametrize("names", [[NAME], []])
def test_keyboard_that_changed_its_port_between_two_stretches_keeps_its_name(sysfs: Sysfs, names: list[str]) -> None:
    (first,) = attached(sysfs, 0)
    places = Places()
    places.find(names, (first,))
    places.note(NAME, first)
    *_, back = attached(sysfs, 7)
    assert places.find(names, (back,)) == [(NAME, back)]


def test_lost_one_is_again_the_new_one_of_its_kind_and_never_its_neighbour(sysfs: Sysfs) -> None:
    first, neighbour = attached(sysfs, 0, 4)
    lost = Lost(first, NAME, 0, frozenset({neighbour.found.path}))
    assert lost.again_among((neighbour,)) is None
    *_, back = attached(sysfs, 7)
    assert lost.again_among((neighbour, back)) == back
