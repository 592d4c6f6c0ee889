"""One line over a screen that is cut: how large the window is, and how large it has to be."""

from __future__ import annotations

from textual.geometry import Size
from textual.widgets import Static

from keycheck.languages import _

COLUMNS, LINES = 80, 21
"""What a full keyboard, its prompt and its buttons take at the smallest."""


def _lines(window: Size) -> tuple[str, ...]:
    """The same in fewer and fewer words: what is needed comes first."""
    needed, found = f"{COLUMNS} × {LINES}", f"{window.width} × {window.height}"
    return (
        _("This window is {found}. Make it {needed} or larger.").format(found=found, needed=needed),
        _("Too small: make it {needed}.").format(needed=needed),
        _("Needs {needed}").format(needed=needed),
        needed,
    )


class TooSmall(Static):
    """Stands there only while the window is too small."""

    DEFAULT_CSS = """
    TooSmall {
        dock: top;
        display: none;
        width: 1fr;
        height: 1;
        background: #a8201a;
        color: #ffffff;
        text-style: bold;
        text-align: center;
    }
    """

    def measure(self, window: Size) -> None:
        """Say it of a window of this size, or be gone."""
        self.display = window.width < COLUMNS or window.height < LINES
        if self.display:
            self.update(next((line for line in _lines(window) if len(line) <= window.width), ""))
