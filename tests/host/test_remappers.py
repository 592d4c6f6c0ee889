"""Programs that act on keys, in made-up lists of processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keycheck.host.imitator import Unreadable
from keycheck.host.remappers import PROGRAMS, running
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sysfs is made of links")


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    sysfs = Sysfs(tmp_path)
    (tmp_path / "proc/self").mkdir(parents=True)
    return sysfs


def start(sysfs: Sysfs, number: int, name: str) -> None:
    sysfs.write(f"proc/{number}/comm", name)


def test_programs_that_do_nothing_to_keys_are_no_imitators(sysfs: Sysfs) -> None:
    for number, name in enumerate(["systemd", "keyd-viewer", "bash", "python3"]):
        start(sysfs, number + 1, name)
    assert running(sysfs.root) == ()


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_known_program_is_found_by_the_name_of_its_process(sysfs: Sysfs, name: str) -> None:
    start(sysfs, 4242, name)
    (found,) = running(sysfs.root)
    assert found.name == PROGRAMS[name].name
    assert found.keys is None
    assert not found.blocks_verdict


def test_names_are_as_long_as_the_kernel_keeps_them() -> None:
    assert [name for name in PROGRAMS if len(name) > 15] == []


@pytest.mark.parametrize(
    ("name", "mend"),
    [("keyd", "sudo systemctl stop keyd"), ("kanata", "sudo kill 4242"), ("ydotoold", "sudo kill 4242")],
)
def test_mend_stops_the_service_or_ends_the_process(sysfs: Sysfs, name: str, mend: str) -> None:
    start(sysfs, 4242, name)
    assert running(sysfs.root)[0].mend == mend


def test_program_with_several_processes_is_told_once(sysfs: Sysfs) -> None:
    start(sysfs, 10, "intercept")
    start(sysfs, 11, "intercept")
    assert len(running(sysfs.root)) == 1


def test_keyboard_of_a_program_that_is_running_is_not_told_twice(sysfs: Sysfs) -> None:
    start(sysfs, 10, "keyd")
    sysfs.add(9, "virtual/input/input9", "", BOARD_KEYS)
    sysfs.write("sys/devices/virtual/input/input9/name", "keyd virtual keyboard")
    assert [found.name for found in running(sysfs.root)] == ["keyd"]


def test_keyboard_of_an_unknown_program_is_told_by_its_name(sysfs: Sysfs) -> None:
    sysfs.add(9, "virtual/input/input9", "", BOARD_KEYS)
    assert [found.name for found in running(sysfs.root)] == ["Keyboard of a program, Board"]


def test_keyboard_of_wood_and_switches_is_no_program(sysfs: Sysfs) -> None:
    sysfs.add(9, "virtual/misc/uhid/0005:046D:B342.0001/input/input9", "", BOARD_KEYS, bus=5)
    assert running(sysfs.root) == ()


def test_process_that_ends_while_it_is_asked_is_left_out(sysfs: Sysfs) -> None:
    (sysfs.root / "proc/77").mkdir()
    assert running(sysfs.root) == ()


def test_system_without_a_list_of_processes_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="/proc is missing"):
        running(tmp_path)
