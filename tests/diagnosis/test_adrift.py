"""Keys that arrive from nobody knows where: the source that tells keyboards apart did not hear them."""

from __future__ import annotations

from keycheck.events.trace import Trouble
from tests.scenarios import DESKTOP, KERNEL, KEYS, Recording, press, silent, swept


def only_the_desktop(recording: Recording) -> Recording:
    recording.records = [record for record in recording.records if getattr(record, "source", 1) == 1]
    return recording


def test_keyboard_that_sent_nothing_is_not_passed_because_another_one_did() -> None:
    verdict = only_the_desktop(swept(sources=(KERNEL, DESKTOP))).end().verdict
    assert (verdict.verdict, verdict.tested, verdict.findings) == ("inconclusive", 0, ())
    assert "every other keyboard" in verdict.would_settle


def unplugged_in_the_sweep(*after: Trouble) -> Recording:
    """The source that tells keyboards apart is lost after a few keys, and the desktop goes on hearing."""
    recording = Recording(sources=(KERNEL, DESKTOP)).phase("sweep")
    for key in KEYS[:5]:
        recording.hear(press(key))
    recording.wait(1).incident("source_lost", source=0)
    for what in after:
        recording.wait(1).incident(what, source=None if what == "blur" else 0)
    return recording


def test_keys_that_arrive_after_the_keyboard_was_pulled_out_are_not_its_own() -> None:
    for after in ((), ("blur",), ("stall",)):
        recording = unplugged_in_the_sweep(*after)
        for key in KEYS[5:]:
            recording.hear({1: press(key)})
        verdict = recording.phase("confirm").end().verdict
        assert verdict.verdict == "inconclusive"
        assert verdict.tested <= 5
        assert "every other keyboard" in verdict.would_settle


def test_keyboard_that_was_plugged_in_again_is_tested() -> None:
    recording = unplugged_in_the_sweep("source_back").wait(1)
    for key in KEYS[5:]:
        recording.hear(press(key))
    assert recording.phase("confirm").end().verdict.verdict == "no_fault_seen"


def test_dead_key_of_another_keyboard_is_not_charged_to_this_one() -> None:
    verdict = only_the_desktop(silent(sources=(KERNEL, DESKTOP))).end().verdict
    assert (verdict.verdict, verdict.findings) == ("inconclusive", ())
