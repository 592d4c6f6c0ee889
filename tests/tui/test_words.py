"""What the screen says at each step: it stands there whole, in 80 columns, whatever the keys are called."""

from __future__ import annotations

from textwrap import wrap
from typing import get_args

import pytest

from keycheck.diagnosis.verdict import Symptom
from keycheck.events.trace import BEAT_NS
from keycheck.examination.step import Note, Step, StepKind
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import ids, load
from keycheck.tui.answers import first_row, second_row
from keycheck.tui.line_words import beat, countdown, named, settled
from keycheck.tui.trial_words import ANOTHER_CAME, SILENCE_COUNTS
from keycheck.tui.words import said
from tests.tui.every_step import NOTES, OTHERS, steps_of

COLUMNS = 80


def assert_fits(step: Step, layout: Layout) -> None:
    words = said(step, layout, 104, ("BrowserFavorites", "AudioVolumeDown", "unknown key 0xe073", "F24"))
    assert words.headline
    assert len(wrap(words.headline, COLUMNS)) <= 2, words.headline
    assert len(wrap(words.sentence, COLUMNS - 4)) <= 2, words.sentence
    assert len(words.note) <= COLUMNS - 2, words.note


@pytest.mark.parametrize("layout", ["ansi-104", "laptop-15-iso"])
def test_words_of_every_step_fit_for_every_key(layout: str) -> None:
    keyboard = load(layout)
    for key in keyboard.testable:
        for step in steps_of(key.code, keyboard):
            assert_fits(step, keyboard)


@pytest.mark.parametrize("step", OTHERS, ids=lambda step: step.kind)
def test_words_of_every_other_step_fit(step: Step) -> None:
    assert_fits(step, load("ansi-104"))


def test_a_dark_key_that_may_be_kept_is_asked_for_with_what_would_let_it_pass() -> None:
    sentence = said(Step("question", "F5"), load("laptop-13-ansi"), 12, ()).sentence
    assert sentence.startswith("It stayed dark. On some laptops it sends brightness")
    assert sentence.endswith("unless Fn is held.")


def test_no_kind_of_step_is_without_words() -> None:
    told = {step.kind for step in (*OTHERS, *steps_of("KeyA", load("ansi-104")))}
    assert told == set(get_args(StepKind))


@pytest.mark.parametrize("turn", ["", "Digit5"])
@pytest.mark.parametrize("note", NOTES)
def test_every_reason_is_said_whole_and_with_what_comes_next(note: Note, turn: str) -> None:
    words = said(Step("sandwich", "Digit5", "Digit4", "Digit6", note=note, turn=turn), load("ansi-104"), 1, ())
    if note == "other":
        assert words.note == ANOTHER_CAME
    else:
        assert words.note.startswith("Not counted: " if turn else "The three before did not count: ")
        assert words.note.endswith("One key at a time now.") == bool(turn)
    assert len(words.note) <= COLUMNS - 2


@pytest.mark.parametrize("layout", ids())
def test_buttons_of_every_step_stand_in_two_rows_of_80_columns(layout: str) -> None:
    keyboard = load(layout)
    asked = [step for key in ("Numpad1", "Home", "F5", "KeyA") if key in keyboard for step in steps_of(key, keyboard)]
    blocks = [Step("question", k, group=(k,) * 17) for k in ("Numpad1", "Home", "F5") if k in keyboard]
    for step in (*asked, *blocks, *OTHERS):
        for row in (first_row(step, keyboard), second_row(step)):
            assert sum(len(text) + 6 for _, text in row) <= COLUMNS, row


def test_absent_block_is_the_first_answer_of_the_first_row() -> None:
    step = Step("question", "Numpad1", group=("Numpad1", "Numpad2", "Numpad3"))
    assert first_row(step, load("ansi-104"))[0] == ("no_such_group", "None of these 3: no number pad")
    assert {answer for answer, _ in (*first_row(step, load("ansi-104")), *second_row(step))} == {
        *("no_such_group", "on_keyboard", "no_such_key", "cannot_press", "stop"),
    }


def test_every_step_has_a_way_out_by_mouse() -> None:
    layout = load("ansi-104")
    for step in (*OTHERS, *steps_of("KeyA", layout)):
        answers = {answer for answer, _ in (*first_row(step, layout), *second_row(step))}
        assert answers & {"stop", "go_on"} or step.kind == "done"


def test_marks_fill_up_to_the_beat() -> None:
    shown = [beat(until_ns, BEAT_NS) for until_ns in (BEAT_NS - 1, BEAT_NS // 2, 1, 0, -1)]
    assert shown == ["● ○ ○ ○", "● ● ○ ○", "● ● ● ●", "● ● ● ●", "● ○ ○ ○"]


def test_named_keys_and_countdown_are_one_line() -> None:
    assert named(("KeyA", "Numpad1"), load("ansi-104")) == "Will be tested closely: A, 1 on the number pad."


@pytest.mark.parametrize("kind", get_args(StepKind))
def test_countdown_says_what_silence_is_taken_for(kind: StepKind) -> None:
    line = countdown(kind, 10)
    assert len(line) <= COLUMNS - 2
    assert not line or line.startswith("In 10 s without a")


@pytest.mark.parametrize(
    ("symptom", "works", "words"),
    [
        ("dead", False, "Key 5 is settled: it does not work."),
        (None, True, "Key 5 is settled: no fault seen."),
        (None, False, "Key 5 has no answer yet."),
    ],
)
def test_what_a_test_came_to_is_said(symptom: Symptom | None, works: bool, words: str) -> None:
    assert settled("Digit5", symptom, works, load("ansi-104")) == words


def test_key_that_the_keymap_gives_nothing_is_said_to_arrive_all_along() -> None:
    layout = load("ansi-104")
    question = said(Step("question", "Digit5", no_meaning="os"), layout, 1, ())
    assert question.headline == "5 arrives. Its test follows."
    assert "setxkbmap" in question.sentence
    sandwich = said(Step("sandwich", "Digit5", "Digit4", "Digit6", valid=2, no_meaning="os"), layout, 1, ())
    assert "arrives, and the keymap gives it nothing. 2 counted so far." in sandwich.sentence
    line = settled("Digit5", "dead", False, layout, no_meaning=True)
    assert line == "Key 5 is settled: it arrives, and the keymap gives it nothing."


def test_who_presses_a_dead_key_is_told_that_nothing_needs_to_appear() -> None:
    step = Step("sandwich", "Digit5", "Digit4", "Digit6")
    slow = Step("sandwich", "Digit5", "Digit4", "Digit6", turn="Digit5")
    check = Step("sandwich", "Digit5", "Digit4", "Digit6", is_control=True)
    said_of = [said(one, load("ansi-104"), 1, ()).sentence for one in (step, slow, check)]
    assert [SILENCE_COUNTS in sentence for sentence in said_of] == [True, True, False]
