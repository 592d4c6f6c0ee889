"""The pulse of a capture process: seldom told, quick to notice that it was held up."""

from __future__ import annotations

import time

import pytest

from keycheck.capture.heartbeat import Heartbeat, stall_between
from keycheck.capture.pipe import Beat
from keycheck.capture.source import Disturbance
from tests.capture.recorded import MS


@pytest.mark.parametrize(
    ("late_ms", "stalled"), [(0, False), (5, False), (54, False), (55, False), (56, True), (3_000, True)]
)
def test_beat_that_comes_more_than_50_ms_late_is_a_stall(late_ms: int, stalled: bool) -> None:
    expected = Disturbance(1_000 * MS, "stall", (1_000 + late_ms) * MS)
    assert stall_between(1_000 * MS, (1_000 + late_ms) * MS) == (expected if stalled else None)


def test_parent_hears_five_beats_a_second() -> None:
    heard: list[Beat | Disturbance] = []
    heart = Heartbeat(heard.append)
    heart.start()
    time.sleep(0.55)
    heart.stop()
    heart.join()
    assert 2 <= sum(isinstance(beat, Beat) for beat in heard) <= 4
