"""The result: one sentence, what it rests on, what it does not say, and where the report lies."""

from __future__ import annotations

import webbrowser
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Static

from keycheck.languages import _
from keycheck.languages.patterns import labelled
from keycheck.layouts.layout import Layout
from keycheck.reports import evidence, wording
from keycheck.session.outcome import Outcome
from keycheck.tui.practice_band import PracticeBand
from keycheck.tui.too_small import TooSmall

CLOSES_AFTER_S = 600
"""The files are written; an unattended counter must not show one customer's result to the next."""


class ResultScreen(Screen[None]):
    """Nothing is listened to any more, so keys may act here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,ctrl+c", "leave", "Close")]

    def __init__(self, outcome: Outcome, layout: Layout) -> None:
        super().__init__()
        self._outcome = outcome
        self._map = layout

    def compose(self) -> ComposeResult:
        verdict = self._outcome.verdict
        if verdict.practice:
            yield PracticeBand()
        yield TooSmall()
        yield Static(wording.result(verdict, self._map), id="result", classes=verdict.verdict, markup=False)
        with VerticalScroll(id="details"):
            for text in self._details():
                yield Static(text, markup=False, classes="detail")
        yield Static("\n".join(self._where()), id="files", markup=False)
        with Horizontal(id="buttons", classes="buttons"):
            yield Button(_("Open the page"), name="open", compact=self.app.size.height < 30)
            yield Button(_("Close"), name="close", variant="primary", compact=self.app.size.height < 30)

    def on_mount(self) -> None:
        self.set_timer(CLOSES_AFTER_S, self.action_leave)

    def on_resize(self) -> None:
        self.query_one(TooSmall).measure(self.app.size)

    def on_button_pressed(self, message: Button.Pressed) -> None:
        if message.button.name == "open":
            page = (self._outcome.folder / "report.html").absolute().as_uri()
            # A browser that refuses to start says so to nobody: the address stands there to be opened by hand.
            self.query_one("#files", Static).update(_("Opening {page}").format(page=page))
            webbrowser.open(page)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Close keycheck; the outcome goes to the command that opened it."""
        self.app.exit(self._outcome)

    def _details(self) -> list[str]:
        verdict = self._outcome.verdict
        texts = [
            labelled(wording.name_keys([finding.key], self._map), evidence.grounds(finding))
            for finding in verdict.findings
        ]
        texts += [wording.undecided(item, self._map) for item in verdict.undecided]
        texts += wording.settings(verdict.settings)
        if verdict.would_settle and not verdict.undecided:
            texts.append(wording.settles(verdict.would_settle))
        texts.append(f"{wording.coverage(verdict, self._map)}.")
        texts += wording.all_not_testable(verdict.not_testable, self._map)
        if verdict.not_on_keyboard:
            texts.append(wording.not_on_keyboard(verdict.not_on_keyboard, self._map))
        texts.append(wording.limits(verdict))
        return texts

    def _where(self) -> list[str]:
        return [_("The report lies in {folder}").format(folder=self._outcome.folder), *self._outcome.notices]
