"""`--key` takes the code of a key, or what is printed on it."""

from __future__ import annotations

import pytest

from keycheck.cli.named_keys import named_keys
from keycheck.errors import UsageError
from keycheck.layouts.library import load
from tests.cli.command import Run

ANSI = load("ansi-104")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        *(("KeyA", "KeyA"), ("keya", "KeyA"), ("a", "KeyA"), ("A", "KeyA"), ("5", "Digit5"), ("%", "Digit5")),
        *(("End", "End"), ("Enter", "Enter"), ("esc", "Escape"), ("Numpad1", "Numpad1"), ("F5", "F5")),
    ],
)
def test_key_is_known_by_its_code_or_by_its_print(given: str, code: str) -> None:
    assert named_keys((given,), ANSI) == (code,)


@pytest.mark.parametrize("given", ["", "KeyÄ", "AB", "Fn"])
def test_key_that_the_map_lacks_is_a_mistake_in_one_line(given: str) -> None:
    with pytest.raises(UsageError, match="expected a testable key of laptop-15-ansi like KeyA"):
        named_keys((given,), load("laptop-15-ansi"))


def test_command_says_so_before_anything_is_opened(run: Run) -> None:
    ran = run("test", "--key", "Nonsense")
    assert ran.status == 2
    assert "--key: found 'Nonsense'" in ran.complaint
