"""Programs that are asked a question: they answer, or they are named with what went wrong."""

from __future__ import annotations

import sys

import pytest

from keycheck import programs
from keycheck.programs import NoAnswer, answer_of

ECHO = "import sys; sys.stdout.write(sys.stdin.read())"


def test_program_is_given_its_question_and_its_answer_comes_back() -> None:
    assert answer_of([sys.executable, "-c", ECHO], "a question") == "a question"


def test_program_that_fails_is_named() -> None:
    with pytest.raises(NoAnswer, match="failed"):
        answer_of([sys.executable, "-c", "raise SystemExit(1)"])


def test_program_that_is_missing_is_named() -> None:
    with pytest.raises(NoAnswer, match="the program /nowhere/xkbcomp is missing"):
        answer_of(["/nowhere/xkbcomp"])


def test_program_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PATIENCE_S", 0.2)
    with pytest.raises(NoAnswer, match=r"did not answer within 0\.2 seconds"):
        answer_of([sys.executable, "-c", "import time; time.sleep(30)"])
