"""Whole examinations by a command: what it plants is told by its report, and by whoever replays the recording."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.command import Run, run_apart
from tests.cli.conftest import data, run
from tests.cli.test_own_maps import forgotten, mine

__all__ = ["data", "forgotten", "mine", "run"]

PRACTICE = Path(__file__).parents[3] / "layouts" / "matrices" / "practice-104.csv"
LINE = "line:practice-104:drive3"


@pytest.mark.parametrize(
    ("layout", "locale", "key", "told"),
    [
        ("iso-105", "de", "IntlBackslash", "Key < (less-than sign), marked < > | [IntlBackslash]"),
        ("iso-105", "fr", "Digit5", "Key 5, marked 5 ( [ [Digit5]"),
        ("jis-109", "jp", "IntlYen", "Key ¥ (yen sign), marked ¥ | [IntlYen]"),
        ("abnt2-107", "br_abnt2", "Slash", "Key ; (semicolon), marked ; : [Slash]"),
        ("abnt2-107", "br_abnt2", "IntlRo", "Key / (slash), marked / ? [IntlRo]"),
    ],
)
def test_a_dead_key_is_named_by_what_is_printed_on_it(
    run: Run, tmp_path: Path, layout: str, locale: str, key: str, told: str
) -> None:
    """In the report, in the same report written again, and by its recording."""
    out = tmp_path / "out"
    words = ["--no-tui", "--layout", layout, "--locale", locale, "--fault", f"dead:{key}", "--out", str(out)]
    assert run("demo", *words).status == 0
    assert told in run("report", str(out / "report.json"), "--format", "text").text
    header = json.loads((out / "trace.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (header["layout"], header["locale"]) == (layout, locale)


def test_the_verdict_on_a_keyboard_of_ones_own_can_be_drawn_again_elsewhere(mine: Path, tmp_path: Path) -> None:
    """The map lies beside the recording, and is asked for where it is gone."""
    out = tmp_path / "out"
    demo = ("demo", "--no-tui", "--layout", str(mine), "--fault", "dead:KeyA", "--out", str(out))
    assert run_apart(*demo, KEYCHECK_DATA_DIR=str(tmp_path / "one")).status == 0
    mine.unlink()
    elsewhere = {"KEYCHECK_DATA_DIR": str(tmp_path / "other")}
    ran = run_apart("replay", str(out / "trace.jsonl"), **elsewhere)
    assert (ran.status, "says what it gives" in ran.text) == (1, True)
    assert run_apart("report", str(out / "report.json"), "--format", "text", **elsewhere).status == 0
    (out / "layout.toml").unlink()
    lost = run_apart("replay", str(out / "trace.jsonl"), **elsewhere)
    assert lost.status == 4
    assert "'mine'" in lost.err
    assert "layout.toml" in lost.err


@pytest.mark.parametrize("told", [True, False])
def test_line_of_a_known_matrix_is_named_by_whoever_replays_the_demo(run: Run, told: bool, tmp_path: Path) -> None:
    given = ("--matrix", "practice-104") if told else ()
    assert run("demo", "--no-tui", "--fault", LINE, *given, "--out", str(tmp_path)).status == 0
    replayed = run("replay", str(tmp_path / "trace.jsonl"))
    assert replayed.status == 1
    assert ("one broken line" in replayed.text) is told
    assert "is the report of this recording" in replayed.text


def test_matrix_beside_the_maps_of_ones_own_is_known_to_the_demo_by_its_name(
    run: Run, data: Path, tmp_path: Path
) -> None:
    (data / "layouts").mkdir(parents=True)
    copyfile(PRACTICE, data / "layouts" / "kept.csv")
    words = ["--fault", "line:kept:drive3", "--matrix", "kept", "--out", str(tmp_path / "out")]
    assert run("demo", "--no-tui", *words).status == 0
    assert "one broken line" in run("replay", "--matrix", "kept", str(tmp_path / "out" / "trace.jsonl")).text
