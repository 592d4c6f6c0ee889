"""The symptom code: exact, vendor-neutral, and nothing invented."""

from __future__ import annotations

from typing import get_args

import pytest

from keycheck.diagnosis.verdict import Symptom
from keycheck.returns.symptom_code import CONDITION, symptom_code
from tests.reports.examples import finding


@pytest.mark.parametrize(
    ("key", "symptom", "code"),
    [
        ("Digit5", "dead", "KC:07:22:DEAD:CONST"),
        ("KeyA", "intermittent", "KC:07:04:INTERMITTENT:INTER"),
        ("ShiftLeft", "stuck", "KC:07:E1:STUCK:CONST"),
        ("Fn", "dead", None),
    ],
)
def test_code_names_the_usage_the_symptom_and_when_it_shows(key: str, symptom: Symptom, code: str | None) -> None:
    assert symptom_code(finding(key=key, symptom=symptom)) == code


def test_every_symptom_has_its_condition() -> None:
    assert set(CONDITION) == set(get_args(Symptom))
