"""What people install: the wheel holds every file that keycheck needs, and works far from its sources."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.system import requirements

HOUSE = Path(__file__).parents[2]
MAPS = sorted((HOUSE / "layouts").glob("*.toml"))

OFFLINE = "connection broken by"
"""What pip says of a registry that it can't reach."""


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run it with nothing in the environment that leads back to the sources."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | more
    return subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sources."""
    if importlib.util.find_spec("hatchling") is None:
        requirements.unmet("wheel", "hatchling is not installed: pip install '.[test]'")
    folder = tmp_path_factory.mktemp("wheel")
    build = ("wheel", HOUSE, "--no-deps", "--no-build-isolation", "--quiet", "-w", folder)
    built = run(sys.executable, "-m", "pip", *build, cwd=folder)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("keycheck-*.whl"))


@dataclass(frozen=True, slots=True)
class Installation:
    """A fresh environment with the wheel in it, and an empty folder to stand in."""

    programs: Path
    elsewhere: Path

    def keycheck(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the command as a person would."""
        data = str(self.elsewhere / "data")
        return run(self.programs / "keycheck", *arguments, cwd=self.elsewhere, KEYCHECK_DATA_DIR=data)


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel and its dependencies, installed from the registry."""
    room = tmp_path_factory.mktemp("installed")
    venv.create(room / "venv", with_pip=False)
    programs = room / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    elsewhere = room / "elsewhere"
    elsewhere.mkdir()
    install = ("--python", programs / "python", "install", "--quiet", "--retries", "1", wheel)
    installed = run(sys.executable, "-m", "pip", *install, cwd=elsewhere)
    if installed.returncode != 0 and OFFLINE in installed.stderr:
        requirements.unmet("wheel", "the package registry can't be reached: keycheck can't be installed")
    assert installed.returncode == 0, installed.stderr
    return Installation(programs, elsewhere)


@pytest.fixture(scope="module")
def demo(installation: Installation) -> Path:
    """What `keycheck demo` leaves behind."""
    folder = installation.elsewhere / "report"
    done = installation.keycheck("demo", "--no-tui", "--out", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def dead_digit5(verdict: dict[str, Any]) -> bool:
    """Whether this is the verdict on a keyboard whose only fault is a dead Digit5."""
    found = [(finding["key"], finding["symptom"]) for finding in verdict["findings"]]
    return verdict["verdict"] == "fault" and found == [("Digit5", "dead")]


def test_wheel_holds_every_file_of_the_package_and_every_layout_map(wheel: Path) -> None:
    sources = [file.relative_to(HOUSE) for file in (HOUSE / "keycheck").rglob("*") if file.is_file()]
    code = {file.as_posix() for file in sources if "__pycache__" not in file.parts}
    maps = {f"keycheck/layouts/maps/{file.name}" for file in MAPS}
    assert code | maps <= set(ZipFile(wheel).namelist())


@pytest.mark.parametrize(
    "folder", ["capture/data", "layouts/maps", "keys/data", "reports/templates", "reports/fonts"], ids=str
)
def test_wheel_holds_the_data_in(wheel: Path, folder: str) -> None:
    assert any(name.startswith(f"keycheck/{folder}/") for name in ZipFile(wheel).namelist())


def test_wheel_carries_its_licence_and_the_notices_of_others(wheel: Path) -> None:
    licences = {name.rpartition("/")[2] for name in ZipFile(wheel).namelist() if "/licenses/" in name}
    assert {"LICENSE", "NOTICES.md"} <= licences


def test_installed_keycheck_is_not_the_checkout(installation: Installation) -> None:
    where = run(
        installation.programs / "python", "-c", "import keycheck; print(keycheck.__file__)", cwd=installation.elsewhere
    )
    assert Path(where.stdout.strip()).is_relative_to(installation.programs.parent)


def test_installed_keycheck_lists_its_layouts(installation: Installation) -> None:
    listed = installation.keycheck("layouts", "list")
    assert listed.returncode == 0, listed.stderr
    assert {file.stem for file in MAPS} <= set(listed.stdout.split())


def test_demo_finds_the_planted_dead_key_and_leaves_the_report(demo: Path) -> None:
    left = {file.name for file in demo.iterdir()}
    assert {"report.json", "report.html", "report.pdf", "trace.jsonl"} <= left
    assert dead_digit5(json.loads((demo / "report.json").read_text(encoding="utf-8"))["verdict"])


def test_replay_of_the_demo_gives_the_same_verdict(demo: Path, installation: Installation) -> None:
    replayed = installation.keycheck("replay", demo / "trace.jsonl", "--json")
    assert replayed.returncode == 1, replayed.stderr
    report = json.loads((demo / "report.json").read_text(encoding="utf-8"))
    assert json.loads(replayed.stdout) == report["verdict"]
    assert dead_digit5(report["verdict"])
