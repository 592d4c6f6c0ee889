"""The claim code: twelve signs of what is sealed, and one that finds a slip."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from keycheck.evidence.claim_code import can_be_said, claim_code
from keycheck.evidence.envelope import signed_bytes

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODIES = st.binary(max_size=40)


def value(code: str) -> int:
    """The number that the first twelve signs write."""
    number = 0
    for sign in code.replace("-", "")[:12]:
        number = number * 32 + SIGNS.index(sign)
    return number


def test_check_sign_is_that_of_the_known_example() -> None:
    assert (SIGNS + "*~$=U")[value("KNQV-5T7G-08XKB") % 37] == "B"


@given(BODIES)
def test_code_is_the_start_of_the_digest_of_what_is_signed(body: bytes) -> None:
    code = claim_code(body)
    assert f"{value(code):015x}" == sha256(signed_bytes(body)).hexdigest()[:15]
    assert (SIGNS + "*~$=U")[value(code) % 37] == code[-1]
    assert [len(part) for part in code.split("-")] == [4, 4, 5]


@given(BODIES, st.integers(0, 11), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(body: bytes, place: int, sign: str) -> None:
    code = claim_code(body)
    signs = list(code.replace("-", ""))
    slipped = "".join((*signs[:place], sign, *signs[place + 1 :]))
    assert (value(slipped) % 37 == value(code) % 37) == (slipped == "".join(signs))


@given(BODIES)
def test_code_that_can_be_said_has_no_sign_beyond_letters_and_digits(body: bytes) -> None:
    code = claim_code(body)
    assert can_be_said(code) == (code[-1] not in "*~$=U")
