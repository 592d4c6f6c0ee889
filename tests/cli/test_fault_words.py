"""Keys of a planted fault, named by what is printed on them, where that is one key."""

from __future__ import annotations

import pytest

from keycheck.cli.fault_words import with_codes
from keycheck.errors import UsageError
from keycheck.layouts.layout import LayoutKey
from keycheck.layouts.library import load
from tests.cli.command import Run

ANSI = load("ansi-104")


@pytest.mark.parametrize(
    ("spec", "meant"),
    [
        ("dead:Digit5", "dead:Digit5"),
        ("dead:5", "dead:Digit5"),
        ("dead:%", "dead:Digit5"),
        ("dead:a", "dead:KeyA"),
        ("dead:Enter", "dead:Enter"),
        ("dead:Esc", "dead:Escape"),
        ("dead:=", "dead:Equal"),
        ("dead::", "dead:Semicolon"),
        ("dead:Left Shift", "dead:ShiftLeft"),
        ("dead:5 on the number pad", "dead:Numpad5"),
        ("stuck:Up arrow", "stuck:ArrowUp"),
        ("intermittent:A:0.3", "intermittent:KeyA:0.3"),
        ("chatter:s:1", "chatter:KeyS:1"),
        ("wrong:Q=A", "wrong:KeyQ=KeyA"),
        ("remap:KeyQ=a", "remap:KeyQ=KeyA"),
        ("line:3:drive3", "line:3:drive3"),
        ("slow_keys", "slow_keys"),
        ("none", "none"),
        ("dead:Digit55", "dead:Digit55"),
        ("dead", "dead"),
    ],
)
def test_key_is_meant_by_its_code_or_by_what_is_printed_on_it(spec: str, meant: str) -> None:
    assert with_codes(spec, ANSI) == meant


@pytest.mark.parametrize("key", ANSI.testable, ids=lambda key: key.code)
def test_every_code_stays_what_it_is(key: LayoutKey) -> None:
    code = key.code
    assert with_codes(f"dead:{code}", ANSI) == f"dead:{code}"


def test_what_stands_on_two_keys_is_refused_with_both() -> None:
    with pytest.raises(UsageError, match="expected one of ShiftLeft, ShiftRight"):
        with_codes("dead:Shift", ANSI)


@pytest.mark.usefixtures("few_keys")
def test_demo_understands_what_is_printed_on_a_key(run: Run) -> None:
    assert "planted: dead:Digit5\n" in run("demo", "--no-tui", "--fault", "dead:5").text
