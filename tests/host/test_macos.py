"""Maker, model, serial and system of made-up Macs."""

from __future__ import annotations

import json
import sys

import pytest

from keycheck.host.label import Fact, Label
from keycheck.host.macos import Run, printed_by, read_label, read_system

PROFILE = {
    "SPHardwareDataType": [
        {
            "machine_name": "MacBook Pro",
            "machine_model": "MacBookPro18,3",
            "number_processors": 10,
            "serial_number": "C02XX0AAJG5J",
        }
    ]
}


def programs(profiler: str | None, sysctl: str | None) -> Run:
    """A Mac on which the two programs print this."""
    return lambda command: profiler if command[0].endswith("system_profiler") else sysctl


def test_label_holds_what_the_profiler_says() -> None:
    label = read_label(programs(json.dumps(PROFILE), None))
    model = Fact("MacBook Pro (MacBookPro18,3)", "system_profiler")
    assert label == Label(Fact("Apple", "system_profiler"), model, Fact("C02XX0AAJG5J", "system_profiler"))


@pytest.mark.parametrize(
    "profiler", [None, "", "{", "[]", "null", '{"SPHardwareDataType": []}', '{"SPHardwareDataType": ["?"]}']
)
def test_without_a_profile_the_model_is_asked_of_the_kernel(profiler: str | None) -> None:
    label = read_label(programs(profiler, "MacBookPro18,3\n"))
    assert label == Label(Fact("Apple", "sysctl"), Fact("MacBookPro18,3", "sysctl"), None)


def test_a_virtual_machine_is_not_called_an_apple() -> None:
    assert read_label(programs(None, "VMware7,1\n")) == Label(None, Fact("VMware7,1", "sysctl"), None)


def test_a_mac_that_says_nothing_has_an_empty_label() -> None:
    assert read_label(programs(None, None)) == Label()


def test_system_is_macos_and_its_version() -> None:
    assert read_system("14.5") == Fact("macOS 14.5", "system")


@pytest.mark.parametrize(
    ("program", "printed"),
    [("print('Mac', end='')", "Mac"), ("raise SystemExit(1)", None)],
    ids=["prints", "fails"],
)
def test_a_program_that_fails_has_printed_nothing(program: str, printed: str | None) -> None:
    assert printed_by([sys.executable, "-c", program]) == printed


def test_a_program_that_is_missing_has_printed_nothing() -> None:
    assert printed_by(["/nowhere/system_profiler"]) is None
