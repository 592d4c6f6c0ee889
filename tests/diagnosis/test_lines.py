"""Keys of one line of the matrix: the golden numbers, what may be said when, and the score on published matrices."""

from __future__ import annotations

import random
from itertools import combinations
from math import log
from pathlib import Path

import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.lines import MARGIN, broken_line, chance_of_line, shorted_lines
from keycheck.diagnosis.verdict import Verdict
from keycheck.events.trace import Source
from keycheck.layouts.line_mates import shared_lines
from keycheck.layouts.matrix import Matrix, read_matrix
from tests.scenarios import DESKTOP, FULL, KERNEL, KEYS, Recording, press

MATRICES = Path(__file__).parents[3] / "shared" / "data" / "matrices"

SMALL_MATRIX = Matrix("small", tuple((n % 3, n // 3, key) for n, key in enumerate(KEYS)))
"""Three drive lines of five or six keys, six sense lines of three."""


@pytest.mark.parametrize(
    ("keys", "dead", "struck", "p"),
    [
        (6, 2, 2, 9.62e-2),
        (6, 3, 3, 4.53e-3),
        (8, 4, 4, 7.55e-4),
        (4, 3, 3, 9.06e-4),
        (3, 3, 3, 2.26e-4),
        (8, 5, 5, 3.64e-5),
        (6, 6, 6, 4.75e-8),
        (6, 7, 6, 3.33e-7),
        (8, 8, 8, 4.11e-10),
    ],
)
def test_chance_of_a_line(keys: int, dead: int, struck: int, p: float) -> None:
    assert float(chance_of_line(keys, struck, 87, dead, 24)) == pytest.approx(p, rel=2e-3)


@pytest.mark.parametrize(
    ("keys", "struck", "ratio"), [(6, 6, 23.351), (8, 5, 7.784), (4, 3, 7.784), (6, 3, 0), (8, 4, 0)]
)
def test_margin_asks_for_what_the_likelihood_ratio_asks_for(keys: int, struck: int, ratio: float) -> None:
    assert (2 * struck - keys) * log(49) == pytest.approx(ratio, abs=5e-4)
    assert (2 * struck - keys >= MARGIN) == (ratio >= log(1000))


def library() -> list[Matrix]:
    if not MATRICES.exists():
        pytest.skip(f"no matrices in {MATRICES}")
    return [read_matrix(path) for path in sorted(MATRICES.glob("*.csv")) if path.name != "index.csv"]


def once(matrix: Matrix) -> frozenset[str]:
    return frozenset(key for key, places in matrix.places.items() if len(places) == 1)


def test_every_complete_line_of_published_matrices_is_found() -> None:
    found = lines = 0
    for matrix in library():
        for line, keys in matrix.lines.items():
            dead = once(matrix).intersection(keys)
            if len(dead) >= 3:
                answer = broken_line(matrix, dead, once(matrix))
                found += answer is not None and (answer[0].line == line or answer[1] == dead)
                lines += 1
    assert (found, lines) == (1034, 1034)


def test_line_with_one_key_alive_and_one_dead_elsewhere_is_found_where_it_is_long_enough() -> None:
    for matrix in library():
        for line, keys in matrix.lines.items():
            on_line = sorted(once(matrix).intersection(keys))
            if len(on_line) < 7:
                continue
            beside = min(once(matrix).difference(on_line))
            answer = broken_line(matrix, frozenset([*on_line[1:], beside]), once(matrix))
            assert answer is not None
            assert answer[0].line == line


def test_dead_keys_at_random_are_no_line() -> None:
    dice, found = random.Random(5), 0
    for matrix in library():
        keys = sorted(once(matrix))
        for _ in range(20):
            dead = frozenset(dice.sample(keys, dice.randint(2, 10)))
            found += broken_line(matrix, dead, frozenset(keys)) is not None
    assert found == 0


def test_two_dead_keys_never_make_a_line() -> None:
    tested = frozenset(FULL_MATRIX.places)
    for keys in FULL_MATRIX.lines.values():
        for pair in combinations(keys, 2):
            assert broken_line(FULL_MATRIX, frozenset(pair), tested) is None


FULL_MATRIX = Matrix("full", tuple((n % 16, n // 16, key.code) for n, key in enumerate(FULL.testable)))


def test_two_dead_keys_off_the_line_forbid_it() -> None:
    tested = frozenset(FULL_MATRIX.places)
    line = FULL_MATRIX.lines["drive3"]
    others = FULL_MATRIX.lines["drive4"]
    for off, is_line in ((0, True), (1, True), (2, False)):
        answer = broken_line(FULL_MATRIX, frozenset((*line, *others[:off])), tested)
        assert (answer is not None) is is_line


def test_key_that_the_matrix_has_twice_says_nothing() -> None:
    twice = Matrix("twice", (*FULL_MATRIX.crossings, (15, 7, "Escape")))
    line = frozenset(FULL_MATRIX.lines[f"drive{FULL_MATRIX.places['Escape'][0][0]}"])
    answer = broken_line(twice, line, frozenset(FULL_MATRIX.places))
    assert answer is not None
    assert "Escape" not in answer[1]


def test_three_pairs_on_the_same_two_lines_are_two_lines_that_touch() -> None:
    pairs = list(zip(FULL_MATRIX.lines["drive3"], FULL_MATRIX.lines["drive4"], strict=False))
    answer = shorted_lines(FULL_MATRIX, pairs[:3])
    assert answer is not None
    assert (answer[0].line, answer[0].struck) == ("drive3+drive4", 3)
    assert shorted_lines(FULL_MATRIX, pairs[:2]) is None
    assert shorted_lines(FULL_MATRIX, [*pairs[:2], *[(b, a) for a, b in pairs[:2]]]) is None
    elsewhere = (FULL_MATRIX.lines["drive5"][0], FULL_MATRIX.lines["drive6"][0])
    assert shorted_lines(FULL_MATRIX, [*pairs[:3], elsewhere]) is None


def dead(keys: tuple[str, ...], sources: tuple[Source, ...] = (KERNEL,), matrix: Matrix | None = None) -> Verdict:
    anchors = [key for key in ("KeyQ", "KeyY", "Digit1", "Space") if key not in keys][:2]
    recording = Recording(layout=FULL, sources=sources).sweep(set(keys)).phase("confirm")
    for count in (3, 2):
        for key in keys:
            recording.trials(count, key, before=anchors[0], after=anchors[1])
    return diagnose(recording.end().trace, FULL, matrix)


def test_verdict_names_the_line_of_a_known_matrix() -> None:
    keys = FULL_MATRIX.lines["drive3"]
    verdict = dead(keys, matrix=FULL_MATRIX)
    assert {found.key for found in verdict.findings} == set(keys)
    for found in verdict.findings:
        assert found.line is not None
        assert (found.line.matrix, found.line.line, found.line.wording) == ("full", "drive3", "consistent with")
        assert (found.line.struck, found.line.keys) == (len(keys), len(keys))
        assert found.cause == "hardware"
    assert verdict.patterns == ()


def test_line_does_not_make_hardware_of_what_only_the_desktop_did_not_hear() -> None:
    verdict = dead(FULL_MATRIX.lines["drive3"], sources=(DESKTOP,), matrix=FULL_MATRIX)
    assert {found.cause for found in verdict.findings} == {"not_separated"}
    assert all(found.line is not None for found in verdict.findings)


def test_without_a_matrix_nothing_is_said_but_on_how_many_keyboards_they_share_a_line() -> None:
    verdict = dead(("Digit5", "KeyT", "KeyR"))
    (pattern,) = verdict.patterns
    assert pattern.kind == "share_a_line"
    assert pattern.keys == ("Digit5", "KeyR", "KeyT")
    assert (pattern.boards, pattern.of) == shared_lines(["Digit5", "KeyT", "KeyR"])
    assert all(found.line is None for found in verdict.findings)
    assert dead(("Digit5", "KeyT")).patterns == ()


def test_pairs_that_set_each_other_off_on_two_lines_are_hardware_only_near_the_switch() -> None:
    pairs = list(zip(FULL_MATRIX.lines["drive3"], FULL_MATRIX.lines["drive4"], strict=False))[:3]
    for source, cause in ((KERNEL, "hardware"), (DESKTOP, "not_separated")):
        recording = Recording(layout=FULL, sources=(source,)).sweep().phase("nominated")
        anchors = [key.code for key in FULL.testable if key.code not in {k for pair in pairs for k in pair}][-2:]
        for first, second in pairs:
            both = f"d:{first} t:5 d:{second} t:80 u:{first} u:{second}"
            recording.trials(6, first, both, before=anchors[0], after=anchors[1])
        verdict = diagnose(recording.end().trace, FULL, FULL_MATRIX)
        assert {found.cause for found in verdict.findings} == {cause}
        assert {found.line.line for found in verdict.findings if found.line} == {"drive3+drive4"}
        assert len(verdict.findings) == 3


def test_neighbours_with_several_kinds_of_fault_look_like_liquid_and_that_is_no_cause() -> None:
    recording = Recording(layout=FULL).sweep({"KeyE", "KeyR"}).phase("confirm")
    for count in (3, 2):
        for key in ("KeyE", "KeyR"):
            recording.trials(count, key, before="KeyQ", after="KeyI")
    for _ in range(2):
        recording.trials(4, "KeyT", press("KeyG"), before="KeyQ", after="KeyI").trial("KeyU", press("KeyU"), "KeyQ")
    verdict = recording.end().verdict
    assert {(found.key, found.symptom) for found in verdict.findings} >= {("KeyE", "dead"), ("KeyT", "wrong_code")}
    assert [pattern.kind for pattern in verdict.patterns] == ["near_each_other"]
    assert {found.cause for found in verdict.findings if found.symptom == "dead"} == {"hardware"}
