"""Which keys the X server's keymap gives nothing, though the layout that it was made from gives them something."""

from __future__ import annotations

import threading
from collections.abc import Callable

from keycheck.keys.xkb_keymap import COMPILE, QUERY, RULES, kept_by, named, of_use, written_for
from keycheck.programs import Ask, NoAnswer, answer_of


def emptied(display: str, ask: Ask = answer_of) -> frozenset[int]:
    """The keycodes that no program gets anything from any more.

    A key that the layout itself gives nothing is none of them. None at all where nobody can tell: the programs that
    print keymaps are missing, or the keymap was made by other rules.
    """
    try:
        names = named(ask(QUERY, ""))
        layout = of_use(ask(COMPILE, ask(written_for({**names, "options": ""}), "")))
        now = of_use(ask(kept_by(display), ""))
    except NoAnswer:
        return frozenset()
    return layout - now if names.get("rules") == RULES and now else frozenset()


class Emptied:
    """The keys of `emptied`, read again when the keymap has changed. Not thread-safe but for `keys`."""

    def __init__(self, read: Callable[[], frozenset[int]]) -> None:
        """Reads at once."""
        self.keys = read()
        self._read = read
        self._reader: threading.Thread | None = None
        self._outdated = False

    def follow(self, changed: bool) -> None:
        """To be called again and again; `changed` is whether the server has told of a new keymap since.

        Reading takes longer than whoever calls this may wait, so that it is done in a thread of its own.
        """
        self._outdated = self._outdated or changed
        if self._outdated and (self._reader is None or not self._reader.is_alive()):
            self._outdated = False
            self._reader = threading.Thread(target=self._look, name="x11-keymap", daemon=True)
            self._reader.start()

    def catch_up(self, changed: bool) -> None:
        """Return when `keys` are those of the keymap of now; `changed` as in `follow`."""
        if self._reader is not None:
            self._reader.join()
        if self._outdated or changed:
            self._outdated = False
            self._look()

    def _look(self) -> None:
        self.keys = self._read()
