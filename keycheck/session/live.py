"""An examination of a real keyboard while it runs: what the sources hear goes to the examiner, in the order of time."""

from __future__ import annotations

import heapq
import os
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count

import msgspec

from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Failed, Listening, Message
from keycheck.capture.source import Disturbance
from keycheck.config import data_folder
from keycheck.errors import UsageError
from keycheck.events.normalize import Normalizer
from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Event, Incident, Record, Settings, Trace
from keycheck.examination.examiner import Examiner
from keycheck.examination.step import Answer, Step
from keycheck.host.lamps import Lamps, lamps_of
from keycheck.layouts.layout import Layout
from keycheck.session.better_map import BetterMap
from keycheck.session.journal import Journal
from keycheck.session.lamplight import Lamplight
from keycheck.session.listening import AnyEar, Ears, can_hear, devices_of
from keycheck.session.machine_settings import settings_here
from keycheck.session.plan import Plan, header_of
from keycheck.session.regained import Regained
from keycheck.session.terminal_ear import TerminalEar

HOLD_NS = 60_000_000
"""How long an event waits for earlier ones of a slower source, so that the trace is in the order of time. What still
waits at a blur is thrown away: the word of the blur takes some of this time, and the key may have gone elsewhere."""

RESTARTS = 3
"""How often a source that was lost is started again."""


class LiveExamination:
    """Drives the examiner by real events and the real clock.

    All methods are called from one thread; the sources deliver from theirs, and `on_event` is called there at once, so
    that a key lights up without waiting for the order of time.
    """

    def __init__(self, plan: Plan, ears: Ears, on_event: Callable[[Event], None], lamps: Lamps | None = None) -> None:
        """`lamps` are by default those that the system lets be switched of the keyboard of the plan."""
        self._ears = ears
        self._listening = tuple(ear for ear in ears.ready if can_hear(ear, plan.device))
        self._devices = {ear.name: devices_of(ear, plan.device) for ear in self._listening}
        self._terminal = next((ear for ear in self._listening if isinstance(ear, TerminalEar)), None)
        if self._terminal is not None:
            self._terminal.learn(plan.layout)
        self._zero_ns = now_ns()
        self.header = header_of(plan, self._listening, datetime.now(UTC))
        lamps = lamps or lamps_of("" if plan.device is None else plan.device.path)
        self.examiner = Examiner(
            self.header, plan.layout, plan.named, offers=True, lamps=lamps.names, no_lamps=lamps.why_not
        )
        self._lamplight = Lamplight(lamps)
        self._journal = Journal(data_folder(), f"{datetime.now():%Y-%m-%d %H%M%S} {os.getpid()}", self.header)
        self._better_map = BetterMap(self.examiner, plan.is_chosen)
        self._on_event = on_event
        self._records: list[Record] = []
        self._arrived: deque[Event | Incident] = deque()
        self._waiting: list[tuple[int, int, Event | Incident]] = []
        self._order = count()
        self._journalled_ns = 0
        self._blurred_ns: int | None = None
        self._restarts: dict[str, int] = {}
        self._lost_ns: dict[str, int] = {}
        self._regained = {ear.name: Regained() for ear in self._listening}
        devices: Mapping[str, int] = {} if plan.device is None else {plan.device.path: 0}
        self._normalizers = {
            ear.name: Normalizer(number, ear.ready.space, devices, self._zero_ns)
            for number, ear in enumerate(self._listening)
            if ear.ready is not None
        }
        self._follow()
        ears.on_message = self._hear
        self._resume()

    # ── what a screen sees ──────────────────────────────────────────────────────────────────────────────────────

    @property
    def step(self) -> Step:
        """What to ask now."""
        return self.examiner.step

    @property
    def now_ns(self) -> int:
        """The time of the examination, in its own nanoseconds."""
        return now_ns() - self._zero_ns

    @property
    def listening(self) -> bool:
        """Whether any source is left that listens, or will be started again."""
        return any(ear.failed is None or self._may_restart(ear) for ear in self._listening)

    def answer(self, answer: Answer) -> None:
        """The person clicked."""
        self.pump()
        self.examiner.answer(answer, self._settled_ns)
        self._follow()
        self._light()

    def nominate(self, key: str) -> None:
        """The person named a key that fails sometimes."""
        self.examiner.nominate(key)

    def typed(self, name: str) -> None:
        """The terminal got something by this name, or this sign: the key that it comes from works."""
        if self._terminal is not None:
            self._terminal.hear(name)

    def pump(self) -> None:
        """Hand over what has come in, in the order of time, and let the time pass; does nothing while blurred."""
        if self._blurred_ns is None:
            self._restart_lost()
            self._hand_over(self._settled_ns)
            self.examiner.advance_to(self._settled_ns)
            self._follow()
            self._light()

    def blur(self) -> None:
        """The examination is no longer in front of the person: when this returns, nothing is read any more."""
        if self._blurred_ns is None:
            self._blurred_ns = self._settled_ns
            self._ears.pause()
            self._lamplight.put_back()
            self._forget_what_waits()

    def focus(self) -> None:
        """It is in front again: the gap is an incident, and the sources listen again."""
        if self._blurred_ns is not None:
            self._forget_what_waits()
            self._take(Incident(self._blurred_ns, None, "blur", self.now_ns))
            self._blurred_ns = None
            # A child that was slow to stop and was ended for it is no sign of a bad source.
            self._restarts.clear()
            for normalizer in self._normalizers.values():
                normalizer.forget()
            self._resume()

    def close(self) -> Trace:
        """Stop listening; the trace, ended where it was not. The journal stays until its owner discards it."""
        self._ears.pause()
        self._lamplight.put_back()
        self._ears.on_message = lambda name, message: None
        if self._blurred_ns is None:
            self._hand_over(self.now_ns)
        else:
            self._take(Incident(self._blurred_ns, None, "blur", self.now_ns))
        self.examiner.interrupt(self.now_ns)
        self._follow()
        self._journal.close()
        *records, end = sorted(self._records, key=lambda record: record.t)
        return Trace(self.header, (*records, *self._settings_since(end.t), end))

    def _settings_since(self, t: int) -> tuple[Settings, ...]:
        """What imitates a fault is looked for again: a shortcut held too long turns a filter on without a word."""
        found = settings_here()
        return () if set(found) <= set(self.header.settings) else (Settings(t, found),)

    def discard(self) -> None:
        """The trace was sealed and kept: its live form goes."""
        self._journal.discard()

    # ── what the sources say, in their threads ──────────────────────────────────────────────────────────────────

    def _hear(self, name: str, message: Message) -> None:
        if name not in self._normalizers:
            return
        # Of one that is started again, `Listening` tells the end of the loss; what is down already comes before it.
        if name not in self._lost_ns and (unsaid := self._regained[name].by(message)) is not None:
            self._hear(name, unsaid)
        if isinstance(message, RawEvent):
            event = self._normalizers[name](message)
            self._arrived.append(event)
            self._on_event(event)
        elif isinstance(message, Disturbance):
            if message.what == "source_back":
                self._normalizers[name].forget()
                if self._regained[name].is_away:
                    return
            self._arrived.append(self._incident(name, message))
        elif isinstance(message, Failed):
            # One that fails again before it listens has been lost since the first time.
            self._lost_ns.setdefault(name, self.now_ns)
        elif isinstance(message, Listening) and name in self._lost_ns:
            self._hear(name, Disturbance(self._lost_ns.pop(name) + self._zero_ns, "source_back", message.t))

    def _incident(self, name: str, disturbance: Disturbance) -> Incident:
        begin = max(0, disturbance.t - self._zero_ns)
        until = max(begin, disturbance.until - self._zero_ns)
        return Incident(begin, self._number_of(name), disturbance.what, until)

    def _number_of(self, name: str) -> int:
        return next(number for number, ear in enumerate(self._listening) if ear.name == name)

    # ── from there to the examiner ──────────────────────────────────────────────────────────────────────────────

    @property
    def _settled_ns(self) -> int:
        return max(0, self.now_ns - HOLD_NS)

    def _resume(self) -> None:
        for ear in self._listening:
            ear.resume(self._devices[ear.name])

    def _hand_over(self, until_ns: int) -> None:
        while self._arrived:
            arrived = self._arrived.popleft()
            heapq.heappush(self._waiting, (arrived.t, next(self._order), arrived))
        while self._waiting and self._waiting[0][0] <= until_ns:
            self._take(heapq.heappop(self._waiting)[2])

    def _forget_what_waits(self) -> None:
        """No key that was heard since the blur, or right before it, is taken in.

        What disturbed a source is kept: nobody would say it again.
        """
        self._hand_over(self._blurred_ns or 0)
        self._waiting = [waiting for waiting in self._waiting if isinstance(waiting[2], Incident)]
        heapq.heapify(self._waiting)

    def _take(self, record: Event | Incident) -> None:
        if not self.examiner.done:
            self._keep(record)
            self.examiner.receive(record)
            self._better_map.heed(record)
            self._follow()

    def _follow(self) -> None:
        for record in self.examiner.drain():
            self._keep(record)
        if self.examiner.layout.id != self.header.layout:
            self._begin_again(self.examiner.layout)

    def _light(self) -> None:
        """A lamp that the keyboard does not take is not asked about: nobody could see it light."""
        if self._blurred_ns is None and not self._lamplight.follow(self.examiner.step):
            self.examiner.answer("go_on", self._settled_ns)
            self._follow()

    def _begin_again(self, layout: Layout) -> None:
        """The keyboard has another map: the header says so, and so does a new journal, which takes the old one's place.

        Where there is no room for it the old one goes on: only a crash would be told by the first map.
        """
        if self._terminal is not None:
            self._terminal.learn(layout)
        first = self.header.began_with or self.header.layout
        self.header = msgspec.structs.replace(
            self.header, layout=layout.id, locale=layout.locale, began_with="" if first == layout.id else first
        )
        with suppress(UsageError):
            old, self._journal = self._journal, self._journal.anew(self.header)
            self._journalled_ns = 0
            for record in self._records:
                self._write_down(record)
            old.discard()

    def _keep(self, record: Record) -> None:
        self._records.append(record)
        self._write_down(record)

    def _write_down(self, record: Record) -> None:
        """In memory a record has its own time; in the journal never an earlier one than the line before it."""
        self._journalled_ns = max(self._journalled_ns, record.t)
        late = {"t": self._journalled_ns}
        if isinstance(record, Incident):
            late["until"] = max(self._journalled_ns, record.until)
        self._journal.add(record if record.t == self._journalled_ns else msgspec.structs.replace(record, **late))

    def _restart_lost(self) -> None:
        """Only while the screen is in front: a source that is started again listens again."""
        for ear in self._listening:
            if ear.failed is not None and ear.is_over and self._may_restart(ear):
                self._restarts[ear.name] = self._restarts.get(ear.name, 0) + 1
                ear.stop()
                ear.start()
                ear.resume(self._devices[ear.name])

    def _may_restart(self, ear: AnyEar) -> bool:
        return self._restarts.get(ear.name, 0) < RESTARTS
