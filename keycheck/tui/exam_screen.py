"""The examination on screen: picture, prompt, buttons for the mouse, and the time that passes by itself."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, cast

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Static

from keycheck.events.trace import BEAT_NS
from keycheck.languages import N_, _
from keycheck.tui.answers import Row, first_row, is_way_out, second_row
from keycheck.tui.click_guard import ClickGuard
from keycheck.tui.deaf_screen import DeafScreen, MouseButton
from keycheck.tui.key_states import legend, states
from keycheck.tui.keyboard_view import KeyboardView, KeyClicked
from keycheck.tui.line_words import beat, countdown, more_ways_out, named
from keycheck.tui.long_words import in_lines, make_room, needs_more_lines
from keycheck.tui.news import News
from keycheck.tui.practice_band import PracticeBand
from keycheck.tui.said import NAME_A_KEY, Said
from keycheck.tui.too_small import TooSmall
from keycheck.tui.words import paused, said, title

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

KEPT_S = 2.0
"""A click into a window that is not in front yet is kept so long: the word that it comes there takes its time."""

TOO_EARLY = N_("That click came as the question changed, so it does not count: click once more.")


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

    def __init__(self, driver: Driver, in_front: bool = True) -> None:
        """Where the terminal is not in front, the examination is paused before it begins."""
        super().__init__()
        self._driver = driver
        self._map = driver.examiner.layout
        self._news = News(driver.examiner)
        self._guard = ClickGuard()
        self._asked: Step | None = None
        """The step whose buttons stand there."""
        self._shown: tuple[object, ...] = ()
        self._buttons: dict[str, object] = {}
        self._others: dict[str, None] = {}
        """The keys that arrived and that the map does not have, in the order of their arrival."""
        self._kept: tuple[Answer, Step, float] | None = None
        """A click into this window before it was in front: the answer, to which step, and when."""
        self._ways_out: list[float] = []
        self._finished = False
        self._blurred = not in_front
        if self._blurred:
            driver.blur()

    def compose(self) -> ComposeResult:
        if self._driver.header.practice:
            yield PracticeBand()
        yield TooSmall()
        yield Static(id="title")
        yield KeyboardView(self._map)
        yield Static(id="legend", markup=False)
        yield Static(id="headline", markup=False)
        yield Static(id="sentence", markup=False)
        yield Static(id="note", markup=False)
        yield Vertical(id="buttons")
        yield Vertical(id="more")
        yield Static(
            _("Only key codes and times are kept, never the order of what you type."), id="footer", markup=False
        )

    def on_mount(self) -> None:
        make_room(self)
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
            else:
                self._news.tell(more_ways_out(WAY_OUT - len(self._ways_out)), now)
                self._show()

    def hear(self, event: Event) -> None:
        """A key was heard; called in any thread."""
        self.post_message(KeyHeard(event))

    def on_key_heard(self, message: KeyHeard) -> None:
        event = message.event
        if event.unmapped is True and event.key is not None:
            # No program gets anything from it: it is dark to the person, and asked for.
            return
        if event.key is not None and event.key in self._map:
            self._picture.set_down(event.key, event.action != "up")
        else:
            self._others.setdefault(event.key or _("unknown key {code}").format(code=event.native))

    def on_button_pressed(self, message: Button.Pressed) -> None:
        now, row = monotonic(), _row_of(message.button)
        if self._driver.examiner.done or self._guard.is_second_half(row, now):
            return
        step = self._driver.step
        offered = {answer: answer for answer, _ in (*first_row(step, self._map), *second_row(step))}
        # By now the examination may be a step further than the button that was aimed at.
        answer = offered.get(cast("Answer", message.button.name))
        if answer is None or self._guard.is_new(row, now):
            self._news.tell(_(TOO_EARLY), now)
            self._show()
            return
        self._guard.clicked(row, now)
        if self._blurred:
            self._kept = answer, step, now
        else:
            self._take(answer)

    def _take(self, answer: Answer) -> None:
        self._driver.answer(answer)
        self._pump()

    def _take_kept(self) -> None:
        """The click that brought this window to the front counts, if it still answers what is asked."""
        kept, self._kept = self._kept, None
        if kept is not None and monotonic() - kept[2] < KEPT_S and _is_same(kept[1], self._driver.step):
            self._take(kept[0])

    def on_key_clicked(self, message: KeyClicked) -> None:
        """The person says that this key fails sometimes."""
        if not self._driver.examiner.done and not self._blurred:
            self._driver.nominate(message.code)
            self._show()

    def blur_examination(self) -> None:
        """Another window is in front: nothing is read until this one is again."""
        if not self._finished and not self._blurred:
            self._blurred, self._kept = True, None
            self._driver.blur()
            self._picture.release_all()
            self._show()

    def focus_examination(self) -> None:
        """This window is in front again."""
        if not self._finished and self._blurred:
            self._blurred = False
            self._driver.focus()
            self._take_kept()

    def on_resize(self) -> None:
        """There may be room for larger buttons now, for smaller ones only, or for nothing."""
        if self.is_mounted:
            self.query_one(TooSmall).measure(self.app.size)
            make_room(self)
            self._show_buttons(self._driver.step)

    @property
    def _picture(self) -> KeyboardView:
        return self.query_one(KeyboardView)

    def _pump(self) -> None:
        if self._finished:
            return
        self._driver.pump()
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
        step, examiner = self._driver.step, self._driver.examiner
        dark = examiner.diagnosis.dark()
        nominated = tuple(sorted(examiner.nominated))
        total = len(examiner.diagnosis.testable())
        line = self._line(step, nominated)
        shown = (step, examiner.layout.id, dark, total, self._blurred, tuple(self._others), nominated, line)
        if shown == self._shown:
            return
        self._shown = shown
        self._use_map(examiner.layout)
        words = self._words(step)
        self._say("#title", title(total - len(dark), total if examiner.diagnosis.hears_silence else None))
        self._say("#headline", words.headline)
        self._say("#sentence", words.sentence)
        self._say("#note", line)
        drawn = states(self._driver, step, frozenset(dark))
        self._picture.set_states(drawn)
        self._say("#legend", legend(frozenset(drawn.values())))
        self._show_buttons(step)

    def _use_map(self, layout: Layout) -> None:
        """A key showed that the keyboard has another map."""
        if layout is not self._map:
            self._map = layout
            self._others = {key: None for key in self._others if key not in layout}
            self._picture.show(layout)

    def _words(self, step: Step) -> Said:
        if self._blurred:
            return paused()
        diagnosis = self._driver.examiner.diagnosis
        return said(step, self._map, len(diagnosis.dark()) if diagnosis.hears_silence else None, tuple(self._others))

    def _line(self, step: Step, nominated: tuple[str, ...]) -> str:
        """The one line over the buttons: the beat, what is new, the time that is left, or what happened last."""
        if pulse := self._pulse(step):
            return pulse
        if news := self._news.look(step, monotonic()):
            return news
        if (remaining := self._remaining_s(step)) is not None:
            return countdown(step.kind, remaining)
        note = self._words(step).note
        return named(nominated, self._map) if nominated and note == _(NAME_A_KEY) else note

    def _pulse(self, step: Step) -> str:
        """The beat of this moment, as it looks."""
        if step.beat_ns is None or self._blurred:
            return ""
        return beat(step.beat_ns - self._driver.now_ns, BEAT_NS)

    def _say(self, place: str, words: str) -> None:
        # The places have fixed heights. A new layout would paint the whole screen again, and keep a key waiting.
        self.query_one(place, Static).update(words, layout=False)

    def _remaining_s(self, step: Step) -> int | None:
        goes_on = step.begun or (step.kind in ("question", "quick") and step.valid > 0)
        if self._blurred or step.deadline_ns is None or goes_on or step.kind in ("start", "release", "tap"):
            return None
        # Rounded up: as long as it still waits there is a second left.
        seconds = max(1, -((self._driver.now_ns - step.deadline_ns) // 1_000_000_000))
        return int(seconds) if seconds <= COUNTDOWN_S else None

    def _show_buttons(self, step: Step) -> None:
        """New buttons for a new question."""
        first, second = first_row(step, self._map), second_row(step)
        subject = (step.kind, step.key, step.group)
        self._fill("#buttons", first, subject)
        # The way out is the same at every question.
        self._fill("#more", second, "any" if is_way_out(second) else subject)
        self._asked = step

    @property
    def _is_past_its_time(self) -> bool:
        """Whether somebody may still be about to answer what was asked until its time was up."""
        asked = self._asked
        if asked is None or asked.deadline_ns is None or not first_row(asked, self._map):
            return False
        return self._driver.now_ns >= asked.deadline_ns

    def _fill(self, row: str, buttons: Row, subject: object) -> None:
        lines = tuple(map(tuple, in_lines([text for _answer, text in buttons], self.app.size.width)))
        roomy = self.app.size.height >= ROOMY_LINES
        compact = not roomy or len(lines) > 1
        self._guard.show(row.removeprefix("#"), (buttons, subject), monotonic(), self._is_past_its_time)
        if self._buttons.get(row) == (buttons, lines, compact):
            return
        self._buttons[row] = (buttons, lines, compact)
        place = self.query_one(row, Vertical)
        usual = FRAMED_LINES if roomy else 1 + needs_more_lines(self.app.size)
        place.styles.height = max(usual, len(lines))
        place.remove_children()
        made = [MouseButton(text, name=answer, compact=compact) for answer, text in buttons]
        place.mount_all(Horizontal(*(made[number] for number in line), classes="buttons") for line in lines)


def _row_of(button: Button) -> str:
    """The row in which this button stands."""
    return next((place.id for place in button.ancestors if place.id), "")


def _is_same(one: Step, other: Step) -> bool:
    """Whether both ask the same of the person."""
    return (one.kind, one.key, one.group, one.turn) == (other.kind, other.key, other.group, other.turn)
