"""The commands as a person types them on Windows: what they say, in the code page of a console, and no traceback."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.system.wine.windows import Windows


def keycheck(windows: Windows, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    done = windows.run("-m", "keycheck", *words, **environment)
    assert b"Traceback" not in done.stdout + done.stderr
    assert done.stderr == b""
    return done


def test_devices_names_the_keyboard_and_both_ways_to_listen(windows: Windows) -> None:
    said = json.loads(keycheck(windows, "devices", "--json").stdout)
    assert [(source["name"], source["state"]) for source in said["sources"]][:2] == [
        ("raw_input", "ready"),
        ("pynput", "ready"),
    ]
    (keyboard,) = said["sources"][0]["devices"]
    assert (keyboard["bus"], keyboard["vendor_id"]) == ("usb", 0x845E)


@pytest.mark.parametrize("code_page", ["cp437", "cp1252", "utf-8"])
def test_doctor_reads_every_setting_that_it_knows(windows: Windows, code_page: str) -> None:
    told = keycheck(windows, "doctor", PYTHONIOENCODING=code_page).stdout.decode(code_page)
    assert "Raw Input" in told or "raw_input" in told
    assert "Could not be read" not in told
    assert "Looked at: accessibility, Scancode Map, running programs, Num Lock" in " ".join(told.split())


def test_demo_leaves_its_report_and_finds_what_was_planted(windows: Windows) -> None:
    done = keycheck(windows, "demo", "--no-tui", "--fault", "dead:Digit5", "--out", r"C:\returns\4711")
    assert done.returncode == 0
    folder = windows.drive / "returns" / "4711"
    assert {file.name for file in folder.iterdir()} == {"report.json", "report.html", "report.pdf", "trace.jsonl"}
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert json.loads((folder / "report.json").read_bytes())["verdict"]["verdict"] == "fault"


def test_replay_draws_the_verdict_again(windows: Windows) -> None:
    keycheck(windows, "simulate", "--fault", "dead:Digit5", "-o", r"C:\trace.jsonl")
    assert keycheck(windows, "replay", r"C:\trace.jsonl").returncode == 1
