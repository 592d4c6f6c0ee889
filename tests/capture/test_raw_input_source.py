"""Raw Input without a finger: what it says of itself, and that starts and stops leave nothing behind.

Keys are pressed for it in `tests/system/wine`.
"""

from __future__ import annotations

import sys
import threading

import pytest

from keycheck.capture.raw_input_source import RawInputSource


@pytest.fixture
def source() -> RawInputSource:
    """One that can listen here."""
    source = RawInputSource()
    if source.probe().state != "ready":
        pytest.skip(f"Raw Input can't listen here: {source.probe().reason}")
    return source


@pytest.mark.skipif(sys.platform == "win32", reason="this is Windows, where it answers")
def test_probe_elsewhere_is_blocked_with_the_reason() -> None:
    probe = RawInputSource().probe()
    assert probe.state == "blocked"
    assert "only Windows has Raw Input" in probe.reason


def test_every_keyboard_has_its_blind_keys_and_a_name(source: RawInputSource) -> None:
    for device in source.probe().devices:
        assert device.name
        assert "Fn" in device.blind


def test_silence_separates_nothing_and_media_keys_may_come_past_it(source: RawInputSource) -> None:
    probe = source.probe()
    assert probe.silence == "not_separated"
    assert "AudioVolumeMute" in probe.unknown


def test_starts_and_stops_leave_no_thread_behind(source: RawInputSource) -> None:
    before = threading.active_count()
    source.stop()
    for _ in range(5):
        source.start(lambda seen: None, ())
        source.stop()
        source.stop()
    assert threading.active_count() == before


def test_keyboard_that_is_not_attached_can_not_be_listened_to(source: RawInputSource) -> None:
    with pytest.raises(OSError, match="none of the keyboards is attached any more"):
        source.start(lambda seen: None, (r"\\?\HID#gone",))
