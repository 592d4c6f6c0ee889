"""Which keyboards there are, where several sources tell them apart."""

from __future__ import annotations

from keycheck.capture.source import FoundDevice
from keycheck.session.listening import keyboards_of

BUILT_IN = FoundDevice("/dev/input/event0", "AT keyboard", "i8042")
USB = FoundDevice("/dev/input/event4", "USB keyboard", "usb")


def test_keyboard_that_two_sources_know_is_one_and_numbered_as_the_one_that_knows_most_numbers_it() -> None:
    assert keyboards_of([(USB,), (BUILT_IN, USB), ()]) == (BUILT_IN, USB)


def test_keyboard_that_one_source_alone_knows_is_not_left_out() -> None:
    assert keyboards_of([(USB,), (BUILT_IN,)]) == (USB, BUILT_IN)
