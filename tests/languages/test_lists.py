"""The last of a list is joined as the language that is spoken joins it."""

from __future__ import annotations

import pytest

from keycheck.languages import speaking
from keycheck.languages.patterns import listed


@pytest.mark.parametrize(
    ("language", "parts", "said"),
    [
        ("en", ["A", "I"], "A and I"),
        ("es", ["A"], "A"),
        ("es", ["A", "B", "C"], "A, B y C"),
        ("es", ["A", "I"], "A e I"),
        ("es", ["Supr", "Intro"], "Supr e Intro"),
        ("es", ["agua", "hielo"], "agua y hielo"),
    ],
)
def test_a_list_ends_as_people_say_it(language: str, parts: list[str], said: str) -> None:
    with speaking(language):
        assert listed(parts) == said
