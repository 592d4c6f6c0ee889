"""A live examination: the order of time, what blur and loss do to it, and what stands in its trace and its journal."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import cast

import msgspec
import pytest

from keycheck.capture.source import FoundDevice
from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.trace import Device, End, Event, Incident, Trace, Trouble
from keycheck.events.trace_file import decode
from keycheck.layouts.library import load
from keycheck.session.live import HOLD_NS, RESTARTS
from tests.session.scripted_ears import BUILT_IN, MS, Bench, ear

HOLD = HOLD_NS // MS


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    """An examination heard by the kernel and by the desktop."""
    return Bench(monkeypatch, ear(), ear("pynput", "os"))


def events(trace: Trace) -> list[tuple[int, int, str | None, str]]:
    """Milliseconds, source, key and action."""
    return [(r.t // MS, r.source, r.key, r.action) for r in trace.records if isinstance(r, Event)]


def incidents(trace: Trace) -> list[tuple[int, int | None, str, int]]:
    """From, source, what, until."""
    return [(r.t // MS, r.source, r.what, r.until // MS) for r in trace.records if isinstance(r, Incident)]


def journal(data: Path) -> Trace:
    (file,) = data.glob("*.journal.jsonl")
    return decode(file.read_bytes(), str(file))


class TestOrder:
    def test_events_of_two_sources_stand_in_the_order_of_time(self, bench: Bench) -> None:
        bench.hear(10, "KeyA", "down", "pynput")
        bench.hear(9, "KeyA", "down", "evdev")
        bench.hear(50, "KeyA", "up", "pynput")
        bench.hear(48, "KeyA", "up", "evdev")
        bench.at(50 + HOLD)
        trace = bench.examination.close()
        assert events(trace) == [
            (9, 0, "KeyA", "down"), (10, 1, "KeyA", "down"), (48, 0, "KeyA", "up"), (50, 1, "KeyA", "up"),
        ]  # fmt: skip

    def test_event_waits_for_earlier_ones_of_a_slower_source(self, bench: Bench, data: Path) -> None:
        bench.hear(100, "KeyA", "down", "pynput")
        bench.at(100 + HOLD - 1)
        assert events(journal(data)) == []
        bench.hear(99, "KeyA", "down", "evdev")
        bench.at(100 + HOLD)
        assert events(journal(data)) == [(99, 0, "KeyA", "down"), (100, 1, "KeyA", "down")]

    def test_key_lights_up_without_waiting(self, bench: Bench) -> None:
        bench.hear(100, "KeyA", "down")
        assert [(event.key, event.action) for event in bench.lit] == [("KeyA", "down")]

    def test_event_that_comes_far_too_late_keeps_its_own_time(self, bench: Bench, data: Path) -> None:
        """The trace has it in its place; the journal, whose lines are written, has it where it came."""
        bench.hear(100, "KeyA", "down")
        bench.at(1_000)
        bench.hear(90, "KeyB", "down", "pynput")
        bench.at(1_100)
        trace = bench.examination.close()
        assert events(trace) == [(90, 1, "KeyB", "down"), (100, 0, "KeyA", "down")]
        assert [key for _, _, key, _ in events(journal(data))] == ["KeyA", "KeyB"]

    def test_no_time_falls_in_the_trace_and_in_the_journal(self, bench: Bench, data: Path) -> None:
        for ms, late in ((100, 0), (200, 150), (300, 10), (2_000, 1_900), (2_100, 0)):
            bench.at(ms)
            bench.hear(ms - late, f"Key{chr(65 + ms // 100 % 26)}", "down", "pynput" if late else "evdev")
        bench.at(4_000)
        for trace in (bench.examination.close(), journal(data)):
            assert all(one.t <= other.t for one, other in pairwise(trace.records))


class TestHeader:
    def test_header_names_the_sources_and_the_keyboard(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bench = Bench(monkeypatch, ear("evdev", "kernel", BUILT_IN), ear("pynput", "os"), device=BUILT_IN)
        header = bench.examination.header
        assert (header.practice, header.sealed, header.layout, header.locale) == (False, False, "ansi-104", "us")
        assert [(s.id, s.name, s.layer) for s in header.sources] == [(0, "evdev", "kernel"), (1, "pynput", "os")]
        assert header.devices == (Device(0, "AT keyboard", "i8042", 1, 1),)

    def test_key_that_this_keyboard_can_not_send_is_not_observed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Untestable is never a fault: another keyboard may have the key, this one has not."""
        small = FoundDevice("/dev/input/event4", "Small", "usb", blind={"Numpad5": "this keyboard never sends it"})
        source = ear("evdev", "kernel", small, BUILT_IN, blind={"Fn": "no number"})
        with_small = Bench(monkeypatch, source, device=small).examination.header.sources[0]
        assert with_small.blind == {"Fn": "no number", "Numpad5": "this keyboard never sends it"}

    def test_what_silence_of_a_source_means_stands_in_the_trace(self, monkeypatch: pytest.MonkeyPatch) -> None:
        small = FoundDevice("/dev/input/event4", "Small", "usb", unknown={"F13": "a maker's own key"})
        terminal = ear("terminal", "app", small, BUILT_IN)
        assert terminal.ready is not None
        terminal.ready = msgspec.structs.replace(terminal.ready, silence="no_evidence", unknown={"PrintScreen": "?"})
        told = Bench(monkeypatch, terminal, device=small).examination.header.sources[0]
        assert told.silence == "no_evidence"
        assert told.unknown == {"PrintScreen": "?", "F13": "a maker's own key"}

    def test_only_the_chosen_keyboard_is_listened_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        source, merged = ear("evdev", "kernel", BUILT_IN), ear("pynput", "os")
        Bench(monkeypatch, source, merged, device=BUILT_IN)
        assert (source.told, merged.told) == (["resume /dev/input/event3"], ["resume"])

    def test_source_that_does_not_know_the_chosen_keyboard_has_no_say(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A PS/2 keyboard sends no HID reports: those of the other keyboard must not be taken for its silence."""
        usb = FoundDevice("/dev/input/event4", "USB keyboard", "usb")
        reports, kernel = ear("hidraw", "hid", usb), ear("evdev", "kernel", usb, BUILT_IN)
        bench = Bench(monkeypatch, reports, kernel, device=BUILT_IN)
        assert [source.name for source in bench.examination.header.sources] == ["evdev"]
        assert (reports.told, kernel.told) == ([], ["resume /dev/input/event3"])


class TestBlur:
    def test_blur_stops_the_reading_and_focus_starts_it_again(self, bench: Bench) -> None:
        bench.examination.blur()
        assert [source.reading for source in bench.ears.all] == [False, False]
        bench.examination.focus()
        assert [source.reading for source in bench.ears.all] == [True, True]

    def test_gap_is_an_incident_of_all_sources(self, bench: Bench) -> None:
        bench.at(1_000)
        bench.examination.blur()
        bench.at(9_000)
        bench.examination.focus()
        bench.at(10_000)
        assert incidents(bench.examination.close()) == [(1_000 - HOLD, None, "blur", 9_000)]

    def test_time_in_the_background_is_nobodys_fault(self, bench: Bench) -> None:
        """Nobody could press, so the deadline moves by as much."""
        bench.at(2_000)
        before_ns = bench.examination.step.deadline_ns
        bench.examination.blur()
        bench.at(62_000)
        bench.examination.focus()
        assert before_ns is not None
        assert bench.examination.step.deadline_ns == before_ns + (60_000 + HOLD) * MS

    def test_nothing_goes_on_while_blurred(self, bench: Bench) -> None:
        bench.at(2_000)
        bench.examination.blur()
        bench.at(600_000)
        assert bench.examination.step.kind == "sweep"

    def test_blur_twice_is_one_gap(self, bench: Bench) -> None:
        bench.at(1_000)
        bench.examination.blur()
        bench.at(2_000)
        bench.examination.blur()
        bench.examination.focus()
        bench.examination.focus()
        assert incidents(bench.examination.close()) == [(1_000 - HOLD, None, "blur", 2_000)]

    def test_end_while_blurred_has_the_gap_too(self, bench: Bench) -> None:
        bench.at(1_000)
        bench.examination.blur()
        bench.at(3_000)
        assert incidents(bench.examination.close()) == [(1_000 - HOLD, None, "blur", 3_000)]

    def test_key_right_before_the_word_of_the_blur_is_not_kept(self, bench: Bench, data: Path) -> None:
        """The word takes some milliseconds, and another window may have had the key."""
        bench.hear(900, "KeyA", "down")
        bench.hear(1_000 - HOLD + 1, "KeyS", "down")
        bench.hear(999, "KeyE", "down")
        bench.at(1_000)
        bench.examination.blur()
        bench.hear(1_001, "KeyC", "down")
        bench.at(2_000)
        bench.examination.focus()
        bench.hear(2_100, "KeyB", "down")
        bench.at(3_000)
        for trace in (journal(data), bench.examination.close()):
            assert [key for _, _, key, _ in events(trace)] == ["KeyA", "KeyB"]

    def test_key_that_was_let_go_meanwhile_is_a_new_press_afterwards(self, bench: Bench) -> None:
        bench.hear(100, "KeyA", "down")
        bench.at(200)
        bench.examination.blur()
        bench.at(2_000)
        bench.examination.focus()
        bench.hear(2_100, "KeyA", "down")
        bench.at(3_000)
        assert [action for *_, action in events(bench.examination.close())] == ["down", "down"]


class TestLoss:
    def test_source_that_dies_is_an_incident_and_is_started_again(self, bench: Bench) -> None:
        source = bench.ears.all[0]
        bench.at(1_000)
        bench.lose(source, 900)
        bench.at(1_100)
        assert source.told == ["resume", "stop", "start", "resume"]
        bench.at(1_400)
        bench.listens_again(source)
        bench.at(2_000)
        assert incidents(bench.examination.close()) == [
            (900, 0, "source_lost", 1_000),
            (1_000, 0, "source_back", 1_400),
        ]

    def test_source_that_fails_again_at_once_is_lost_from_the_first_time_on(self, bench: Bench) -> None:
        """Else the time between its two ends would count as listened to."""
        source = bench.ears.all[0]
        bench.at(1_000)
        bench.lose(source, 900)
        bench.at(1_100)
        source.fail("gone again")
        assert source.failed is not None
        bench.ears.on_message(source.name, source.failed)
        bench.at(1_500)
        bench.listens_again(source)
        bench.at(2_000)
        assert incidents(bench.examination.close()) == [
            (900, 0, "source_lost", 1_000),
            (1_000, 0, "source_back", 1_500),
        ]

    def test_source_that_is_started_again_listens_to_the_same_keyboard(self, monkeypatch: pytest.MonkeyPatch) -> None:
        source = ear("evdev", "kernel", BUILT_IN)
        bench = Bench(monkeypatch, source, device=BUILT_IN)
        bench.lose(source, 0)
        bench.at(100)
        assert source.told[-1] == "resume /dev/input/event3"

    def test_source_that_has_not_said_its_last_word_is_not_started_again(self, bench: Bench) -> None:
        """Else the trace would lack the time from its last sign of life to its loss."""
        source = bench.ears.all[0]
        source.fail("dying")
        source.is_over = False
        bench.at(100)
        assert source.told == ["resume"]

    def test_keyboard_that_is_heard_again_is_back_though_nobody_said_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It was plugged in again while the screen was not in front."""
        bench = Bench(monkeypatch, ear("evdev", "kernel", BUILT_IN), device=BUILT_IN)
        bench.at(1_000)
        bench.disturb(900, "source_lost", BUILT_IN.path)
        bench.at(2_000)
        bench.examination.blur()
        bench.at(3_000)
        bench.examination.focus()
        bench.hear(3_100, "KeyA", "down", device=BUILT_IN.path)
        bench.hear(3_150, "KeyA", "up", device=BUILT_IN.path)
        bench.at(4_000)
        trace = bench.examination.close()
        assert [told for told in incidents(trace) if told[2] != "blur"] == [
            (900, 0, "source_lost", 1_000),
            (900, 0, "source_back", 3_100),
        ]
        assert events(trace) == [(3_100, 0, "KeyA", "down"), (3_150, 0, "KeyA", "up")]

    def test_source_is_back_when_the_last_of_its_keyboards_is(self, bench: Bench) -> None:
        for at, what, device in (
            (1_000, "source_lost", "one"),
            (1_500, "source_lost", "two"),
            (2_000, "source_back", "one"),
            (3_000, "source_back", "two"),
        ):
            bench.at(at)
            bench.disturb(at - 100, cast(Trouble, what), device)
        bench.at(4_000)
        assert incidents(bench.examination.close()) == [
            (900, 0, "source_lost", 1_000),
            (1_400, 0, "source_lost", 1_500),
            (2_900, 0, "source_back", 3_000),
        ]

    def test_key_that_was_let_go_while_the_source_was_lost_is_a_new_press_afterwards(self, bench: Bench) -> None:
        source = bench.ears.all[0]
        bench.hear(100, "KeyA", "down")
        bench.lose(source, 150)
        bench.at(200)
        bench.listens_again(source)
        bench.hear(300, "KeyA", "down")
        bench.at(1_000)
        assert [action for *_, action in events(bench.examination.close())] == ["down", "down"]

    def test_source_that_dies_in_the_background_is_not_started_there(self, bench: Bench) -> None:
        """To start it again is to read the keyboard while another window is in front."""
        source = bench.ears.all[0]
        bench.lose(source, 0)
        bench.examination.blur()
        bench.at(500)
        assert "start" not in source.told
        assert bench.examination.listening, "it will be started again"
        bench.examination.focus()
        bench.at(600)
        assert source.told[-2:] == ["start", "resume"]

    def test_source_that_dies_at_the_end_is_not_started_again(self, bench: Bench) -> None:
        source = bench.ears.all[0]
        bench.lose(source, 0)
        bench.examination.close()
        assert not source.reading
        assert "start" not in source.told

    def test_examination_listens_while_one_source_is_left(self, bench: Bench) -> None:
        lost = bench.ears.all[0]
        lost.starts_again = False
        bench.lose(lost, 0)
        for ms in range(100, 1_000, 100):
            bench.at(ms)
        assert lost.told.count("start") == RESTARTS
        assert bench.examination.listening

    def test_source_that_stays_away_is_told_to_the_examiner_once(self, bench: Bench) -> None:
        lost = bench.ears.all[0]
        lost.starts_again = False
        bench.lose(lost, 0)
        for ms in range(100, 1_000, 100):
            bench.at(ms)
        told = [r for r in bench.examination.close().records if isinstance(r, Incident) and r.what == "source_lost"]
        assert [incident.source for incident in told] == [0]

    def test_examination_without_a_source_says_so_when_starting_again_has_not_helped(self, bench: Bench) -> None:
        for source in bench.ears.all:
            source.starts_again = False
            bench.lose(source, 0)
        assert bench.examination.listening
        for ms in range(100, 1_000, 100):
            bench.at(ms)
        assert not bench.examination.listening

    def test_what_others_say_is_not_heard(self, bench: Bench) -> None:
        """A source that was not ready at the start is none of this trace."""
        bench.hear(10, "KeyA", "down", "hidraw")
        assert events(bench.examination.close()) == []


class TestEnd:
    def test_close_ends_the_trace_where_it_was_not(self, bench: Bench) -> None:
        bench.hear(100, "KeyA", "down")
        bench.at(150)
        trace = bench.examination.close()
        assert events(trace) == [(100, 0, "KeyA", "down")], "what still waited for its turn is not lost"
        assert trace.records[-1] == End(150 * MS, "interrupted")

    def test_close_twice_is_the_same_trace(self, bench: Bench) -> None:
        bench.hear(100, "KeyA", "down")
        bench.at(200)
        assert bench.examination.close() == bench.examination.close()

    def test_nothing_is_read_after_the_end(self, bench: Bench) -> None:
        bench.examination.close()
        bench.hear(100, "KeyA", "down")
        bench.at(1_000)
        assert [source.reading for source in bench.ears.all] == [False, False]
        assert events(bench.examination.close()) == []

    def test_stop_is_the_end_that_the_person_chose(self, bench: Bench) -> None:
        bench.at(5_000)
        bench.examination.answer("stop")
        last = bench.examination.close().records[-1]
        assert isinstance(last, End)
        assert last.reason == "stopped"

    def test_journal_is_the_trace_while_it_runs_and_gone_when_discarded(self, bench: Bench, data: Path) -> None:
        bench.hear(100, "KeyA", "down")
        bench.hear(180, "KeyA", "up")
        bench.at(2_000)
        trace = bench.examination.close()
        assert journal(data) == trace
        bench.examination.discard()
        assert list(data.iterdir()) == []

    def test_journal_gives_the_verdict_of_the_trace(self, bench: Bench, data: Path) -> None:
        for number, key in enumerate(load("ansi-104").testable[:40]):
            for source, late in (("evdev", 0), ("pynput", 3)):
                bench.hear(2_000 + 200 * number + late, key.code, "down", source)
                bench.hear(2_080 + 200 * number + late, key.code, "up", source)
            bench.at(2_000 + 200 * number)
        bench.at(60_000)
        trace = bench.examination.close()
        layout = load("ansi-104")
        assert diagnose(journal(data), layout) == diagnose(trace, layout)
        assert diagnose(trace, layout).tested == 40
