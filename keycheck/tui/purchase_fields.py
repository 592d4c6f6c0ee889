"""What the buyer may say of the purchase; a day in another form is told while it can still be mended."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from keycheck.languages import N_, _, retold
from keycheck.reports.purchase import Purchase
from keycheck.returns.typed_day import FORM, objection, typed_day

FIELDS = {
    "seller": N_("Seller"),
    "order_no": N_("Order number"),
    "bought": N_("Bought on"),
    "delivered": N_("Delivered on"),
}
"""The fields of a purchase, and how they are asked for."""

DAYS = ("bought", "delivered")
"""Which of these are days."""

ASKED = N_("For the report, if you like (only what you type here goes into it):")


class PurchaseFields(Vertical):
    """A field for each of them, with what is known of it."""

    def __init__(self, known: Purchase) -> None:
        super().__init__()
        self._known = known

    def compose(self) -> ComposeResult:
        known = (self._known.seller, self._known.order_no, self._known.bought, self._known.delivered)
        yield Static(_(ASKED), id="about-purchase", classes="label", markup=False)
        yield Horizontal(*(Static(_(name), classes="label") for name in FIELDS.values()), classes="fields")
        yield Horizontal(
            *(
                Input(text or "", _(FORM) if name in DAYS else "", id=name, compact=True)
                for name, text in zip(FIELDS, known, strict=True)
            ),
            classes="fields",
        )

    @property
    def purchase(self) -> Purchase:
        """What was typed; a day in the form that every reader takes for the same day, and none that is refused."""
        return Purchase(*(self._told(name) or None for name in FIELDS))

    def refuses(self) -> bool:
        """Whether a day is none; it is then told, and its field waits to be mended."""
        wrong = self._wrong_day()
        self._tell(wrong)
        if wrong:
            self.query_one(f"#{wrong}", Input).focus()
            self._come_into_view()
        return bool(wrong)

    def on_input_blurred(self) -> None:
        self._tell(self._wrong_day())
        # What is told may take a line more, and push the field away that is typed into. Who is elsewhere by now, with
        # the mouse perhaps, is left in peace.
        if self.has_focus_within:
            self._come_into_view()

    def on_input_changed(self) -> None:
        if not (wrong := self._wrong_day()):
            self._tell(wrong)

    def _tell(self, wrong: str) -> None:
        label = self.query_one("#about-purchase", Static)
        label.set_class(bool(wrong), "wrong")
        label.update(self._objection(wrong) if wrong else _(ASKED))

    def _come_into_view(self) -> None:
        """What is told and the fields below it, as soon as they have their new places."""
        # The first refresh finds that the label needs another line, the second has given it.
        self.call_after_refresh(self.call_after_refresh, self.scroll_visible, animate=False, immediate=True)

    def _objection(self, wrong: str) -> str:
        reason = retold(objection(self._typed(wrong), date.today()))
        return _("{field}: {reason}.").format(field=_(FIELDS[wrong]), reason=reason)

    def _wrong_day(self) -> str:
        """The first field whose day is none; empty where each that was typed is one."""
        return next((name for name in DAYS if (text := self._typed(name)) and objection(text, date.today())), "")

    def _told(self, name: str) -> str:
        text = self._typed(name)
        if name not in DAYS:
            return text
        return "" if objection(text, date.today()) else str(typed_day(text))

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()
