"""Files of others have names of others: none of them, and nothing in them, gives an order to the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import Run
from tests.cli.conftest import Demo

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")

STRANGE = "\x1b]0;owned\x07\x1b[31mx\u202e"

KEY = {"x": 0, "y": 0, "label": "Q"}
DEFINITION = json.dumps({"layouts": {f"L{STRANGE}": {"layout": [KEY]}, f"M{STRANGE}": {"layout": [KEY]}}}).encode()

Place = Callable[[str, bytes], str]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Writes a file of a strange name in a folder of a strange name; returns where."""

    def put(ending: str, data: bytes) -> str:
        folder = tmp_path / STRANGE
        folder.mkdir(exist_ok=True)
        (folder / f"{STRANGE}{ending}").write_bytes(data)
        return str(folder / f"{STRANGE}{ending}")

    return put


def only_text(run: Run, *words: str) -> bool:
    """Whether all lines of the command can be printed as they are, and there is one."""
    ran = run(*words)
    lines = [*ran.text.splitlines(), *ran.err.splitlines()]
    return bool(lines) and all(line.isprintable() for line in lines)


@pytest.mark.parametrize("command", ["verify", "replay", "report --format text", "report --format text --claim"])
@pytest.mark.parametrize("data", [b"{", b"%PDF-", b'{"schema":"keycheck.report/1"}', b""], ids=ascii)
def test_bad_file_of_a_strange_name_is_refused_in_plain_text(
    run: Run, demo: Demo, place: Place, command: str, data: bytes
) -> None:
    file = place(".json", data)
    words = [*command.split(), file] if "--claim" not in command else ["report", str(demo.folder), "--claim", file]
    assert only_text(run, *words, *(["--format", "counter"] if "--claim" in command else []))


def test_altered_report_in_a_strange_place_is_refused_in_plain_text(run: Run, demo: Demo, place: Place) -> None:
    assert only_text(run, "verify", place(".json", demo.report.read_bytes().replace(b'"hits": 0', b'"hits": 1')))


def test_report_beside_a_recording_in_a_strange_place_is_named_in_plain_text(
    run: Run, demo: Demo, place: Place
) -> None:
    trace = Path(place(".jsonl", demo.trace.read_bytes()))
    (trace.parent / "report.json").write_bytes(demo.report.read_bytes())
    assert only_text(run, "replay", str(trace))
    assert only_text(run, "verify", str(trace.parent))


@pytest.mark.parametrize("data", [b"{", DEFINITION], ids=["bad", "good"])
@pytest.mark.parametrize("files", [1, 2])
def test_definition_of_a_strange_name_is_imported_in_plain_text(
    run: Run, place: Place, tmp_path: Path, data: bytes, files: int
) -> None:
    file = place(".json", data)
    output = ("-o", str(tmp_path / "map.toml")) if files == 1 else ()
    assert only_text(run, "layouts", "import", "--format", "qmk", *[file] * files, *output)


def test_kept_map_of_a_strange_name_is_named_in_plain_text(run: Run, data: Path) -> None:
    (data / "layouts").mkdir(parents=True)
    (data / "layouts" / f"{STRANGE}.toml").write_text("schema = 3")
    assert only_text(run, "layouts", "list")
