"""Keys that a source can never see, because its system has no number for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keycheck.capture.hid_fields import InputReport
from keycheck.capture.hid_state import declared
from keycheck.capture.source import FoundDevice
from keycheck.events import trace_words
from keycheck.events.raw_event import NativeSpace
from keycheck.keys.table import all_codes, code_of, native_of
from keycheck.languages import N_

SYSTEMS: dict[NativeSpace, str] = {"evdev": "Linux", "windows": "Windows", "mac": "macOS", "hid": N_("a USB keyboard")}
"""Whose numbers they are, as a sentence says it."""

UNDECLARED = N_("this keyboard does not say that it has this key")


def common(found: Sequence[FoundDevice]) -> dict[str, str]:
    """What none of these keyboards shows, with the reason of the first."""
    return {code: why for code, why in found[0].blind.items() if all(code in device.blind for device in found)}


def undeclared(reports: Iterable[InputReport]) -> dict[str, str]:
    """Key (W3C code) -> reason, for every key that a keyboard of these reports can't send."""
    has = {code_of("hid", usage) for report in reports for usage in declared(report)}
    return {code: UNDECLARED for code in all_codes() if code not in has} | without_a_number("hid")


def without_a_number(space: NativeSpace) -> dict[str, str]:
    """Key (W3C code) -> reason, for every key that this system has no number for."""
    reason = trace_words.NO_NUMBER.format(system=SYSTEMS[space])
    return {code: reason for code in all_codes() if native_of(space, code) is None}
