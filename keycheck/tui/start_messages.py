"""What the start screen ends with, and what it is told meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from keycheck.host.imitator import Imitator
    from keycheck.layouts.layout import Layout
    from keycheck.reports.purchase import Purchase
    from keycheck.session.first_map import Surroundings
    from keycheck.session.plan import Plan


@dataclass(frozen=True, slots=True)
class Begin:
    """Start the examination."""

    plan: Plan
    purchase: Purchase


@dataclass(frozen=True, slots=True)
class Practise:
    """Start on the simulated keyboard."""

    layout: Layout


class SettingsFound(Message):
    """What on this machine imitates a fault."""

    def __init__(self, found: tuple[Imitator, ...]) -> None:
        super().__init__()
        self.found = found


class LookedAround(Message):
    """What machine and system say of themselves, from which the map is guessed."""

    def __init__(self, found: Surroundings) -> None:
        super().__init__()
        self.found = found


class LanguageChosen(Message):
    """The person wants to be spoken to in this language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
