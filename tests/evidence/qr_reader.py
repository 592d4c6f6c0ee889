"""Reads the text of a QR code back, as somebody who has only docs/formats.md would."""

from __future__ import annotations

import msgspec

from keycheck.evidence.qr import START, TYPE, Claims
from keycheck.evidence.signature import is_signed

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def decode(text: str) -> bytes:
    """The bytes of a text in base45 (RFC 9285)."""
    groups = [text[at : at + 3] for at in range(0, len(text), 3)]
    values = [sum(SIGNS.index(sign) * 45**place for place, sign in enumerate(group)) for group in groups]
    return b"".join(value.to_bytes(len(group) - 1, "big") for group, value in zip(groups, values, strict=True))


def read_qr(text: str) -> Claims | None:
    """The claims; None where they do not fit their signature."""
    assert text.startswith(START)
    try:
        data = decode(text[len(START) :])
    except (OverflowError, ValueError):
        return None
    content, signature, key = data[:-96], data[-96:-32], data[-32:]
    return msgspec.msgpack.decode(content, type=Claims) if is_signed(TYPE, content, signature, key) else None
