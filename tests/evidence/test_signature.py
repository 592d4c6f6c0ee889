"""Signatures: what fits is what the holder of a key has signed, and no key fits everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.evidence.signature import SealingKey, is_signed

PRIME = 2**255 - 19
D = -121665 * pow(121666, -1, PRIME) % PRIME
IDENTITY = (0, 1)


def root(square: int) -> int | None:
    """The smaller square root of this number, as RFC 8032, 5.1.3 finds it; None where there is none."""
    for factor in (1, pow(2, (PRIME - 1) // 4, PRIME)):
        found = pow(square, (PRIME + 3) // 8, PRIME) * factor % PRIME
        if found * found % PRIME == square % PRIME:
            return min(found, PRIME - found)
    return None


def added(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """The sum of two points of edwards25519 (RFC 8032, 5.1.4)."""
    crossed = D * a[0] * b[0] * a[1] * b[1] % PRIME
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + crossed, -1, PRIME)
    return x % PRIME, (a[1] * b[1] + a[0] * b[0]) * pow(1 - crossed, -1, PRIME) % PRIME


def points_of_small_order() -> set[tuple[int, int]]:
    """All eight, as multiples of one of order 8: that which doubled twice is (0, -1)."""
    i = root(-1)
    assert i is not None
    # Doubled it has y = 0: y² = -x², so that 1 = y² - x² - d x² y² becomes d y⁴ + 2 y² - 1 = 0.
    under = root(1 + D)
    assert under is not None
    (y,) = {found for sign in (1, -1) if (found := root((-1 + sign * under) * pow(D, -1, PRIME) % PRIME)) is not None}
    point, found = (i * y % PRIME, y), [IDENTITY]
    while (following := added(found[-1], point)) != IDENTITY:
        found.append(following)
    return set(found)


def encodings() -> list[bytes]:
    """Each way to write each of them: with either sign, and with the prime added where 255 bits have room for it."""
    written = {y + more for _, y in points_of_small_order() for more in (0, PRIME) if y + more < 2**255}
    return sorted((y + sign).to_bytes(32, "little") for y in written for sign in (0, 2**255))


def test_eight_points_are_written_in_fourteen_ways() -> None:
    assert (len(points_of_small_order()), len(encodings())) == (8, 14)


@pytest.mark.parametrize("public", encodings(), ids=bytes.hex)
def test_key_of_small_order_signs_nothing(public: bytes) -> None:
    """With such a key, (R, 0) fits one body in eight, or every one, for an R that is such a point as well."""
    bodies = [b"%d" % number for number in range(12)]
    assert not any(is_signed("t", body, r + bytes(32), public) for r in encodings() for body in bodies)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=50))
def test_what_a_key_has_signed_is_signed_and_nothing_else(seed: bytes, body: bytes) -> None:
    key = SealingKey(seed)
    signature = key.sign("t", body)
    assert is_signed("t", body, signature, key.public)
    assert not is_signed("t", body + b".", signature, key.public)
    assert not is_signed("u", body, signature, key.public)
