"""The terminal among the sources: what is typed shows that a key works, and its silence shows nothing."""

from __future__ import annotations

from typing import cast

import pytest

from keycheck.capture.pipe import Message
from keycheck.capture.typed_keys import AMBIGUOUS, SAYS_NOTHING
from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.raw_event import RawEvent
from keycheck.events.seal import seal
from keycheck.events.trace import Event, Trace
from keycheck.layouts.library import load
from keycheck.session.listening import Ears
from keycheck.session.live import HOLD_NS, LiveExamination
from keycheck.session.plan import Plan
from keycheck.session.terminal_ear import TerminalEar
from tests.session.scripted_ears import MS, Bench, ScriptedEar, ear

LAYOUT = load("ansi-104")


def heard_by_itself(*names: str) -> list[str]:
    """Which keys an ear tells of, that may read."""
    told: list[Message] = []
    terminal = TerminalEar(lambda source, message: told.append(message))
    terminal.learn(LAYOUT)
    terminal.resume(())
    for name in names:
        terminal.hear(name)
    return [f"{message.native} {message.action}" for message in told if isinstance(message, RawEvent)]


def test_key_is_told_once_however_often_it_comes() -> None:
    """A held key and a key that is pressed again look alike: neither may be taken for chatter."""
    assert heard_by_itself("a", "a", "A", "a", "s") == ["KeyA down", "KeyA up", "KeyS down", "KeyS up"]


def test_name_that_proves_nothing_is_not_told() -> None:
    assert heard_by_itself("5", "enter", "up", "ctrl+c", "é") == []


def test_nothing_is_told_while_another_window_is_in_front() -> None:
    told: list[Message] = []
    terminal = TerminalEar(lambda source, message: told.append(message))
    terminal.learn(LAYOUT)
    terminal.hear("a")
    terminal.resume(())
    terminal.pause()
    terminal.hear("a")
    assert told == []


class Desk:
    """An examination into whose screen a person types, with these other sources."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *others: ScriptedEar) -> None:
        self.bench = Bench(monkeypatch, *others)
        ears = self.bench.ears
        self.bench.examination.close()
        self.bench.examination.discard()
        terminal = TerminalEar(self.deliver)
        ears.all = (*ears.all, cast(ScriptedEar, terminal))
        monkeypatch.setattr("keycheck.session.terminal_ear.now_ns", lambda: int(self.bench.now_ms * MS))
        self.bench.examination = LiveExamination(Plan(LAYOUT, None), cast(Ears, ears), self.bench.lit.append)

    def deliver(self, name: str, message: Message) -> None:
        self.bench.ears.on_message(name, message)

    def sweep(self, names: str) -> Desk:
        for number, name in enumerate(names):
            self.bench.at(2_000 + 300 * number)
            self.bench.examination.typed(name)
        self.bench.at(2_000 + 300 * len(names) + HOLD_NS // MS)
        return self

    def end(self) -> Trace:
        self.bench.examination.answer("go_on")
        self.bench.at(60_000)
        assert self.bench.examination.examiner.done, self.bench.examination.step
        return self.bench.examination.close()


def test_sweep_alone_shows_what_works_and_calls_nothing_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    trace = Desk(monkeypatch).sweep("asdf%%").end()
    for recorded in (trace, seal(trace)):
        verdict = diagnose(recorded, LAYOUT)
        assert (verdict.verdict, verdict.tested, verdict.findings) == ("inconclusive", 5, ())
        assert (verdict.not_tested, verdict.undecided) == ((), ())
        reasons = {key.key: key.reason for key in verdict.not_testable}
        assert len(reasons) == len(LAYOUT.testable) - 5
        assert (reasons["KeyQ"], reasons["Numpad5"]) == (SAYS_NOTHING, AMBIGUOUS)
        assert "KeyA" not in reasons
        assert "keycheck doctor" in verdict.would_settle


def test_whole_keyboard_typed_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Untested is never a pass; and here nobody could have heard a key stay silent."""
    every_sign = "".join(key.legend.split()[-1] for key in LAYOUT.testable if len(key.legend.split()[-1:]) == 1)
    verdict = diagnose(Desk(monkeypatch).sweep(every_sign).end(), LAYOUT)
    assert verdict.tested > 30
    assert verdict.verdict == "inconclusive"


def test_sweep_waits_for_more_though_nothing_is_known_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)
    desk.bench.at(1_800)
    assert desk.bench.examination.step.kind == "sweep"
    desk.sweep("a")
    desk.bench.at(10_000)
    assert desk.bench.examination.step.kind == "sweep"
    desk.bench.at(30_000)
    assert desk.bench.examination.step.kind == "done", "it ends by itself when nothing comes any more"


def test_names_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    events = [record for record in Desk(monkeypatch).sweep("A%:").end().records if isinstance(record, Event)]
    assert [(event.key, event.native) for event in events if event.action == "down"] == [
        ("KeyA", "KeyA"), ("Digit5", "Digit5"), ("Semicolon", "Semicolon"),
    ]  # fmt: skip


def test_key_that_only_the_terminal_got_does_not_work_where_another_source_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It may have come from another keyboard."""
    desk = Desk(monkeypatch, ear())
    desk.bench.hear(1_900, "KeyB", "down")
    desk.bench.hear(1_950, "KeyB", "up")
    desk.sweep("ab")
    diagnosis = desk.bench.examination.examiner.diagnosis
    assert "KeyA" in diagnosis.dark()
    assert "KeyB" not in diagnosis.dark()
    assert "blind" not in str(desk.bench.examination.header.sources[1].blind)
