"""A source that hears again without a word of it: whoever was told of the loss has to be told of its end."""

from __future__ import annotations

from keycheck.capture.pipe import Message
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent


class Regained:
    """Follows what one source says, and knows when a press shows that a loss is over."""

    def __init__(self) -> None:
        self._lost: dict[str | None, Disturbance] = {}

    @property
    def is_away(self) -> bool:
        """Whether the source itself, or one of its keyboards, is still lost: a trace knows of no part of a source."""
        return bool(self._lost)

    def by(self, message: Message) -> Disturbance | None:
        """The `source_back` that the source has left out before this message; None where nothing was lost, or still is.

        Only a press shows it, by hand and later than the loss: the kernel itself lets go of the keys of a keyboard that
        was pulled out.
        """
        if isinstance(message, Disturbance):
            self._follow(message)
        elif isinstance(message, RawEvent) and message.action == "down" and not message.injected:
            return self._shown_by(message)
        return None

    def _follow(self, told: Disturbance) -> None:
        if told.what in ("source_lost", "grabbed"):
            self._lost[told.device] = told
        elif told.what == "source_back" and told.device is None:
            self._lost.clear()
        elif told.what == "source_back":
            self._lost.pop(told.device, None)

    def _shown_by(self, press: RawEvent) -> Disturbance | None:
        over = [lost for lost in self._lost.values() if lost.device in (None, press.device) and lost.until < press.t]
        for lost in over:
            del self._lost[lost.device]
        if not over:
            return None
        return Disturbance(max(lost.t for lost in over), "source_back", press.t, press.device)
