"""Whatever was heard at whatever moment, an examination that everybody leaves alone comes to its end by itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.examination.step import Answer
from tests.examination.sitting import Sitting
from tests.scenarios import DESKTOP, KERNEL, MS, SECOND

STEP_NS = 2 * SECOND
ALONE_NS = 3600 * SECOND


def left_alone(sitting: Sitting) -> Sitting:
    """Nobody is there any more, for an hour."""
    return sitting.wait(ALONE_NS, STEP_NS)


@pytest.mark.parametrize("heard", ["u:KeyE", "d:KeyE", "r:KeyE", "d:KeyE u:KeyE", "u:KeyE u:KeyE", "d:?"])
def test_question_ends_where_only_a_release_or_a_single_press_was_heard(heard: str) -> None:
    sitting = Sitting(dead={"KeyE"}).sweep()
    assert (sitting.step.kind, sitting.step.key) == ("question", "KeyE")
    assert left_alone(sitting.hear(heard)).done


def test_question_ends_whose_key_only_the_lower_layer_hears() -> None:
    """A program takes it away above: the key came, and it does not work."""
    sitting = Sitting(dead={"KeyE"}, sources=(KERNEL, DESKTOP)).sweep()
    for _ in range(3):
        sitting.hear({KERNEL.id: "d:KeyE t:80 u:KeyE t:200"})
    assert (sitting.step.kind, sitting.step.key) == ("question", "KeyE")
    assert left_alone(sitting).done


@pytest.mark.parametrize("answers", [(), ("go_on",)])
def test_examination_with_a_named_key_ends_where_nothing_ever_arrives(answers: tuple[Answer, ...]) -> None:
    """Where nothing listens the named key can't be tested, and must not be offered its test for ever."""
    sitting = Sitting(named=["KeyE"], offers=True).begin()
    for answer in answers:
        sitting.answer(answer)
    assert left_alone(sitting).done


@given(
    st.sampled_from([{}, {"sources": (KERNEL, DESKTOP)}, {"named": ["KeyE", "KeyR"], "offers": True}]),
    st.lists(
        st.tuples(
            st.sampled_from(["sweep", "question", "sandwich", "quick", "release", "tap", "closing"]),
            st.sampled_from(["d", "u", "r"]),
            st.sampled_from(["KeyE", "KeyW", "KeyR"]),
            st.integers(0, 4000),
        ),
        max_size=12,
    ),
    st.sets(st.sampled_from([KERNEL.id, DESKTOP.id]), min_size=1),
)
def test_any_examination_ends_that_is_left_alone(
    parts: dict[str, Any], heard: list[tuple[str, str, str, int]], by: set[int]
) -> None:
    """Pressed as asked until the step in which a few odd events come; after the last one nobody is there."""
    sitting = Sitting(dead={"KeyE"}, **parts).begin()
    for kind, verb, key, wait_ms in heard:
        while not sitting.done and sitting.step.kind not in (kind, "closing"):
            sitting.act()
        sitting.hear(dict.fromkeys(by if "sources" in parts else {KERNEL.id}, f"{verb}:{key}")).wait(
            wait_ms * MS, STEP_NS
        )
    assert left_alone(sitting).done
