"""A simulated keyboard at work: what a finger does goes through switch, controller, wire and system to listeners."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from keycheck.events.trace import Action, Event, Incident
from keycheck.simulation.board import Board
from keycheck.simulation.contacts import FOREVER, Contact
from keycheck.simulation.desktop import BounceKeys, Heard, Remap, Repeater, RepeatForm, SlowKeys, StickyKeys
from keycheck.simulation.figures import Figures
from keycheck.simulation.firmware import Changes, Firmware
from keycheck.simulation.schedule import Schedule
from keycheck.simulation.transport import Listener, Wire

_NS_PER_MS = 1_000_000


class Keyboard:
    """Told what a finger does, it plans what follows from it; `tell` is called with each event when it is heard."""

    def __init__(
        self,
        board: Board,
        figures: Figures,
        random: Random,
        schedule: Schedule,
        tell: Callable[[Event | Incident], None],
    ) -> None:
        self._board, self._figures, self._random, self._schedule = board, figures, random, schedule
        self.lit: dict[str, set[int]] = {}
        """Code -> the sources that heard it go down."""
        build = board.transport
        self._listeners = [Listener(source, build, figures, random, schedule, tell) for source in board.sources]
        self._below = [listener for listener in self._listeners if listener.source.layer in ("hid", "kernel")]
        self._above = [listener for listener in self._listeners if listener.source.layer not in ("hid", "kernel")]
        self._kernel = self._repeater(self._hear_below, "kernel_ms")
        self._desktop = self._programs(self._repeater(self._hear_above, "desktop_ms").hear)
        self._wire = Wire(build, figures, random, schedule, self._arrive)
        self._firmware = Firmware(board.firmware, board.matrix, board.sends, schedule, self._wire.report)

    def power_on(self) -> None:
        """The keys that are down before anybody touches them; programs that press keys begin."""
        for key, until in self._board.down_at_start.items():
            self._close(key, (0, until))
        if "injected" in self._board.programs:
            self._inject(0)

    def press(self, key: str, t: int, dwell_ns: int) -> None:
        """A finger presses this key at `t`, and leaves it `dwell_ns` later."""
        if t < self._board.down_at_start.get(key, 0):
            return
        contacts = [(t, t + dwell_ns)]
        for effect in self._board.effects.get(key, ()):
            contacts = effect(contacts, self._random)
        for contact in contacts:
            self._close(key, contact)
            for other in self._board.also.get(key, ()):
                late_ns = self._figures.draw_ns("fault.extra.delay_ms", self._random)
                self._close(other, (contact[0] + late_ns, contact[1]))

    def shows(self, key: str) -> bool:
        """Whether somebody who watches the screen has seen this key light up."""
        return len(self.lit.get(key, ())) == len(self._listeners)

    def _close(self, key: str, contact: Contact) -> None:
        """The controller sees contacts only when it scans; what lies between two scans it never sees."""
        scan_ns = self._board.firmware.scan_ns
        closed, opened = (-(-t // scan_ns) * scan_ns for t in contact)
        if closed < opened:
            self._schedule.at(closed, lambda t: self._firmware.edge(t, key, True))
        if closed < opened < FOREVER:
            self._schedule.at(opened, lambda t: self._firmware.edge(t, key, False))

    def _arrive(self, t: int, changes: Changes) -> None:
        for code, down in changes:
            action: Action = "down" if down else "up"
            self._kernel.hear(t, code, action)
            self._desktop(t, code, action)

    def _hear_below(self, t: int, code: str, action: Action) -> None:
        for listener in self._below:
            if action != "repeat" or listener.source.layer == "kernel":
                self._hear(listener, t, code, action)

    def _hear_above(self, t: int, code: str, action: Action) -> None:
        for listener in self._above:
            self._hear(listener, t, code, action)

    def _hear(self, listener: Listener, t: int, code: str, action: Action) -> None:
        listener.hear(t, code, action)
        if action == "down":
            self.lit.setdefault(code, set()).add(listener.source.id)

    def _repeater(self, pass_on: Heard, name: str) -> Repeater:
        pairs = self._board.repeat_form == "release_press_pairs" and name == "desktop_ms"
        delay_ms, interval_ms = self._figures["repeat"]["x11_ms" if pairs else name]
        form: RepeatForm = "release_press_pairs" if pairs else "repeats"
        return Repeater(self._schedule, pass_on, delay_ms * _NS_PER_MS, interval_ms * _NS_PER_MS, form)

    def _programs(self, pass_on: Heard) -> Heard:
        """The programs of this system, one behind the other."""
        board = self._board
        if board.remap:
            pass_on = Remap(pass_on, board.remap).hear
        if "sticky_keys" in board.programs:
            pass_on = StickyKeys(pass_on).hear
        if "bounce_keys" in board.programs:
            pass_on = BounceKeys(pass_on, board.programs["bounce_keys"]).hear
        if "slow_keys" in board.programs:
            pass_on = SlowKeys(self._schedule, pass_on, board.programs["slow_keys"]).hear
        return pass_on

    def _inject(self, t: int) -> None:
        """A program presses a key of its own now and then; the system says that no finger did."""

        def press(now: int) -> None:
            code = self._random.choice(("KeyA", "KeyE", "Space", "F15"))
            for listener in self._above:
                listener.hear(now, code, "down", injected=True)
                listener.hear(now, code, "up", injected=True)
            self._inject(now)

        self._schedule.at(t + self._figures.draw_ns("imitator.injected_every_ms", self._random), press)
