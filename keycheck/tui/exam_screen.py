"""The examination on screen: picture, prompt, buttons for the mouse, and the time that passes by itself."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Static

from keycheck.reports.key_names import key_name
from keycheck.tui.deaf_screen import DeafScreen, MouseButton
from keycheck.tui.key_state import LOOKS, KeyState
from keycheck.tui.keyboard_view import KeyboardView
from keycheck.tui.practice_band import PracticeBand
from keycheck.tui.words import Said, countdown, said

if TYPE_CHECKING:
    from keycheck.events.trace import Event, Trace
    from keycheck.examination.step import Answer, Step
    from keycheck.layouts.layout import Layout
    from keycheck.session.driver import Driver

PUMPS_PER_SECOND = 30
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

BUTTONS: dict[str, tuple[tuple[Answer, str], ...]] = {
    "sweep": (("go_on", "No other key arrives"),),
    "question": (
        ("on_keyboard", "Yes, and it stays dark"),
        ("no_such_key", "No such key here"),
        ("cannot_press", "I can't press it"),
    ),
    "sandwich": (
        ("no_such_key", "No such key here"),
        ("cannot_press", "I can't press it"),
        ("skip", "Leave this key undecided"),
    ),
}
"""What the mouse can answer at each step."""

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
        answers: dict[str, Answer] = {answer: answer for answer in _ALL_ANSWERS}
        if (answer := answers.get(message.button.name or "")) is not None:
            self._driver.answer(answer)
            self._pump()

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
        total = len(diagnosis.testable())
        shown = (step, dark, total, remaining, self._blurred, len(self._others))
        if shown == self._shown:
            return
        self._shown = shown
        words = said(step, self._map, len(dark) if diagnosis.hears_silence else None, len(self._others))
        if self._blurred:
            words = Said("Paused.", "Nothing is read while another window is in front. Click into this one to go on.")
        of_all = f" of {total}" if diagnosis.hears_silence else ""
        self._say("#title", f"[b]keycheck[/b]   {total - len(dark)}{of_all} keys have arrived")
        self._say("#headline", words.headline)
        self._say("#sentence", words.sentence)
        self._say("#note", words.note or (countdown(remaining) if remaining is not None else ""))
        self._picture.set_states(self._states(step, frozenset(dark)))
        self._show_buttons(step)

    def _say(self, place: str, words: str) -> None:
        # The places have fixed heights. A new layout would paint the whole screen again, and keep a key waiting.
        self.query_one(place, Static).update(words, layout=False)

    def _remaining_s(self, step: Step) -> int | None:
        if self._blurred or step.deadline_ns is None or step.kind in ("start", "release", "tap", "sandwich"):
            return None
        seconds = max(0, (step.deadline_ns - self._driver.now_ns) // 1_000_000_000)
        return int(seconds) if seconds <= COUNTDOWN_S else None

    def _states(self, step: Step, dark: frozenset[str]) -> dict[str, KeyState]:
        diagnosis = self._driver.examiner.diagnosis
        stuck, absent = diagnosis.facts.stuck(), diagnosis.answered("no_such_key")
        testable = frozenset(diagnosis.testable())
        after_sweep = step.kind in ("question", "sandwich", "done")
        states: dict[str, KeyState] = {}
        for key in self._map.keys:
            states[key.code] = _state_of(key.code, testable, dark, frozenset(stuck), absent, after_sweep)
        return states | {code: "asked" for code in (step.before, step.key, step.after) if code in states}

    def _show_buttons(self, step: Step) -> None:
        """New buttons for a new question; even where they look the same, they are deaf for a moment."""
        asked = (step.kind, step.key, step.group)
        if asked == self._asked:
            return
        self._asked = asked
        self._changed_at = monotonic()
        self._fill("#buttons", BUTTONS.get(step.kind, ()))
        self._fill("#more", self._more(step))

    def _more(self, step: Step) -> tuple[tuple[Answer, str], ...]:
        """The second row: what is there at every step stays in its place."""
        if step.kind == "done":
            return ()
        if not step.group:
            return (("stop", "Stop"),)
        return ("no_such_group", f"None of these {len(step.group)}: {self._zone(step)}"), ("stop", "Stop")

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

    def _zone(self, step: Step) -> str:
        zone = self._map.key(step.key).zone
        words = {
            "numpad": "no number pad",
            "navigation": "no such block",
            "function": "no such row",
            "media": "no media keys",
        }
        return words.get(zone, key_name(step.key, self._map))

    def _legend(self) -> str:
        return "   ".join(f"{LOOKS[state].sign} {LOOKS[state].word}" for state in SHOWN)


_ALL_ANSWERS: tuple[Answer, ...] = (
    "go_on",
    "on_keyboard",
    "no_such_key",
    "no_such_group",
    "cannot_press",
    "skip",
    "stop",
)


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
