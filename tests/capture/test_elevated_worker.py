"""The process that may run as root: what it refuses, how little it loads, and how it ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from keycheck.capture import elevation
from keycheck.capture.elevation import elevated_command, permitted
from keycheck.capture.isolation import ISOLATED
from keycheck.errors import UsageError
from tests.cli.command import HOUSE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sudo and devices that only root may read are Linux's")

HELPER = [sys.executable, *ISOLATED, "-m", "keycheck.capture.elevated_worker"]
AS_ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root is refused")
PATIENCE_S = 20.0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "found nothing"),
        (["pynput"], "found pynput, expected one of: evdev, hidraw"),
        (["replay:/etc/shadow"], "found replay:/etc/shadow, expected one of: evdev, hidraw"),
        (["--probe", "replay:/etc/shadow"], "expected one of: evdev, hidraw"),
        (["--anything", "evdev"], "expected one of: evdev, hidraw"),
        (["evdev", "evdev"], "expected one of: evdev, hidraw"),
    ],
)
def test_it_opens_nothing_but_devices(arguments: list[str], said: str) -> None:
    """What it could be made to read as root, it could be made to show."""
    done = subprocess.run([*HELPER, *arguments], cwd=HOUSE, input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("keycheck: capture-helper: ")
    assert said in line


@pytest.mark.parametrize("instead", ["a terminal", "a file"])
@pytest.mark.parametrize("of", ["stdin", "stdout"])
def test_it_speaks_to_pipes_only(tmp_path: Path, instead: str, of: str) -> None:
    if instead == "a terminal":
        screen, other = os.openpty()
    else:
        screen, other = (os.open(tmp_path / name, os.O_RDWR | os.O_CREAT) for name in "ab")
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, of: other}
    with subprocess.Popen([*HELPER, "evdev"], cwd=HOUSE, stderr=subprocess.PIPE, **streams) as helper:
        assert helper.wait(PATIENCE_S) == 2
        assert helper.stderr is not None
        (line,) = helper.stderr.read().decode().splitlines()
    assert "keycheck starts it by itself (keycheck test --elevate)" in line
    os.close(screen)
    os.close(other)


def test_it_loads_nothing_that_it_does_not_need() -> None:
    program = (
        "import sys, keycheck.capture.elevated_worker; from keycheck.capture import sources; sources.make('evdev'); "
    )
    loaded = subprocess.run(
        [sys.executable, "-P", "-c", program + "print(*sys.modules)"], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
    ).stdout.split()  # fmt: skip
    strange = {"textual", "click", "pynput", "Xlib", "jinja2", "typst", "rich", "socket", "ssl", "ctypes"}
    assert strange.isdisjoint(loaded)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("keycheck.")}
    assert rooms <= {"capture", "config", "errors", "events", "keys", "languages"}


def test_it_reads_nothing_and_ends_when_its_parent_says_nothing() -> None:
    with subprocess.Popen([*HELPER, "evdev"], cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as helper:
        assert helper.stdin is not None
        helper.stdin.close()
        began = time.monotonic()
        assert helper.wait(PATIENCE_S) in (0, 1)
        assert time.monotonic() - began < PATIENCE_S
        assert helper.stdout is not None
        assert b'"kind":"raw"' not in helper.stdout.read()


def test_sudo_is_never_asked_for_a_password_where_a_screen_is_open() -> None:
    command = elevated_command("evdev")
    assert command[1:3] == ["-n", "--"]
    assert command[-3:] == ["-m", "keycheck.capture.elevated_worker", "evdev"]


def test_system_without_sudo_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elevation.shutil, "which", lambda program: None)
    with pytest.raises(UsageError, match="found no sudo"):
        permitted(["evdev"])


def environment_of(command: list[str]) -> str:
    """What the command says of where packages lie."""
    (said,) = (word for word in command if word.startswith("PYTHONPATH="))
    return said.removeprefix("PYTHONPATH=")


def test_root_looks_into_no_folder_that_the_persons_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {str(HOUSE), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    for place in ("/home/somebody/site-packages", "/home/somebody/dist-packages"):
        monkeypatch.syspath_prepend(place)
    assert set(environment_of(elevated_command("evdev")).split(os.pathsep)) == own


def test_root_finds_no_package_of_the_folder_it_is_started_in_nor_of_the_users(tmp_path: Path) -> None:
    """Whoever can write there would else run what they like as root."""
    home = tmp_path / "home"
    users = home / ".local/lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    here = tmp_path / "here"
    for folder in (users, here):
        folder.mkdir(parents=True)
        (folder / "msgspec.py").write_text("import sys; sys.exit(99)")
        (folder / "usercustomize.py").write_text("import os; os._exit(99)")
    done = subprocess.run(
        without_sudo("--probe", "evdev"), cwd=here, input=b"", capture_output=True, check=False,
        env={"HOME": str(home)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_root_leaves_no_folder_behind(tmp_path: Path) -> None:
    copy = tmp_path / "own"
    shutil.copytree(HOUSE / "keycheck", copy / "keycheck", ignore=shutil.ignore_patterns("__pycache__"))
    before = sorted(copy.rglob("*"))
    command = [word.replace(str(HOUSE), str(copy), 1) for word in without_sudo("--probe", "evdev")]
    done = subprocess.run(command, cwd=tmp_path, input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(copy.rglob("*")) == before


def without_sudo(*arguments: str) -> list[str]:
    """What sudo is told to run."""
    command = elevated_command(*arguments)
    return command[command.index("--") + 1 :]


@AS_ROOT
@pytest.mark.parametrize("module", [["keycheck", "capture-helper"], ["keycheck.capture.elevated_worker"]])
def test_root_is_refused_where_python_looks_into_folders_of_others(module: list[str], tmp_path: Path) -> None:
    """The line comes before a library of the current folder could be loaded."""
    for library in ("msgspec", "click"):
        (tmp_path / f"{library}.py").write_text("import os; os._exit(99)")
    command = [sys.executable, "-m", *module, "evdev"]
    environment = os.environ | {"PYTHONPATH": str(HOUSE)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, input=b"", capture_output=True, check=False)
    (line,) = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert line.startswith("keycheck: capture-helper: with root rights")
