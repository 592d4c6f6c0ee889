"""The shipped udev rule: keyboards only, the person at the screen only, and one command that installs it."""

from __future__ import annotations

import re
import shlex
import sys

import pytest

from keycheck.capture.udev_rule import RULE, install_command

LINES = [line for line in RULE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
GIVING = [line for line in LINES if "TAG+=" in line]
KEY = re.compile(r'[A-Z]+(\{[A-Za-z_]+\})?(==|!=|\+=|=)"[^"]*"')


def test_every_line_is_written_as_udev_reads_it() -> None:
    assert [part for line in LINES for part in line.split(", ") if not KEY.fullmatch(part)] == []


def test_right_is_that_of_the_person_at_the_screen_and_of_no_group() -> None:
    assert len(GIVING) == 3
    assert all(line.endswith('TAG+="uaccess"') for line in GIVING)
    assert not re.search(r"\b(GROUP|MODE|OWNER|RUN|PROGRAM)\b", "\n".join(LINES))


def test_every_device_is_asked_for_being_a_keyboard() -> None:
    of_events, of_reports = GIVING[:2], GIVING[2:]
    assert all(re.search(r'ENV\{ID_INPUT_KEY(BOARD)?\}=="1"', line) for line in of_events)
    assert 'ENV{ID_INPUT_MOUSE}!="1"' in GIVING[1]
    assert all('ATTRS{bInterfaceProtocol}=="01"' in line for line in of_reports)


def test_it_comes_before_the_rule_that_turns_the_tag_into_a_right() -> None:
    assert RULE.name < "73-seat-late.rules"


@pytest.mark.skipif(sys.platform == "win32", reason="its paths are those of Linux")
def test_one_command_installs_it_wherever_the_package_lies() -> None:
    words = shlex.split(install_command())
    assert words[:5] == ["sudo", "install", "-m", "644", str(RULE)]
    assert words[5] == f"/etc/udev/rules.d/{RULE.name}"
    assert words.count("&&") == 2
