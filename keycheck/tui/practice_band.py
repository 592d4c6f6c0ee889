"""The band over every screen of a simulated keyboard: nobody may take it for a real one."""

from __future__ import annotations

from textual.widgets import Static

from keycheck.languages import _


class PracticeBand(Static):
    """One line across the screen."""

    DEFAULT_CSS = """
    PracticeBand {
        width: 1fr;
        height: 1;
        background: #d29922;
        color: #0d1117;
        text-style: bold;
        text-align: center;
    }
    """

    def __init__(self) -> None:
        super().__init__(_("PRACTICE   this keyboard is simulated   PRACTICE"))
