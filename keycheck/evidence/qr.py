"""The QR code of a report: what is claimed, in a small envelope that can be checked without the file.

It names no person and no address: keys by their symptom codes, the day, and of the serial number only its end.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

import msgspec

from keycheck.evidence import base45
from keycheck.evidence.signature import PUBLIC_BYTES, SIGNATURE_BYTES, SealingKey, is_signed

TYPE = "application/vnd.keycheck.claim+msgpack"
START = "KC1:"
"""How the text of a QR code of keycheck begins; the number is that of the format."""

MOST_CLAIMS = 8
"""More keys than these are counted, so that the code stays one that a phone reads from paper."""


class Claim(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One faulty key: its symptom code without `KC:`, and in how many of how many trials it did what was asked."""

    code: str
    hits: int
    trials: int


class Claims(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a QR code says."""

    practice: bool
    digest: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    """SHA-256 of what the seal of the report signs."""
    day: str
    """When the report was made, in UTC: `2026-11-22`."""
    serial_end: str
    """The last four signs of the serial number, empty where it is not known; a digest of all could be guessed from."""
    claims: tuple[Claim, ...]
    more: int = 0
    """How many faulty keys are not listed."""


def qr_text(claims: Claims, key: SealingKey) -> str:
    """What the QR code holds: `KC1:` and, in base45, the claims, their signature and the public key."""
    content = msgspec.msgpack.encode(claims)
    return START + base45.encode(content + key.sign(TYPE, content) + key.public)


def says(text: str, claims: Claims, public: bytes) -> bool:
    """Whether this is what the QR code of these claims holds when the holder of that key has made it."""
    try:
        data = base45.decode(text.removeprefix(START))
    except ValueError:
        return False
    content = msgspec.msgpack.encode(claims)
    signature = data[-SIGNATURE_BYTES - PUBLIC_BYTES : -PUBLIC_BYTES]
    made = START + base45.encode(content + signature + public)
    return text == made and is_signed(TYPE, content, signature, public)


@lru_cache(maxsize=8)
def qr_svg(text: str) -> str:
    """The picture, as SVG to be put into a page: black on white, with its quiet zone, as wide as the page makes it."""
    import segno

    picture: str = segno.make(text, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return picture
