"""The table of sources, and the question what one can do, asked in a process that may die of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from keycheck.capture import sources
from keycheck.capture.remote import has_display_of_the_person
from keycheck.capture.source import Probe
from keycheck.errors import UsageError
from tests.capture.recorded import recording, saved

HOUSE = Path(__file__).parents[2]
CRASHED = "status 4" if sys.platform == "win32" else "SIGILL"


@pytest.mark.parametrize(
    ("platform", "names"),
    [("linux", ("hidraw", "evdev", "pynput")), ("win32", ("raw_input", "pynput")), ("darwin", ("hidraw", "pynput"))],
)
def test_sources_are_those_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, names: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert sources.names() == (*names, "terminal")
    untried = {"hidraw"} if platform == "darwin" else set()
    assert sources.usual() == (*(name for name in names if name not in untried), "terminal")


@pytest.mark.parametrize("name", sources.names()[:-1])
def test_every_source_bears_its_name_and_says_what_it_is(name: str) -> None:
    source = sources.make(name)
    assert source.name == name
    assert source.layer in {"hid", "kernel", "os"}
    assert source.resolution_ns > 0


def test_unknown_source_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=f"found telepathy, expected one of {', '.join(sources.names()[:-1])}"):
        sources.make("telepathy")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system can't make up a terminal")
def test_terminal_can_be_used_where_there_is_one_and_its_silence_is_no_evidence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen, terminal = os.openpty()
    with open(terminal) as stdin:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        assert sources.probe("terminal") == Probe("ready", silence="no_evidence")
    os.close(screen)
    monkeypatch.setattr(sys, "__stdin__", None)
    assert sources.probe("terminal").state == "blocked"


@pytest.mark.parametrize(
    ("environment", "state"),
    [
        ({}, "the kernel shows no keyboard here"),
        ({"SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22"}, "belongs to another machine"),
        ({"SSH_TTY": "/dev/pts/0"}, "belongs to another machine"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="evdev is Linux's")
def test_keyboard_of_another_machine_than_the_person_s_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], state: str
) -> None:
    """Whoever comes in over ssh must not listen to who sits there."""
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    from keycheck.capture.evdev_source import EvdevSource

    assert state in EvdevSource(tmp_path).probe().reason


@pytest.mark.parametrize(
    ("environment", "own"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/0"}, False),
        ({"DISPLAY": "localhost:10.0", "SSH_TTY": "/dev/pts/0"}, True),
    ],
)
def test_display_that_ssh_forwards_is_the_person_s_own(environment: dict[str, str], own: bool) -> None:
    assert has_display_of_the_person(environment) is own


def test_recording_is_a_source_and_can_be_probed(tmp_path: Path) -> None:
    probe = sources.probe(f"replay:{saved(recording(), tmp_path)}")
    assert probe.state == "ready"
    assert probe.devices[0].name == "Recorded Keyboard"
    assert probe.blind == {"Fn": "never sent"}


def test_probe_of_what_can_not_be_made_is_blocked_with_the_reason() -> None:
    probe = sources.probe("replay:/nowhere")
    assert probe.state == "blocked"
    assert "No such file" in probe.reason


@pytest.mark.parametrize(
    ("program", "reason", "patience_s"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGILL)", "ended without an answer (" + CRASHED, 30.0),
        ("raise SystemExit(3)", "ended without an answer (status 3)", 30.0),
        ("print('hello')", "ended without an answer (status 0)", 30.0),
        ("import time; time.sleep(60)", "did not answer within", 0.5),
    ],
    ids=["crash", "exit", "nonsense", "hang"],
)
def test_probe_that_takes_its_process_down_is_blocked(
    monkeypatch: pytest.MonkeyPatch, program: str, reason: str, patience_s: float
) -> None:
    monkeypatch.setattr(sources, "worker_command", lambda *_: [sys.executable, "-c", program])
    monkeypatch.setattr(sources, "PROBE_S", patience_s)
    asked = time.monotonic()
    probe = sources.probe("any")
    assert time.monotonic() - asked < patience_s + 2
    assert probe.state == "blocked"
    assert reason in probe.reason


def test_probe_whose_process_can_not_be_started_is_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "worker_command", lambda *_: ["/nowhere/python"])
    assert sources.probe("any").reason.startswith("its process could not be started: ")


def test_asking_loads_nothing_that_listens() -> None:
    """The process of the screen must not connect to the X server, nor load what can crash it."""
    program = (
        "import sys; from keycheck.capture import sources; sources.probe('pynput'); sources.names();"
        "import keycheck.capture.capture_process; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert not {"pynput", "Xlib", "evdev", "hid", "hidraw"} & {name.partition(".")[0] for name in done.stdout.split()}
