"""One trial, one source: what was heard from LEFT (Q) over the key (E) to RIGHT (Y), and what it says."""

from __future__ import annotations

from collections import Counter

import pytest

from keycheck.diagnosis.judgement import (
    HIT,
    OTHER,
    SILENT,
    Outcome,
    Void,
    judge_paced,
    judge_release,
    judge_sandwich,
)
from keycheck.events.trace import Prompt
from tests.scenarios import MS, SECOND
from tests.script import parse

SANDWICH = Prompt(0, 1, 1, "KeyE", 3 * SECOND, "KeyQ", "KeyY")
PACED = Prompt(0, 1, 1, "KeyE", 20 * SECOND)
RELEASE = Prompt(SECOND, 1, 1, "KeyE", 2 * SECOND, ask="release")


def written(script: str) -> str:
    """Single letters are keys: `d:Q` is `d:KeyQ`."""
    words = (word.partition(":") for word in script.split())
    return " ".join(f"{verb}:Key{key}" if key.isalpha() else f"{verb}:{key}" for verb, _, key in words)


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        # hits
        ("d:Q u:Q d:E u:E d:Y u:Y", HIT),
        ("d:Q d:E d:Y u:Q u:E u:Y", HIT),
        ("d:Q u:Q d:E d:Y", HIT),
        ("d:Q u:Q d:E u:E d:R u:R d:Y", HIT),
        ("d:E u:E d:Q u:Q d:E u:E d:Y", HIT),
        ("d:Q u:Q t:1000 d:E u:E t:2000 d:Y", HIT),
        ("u:R u:T d:Q u:Q d:E u:E d:Y", HIT),
        # silence
        ("d:Q t:80 u:Q t:500 d:Y", SILENT),
        ("t:9000 d:Q u:Q t:3000 d:Y", SILENT),
        ("u:R d:Q u:Q t:300 d:Y", SILENT),
        ("d:Q r:Q r:Q u:Q t:300 d:Y", SILENT),
        ("d:Q u:Q r:R r:R t:300 d:Y", SILENT),
        ("d:R d:Q u:Q u:R t:300 d:Y", SILENT),
        ("d:Q d:Q u:Q t:300 d:Y", SILENT),
        # another key in its place
        ("d:Q u:Q d:R u:R d:Y", OTHER),
        ("d:Q u:Q d:? u:? d:Y", OTHER),
        ("d:Q u:Q d:Q u:Q d:Y", OTHER),
        ("d:Q u:Q d:R u:R d:Y u:Y t:50 d:E", OTHER),
        # nothing that can be judged
        ("d:Q u:Q t:300 d:Y u:Y t:300 d:Y", Void("order")),
        ("", Void("anchor_missing")),
        ("d:Q u:Q", Void("anchor_missing")),
        ("d:E u:E", Void("anchor_missing")),
        ("d:Q u:Q d:E u:E", Void("anchor_missing")),
        ("d:Y u:Y", Void("order")),
        ("d:Y u:Y d:Q u:Q", Void("order")),
        ("d:E u:E d:Y u:Y", Void("order")),
        ("d:E u:E d:Q u:Q t:300 d:Y u:Y", Void("order")),
        ("d:Q u:Q t:300 d:Y u:Y t:50 d:E u:E", Void("order")),
        ("d:Q u:Q t:3000.001 d:Y", Void("timeout")),
        ("d:Q u:Q d:E u:E t:3000.001 d:Y", Void("timeout")),
        ("d:Q t:80 u:Q t:36 d:Y", Void("hurried")),
        ("d:Q d:Y u:Q u:Y", Void("overlap")),
        ("d:Q t:500 d:Y", Void("overlap")),
        ("u:R d:Q t:500 d:Y", Void("overlap")),
        ("d:R d:Q u:Q d:Y u:R", Void("overlap")),
        ("d:? d:Q u:Q d:Y", Void("overlap")),
        ("u:R u:T d:Q u:Q d:Y", Void("unmatched")),
    ],
)
def test_sandwich(script: str, outcome: Outcome) -> None:
    assert judge_sandwich(SANDWICH, parse(written(script))) == outcome


@pytest.mark.parametrize(
    ("held", "script", "outcome"),
    [
        (["KeyR"], "d:Q u:Q d:Y", Void("overlap")),
        ([None], "d:Q u:Q d:Y", Void("overlap")),
        (["KeyR"], "u:R d:Q u:Q t:300 d:Y", SILENT),
        ([None], "u:? d:Q u:Q t:300 d:Y", SILENT),
        (["KeyR", "KeyR"], "u:R d:Q u:Q d:Y", Void("overlap")),
        (["KeyR"], "d:Q u:Q d:E u:E d:Y", HIT),
        (["KeyE"], "d:E u:E d:Q u:Q t:300 d:Y", Void("order")),
    ],
)
def test_key_that_was_down_before_may_hide_a_press(held: list[str | None], script: str, outcome: Outcome) -> None:
    assert judge_sandwich(SANDWICH, parse(written(script)), Counter(held)) == outcome


@pytest.mark.parametrize(
    ("script", "attested", "before", "after", "outcome"),
    [
        ("d:E u:E", False, False, False, HIT),
        ("d:E u:E", True, True, True, HIT),
        ("u:E", True, True, True, SILENT),
        ("d:R u:R", True, True, True, SILENT),
        ("", True, True, True, SILENT),
        ("", True, False, True, Void("not_observing")),
        ("", True, True, False, Void("not_observing")),
        ("", False, True, True, Void("unattested")),
    ],
)
def test_paced_press(script: str, attested: bool, before: bool, after: bool, outcome: Outcome) -> None:
    assert judge_paced(PACED, parse(written(script)), attested, before, after) == outcome


@pytest.mark.parametrize(
    ("script", "now_ns", "outcome"),
    [
        ("t:1100 u:E", 2 * SECOND, HIT),
        ("t:3000 u:E", 9 * SECOND, HIT),
        ("t:3000.001 u:E", 9 * SECOND, SILENT),
        ("t:1100 u:R", 9 * SECOND, SILENT),
        ("t:1100 d:E r:E", 9 * SECOND, SILENT),
        ("t:3500 u:E", 9 * SECOND, SILENT),
        ("", 3 * SECOND - 1, Void("open")),
        ("", 3 * SECOND, SILENT),
    ],
)
def test_release(script: str, now_ns: int, outcome: Outcome) -> None:
    assert judge_release(RELEASE, parse(written(script)), now_ns) == outcome


def test_times_of_these_scripts_are_milliseconds() -> None:
    assert parse("t:3000 d:KeyY")[0].t == 3000 * MS == SANDWICH.window_ns
