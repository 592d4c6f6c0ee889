"""What is learned of a keyboard, with everything that was changed on the way: each change is on disk at once."""

from __future__ import annotations

import contextlib

from keycheck.layouts.layout import Layout
from keycheck.layouts.learning.drawn import About, drawn
from keycheck.layouts.learning.kin import Kin
from keycheck.layouts.learning.sketch import Sketch
from keycheck.layouts.library import load, own_ids
from keycheck.session.drafts import Draft


class Notebook:
    """One sketch that grows, its map as it stands, and the way back."""

    def __init__(self, about: About) -> None:
        """Goes on with what was learned of this keyboard before. BadFile where that is damaged."""
        self.about = about
        self.draft = Draft.of(about)
        self.sketch = self.draft.read()
        self.kin = Kin([load(name) for name in sorted(own_ids(), key=_special)], about.form)
        self.layout = self._drawn()
        self._before: list[Sketch] = []

    def change(self, sketch: Sketch) -> None:
        """The sketch is this from now on."""
        if sketch != self.sketch:
            self._before.append(self.sketch)
            self._set(sketch)

    def undo(self) -> None:
        """As it was before the last change; nothing where there was none."""
        if self._before:
            self._set(self._before.pop())

    def _set(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.layout = self._drawn()
        # A full disk must not end the learning: the sketch is in memory too.
        with contextlib.suppress(OSError):
            self.draft.write(sketch)

    def _drawn(self) -> Layout:
        return drawn(self.sketch, self.kin, self.about)


def _special(name: str) -> bool:
    """Whether the map is of one maker's keyboards: where others are as much alike, they lend first."""
    return not name.startswith(("laptop-", "ansi-", "iso-", "jis-", "abnt2-", "ks-"))
