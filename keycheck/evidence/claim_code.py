"""The claim code: twelve signs and a check sign that find a report, and can be said and typed."""

from __future__ import annotations

from hashlib import sha256

from keycheck.evidence.envelope import signed_bytes

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""
_CHECKS = _SIGNS + "*~$=U"
"""His check signs: the value modulo 37."""

_LENGTH = 12


def claim_code(body: bytes) -> str:
    """`KNQV-5T7G-08XKB`: the first 60 bits of the digest of what is signed, and a check sign (design: returns 4)."""
    value = int.from_bytes(sha256(signed_bytes(body)).digest()[:8], "big") >> 4
    signs = "".join(_SIGNS[value >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}{_CHECKS[value % 37]}"


def can_be_said(code: str) -> bool:
    """Whether its check sign is a letter or digit that people read alike."""
    return code[-1] in _SIGNS
