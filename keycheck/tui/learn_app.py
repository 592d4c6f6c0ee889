"""The application in which a keyboard is learned: one screen, and the sources that hear its keys."""

from __future__ import annotations

from collections.abc import Callable

from keycheck.errors import NothingObserves, UsageError
from keycheck.languages import _, retold, told
from keycheck.layouts.layout import Layout
from keycheck.session.front import Front
from keycheck.session.learning import Learning
from keycheck.session.listening import Ears, tells_keys, why_deaf
from keycheck.session.notebook import Notebook
from keycheck.session.wanted import Wanted
from keycheck.tui.learn_screen import Learned, LearnScreen
from keycheck.tui.orderly_app import OrderlyApp
from keycheck.tui.what_was_found import mended

LOOKS_PER_SECOND = 10


class LearnApp(OrderlyApp[Layout], inherit_bindings=False):
    """Ends with the map, or without one where it is to be gone on with later."""

    def __init__(self, book: Notebook, wanted: Wanted, listen: Callable[[], Ears], front: Front | None = None) -> None:
        """`wanted` says which keyboard; `listen` starts the sources."""
        super().__init__(front)
        self._wanted = wanted
        self._listen = listen
        self._learn_screen = LearnScreen(book)
        self._ears: Ears | None = None
        self._learning: Learning | None = None
        self.why_not: NothingObserves | None = None
        """Why nothing could listen, in the English of an error; None where something could, or nobody knows yet."""

    def on_mount(self) -> None:
        self.push_screen(self._learn_screen)
        self.call_after_refresh(self._begin_to_listen)

    def on_unmount(self) -> None:
        if self._learning is not None:
            self._learning.close()
        if self._ears is not None:
            self._ears.stop()

    def on_learned(self, message: Learned) -> None:
        self.exit(message.layout)

    def stop_reading(self) -> None:
        if self._ears is not None:
            self._ears.pause()

    def front_moved(self) -> None:
        if self.in_front:
            self._learn_screen.focus_learning()
        else:
            self._learn_screen.blur_learning()

    def front_told(self) -> None:
        self._look()

    def _begin_to_listen(self) -> None:
        self._ears = self._listen()
        self.set_interval(1 / LOOKS_PER_SECOND, self._look)

    def _look(self) -> None:
        """Once every source has answered: listen, or say why nobody can."""
        if self._ears is None or self._learning is not None or not self._ears.settled:
            return
        if self._front is not None and (untold := self._front.untold) is not None:
            self._tell_deaf(mended(f"{retold(untold.why)}.", untold.mend), NothingObserves(("", untold.why)))
        elif not any(map(tells_keys, self._ears.all)):
            why = why_deaf(self._ears.all)
            start = _("Start it with --elevate, or see `keycheck doctor`.")
            self._tell_deaf(f"{start} {told(why)}.", why)
        else:
            self._learn()

    def _tell_deaf(self, words: str, why: NothingObserves) -> None:
        if str(why) != str(self.why_not):
            self.why_not = why
            self._learn_screen.tell_deaf(words)

    def _learn(self) -> None:
        assert self._ears is not None
        try:
            device = self._wanted.choose_device(self._ears.devices)
        except UsageError as error:
            self.failure = error
            self.exit()
            return
        self.why_not = None
        self._learning = Learning(self._ears, device)
        self.watch_the_window()
        self._learn_screen.listen(self._learning, self.in_front)
