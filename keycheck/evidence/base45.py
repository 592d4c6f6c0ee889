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


def decode(text: str) -> bytes:
    """The bytes of such a text. Raises ValueError for one that is none."""
    groups = (text[at : at + 3] for at in range(0, len(text), 3))
    return b"".join(_bytes(group) for group in groups)


def _bytes(group: str) -> bytes:
    value = sum(_SIGNS.index(sign) * power for sign, power in zip(group, _POWERS, strict=False))
    if len(group) < 2 or value >= 256 ** (len(group) - 1):
        raise ValueError(f"{group} is not base45")
    return value.to_bytes(len(group) - 1, "big")
