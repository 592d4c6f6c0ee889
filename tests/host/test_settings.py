"""The survey of everything that imitates a fault: no reader can stop it, and what could not be read is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

import pytest

from keycheck.host.imitator import Imitator, Unreadable, gives
from keycheck.host.settings import Reader, Survey, Unread, found, readers_here, survey

SLOW = Imitator("slow_keys", "Slow Keys", "short presses are lost", None, "os", True, "here", "switch it off", 300)


def raising(error: BaseException) -> Callable[[], Iterable[Imitator]]:
    def read() -> Iterable[Imitator]:
        raise error

    return read


def test_survey_holds_what_was_found_and_where_it_was_looked_for() -> None:
    readers = [Reader("filters", lambda: [SLOW]), Reader("programs", tuple), Reader("other systems", lambda: None)]
    assert survey(readers) == Survey((SLOW,), ("filters", "programs"), ())


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Unreadable("the program xkbcomp is missing"), "the program xkbcomp is missing"),
        (ValueError("one\ntwo"), "one"),
        (KeyError(), "KeyError"),
    ],
)
def test_reader_that_fails_costs_its_own_answer_only(error: Exception, why: str) -> None:
    readers = [Reader("keymap", raising(error)), Reader("filters", lambda: [SLOW])]
    assert survey(readers) == Survey((SLOW,), ("filters",), (Unread("keymap", why),))


def test_reader_that_hangs_costs_its_own_answer_only() -> None:
    forever = threading.Event()
    readers = [Reader("server", lambda: (forever.wait(), ())[1]), Reader("filters", lambda: [SLOW])]
    surveyed = survey(readers, patience_s=0.2)
    forever.set()
    assert surveyed == Survey((SLOW,), ("filters",), (Unread("server", "it did not answer in time"),))


def test_this_machine_can_be_surveyed() -> None:
    """It depends on the machine what is found; that nothing raises does not."""
    surveyed = survey()
    named = {reader.what for reader in readers_here()}
    assert {*surveyed.looked_at, *(unread.what for unread in surveyed.unread)} <= named
    assert isinstance(found(), tuple)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"KeyA": "KeyB"}, "KeyA gives KeyB"),
        ({"KeyA": None}, "KeyA gives nothing"),
        (
            {f"F{number}": None for number in range(1, 8)},
            "F1 gives nothing; F2 gives nothing; F3 gives nothing; F4 gives nothing; 3 more keys are changed",
        ),
    ],
)
def test_changes_are_told_key_by_key_until_there_are_too_many(changes: dict[str, str | None], words: str) -> None:
    assert gives(changes) == words
