"""`keycheck demo`: what was planted is found, and the four files that it leaves say so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from keycheck.layouts.library import ids
from tests.cli.command import Run
from tests.cli.conftest import Demo

FILES = {"report.json", "report.html", "report.pdf", "trace.jsonl"}


def found(out: Path) -> list[tuple[str, str, str]]:
    """Key, symptom and cause of each finding in a folder's report."""
    report: dict[str, Any] = json.loads((out / "report.json").read_bytes())
    return [(f["key"], f["symptom"], f["cause"]) for f in report["verdict"]["findings"]]


def test_demo_finds_the_dead_key_5_and_nothing_else(demo: Demo) -> None:
    assert demo.ran.status == 0
    assert demo.verdict["verdict"] == "fault"
    assert [(f["key"], f["symptom"]) for f in demo.verdict["findings"]] == [("Digit5", "dead")]


def test_demo_leaves_four_files_and_no_scraps(demo: Demo) -> None:
    assert {file.name for file in demo.folder.iterdir()} == FILES


def test_demo_ends_by_saying_what_was_planted_and_what_was_found(demo: Demo) -> None:
    assert demo.ran.err == ""
    assert "planted: dead:Digit5\n" in demo.ran.text
    assert "found:   dead:Digit5 (hardware)\n" in demo.ran.text
    assert str(demo.folder) in demo.ran.text.splitlines()[-1]


def test_demo_keeps_its_trace_in_the_sealed_form(demo: Demo) -> None:
    """No event of the sweep is left in the order in which it was pressed."""
    header, *records = demo.lines
    assert header["sealed"] is True
    confirm = next(n for n, record in enumerate(records) if record.get("name") == "confirm")
    assert not [record for record in records[:confirm] if record["kind"] == "event" and record["key"]]
    assert sum(record["kind"] == "sweep_key" for record in records[:confirm]) > 100


def test_demo_is_practice_in_every_file(demo: Demo) -> None:
    report = json.loads(demo.report.read_bytes())
    assert demo.lines[0]["practice"] is True
    assert (report["practice"], report["verdict"]["practice"]) == (True, True)
    assert "PRACTICE" in (demo.folder / "report.html").read_text("utf-8")
    assert demo.ran.text.startswith("PRACTICE")


def test_report_names_the_trace_by_its_digest(demo: Demo) -> None:
    report = json.loads(demo.report.read_bytes())
    assert report["trace_file"] == "trace.jsonl"
    assert report["trace_sha256"] == hashlib.sha256(demo.trace.read_bytes()).hexdigest()


def test_practice_report_says_nothing_of_this_machine(demo: Demo) -> None:
    assert json.loads(demo.report.read_bytes())["product"] == {}


@pytest.mark.usefixtures("few_keys")
@pytest.mark.parametrize(
    ("specs", "expected"),
    [
        ("dead:KeyA dead:NumpadEnter", [("KeyA", "dead", "hardware"), ("NumpadEnter", "dead", "hardware")]),
        (
            "none swallow:KeyE stuck:ShiftLeft",
            [("KeyE", "dead", "software"), ("ShiftLeft", "stuck", "not_separated")],
        ),
    ],
)
def test_demo_names_exactly_what_was_planted(
    run: Run, tmp_path: Path, specs: str, expected: list[tuple[str, str, str]]
) -> None:
    faults = [word for spec in specs.split() for word in ("--fault", spec)]
    assert run("demo", "--no-tui", *faults, "--out", str(tmp_path / "D")).status == 0
    assert found(tmp_path / "D") == expected


@pytest.mark.usefixtures("few_keys")
def test_demo_of_a_healthy_keyboard_finds_nothing(run: Run, data: Path) -> None:
    """Without a terminal no screen is opened; without --out a new folder is made, and printed at the end."""
    ran = run("demo", "--fault", "none")
    (folder,) = (data / "reports").iterdir()
    assert (ran.status, found(folder)) == (0, [])
    assert "planted: nothing\nfound:   nothing\n" in ran.text
    assert {file.name for file in folder.iterdir()} == FILES
    assert str(folder) in ran.text.splitlines()[-1]


@pytest.mark.usefixtures("few_keys")
def test_demo_exits_with_1_where_found_is_not_what_was_planted(run: Run, tmp_path: Path) -> None:
    """A key that never moves can't show that it is dead too."""
    ran = run("demo", "--fault", "stuck:KeyA", "--fault", "dead:KeyA", "--out", str(tmp_path / "D"))
    assert ran.status == 1
    assert "planted: stuck:KeyA, dead:KeyA\n" in ran.text
    assert "found:   stuck:KeyA (" in ran.text


@pytest.mark.parametrize(
    "spec", ["broken:KeyA", "dead", "dead:", "dead:Nope", "dead:Fn", "", "DEAD:KeyA", "none:KeyA", ":"]
)
def test_unknown_spec_is_a_mistake_in_the_command_line(run: Run, tmp_path: Path, spec: str) -> None:
    ran = run("demo", "--fault", spec, "--layout", "laptop-15-ansi", "--out", str(tmp_path / "D"))
    assert ran.status == 2
    assert f"--fault {spec}: " in ran.complaint
    assert not (tmp_path / "D").exists()


@pytest.mark.parametrize("command", ["demo", "simulate"])
def test_unknown_spec_is_told_which_ones_there_are(run: Run, command: str) -> None:
    complaint = run(command, "--fault", "meltdown:KeyA").complaint
    assert all(known in complaint for known in ("dead:KEY", "stuck:KEY", "swallow:KEY", "none"))


@pytest.mark.parametrize("command", ["demo", "simulate", "test"])
def test_unknown_layout_is_a_mistake_that_lists_the_known_ones(run: Run, command: str) -> None:
    ran = run(command, "--layout", "dvorak")
    assert ran.status == 2
    assert "'dvorak'" in ran.complaint
    assert ", ".join(ids()) in ran.complaint


@pytest.mark.parametrize(
    ("option", "value"),
    [("--person", "drunk"), ("--seed", "-1"), ("--seed", "x"), ("--speed", "0"), ("--out", __file__)],
)
def test_value_that_makes_no_sense_is_refused_before_anything_is_done(run: Run, option: str, value: str) -> None:
    ran = run("demo", option, value)
    assert (ran.status, ran.out) == (2, b"")
    assert option in ran.err
    assert "Traceback" not in ran.err


def test_unknown_person_is_told_who_there_is(run: Run) -> None:
    assert all(person in run("demo", "--person", "drunk").err for person in ("careful", "hasty", "careless"))
