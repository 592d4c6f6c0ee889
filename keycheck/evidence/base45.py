"""Base45 (RFC 9285): bytes in the signs that a QR code packs closest."""

from __future__ import annotations

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_POWERS = (1, 45, 45 * 45)


def encode(data: bytes) -> str:
    """Three signs for two bytes, two for a last one."""
    pairs = (data[at : at + 2] for at in range(0, len(data), 2))
    return "".join(_signs(int.from_bytes(pair, "big"), len(pair) + 1) for pair in pairs)


def _signs(value: int, count: int) -> str:
    return "".join(_SIGNS[value // _POWERS[place] % 45] for place in range(count))
