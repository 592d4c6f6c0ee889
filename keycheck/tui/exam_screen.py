"""The examination on screen: picture, prompt, buttons for the mouse, and the time that passes by itself."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, cast

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Static

from keycheck.events.trace import BEAT_NS
from keycheck.tui.answers import first_row, second_row
from keycheck.tui.deaf_screen import DeafScreen, MouseButton
from keycheck.tui.key_state import LOOKS, KeyState
from keycheck.tui.keyboard_view import KeyboardView, KeyClicked
from keycheck.tui.practice_band import PracticeBand
from keycheck.tui.words import NAME_A_KEY, Said, beat, countdown, named, said, title

if TYPE_CHECKING:
    from keycheck.events.trace import Event, Trace
    from keycheck.examination.step import Answer, Step
    from keycheck.layouts.layout import Layout
    from keycheck.session.driver import Driver

PUMPS_PER_SECOND = 20
COUNTDOWN_S = 10
"""From how many seconds before it goes on by itself the screen says so."""
WAY_OUT = 3
"""Ctrl+C so many times within `WAY_OUT_S` seconds stops the examination: no key under test does that by accident."""
WAY_OUT_S = 3.0

ROOMY_LINES = 30
"""From this height on there is room for buttons with a frame."""
FRAMED_LINES = 3
"""How high such a button is. A row keeps its height when it is empty: what moves under the mouse gets clicked."""

DOUBLE_CLICK_S = 0.6
"""New buttons are deaf for so long: the second half of a double click must not answer the next question."""

SHOWN: tuple[KeyState, ...] = ("waiting", "works", "dark", "stuck", "unseen")


class KeyHeard(Message):
    """A key went down or came up; posted from the thread of a source."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Finished(Message):
    """The examination has ended; here is what was recorded."""

    def __init__(self, trace: Trace) -> None:
        super().__init__()
        self.trace = trace


class ExamScreen(DeafScreen[None]):
    """Shows one examination from its start to its end."""

    def __init__(self, driver: Driver, layout: Layout, in_front: bool = True) -> None:
        """Where the terminal is not in front, the examination is paused before it begins."""
        super().__init__()
        self._driver = driver
        self._map = layout
        self._shown: tuple[object, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._others: set[str] = set()
        self._ways_out: list[float] = []
        self._changed_at = 0.0
        self._deaf = False
        self._finished = False
        self._blurred = not in_front
        if self._blurred:
            driver.blur()

    def compose(self) -> ComposeResult:
        if self._driver.header.practice:
            yield PracticeBand()
        yield Static(id="title")
        yield KeyboardView(self._map)
        yield Static(self._legend(), id="legend")
        yield Static(id="headline", markup=False)
        yield Static(id="sentence", markup=False)
        yield Static(id="note", markup=False)
        yield Horizontal(id="buttons", classes="buttons")
        yield Horizontal(id="more", classes="buttons")
        yield Static("Only key codes and times are kept, never the order of what you type.", id="footer")

    def on_mount(self) -> None:
        self.set_interval(1 / PUMPS_PER_SECOND, self._pump)
        self._pump()

    def on_key(self, event: events.Key) -> None:
        super().on_key(event)
        self._driver.typed(event.character if event.is_printable and event.character else event.key)
        if event.key == "ctrl+c" and not self._finished:
            now = monotonic()
            self._ways_out = [at for at in self._ways_out if now - at < WAY_OUT_S] + [now]
            if len(self._ways_out) >= WAY_OUT:
                self._driver.answer("stop")

    def hear(self, event: Event) -> None:
        """A key was heard; called in any thread."""
        self.post_message(KeyHeard(event))

    def on_key_heard(self, message: KeyHeard) -> None:
        event = message.event
        if event.key is not None and event.key in self._map:
            self._picture.set_down(event.key, event.action != "up")
        else:
            self._others.add(event.key or event.native)

    def on_button_pressed(self, message: Button.Pressed) -> None:
        if self._driver.examiner.done or self._blurred or monotonic() - self._changed_at < DOUBLE_CLICK_S:
            return
        step = self._driver.step
        offered = {answer: answer for answer, _ in (*first_row(step, self._map), *second_row(step))}
        # By now the examination may be a step further than the button that was aimed at.
        if (answer := offered.get(cast("Answer", message.button.name))) is not None:
            self._driver.answer(answer)
            self._pump()

    def on_key_clicked(self, message: KeyClicked) -> None:
        """The person says that this key fails sometimes."""
        if not self._driver.examiner.done and not self._blurred:
            self._driver.nominate(message.code)
            self._show()

    def blur_examination(self) -> None:
        """Another window is in front: nothing is read until this one is again."""
        if not self._finished and not self._blurred:
            self._blurred = True
            self._driver.blur()
            self._picture.release_all()
            self._show()

    def focus_examination(self) -> None:
        """This window is in front again."""
        if not self._finished and self._blurred:
            self._blurred = False
            self._driver.focus()

    @property
    def _picture(self) -> KeyboardView:
        return self.query_one(KeyboardView)

    def _pump(self) -> None:
        if self._finished:
            return
        self._driver.pump()
        self._wake_buttons()
        if not self._driver.listening:
            self._driver.answer("stop")
        self._show()
        if self._driver.examiner.done:
            self._finish()

    def _finish(self) -> None:
        self._finished = True
        self._close()

    @work(thread=True)
    def _close(self) -> None:
        trace = self._driver.close()
        self.post_message(Finished(trace))

    def _show(self) -> None:
        """Bring the screen up to date; what has not changed is not painted again."""
        step = self._driver.step
        diagnosis = self._driver.examiner.diagnosis
        dark = diagnosis.dark()
        remaining = self._remaining_s(step)
        nominated = tuple(sorted(self._driver.examiner.nominated))
        pulse = self._pulse(step)
        total = len(diagnosis.testable())
        shown = (step, dark, total, remaining, self._blurred, len(self._others), nominated, pulse)
        if shown == self._shown:
            return
        self._shown = shown
        words = said(step, self._map, len(dark) if diagnosis.hears_silence else None, len(self._others))
        if self._blurred:
            words = Said("Paused.", "Nothing is read while another window is in front. Click into this one to go on.")
        self._say("#title", title(total - len(dark), total if diagnosis.hears_silence else None))
        self._say("#headline", words.headline)
        self._say("#sentence", words.sentence)
        self._say("#note", pulse or self._note(words, remaining, nominated))
        self._picture.set_states(self._states(step, frozenset(dark)))
        self._show_buttons(step)

    def _note(self, words: Said, remaining: int | None, nominated: tuple[str, ...]) -> str:
        if remaining is not None:
            return countdown(remaining)
        return named(nominated, self._map) if nominated and words.note == NAME_A_KEY else words.note

    def _pulse(self, step: Step) -> str:
        """The beat of this moment, as it looks."""
        if step.beat_ns is None or self._blurred:
            return ""
        return beat(step.beat_ns - self._driver.now_ns, BEAT_NS)

    def _say(self, place: str, words: str) -> None:
        # The places have fixed heights. A new layout would paint the whole screen again, and keep a key waiting.
        self.query_one(place, Static).update(words, layout=False)

    def _remaining_s(self, step: Step) -> int | None:
        if self._blurred or step.deadline_ns is None or step.begun or step.kind in ("start", "release", "tap"):
            return None
        seconds = max(0, (step.deadline_ns - self._driver.now_ns) // 1_000_000_000)
        return int(seconds) if seconds <= COUNTDOWN_S else None

    def _states(self, step: Step, dark: frozenset[str]) -> dict[str, KeyState]:
        diagnosis = self._driver.examiner.diagnosis
        stuck, absent = diagnosis.facts.stuck(), diagnosis.answered("no_such_key")
        testable = frozenset(diagnosis.testable())
        after_sweep = step.kind not in ("start", "release", "tap", "sweep")
        states: dict[str, KeyState] = {}
        for key in self._map.keys:
            states[key.code] = _state_of(key.code, testable, dark, frozenset(stuck), absent, after_sweep)
        states |= dict.fromkeys(self._driver.examiner.nominated & states.keys(), "named")
        states |= dict.fromkeys(step.left or (), "waiting")
        asked = (step.turn,) if step.turn else (step.before, step.key, step.after, *self._held_together(step))
        return states | {code: "asked" for code in asked if code in states}

    def _held_together(self, step: Step) -> tuple[str, ...]:
        return step.group if step.kind == "combination" else ()

    def _show_buttons(self, step: Step) -> None:
        """New buttons for a new question; even where they look the same, they are deaf for a moment."""
        first, second = first_row(step, self._map), second_row(step)
        asked = (step.kind, step.key, step.group, first, second)
        if asked == self._asked:
            return
        self._asked = asked
        self._changed_at = monotonic()
        self._fill("#buttons", first)
        self._fill("#more", second)

    def _fill(self, row: str, buttons: tuple[tuple[Answer, str], ...]) -> None:
        compact = self.app.size.height < ROOMY_LINES
        place = self.query_one(row, Horizontal)
        place.styles.height = 1 if compact else FRAMED_LINES
        place.remove_children()
        place.mount_all(MouseButton(text, name=answer, compact=compact, disabled=True) for answer, text in buttons)
        self._deaf = True

    def _wake_buttons(self) -> None:
        """What is deaf looks deaf, so that nobody clicks in vain."""
        if self._deaf and monotonic() - self._changed_at >= DOUBLE_CLICK_S:
            self._deaf = False
            for button in self.query(MouseButton):
                button.disabled = False

    def _legend(self) -> str:
        return "   ".join(f"{LOOKS[state].sign} {LOOKS[state].word}" for state in SHOWN)


def _state_of(
    code: str,
    testable: frozenset[str],
    dark: frozenset[str],
    stuck: frozenset[str],
    absent: frozenset[str],
    after_sweep: bool,
) -> KeyState:
    if code in stuck:
        return "stuck"
    if code in absent:
        return "absent"
    if code not in testable:
        return "unseen"
    if code not in dark:
        return "works"
    return "dark" if after_sweep else "waiting"
