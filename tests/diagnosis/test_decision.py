"""Dead, intermittent, or nothing seen: the stopping table of the design, and how often each answer comes."""

from __future__ import annotations

from collections import defaultdict

import pytest

from keycheck.diagnosis.decision import CAP, CLEAR, FAULTY, HIT, MISS, Count, Decision, decide, operator_omits_too_much


def faultless(missed: int, hits: int, rounds: int = 2) -> Count:
    """So many trials with all of their anchors."""
    return Count(missed, hits, rounds, 0, 2 * (missed + hits))


def seen(count: Count) -> Decision:
    return decide(count, ever_seen=True)


def most_hits(missed: int, decision: Decision) -> int | None:
    return max((h for h in range(CAP - missed + 1) if seen(faultless(missed, h)) == decision), default=None)


def fewest_hits(missed: int, decision: Decision) -> int | None:
    return min((h for h in range(CAP - missed + 1) if seen(faultless(missed, h)) == decision), default=None)


@pytest.mark.parametrize(("missed", "hits"), [(3, 0), (4, 11), (5, 22), (6, 34)])
def test_ratio_is_crossed_up_to_so_many_hits(missed: int, hits: int) -> None:
    assert missed * MISS + hits * HIT >= FAULTY > missed * MISS + (hits + 1) * HIT


@pytest.mark.parametrize(("missed", "hits"), [(0, None), (1, None), (2, None), (4, 6), (5, 21), (6, 34)])
def test_intermittent_through_the_guard_up_to_so_many_hits(missed: int, hits: int | None) -> None:
    assert most_hits(missed, "intermittent") == hits


@pytest.mark.parametrize(("missed", "hits"), [(0, 15), (1, 27), (2, 38), (3, None), (4, None)])
def test_clear_from_so_many_hits(missed: int, hits: int | None) -> None:
    assert fewest_hits(missed, "clear") == hits
    if hits is not None:
        assert missed * MISS + (hits - 1) * HIT > CLEAR


def test_forty_trials_are_the_end() -> None:
    for missed in range(CAP + 1):
        assert seen(faultless(missed, CAP - missed)) != "continue"
    assert seen(faultless(3, 37)) == "inconclusive"
    assert seen(faultless(3, 36)) == "continue"


@pytest.mark.parametrize(
    ("missed", "rounds", "decision"),
    [(4, 2, "continue"), (5, 1, "continue"), (40, 1, "continue"), (5, 2, "dead"), (10, 4, "dead")],
)
def test_dead_takes_five_silent_trials_in_two_rounds(missed: int, rounds: int, decision: Decision) -> None:
    assert decide(faultless(missed, 0, rounds), ever_seen=False) == decision


def test_key_that_was_seen_once_is_not_dead() -> None:
    assert decide(faultless(5, 0), ever_seen=True) == "intermittent"
    assert decide(faultless(5, 1), ever_seen=False) == "intermittent"


def test_one_round_is_not_enough_to_clear() -> None:
    assert seen(faultless(0, 20, rounds=1)) == "continue"


def test_anchors_that_miss_as_often_speak_against_the_person() -> None:
    assert seen(Count(5, 9, 2, 0, 28)) == "intermittent"
    assert seen(Count(5, 9, 2, 2, 32)) == "continue"
    assert seen(Count(8, 32, 2, 16, 80)) == "inconclusive"


@pytest.mark.parametrize(
    ("missed", "asked", "too_much"),
    [(0, 0, False), (19, 19, False), (2, 20, False), (3, 20, True), (3, 30, False), (4, 30, True)],
)
def test_person_who_leaves_out_more_than_one_in_ten_proves_nothing(missed: int, asked: int, too_much: bool) -> None:
    assert operator_omits_too_much(missed, asked) is too_much


@pytest.mark.parametrize(
    ("rate", "dead", "intermittent", "clear", "inconclusive", "trials"),
    [
        (0.02, 0, 0.00025, 0.9681, 0.0316, 19.4),
        (0.05, 0, 0.0170, 0.7579, 0.2251, 26.0),
        (0.10, 0.00001, 0.2166, 0.3479, 0.4356, 31.1),
        (0.20, 0.0003, 0.8333, 0.0449, 0.1214, 24.1),
        (0.30, 0.0024, 0.9857, 0.0051, 0.0068, 15.6),
        (0.50, 0.0313, 0.9687, 0, 0, 8.4),
        (0.80, 0.3277, 0.6723, 0, 0, 5.4),
        (1.00, 1, 0, 0, 0, 5.0),
    ],
)
def test_operating_characteristic(
    rate: float, dead: float, intermittent: float, clear: float, inconclusive: float, trials: float
) -> None:
    answers, needed = operate(rate)
    assert answers["dead"] == pytest.approx(dead, abs=6e-5)
    assert answers["intermittent"] == pytest.approx(intermittent, abs=6e-5)
    assert answers["clear"] == pytest.approx(clear, abs=6e-5)
    assert answers["inconclusive"] == pytest.approx(inconclusive, abs=6e-5)
    assert needed == pytest.approx(trials, abs=0.06)


def operate(rate: float) -> tuple[dict[Decision, float], float]:
    """The chance of each answer and the mean number of trials, for independent misses at this rate."""
    answers: dict[Decision, float] = defaultdict(float)
    needed, going = 0.0, {(0, 0): 1.0}
    while going:
        after: dict[tuple[int, int], float] = defaultdict(float)
        for (missed, hits), chance in going.items():
            for count, share in (((missed + 1, hits), rate), ((missed, hits + 1), 1 - rate)):
                after[count] += chance * share
        going = {}
        for (missed, hits), chance in after.items():
            decision = decide(faultless(missed, hits), ever_seen=hits > 0)
            if decision == "continue":
                going[missed, hits] = chance
            else:
                answers[decision] += chance
                needed += chance * (missed + hits)
    return answers, needed


def test_three_misses_never_make_an_intermittent_key() -> None:
    assert seen(faultless(3, 0)) == "continue"
    assert seen(faultless(4, 0)) == "intermittent"


@pytest.mark.parametrize(
    ("missed", "hits", "others_missed", "others_asked", "decision"),
    [
        (5, 9, 0, 130, "intermittent"),
        (5, 9, 2, 130, "intermittent"),
        (5, 9, 7, 130, "continue"),
        (5, 9, 7, 900, "intermittent"),
        (9, 9, 7, 130, "intermittent"),
    ],
)
def test_what_the_person_left_out_elsewhere_speaks_against_the_person(
    missed: int, hits: int, others_missed: int, others_asked: int, decision: Decision
) -> None:
    anchors = 2 * (missed + hits)
    assert seen(Count(missed, hits, 2, 0, anchors, others_missed, others_asked)) == decision
