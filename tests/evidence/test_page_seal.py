"""The seal of a page: every bit of it, and of nothing else."""

from __future__ import annotations

import random

from keycheck.evidence.page_seal import PLACE, page_seal, sealed_page
from keycheck.evidence.signature import SealingKey

KEY = SealingKey(b"k" * 32)
PAGE = f'<meta content="{PLACE}"><p>Key 5 does not work.</p>'.encode()
TWICE = f"%PDF /Keywords({PLACE}) <pdf:Keywords>{PLACE}</pdf:Keywords> words %%EOF".encode()


def is_sealed(page: bytes) -> bool:
    seal = page_seal(page)
    return seal is not None and seal.is_intact and seal.key == KEY.public


def test_page_is_sealed_without_a_byte_more() -> None:
    for page in (PAGE, TWICE):
        sealed = sealed_page(page, KEY)
        assert len(sealed) == len(page)
        assert is_sealed(sealed)


def test_every_changed_bit_is_found() -> None:
    for page in (sealed_page(PAGE, KEY), sealed_page(TWICE, KEY)):
        for place in range(len(page)):
            changed = bytearray(page)
            changed[place] ^= 1 << random.Random(place).randrange(8)
            assert not is_sealed(bytes(changed)), place


def test_changed_bits_of_a_large_page_are_found() -> None:
    draw = random.Random(1)
    page = sealed_page(PAGE + draw.randbytes(40_000), KEY)
    for _ in range(2_000):
        changed = bytearray(page)
        changed[place := draw.randrange(len(page))] ^= 1 << draw.randrange(8)
        assert not is_sealed(bytes(changed)), place


def test_page_without_a_seal_has_none() -> None:
    assert page_seal(b"<p>words</p>") is None
    assert page_seal(PAGE) is None
    assert sealed_page(b"<p>words</p>", KEY) == b"<p>words</p>"


def test_two_seals_that_differ_are_none() -> None:
    other = sealed_page(PAGE, SealingKey.new())
    assert page_seal(sealed_page(PAGE, KEY) + other) is None


def test_seal_of_another_page_does_not_fit() -> None:
    sealed = sealed_page(PAGE, KEY)
    assert not is_sealed(sealed.replace(b"Key 5", b"Key 6"))
