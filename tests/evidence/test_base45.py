"""Base45, by the examples of RFC 9285."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.evidence import base45
from keycheck.evidence.base45 import encode
from tests.evidence.qr_reader import decode

EXAMPLES = [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0"), (b"", "")]


@pytest.mark.parametrize(("data", "text"), EXAMPLES)
def test_examples_of_the_specification(data: bytes, text: str) -> None:
    assert encode(data) == text
    assert decode(text) == base45.decode(text) == data


@given(st.binary(max_size=200))
def test_what_was_encoded_is_decoded(data: bytes) -> None:
    assert decode(encode(data)) == base45.decode(encode(data)) == data


@pytest.mark.parametrize("text", ["A", "BB8A", ":::", "::", "bb8", "BÄ8"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"base45|substring"):
        base45.decode(text)
