"""`keycheck layouts`: the maps, listed and drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from keycheck.layouts.library import ids, load
from tests.cli.command import Run, run_apart


def test_list_names_every_map_with_its_number_of_keys(run: Run) -> None:
    lines = run("layouts", "list").text.splitlines()
    assert [line.split()[0] for line in lines] == list(ids())
    assert next(line for line in lines if line.startswith("ansi-104")).endswith(", 104 keys")


def test_list_as_json_says_the_same(run: Run) -> None:
    maps = json.loads(run("layouts", "list", "--json").out)
    assert maps == [{"id": i, "name": load(i).name, "keys": len(load(i).keys)} for i in ids()]


@pytest.mark.parametrize("layout", ids())
def test_show_draws_the_map_and_names_what_nobody_can_see(run: Run, layout: str) -> None:
    text = run("layouts", "show", layout).text
    assert text.count("[") >= len(load(layout).keys)
    assert all(f"{key.code}: can't be tested: {key.unseen}" in text for key in load(layout).untestable)


def test_show_as_json_is_the_map(run: Run) -> None:
    shown = json.loads(run("layouts", "show", "iso-105", "--json").out)
    assert (shown["schema"], shown["id"], len(shown["keys"])) == ("keycheck.layout/1", "iso-105", 105)


def test_unknown_map_is_a_mistake_that_lists_the_known_ones(run: Run) -> None:
    ran = run("layouts", "show", "dvorak")
    assert ran.status == 2
    assert all(layout in ran.complaint for layout in ids())


@pytest.mark.parametrize("words", [["layouts", "show", "ansi-104"], ["layouts", "show", "ansi-104", "--json"]])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_stdout_that_does_not_know_an_arrow_still_gets_the_rest(words: list[str], encoding: str) -> None:
    """A pipe on Windows has the code page of the country."""
    ran = run_apart(*words, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (ran.status, ran.err) == (0, "")
    assert b"[Ctr]" in ran.out or b"ControlLeft" in ran.out
    if "--json" in words:
        assert len(json.loads(ran.out)["keys"]) == 104


@pytest.mark.parametrize(("locale", "sign"), [("fr", "5 ( ["), ("de", "Ü"), ("gr", "Π")])
def test_show_bears_the_signs_of_a_locale(run: Run, locale: str, sign: str) -> None:
    shown = json.loads(run("layouts", "show", "iso-105", "--locale", locale, "--json").out)
    assert shown["locale"] == locale
    assert sign in {key.get("legend") for key in shown["keys"]}


def test_an_unknown_locale_is_a_mistake_that_lists_the_known_ones(run: Run) -> None:
    ran = run("layouts", "show", "iso-105", "--locale", "xx")
    assert ran.status == 2
    assert "br_abnt2, ca_fr" in ran.complaint


def test_show_draws_a_picture_into_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("layouts", "show", "laptop-13-iso", "--locale", "de", "--svg", str(tmp_path / "map.svg"))
    picture = ElementTree.parse(tmp_path / "map.svg").getroot()
    told = "".join(picture.itertext())
    assert ran.status == 0
    assert "To be tested: 79. Cannot be tested here: Fn." in told
    assert "Ü" in told


@pytest.mark.parametrize("layout", ["ansi-104", "thinkpad-jis", "macbook-iso"])
def test_show_in_words_names_every_key_once_in_its_row(run: Run, layout: str) -> None:
    """A screen reader hears rows, not brackets."""
    text = run("layouts", "show", layout, "--words").text
    rows = [line for line in text.splitlines() if line.startswith("  row")]
    told = [key for row in rows for key in re.findall(r"(?:^|; )([A-Z]\w+)", row.split(": ", 1)[1])]
    assert sorted(told) == sorted(key.code for key in load(layout).keys)
