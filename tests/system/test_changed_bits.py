"""No bit of a sealed report can be changed unseen: thirty thousand signatures are no unit test, but need no tool."""

from __future__ import annotations

import random

from keycheck.evidence.signature import SealingKey
from keycheck.reports.sealing import seal
from tests.reports.changed import LARGE, SMALL, flipped, is_refused

KEY = SealingKey(b"k" * 32)


def test_every_changed_bit_of_a_small_report_is_refused() -> None:
    data = seal(SMALL, KEY)
    assert not is_refused(data)
    passed = [(at, bit) for at in range(len(data)) for bit in range(8) if not is_refused(flipped(data, at, bit))]
    assert passed == []


def test_ten_thousand_changed_bits_of_a_large_report_are_refused() -> None:
    data, draw = seal(LARGE, KEY), random.Random(1)
    assert len(data) > 40_000
    assert not is_refused(data)
    flips = [(draw.randrange(len(data)), draw.randrange(8)) for _ in range(10_000)]
    assert [flip for flip in flips if not is_refused(flipped(data, *flip))] == []
