"""What tests of commands share: a data folder of their own, a command to run, and one demonstration to look at."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from keycheck.cli import main
from keycheck.languages import speak
from keycheck.layouts import library
from tests.cli.command import Ran, Run, run_apart
from tests.session.few_keys import FEW


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder: everything that a command keeps by itself goes there."""
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Run]:
    """`run("replay", "t.jsonl")` runs the command in this process, through the door that a person uses.

    Whatever language it was asked to speak, what comes after the test begins in English again.
    """

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["keycheck", *arguments])
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsysbinary.readouterr()
        status = 0 if ended.value.code is None else ended.value.code
        assert isinstance(status, int)
        return Ran(status, said.out, said.err.decode())

    yield command
    speak("en")


@pytest.fixture
def few_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """All maps have twenty keys only: a simulated examination is over soon."""
    load = library.load
    monkeypatch.setattr(library, "load", lambda layout: msgspec.structs.replace(FEW, id=load(layout).id))


class Demo:
    """The default demonstration, run once without a screen."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder / "D"
        words = ("demo", "--no-tui", "--out", str(self.folder), *options)
        self.ran = run_apart(*words, KEYCHECK_DATA_DIR=str(folder / "data"))

    @property
    def trace(self) -> Path:
        return self.folder / "trace.jsonl"

    @property
    def report(self) -> Path:
        return self.folder / "report.json"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The trace, line by line."""
        return [json.loads(line) for line in self.trace.read_bytes().splitlines()]

    @property
    def verdict(self) -> dict[str, Any]:
        """The verdict of the report."""
        verdict: dict[str, Any] = json.loads(self.report.read_bytes())["verdict"]
        return verdict


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def again(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A second test of the same simulated keyboard."""
    return Demo(tmp_path_factory.mktemp("again"), "--seed", "2")


@pytest.fixture(scope="session")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trace of a simulated examination without a fault, in a file."""
    file = tmp_path_factory.mktemp("traced") / "healthy.jsonl"
    assert run_apart("simulate", "--fault", "none", "-o", str(file)).status == 0
    return file
