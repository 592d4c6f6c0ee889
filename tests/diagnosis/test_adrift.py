"""Keys that arrive from nobody knows where: the source that tells keyboards apart did not hear them."""

from __future__ import annotations

from tests.scenarios import DESKTOP, KERNEL, Recording, silent, swept


def only_the_desktop(recording: Recording) -> Recording:
    recording.records = [record for record in recording.records if getattr(record, "source", 1) == 1]
    return recording


def test_keyboard_that_sent_nothing_is_not_passed_because_another_one_did() -> None:
    verdict = only_the_desktop(swept(sources=(KERNEL, DESKTOP))).end().verdict
    assert (verdict.verdict, verdict.tested, verdict.findings) == ("inconclusive", 0, ())
    assert "every other keyboard" in verdict.would_settle


def test_dead_key_of_another_keyboard_is_not_charged_to_this_one() -> None:
    verdict = only_the_desktop(silent(sources=(KERNEL, DESKTOP))).end().verdict
    assert (verdict.verdict, verdict.findings) == ("inconclusive", ())
