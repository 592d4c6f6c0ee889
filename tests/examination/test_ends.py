"""Whatever was heard at whatever moment, an examination that everybody leaves alone comes to its end by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examination.sitting import Sitting
from tests.scenarios import MS, SECOND

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


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["sweep", "question", "sandwich", "quick", "release", "tap", "closing"]),
            st.sampled_from(["d", "u", "r"]),
            st.sampled_from(["KeyE", "KeyW", "KeyR"]),
            st.integers(0, 4000),
        ),
        max_size=12,
    )
)
def test_any_examination_ends_that_is_left_alone(heard: list[tuple[str, str, str, int]]) -> None:
    """Pressed as asked until the step in which a few odd events come; after the last one nobody is there."""
    sitting = Sitting(dead={"KeyE"}).begin()
    for kind, verb, key, wait_ms in heard:
        while not sitting.done and sitting.step.kind not in (kind, "closing"):
            sitting.act()
        sitting.hear(f"{verb}:{key}").wait(wait_ms * MS, STEP_NS)
    assert left_alone(sitting).done
