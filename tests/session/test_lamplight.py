"""Lamps blink while somebody is asked about them, and at no other time are they other than they were."""

from __future__ import annotations

import pytest

from keycheck.events.trace import Lamp, LampName
from keycheck.examination.step import Step
from keycheck.host.lamps import CODES, KernelLamps, NoLamps, lamps_of
from keycheck.session.lamplight import Lamplight
from tests.session.scripted_ears import Bench, ear


class ALamp:
    """A keyboard with a lamp of Caps Lock, which is a variable."""

    names: tuple[LampName, ...] = ("CapsLock",)
    why_not = ""

    def __init__(self) -> None:
        self.lit: bool | None = None
        """None while nobody has switched it."""
        self.is_gone = False

    def switch(self, lamp: LampName, lit: bool) -> None:
        if self.is_gone:
            raise OSError(19, "No such device")
        self.lit = lit

    def put_back(self) -> None:
        self.lit = None


@pytest.fixture
def lamp() -> ALamp:
    return ALamp()


def asked(lamp: ALamp, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """An examination that asks about it."""
    bench = Bench(monkeypatch, ear(), lamps=lamp)
    bench.at(0)
    plan = bench.examination.examiner._desk.plan
    plan.swept = True
    plan.wishes.append("lamps")
    bench.hear(10, "KeyA", "down")
    bench.hear(80, "KeyA", "up")
    bench.at(1_200)
    assert bench.examination.step.kind == "lamp"
    return bench


def test_lamp_blinks_while_it_is_asked_about(lamp: ALamp, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = asked(lamp, monkeypatch)
    seen = []
    for ms in (1_200, 1_800, 2_000, 2_600):
        bench.at(ms)
        seen.append(lamp.lit)
    assert seen == [True, True, False, True]
    bench.examination.answer("lit")
    assert lamp.lit is None
    assert [record.said for record in bench.examination.close().records if isinstance(record, Lamp)] == ["lit"]


def test_lamp_is_put_back_while_another_window_is_in_front(lamp: ALamp, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = asked(lamp, monkeypatch)
    bench.examination.blur()
    assert lamp.lit is None
    bench.at(5_000)
    assert lamp.lit is None
    bench.examination.focus()
    bench.at(5_100)
    assert lamp.lit is not None


def test_lamp_is_put_back_at_the_end(lamp: ALamp, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = asked(lamp, monkeypatch)
    bench.examination.close()
    assert lamp.lit is None


def test_lamp_that_the_keyboard_does_not_take_is_not_asked_about(lamp: ALamp, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = asked(lamp, monkeypatch)
    lamp.is_gone = True
    bench.at(2_000)
    bench.at(2_100)
    assert bench.examination.step.kind != "lamp"


def test_lamp_is_put_back_before_the_next_one_blinks() -> None:
    lamp = ALamp()
    light = Lamplight(lamp)
    assert light.follow(Step("lamp", "CapsLock", lit=True))
    assert lamp.lit is True
    assert light.follow(Step("lamp", "NumLock", lit=True))
    assert light.follow(Step("closing"))
    assert lamp.lit is None


@pytest.mark.parametrize("node", ["", "hidraw:1", "/dev/input/event-that-is-not-there"])
def test_where_no_lamp_can_be_switched_one_sentence_says_why(node: str) -> None:
    found = lamps_of(node)
    assert isinstance(found, NoLamps)
    assert found.names == ()
    assert found.why_not.startswith("Lock lamps: ")
    assert found.why_not.count(".") == 1


class ANode:
    """The node of a keyboard whose lamps are a set of numbers."""

    def __init__(self, lit: set[int]) -> None:
        self.lit = lit

    def leds(self) -> list[int]:
        return sorted(self.lit)

    def set_led(self, code: int, value: int) -> None:
        (self.lit.add if value else self.lit.discard)(code)

    def syn(self) -> None:
        """What was set is set."""

    def close(self) -> None:
        """Nothing is open."""


def test_lamp_that_its_own_key_switched_meanwhile_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    lit = {CODES["NumLock"]}
    monkeypatch.setattr("keycheck.host.lamps._opened", lambda node: ANode(lit))
    lamps = KernelLamps("/dev/input/event0", ("NumLock", "CapsLock", "ScrollLock"))
    lamps.switch("CapsLock", True)
    lit.discard(CODES["NumLock"])
    lamps.put_back()
    assert lit == set()
    lamps.switch("NumLock", True)
    lamps.put_back()
    assert lit == set()
