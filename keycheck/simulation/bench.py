"""The other side of a simulated examination: person and keyboard, told each phase and prompt, answer in events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Literal

from keycheck.events.trace import BEAT_LEAD_NS, BEAT_NS, Event, Incident, LampName, Phase, Prompt, Record
from keycheck.simulation.keyboard import Keyboard
from keycheck.simulation.person import Person
from keycheck.simulation.scene import Scene
from keycheck.simulation.schedule import Schedule

LIFT_NS = 15_000_000
"""A finger needs so long to come up before it can press the same key again (assumed)."""

TRIED_IN_VAIN = 3
"""So many quick presses of a key that shows nothing, and a person stops pressing (assumed)."""

HOLD_NS = 3_500_000_000
"""Who is asked to hold keys holds them so long (assumed)."""

READING_NS = 8_000_000_000
"""Who is offered more tests takes so long to read what they are (assumed)."""

Word = Literal["go_on", "on_keyboard", "no_such_key", "combinations", "key_repeat", "lamps", "lit", "not_lit"]

AROUND = 4
"""A finger that slips lands on one of so many keys around the one that was meant (assumed)."""


@dataclass(frozen=True, slots=True)
class Says:
    """The person clicks an answer instead of pressing a key."""

    t: int
    what: Word
    is_of_the_end: bool = False
    """Whether it answers what is on offer at the end; who ends the sweep a moment late does not mean that."""


Act = Event | Incident | Says


class Bench:
    """Schedules what person and keyboard do; whoever drives it takes what is due."""

    def __init__(self, scene: Scene, wishes: Sequence[Literal["combinations", "key_repeat", "lamps"]] = ()) -> None:
        """`wishes` are the tests that the person asks for where more are offered, one after the other."""
        self._scene = scene
        self._layout = scene.layout
        # Hand and keyboard draw from sources of their own: a fault more changes nothing of the person.
        self._person = Person(scene.person, Random(f"{scene.seed} person"), scene.figures)
        self._schedule = Schedule()
        self._acts: list[Act] = []
        self._keyboard = Keyboard(
            scene.board, scene.figures, Random(f"{scene.seed} keyboard"), self._schedule, self._acts.append
        )
        self._keyboard.power_on()
        self._up: dict[str, int] = {}
        self._busy_until = 0
        self._asked_for = ""
        """The one key that the screen asks for, where it asks for one at a time."""
        self._looks = 0
        self._wishes = list(wishes)
        self._screens = 0

    @property
    def next_ns(self) -> int | None:
        """When something happens next; None while nothing is planned."""
        return self._schedule.next_ns

    def take(self, now_ns: int) -> list[Act]:
        """What has happened by now, in the order of time."""
        self._schedule.pass_until(now_ns)
        acts = self._acts.copy()
        self._acts.clear()
        return acts

    def receive(self, record: Record, led: bool = False) -> None:
        """The person is shown something new; `led` where each of its keys is asked for by itself."""
        if isinstance(record, Phase) and record.name == "sweep":
            self._sweep(record.t)
        elif isinstance(record, Prompt):
            self._asked_for = ""
            if not led:
                self._follow(record)

    def look(self, key: str, now_ns: int) -> None:
        """The person sees which key the screen asks for now; who leaves it out, or slips, sees that it still does."""
        if key == self._asked_for:
            return
        is_first, self._asked_for = not self._asked_for, key
        self._looks += 1
        reaction_ns = self._person.reaction_ns() if is_first else self._person.glance_ns()
        self._answer_look(key, self._looks, max(now_ns, self._busy_until) + reaction_ns)

    def read_offers(self, now_ns: int) -> None:
        """The person is offered more tests: takes the next that they wish, or goes on."""
        self._answer_the_screen(self._wishes.pop(0) if self._wishes else "go_on", now_ns + READING_NS)

    def look_at_lamp(self, lamp: LampName, now_ns: int) -> None:
        """The person is asked whether this lamp blinks, and tells the truth."""
        word: Word = "lit" if self._scene.board.lamps.get(lamp) else "not_lit"
        self._answer_the_screen(word, now_ns + self._person.reaction_ns())

    def look_away(self) -> None:
        """The screen asks for something else: who was about to answer does not."""
        self._screens += 1

    def _answer_the_screen(self, word: Word, t: int) -> None:
        screen = self._screens

        def act(now: int) -> None:
            if screen == self._screens:
                self._acts.append(Says(now, word, is_of_the_end=True))

        self._schedule.at(t, act)

    def _answer_look(self, key: str, look: int, t: int) -> None:
        def act(now: int) -> None:
            if look != self._looks or key != self._asked_for:
                return
            pressed = "" if self._person.slips("omits") else self._aimed_at(key)
            if pressed:
                self._press_this(pressed, now)
            if pressed != key:
                self._answer_look(key, look, now + self._person.second_look_ns())

        self._schedule.at(t, act)

    def _follow(self, prompt: Prompt) -> None:
        if prompt.ask == "release":
            return
        if prompt.ask == "hold":
            self._hold(prompt)
        elif prompt.ask == "tap":
            self._press(prompt.key, self._ready_ns(prompt))
        elif prompt.key in self._scene.board.absent:
            self._say("no_such_key", self._ready_ns(prompt))
        elif prompt.before is not None and prompt.after is not None:
            self._press_all((prompt.before, prompt.key, prompt.after), self._ready_ns(prompt))
        elif prompt.window_ns == BEAT_NS:
            self._press_on_the_beat(prompt)
        else:
            self._look_for(prompt)

    def _ready_ns(self, prompt: Prompt) -> int:
        """When the person has read it; what was begun for the last prompt is finished first."""
        return max(prompt.t, self._busy_until) + self._person.reaction_ns()

    def _sweep(self, t: int) -> None:
        """Row by row at a steady pace; now and then two fingers press two keys almost at once."""
        t = up = t + self._person.reaction_ns()
        for key in self._layout.testable:
            t += self._person.step_ns()
            if key.code in self._scene.board.absent or self._person.slips("skips_in_sweep"):
                continue
            overlap_ns = self._person.overlap_ns()
            up = self._press(key.code, up - overlap_ns if overlap_ns else max(t, up))
        self._say("go_on", max(t, up) + self._person.reaction_ns())

    def _press_all(self, keys: tuple[str, ...], t: int) -> None:
        for key in keys:
            t += self._person.step_ns()
            if not self._person.slips("omits"):
                self._press(key, t)

    def _hold(self, prompt: Prompt) -> None:
        t = self._ready_ns(prompt)
        for key in (prompt.before, prompt.key, prompt.after):
            if key is not None:
                t += self._person.step_ns() // 4
                self._schedule.at(t, partial(self._keep_down, key))
                self._busy_until = self._up[key] = t + HOLD_NS

    def _keep_down(self, key: str, t: int) -> None:
        self._keyboard.press(key, t, HOLD_NS)

    def _press_on_the_beat(self, prompt: Prompt) -> None:
        if not self._person.slips("omits"):
            self._press(prompt.key, prompt.t + BEAT_LEAD_NS + self._person.beat_error_ns())

    def _look_for(self, prompt: Prompt) -> None:
        """Press the key that stayed dark as often as asked; who sees that it still does stops, and says it is there."""
        tried = min(prompt.times, TRIED_IN_VAIN)
        up = self._press_quickly(prompt.key, tried, self._press(prompt.key, self._ready_ns(prompt)))

        def look(now: int) -> None:
            if self._keyboard.shows(prompt.key):
                self._press_quickly(prompt.key, prompt.times - tried + 1, now)
            else:
                self._say("on_keyboard", now + self._person.reaction_ns())

        self._schedule.at(up, look)

    def _press_quickly(self, key: str, times: int, up: int) -> int:
        """The presses after the first of so many; when the finger has left the last one."""
        for _ in range(times - 1):
            if not self._person.slips("omits"):
                up = self._press(key, up + self._person.quick_gap_ns())
        return up

    def _press(self, key: str, t: int) -> int:
        """Press it, or a neighbour by a slip; when the finger has left it."""
        return self._press_this(self._aimed_at(key), t)

    def _aimed_at(self, key: str) -> str:
        """Where the finger lands."""
        if not self._person.slips("presses_a_neighbour"):
            return key
        return self._person.choose(self._layout.by_distance(key)[:AROUND]).code

    def _press_this(self, key: str, t: int) -> int:
        t = max(t, self._up.get(key, 0) + LIFT_NS)
        up = self._touch(key, t)
        if (pause_ns := self._person.second_tap_ns()) is not None:
            up = self._touch(key, up + pause_ns)
        return up

    def _touch(self, key: str, t: int) -> int:
        dwell_ns = self._person.dwell_ns()
        self._schedule.at(t, lambda now: self._keyboard.press(key, now, dwell_ns))
        self._up[key] = t + dwell_ns
        self._busy_until = max(self._busy_until, t + dwell_ns)
        return t + dwell_ns

    def _say(self, what: Word, t: int) -> None:
        self._schedule.at(t, lambda now: self._acts.append(Says(now, what)))
