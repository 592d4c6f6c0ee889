"""A key that a desktop or a firmware may keep is not called dead for it, and is where nothing keeps it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec
import pytest

from keycheck.layouts.layout import Layout, LayoutKey
from tests.scenarios import DESKTOP, KERNEL, SMALL, Recording, finding, press, silent, undecided

FIRMWARE = "it sends brightness unless Fn is held"
SYSTEM = "some desktops take a picture with it"


def board(kept_by: Literal["system", "firmware"] | None, caution: str, *codes: str) -> Layout:
    """The small board, with this caution on these keys."""

    def told(key: LayoutKey) -> LayoutKey:
        more = {"caution": caution, "kept_by": kept_by} if key.code in codes else {}
        return msgspec.structs.replace(key, **more)

    return msgspec.structs.replace(SMALL, keys=tuple(told(key) for key in SMALL.keys))


def of_row(dark: Collection[str]) -> Recording:
    """Six keys with one caution, of which these stay dark; KeyE is asked for."""
    layout = board("firmware", FIRMWARE, "Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "KeyE")
    recording = Recording(layout).sweep({"KeyE", *dark}).phase("confirm").trials(3, "KeyE")
    return recording.trial("KeyR", press("KeyR")).trials(2, "KeyE").end()


def test_silence_at_the_desktop_alone_accuses_no_key_that_a_desktop_may_keep() -> None:
    layout = board("system", SYSTEM, "KeyE")
    said = undecided(silent(layout=layout, sources=(DESKTOP,)).end().verdict)
    assert said.reason == f"Its silence may be no fault: {SYSTEM}."
    assert "closer to the switch" in said.would_settle


def test_a_key_that_the_kernel_heard_and_the_desktop_kept_is_no_fault() -> None:
    layout = board("system", SYSTEM, "KeyE")
    recording = silent(layout=layout, sources=(KERNEL, DESKTOP), heard={KERNEL.id: press("KeyE")})
    assert SYSTEM in undecided(recording.end().verdict).reason


def test_below_the_desktop_silence_counts_whatever_a_desktop_may_keep() -> None:
    recording = silent(layout=board("system", SYSTEM, "KeyE"), sources=(KERNEL, DESKTOP))
    found = finding(recording.end().verdict)
    assert (found.symptom, found.cause) == ("dead", "hardware")


@pytest.mark.parametrize("kept_by", ["firmware", None])
def test_no_silence_accuses_a_key_that_the_firmware_may_keep(kept_by: Literal["firmware"] | None) -> None:
    said = undecided(silent(layout=board(kept_by, FIRMWARE, "KeyE")).end().verdict)
    assert (said.trials, FIRMWARE in said.reason) == (5, True)
    assert "Hold Fn" in said.would_settle


def test_another_code_in_its_place_is_no_fault_either() -> None:
    recording = silent(layout=board("firmware", FIRMWARE, "KeyE"), heard=press("BrightnessUp"))
    assert undecided(recording.end().verdict).reason.startswith("That another key came in its place may be no fault")


def test_the_firmware_keeps_no_single_key_of_a_row_whose_others_come() -> None:
    assert finding(of_row(dark=()).verdict).symptom == "dead"
    assert finding(of_row(dark=("Digit1",)).verdict).symptom == "dead"


def test_a_row_of_which_most_keys_stay_dark_is_kept_by_the_firmware() -> None:
    verdict = of_row(dark=("Digit1", "Digit2", "Digit3")).verdict
    assert (verdict.findings, FIRMWARE in undecided(verdict).reason) == ((), True)


def test_a_key_that_comes_only_sometimes_is_kept_by_nobody() -> None:
    layout = board("firmware", FIRMWARE, "KeyE")
    recording = Recording(layout).sweep().phase("confirm")
    for heard in ("", press("KeyE"), "", press("KeyE"), ""):
        recording.trial("KeyE", heard).trial("KeyR", press("KeyR"))
    for heard in ("", press("KeyE")) * 3:
        recording.trial("KeyE", heard).trial("KeyR", press("KeyR"))
    assert finding(recording.end().verdict).symptom == "intermittent"
