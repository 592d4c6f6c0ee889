"""Learning a keyboard on screen: keys that come are drawn at once, and the mouse alone corrects what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Static

from keycheck.languages import N_, _
from keycheck.layouts.drawing import Room
from keycheck.layouts.layout import Layout
from keycheck.layouts.learning.absent import absent, placed
from keycheck.layouts.learning.sketch import SketchKey
from keycheck.layouts.oddities import oddities
from keycheck.reports.key_names import key_name
from keycheck.session.learning import Came, Learning
from keycheck.session.notebook import Notebook
from keycheck.tui import learn_words
from keycheck.tui.add_key_screen import AddKeyScreen
from keycheck.tui.corrections import OF_A_KEY, corrected
from keycheck.tui.deaf_screen import DeafScreen, MouseButton
from keycheck.tui.key_state import KeyState
from keycheck.tui.keyboard_view import KeyboardView, KeyClicked
from keycheck.tui.long_words import in_lines, make_room
from keycheck.tui.odd_screen import OddScreen
from keycheck.tui.said import Said
from keycheck.tui.way_out import WayOut
from keycheck.tui.words import paused

LOOKS_PER_SECOND = 20
ROOMY_LINES = 34
"""From this height on there is room for buttons with a frame."""
LEAVES_AFTER_S = 900.0
"""Where nothing comes and nobody clicks, it ends by itself, and goes on another time. Our choice."""
ROOM = Room(15, 6)
"""What the picture takes from the beginning: a laptop."""

OF_THE_MAP = {
    "end": N_("End of row"),
    "undo": N_("Undo"),
    "add": N_("Add a key"),
    "save": N_("Save the map"),
    "leave": N_("Go on later"),
}
LEGEND = N_("√ learned   ► chosen   – sends nothing")


class Learned(Message):
    """The person has done: this is the map; None where it is to be gone on with another time."""

    def __init__(self, layout: Layout | None) -> None:
        super().__init__()
        self.layout = layout


class _QuickButton(MouseButton, can_focus=False):
    """Hears every click: Textual's own lets those go that come within a fifth of a second."""

    def __init__(self, text: str, name: str, compact: bool) -> None:
        super().__init__(text, name=name, compact=compact)
        self.active_effect_duration = 0


class LearnScreen(DeafScreen[None]):
    """Shows one notebook until its map is saved, or left."""

    def __init__(self, book: Notebook) -> None:
        super().__init__()
        self._book = book
        self._learning: Learning | None = None
        self._instead: Said | None = learn_words.looking()
        self._blurred = False
        self._chosen: str | None = None
        self._note = learn_words.resumed(book)
        self._way_out = WayOut()
        self._last_at = monotonic()

    def compose(self) -> ComposeResult:
        compact = self.app.size.height < ROOMY_LINES
        yield Static(id="title")
        yield KeyboardView(self._book.layout, room=ROOM)
        yield Static(_(LEGEND), id="legend")
        yield Static(id="headline", markup=False)
        yield Static(id="sentence", markup=False)
        yield Static(id="note", markup=False)
        yield Vertical(*self._rows(OF_THE_MAP, compact), id="buttons")
        yield Vertical(*self._rows(OF_A_KEY, compact=True), id="more")
        yield Static(_("Only which keys there are is kept, and where; never a text."), id="footer")

    def _rows(self, buttons: Mapping[str, str], compact: bool) -> Iterator[Horizontal]:
        names, texts = list(buttons), [_(text) for text in buttons.values()]
        for line in in_lines(texts, self.app.size.width):
            yield Horizontal(*(_QuickButton(texts[n], names[n], compact) for n in line), classes="buttons")

    def on_resize(self) -> None:
        make_room(self)

    def on_mount(self) -> None:
        make_room(self)
        self.set_interval(1 / LOOKS_PER_SECOND, self._look)
        self._show()

    def on_key(self, event: events.Key) -> None:
        super().on_key(event)
        if self._way_out.taken(event.key):
            self._leave()

    # ── who listens ─────────────────────────────────────────────────────────────────────────────────────────────

    def listen(self, learning: Learning, in_front: bool) -> None:
        """The sources are ready."""
        self._learning, self._instead = learning, None
        self._blurred = not in_front
        if in_front:
            learning.focus()
        self._show()

    def tell_deaf(self, why: str) -> None:
        """No source can listen, for this reason."""
        self._instead = learn_words.deaf(why)
        self._show()

    def blur_learning(self) -> None:
        """Another window is in front: nothing is read until this one is again."""
        if self._learning is not None and not self._blurred:
            self._blurred = True
            self._learning.blur()
            self._show()

    def focus_learning(self) -> None:
        """This window is in front again."""
        if self._learning is not None and self._blurred:
            self._blurred = False
            self._learning.focus()
            self._show()

    def _look(self) -> None:
        if self._learning is not None:
            for came in self._learning.drain():
                self._take(came)
            if not self._learning.listening and self._instead is None:
                self._instead = learn_words.lost()
                self._show()
        if monotonic() - self._last_at > LEAVES_AFTER_S:
            self._leave()

    def _take(self, came: Came) -> None:
        book = self._book
        if came.code is not None and came.code in book.sketch:
            self._say(learn_words.there_already(came.code, book))
            return
        rows = len(book.sketch.rows)
        if came.code is not None:
            book.change(book.sketch.pressed(came.code))
            self._chosen = None
        self._say(learn_words.came(came, book, rows))

    # ── what the mouse does ─────────────────────────────────────────────────────────────────────────────────────

    def on_key_clicked(self, message: KeyClicked) -> None:
        self._chosen = None if message.code == self._chosen else message.code
        self._say("")

    def on_button_pressed(self, message: Button.Pressed) -> None:
        name = message.button.name or ""
        if name in OF_A_KEY:
            self._correct(name)
            return
        actions: dict[str, Callable[[], None]] = {
            "end": self._end_row,
            "undo": self._undo,
            "add": self._add,
            "save": self._save,
            "leave": self._leave,
        }
        actions[name]()

    def _end_row(self) -> None:
        self._book.change(self._book.sketch.ended())
        self._chosen = None
        self._say("")

    def _undo(self) -> None:
        self._book.undo()
        self._chosen = None
        self._say("")

    def _add(self) -> None:
        chosen = self._chosen
        where = _("It will stand where most keyboards have it.")
        if chosen:
            where = _("It will stand to the right of {key}.").format(key=key_name(chosen, self._book.layout))
        self.app.push_screen(AddKeyScreen(absent(self._book.sketch, self._book.kin), where), self._added)

    def _added(self, key: SketchKey | None) -> None:
        if key is not None and key.code not in self._book.sketch:
            sketch, chosen = self._book.sketch, self._chosen
            added = sketch.added(key, after=chosen) if chosen else placed(key, sketch, self._book.kin)
            self._book.change(added)
            self._chosen = key.code if chosen else None
            self._say(learn_words.added(key.code, self._book))

    def _save(self) -> None:
        if not self._book.layout.testable:
            self._say(_("There is no key yet that can be tested."))
            return
        odd = oddities(self._book.layout)
        if odd:
            self.app.push_screen(OddScreen(odd), lambda save: self._done() if save else None)
        else:
            self._done()

    def _done(self) -> None:
        self.post_message(Learned(self._book.layout))

    def _leave(self) -> None:
        self.post_message(Learned(None))

    def _correct(self, name: str) -> None:
        if self._chosen is None:
            self._say(_("Click a key on the picture first."))
            return
        self._book.change(corrected(name, self._chosen, self._book))
        if name == "remove":
            self._chosen = None
        self._say("")

    # ── what is seen ────────────────────────────────────────────────────────────────────────────────────────────

    def _say(self, note: str) -> None:
        self._last_at = monotonic()
        self._note = note
        self._show()

    def _show(self) -> None:
        words = paused() if self._blurred else self._instead
        if words is None or (self._chosen is not None and not self._blurred):
            words = learn_words.asked(self._book, self._chosen)
        for place, said in (
            ("#title", learn_words.title(self._book)),
            ("#headline", words.headline),
            ("#sentence", words.sentence),
            ("#note", self._note),
        ):
            self.query_one(place, Static).update(said, layout=False)
        for button in self.query(MouseButton):
            button.disabled = button.name in OF_A_KEY and self._chosen is None
        picture = self.query_one(KeyboardView)
        picture.show(self._book.layout)
        picture.set_states({key.code: self._state(key.code) for key in self._book.sketch.keys})

    def _state(self, code: str) -> KeyState:
        if code == self._chosen:
            return "asked"
        return "unseen" if self._book.layout.key(code).unseen is not None else "works"
