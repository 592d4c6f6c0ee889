"""The seal of a page: a bit that is changed in an HTML or PDF file, in its words or in what it encloses, is found out.

The file is written with a blank of a fixed length, which the public key and the signature then fill. What is signed is
the digest of the file with the blank in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from keycheck.evidence.signature import PUBLIC_BYTES, SIGNATURE_BYTES, SealingKey, is_signed

TYPE = "application/vnd.keycheck.page+sha256"

_MARK = "keycheck-page-seal:"
_BLANK = "0" * 2 * (PUBLIC_BYTES + SIGNATURE_BYTES)

PLACE = _MARK + _BLANK
"""What a page says where its seal belongs; a PDF says it twice, in its properties and in its metadata."""

_SEAL = re.compile(_MARK.encode() + b"([0-9a-f]{%d})" % len(_BLANK))


@dataclass(frozen=True, slots=True)
class PageSeal:
    """What the seal of a page says."""

    key: bytes
    """The public key that it was sealed with."""
    is_intact: bool
    """Whether the holder of that key has sealed this page, with every bit of it."""


def sealed_page(page: bytes, key: SealingKey) -> bytes:
    """The page with its seal in its place; as it is where it has no place for one."""
    seal = (key.public + key.sign(TYPE, _digest(page))).hex()
    return page.replace(PLACE.encode(), (_MARK + seal).encode())


def page_seal(page: bytes) -> PageSeal | None:
    """The seal of this page; None where it has none, a blank one, or several that differ."""
    seals = set(_SEAL.findall(page))
    if len(seals) != 1 or seals == {_BLANK.encode()}:
        return None
    filled = bytes.fromhex(seals.pop().decode())
    key, signature = filled[:PUBLIC_BYTES], filled[PUBLIC_BYTES:]
    return PageSeal(key, is_signed(TYPE, _digest(page), signature, key))


def blanked(page: bytes) -> bytes:
    """The page as it was before it was sealed."""
    return _SEAL.sub(PLACE.encode(), page)


def _digest(page: bytes) -> bytes:
    """Of the page with each seal blanked."""
    digest, view = sha256(), memoryview(page)
    seals = [place for found in _SEAL.finditer(page) for place in found.span(1)]
    for number, (begin, end) in enumerate(pairwise((0, *seals, len(page)))):
        digest.update(_BLANK.encode() if number % 2 else view[begin:end])
    return digest.digest()
