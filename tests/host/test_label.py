"""What counts as said by a maker, and which of its words is the model's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.host.label import Fact, model_name, stated


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "  \n",
        "0",
        "00000000",
        "........",
        "XXXX",
        "None",
        "To be filled by O.E.M.",
        "TO BE FILLED BY O.E.M.\n",
        "Default string",
        "System Serial Number",
        "Not Specified",
        "\0",
    ],
)
def test_a_blank_form_says_nothing(text: str | None) -> None:
    assert stated(text, "dmi") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("LENOVO\n", "LENOVO"),
        ("Raspberry Pi 400 Rev 1.0\0", "Raspberry Pi 400 Rev 1.0"),
        ("  Latitude   5440 ", "Latitude 5440"),
        ("red\x1b[31m", "red [31m"),
        ("100", "100"),
        ("Standard PC (Q35 + ICH9, 2009)", "Standard PC (Q35 + ICH9, 2009)"),
    ],
)
def test_what_is_said_stands_on_one_line(text: str, value: str) -> None:
    assert stated(text, "dmi") == Fact(value, "dmi")


@given(st.text())
def test_a_fact_is_printable_and_reads_the_same_twice(text: str) -> None:
    fact = stated(text, "registry")
    if fact is not None:
        assert fact.value.isprintable()
        assert stated(fact.value, "registry") == fact


@pytest.mark.parametrize(
    ("maker", "product", "version", "name"),
    [
        ("Dell Inc.", "Latitude 5440", "1.2.3", "Latitude 5440"),
        ("LENOVO\n", "21AH00ABGE\n", "ThinkPad T14 Gen 3\n", "ThinkPad T14 Gen 3 (21AH00ABGE)"),
        ("LENOVO", "21AH00ABGE", "None", "21AH00ABGE"),
        ("LENOVO", None, "ThinkPad T14 Gen 3", "ThinkPad T14 Gen 3"),
        (None, "MS-7D91", "1.0", "MS-7D91"),
        (None, None, None, ""),
    ],
)
def test_model_is_the_name_on_the_machine(
    maker: str | None, product: str | None, version: str | None, name: str
) -> None:
    assert model_name(maker, product, version) == name
