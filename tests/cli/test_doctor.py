"""`keycheck doctor`: what keeps keycheck from seeing, what imitates a fault, and how each is mended, in 80 columns."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from keycheck.capture.source import FoundDevice, Probe
from keycheck.capture.sources import names
from keycheck.capture.udev_rule import install_command
from keycheck.cli.doctor import WIDTH, summary, told
from keycheck.host.imitator import Imitator
from keycheck.host.label import Fact
from keycheck.host.machine import Machine
from keycheck.host.settings import Survey, Unread
from tests.cli.command import Run

READY, ABSENT = Probe("ready"), Probe("absent", "the kernel shows no keyboard here")
SILENT = Probe("ready", silence="no_evidence")
BLOCKED = Probe("blocked", "only root may read it", "sudo -E keycheck test")

SLOW = Imitator(
    "slow_keys", "Slow Keys", "short presses are lost", None, "os", True, "the X server", "xkbset -slowkeys"
)
MOUSE = Imitator("mouse_keys", "Mouse Keys", "the number pad types nothing", ("Numpad1",), "os", True, "here", "off")
SWAP = Imitator("remap", "Keyboard options", "CapsLock gives Escape", ("CapsLock",), "app", False, "here", "setxkbmap")

MACHINE = Machine(Fact("LENOVO", "dmi"), Fact("ThinkPad T14 Gen 3 (21AH00ABGE)", "dmi"), None, Fact("Debian", "system"))


def said(probes: dict[str, Probe], *imitators: Imitator, unread: tuple[Unread, ...] = ()) -> str:
    return "\n".join(told(probes, Survey(imitators, ("running programs",), unread), MACHINE))


def test_every_way_to_listen_is_told_with_the_reason_and_the_mend() -> None:
    text = said({"evdev": BLOCKED, "pynput": READY})
    assert "  evdev     can't listen here yet\n" in text
    assert "  why:  only root may read it\n" in text
    assert "  mend: sudo -E keycheck test\n" in text
    assert "  pynput    can listen\n" in text


def test_command_that_mends_for_good_is_told_in_one_line_with_what_it_gives_away() -> None:
    text = said({"evdev": replace(BLOCKED, mend_for_good=install_command())})
    assert f"\n    {install_command()}\n" in text
    assert "gives every program of yours the right to read keyboards" in " ".join(text.split())


def test_every_imitator_is_told_with_what_it_looks_like_where_it_was_read_and_its_mend() -> None:
    text = said({"pynput": READY}, SLOW, SWAP)
    for imitator in (SLOW, SWAP):
        assert f"  {imitator.name}\n    looks like  {imitator.imitates}\n" in text
        assert f"    read from   {imitator.read_from}\n    mend        {imitator.mend}\n" in text
    assert "    keys        CapsLock\n" in text


def test_nothing_found_is_told_with_where_it_was_looked_for_and_what_could_not_be_read() -> None:
    text = said({"pynput": READY}, unread=(Unread("scan codes of the kernel", "only root may read them"),))
    assert "  None was found.\n  Looked at: running programs.\n" in text
    assert "  Could not be read: scan codes of the kernel (only root may read them).\n" in text


def test_machine_is_told_part_by_part_with_its_source() -> None:
    text = said({"pynput": READY})
    assert "  maker   LENOVO (from the firmware)\n" in text
    assert "  serial  not stated\n  system  Debian\n" in text


def test_no_line_is_longer_than_a_terminal_is_wide_unless_it_is_a_command() -> None:
    command = f"gsettings set {'x' * 80} slowkeys-enable false"
    device = FoundDevice("/dev/input/event3", "Keyboard " * 12, "usb", blind={"Fn": "no number"})
    long = Imitator("remap", "Name " * 20, "looks " * 40, ("KeyA",) * 40, "app", False, "read " * 30, command)
    lines = said({"evdev": Probe("ready", "why " * 40, "mend " * 30, (device,), device.blind)}, long).splitlines()
    assert [line for line in lines if len(line) > WIDTH] == [f"      {command}"]


def test_name_of_a_device_can_not_steer_the_terminal() -> None:
    device = FoundDevice("/dev/input/event3", "Board\x1b[2J\r\n\u202e", "usb")
    assert said({"evdev": Probe("ready", devices=(device,))}).isascii()


@pytest.mark.parametrize(
    ("probes", "imitators", "sentence"),
    [
        ({"evdev": BLOCKED, "pynput": ABSENT}, [SLOW],
         "Nothing can be tested here yet: first do one of the things above."),
        ({"evdev": ABSENT}, [], "Nothing can be tested here, and keycheck knows no way to change that."),
        ({"terminal": SILENT, "evdev": BLOCKED}, [],
         "Here keycheck can show that a key works, but not that one is dead."),
        ({"evdev": READY, "pynput": READY}, [SWAP],
         "Here keycheck can test all ordinary keys, and can tell a broken key from a setting; "
         "Fn and its like can't be tested anywhere."),
        ({"pynput": READY}, [SLOW],
         "Here keycheck can test all ordinary keys, once Slow Keys is out of the way, but can't tell a broken key "
         "from a setting; Fn and its like can't be tested anywhere."),
        ({"pynput": READY, "raw_input": READY}, [SLOW, MOUSE],
         "Here keycheck can test all ordinary keys, once Slow Keys and Mouse Keys are out of the way, but can't tell "
         "a broken key from a setting; Fn and its like can't be tested anywhere."),
    ],
)  # fmt: skip
def test_last_sentence_says_what_can_be_tested_and_what_can_not(
    probes: dict[str, Probe], imitators: list[Imitator], sentence: str
) -> None:
    assert summary(probes, imitators) == sentence


def test_doctor_in_words_has_its_parts_in_order(run: Run) -> None:
    ran = run("doctor")
    assert (ran.status, ran.err) == (0, "")
    titles = [line for line in ran.text.splitlines() if line and not line.startswith(" ")]
    assert titles[:3] == ["Ways to listen", "Settings and programs that look like a broken key", "This machine"]
    assert titles[-1].endswith(".")


def test_doctor_as_json_says_the_same(run: Run) -> None:
    ran = run("doctor", "--json")
    assert (ran.status, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert list(answer) == ["schema", "sources", "settings", "looked_at", "unread", "machine", "summary"]
    assert answer["schema"] == "keycheck.doctor/1"
    assert [source["name"] for source in answer["sources"]] == list(names())
    assert set(answer["machine"]) == {"maker", "model", "serial", "os"}


def test_json_of_an_imitator_has_every_field_that_scripts_rely_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keycheck.host.settings.survey", lambda: Survey((MOUSE,), (), ()))
    (setting,) = json.loads(run("doctor", "--json").out)["settings"]
    assert setting == {
        "kind": "mouse_keys",
        "name": "Mouse Keys",
        "imitates": "the number pad types nothing",
        "keys": ["Numpad1"],
        "layer": "os",
        "blocks_verdict": True,
        "read_from": "here",
        "mend": "off",
        "delay_ms": None,
        "emptied": [],
    }
