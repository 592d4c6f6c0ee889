"""`keycheck test` where it can't begin: the reason in one line, before anything is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.capture.sources import names
from tests.cli.command import Run


@pytest.mark.parametrize("words", [[], ["test"], ["test", "--layout", "iso-105", "--out", "somewhere"]], ids=" ".join)
def test_without_a_terminal_it_says_so_and_offers_the_demo(run: Run, data: Path, words: list[str]) -> None:
    ran = run(*words)
    assert ran.status == 2
    assert "no terminal" in ran.complaint
    assert "keycheck demo" in ran.complaint
    assert not data.exists()


def test_country_without_facts_is_refused_with_those_that_have_some(run: Run) -> None:
    ran = run("test", "--country", "ZZ")
    assert ran.status == 2
    assert "AU, DE, EU" in ran.complaint


@pytest.mark.parametrize("source", ["telepathy", "replay:t.jsonl", ""])
def test_unknown_source_is_a_mistake_that_lists_the_known_ones(run: Run, source: str) -> None:
    """A replay is no examination of a keyboard: nobody may pass one off as such."""
    ran = run("test", "--source", source)
    assert ran.status == 2
    assert repr(source) in ran.complaint
    assert all(name in ran.complaint for name in names())


@pytest.mark.parametrize("option", ["--bought", "--delivered"])
def test_day_of_the_purchase_that_is_still_to_come_is_refused(run: Run, option: str) -> None:
    ran = run("test", option, "9999-12-31")
    assert ran.status == 2
    assert f"{option}: found 9999-12-31, expected a day that has come" in ran.complaint


@pytest.mark.parametrize("option", ["--bought", "--delivered"])
@pytest.mark.parametrize("typed", ["14/11/2026", "yesterday", "11/14/2026", "20261114", "2026-13-40", ""])
def test_day_in_another_form_is_refused_with_the_form(run: Run, option: str, typed: str) -> None:
    ran = run("test", option, typed)
    assert ran.status == 2
    assert ran.complaint == f"keycheck: {option}: found {typed!r}, expected a day as YYYY-MM-DD, such as 2026-11-14"


def test_form_of_a_day_stands_in_the_help(run: Run) -> None:
    assert run("test", "--help").text.count("YYYY-MM-DD") == 2


@pytest.mark.parametrize(("typed", "code"), [("UK", "GB"), ("usa", "US")])
def test_country_by_another_name_is_answered_with_its_code(run: Run, typed: str, code: str) -> None:
    assert run("test", "--country", typed).complaint.endswith(f"; did you mean {code}?")
