"""Ed25519 signatures (RFC 8032) over bytes with their type, as DSSE signs them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEED_BYTES = PUBLIC_BYTES = 32
"""Of both halves of an Ed25519 key (RFC 8032, 5.1.5)."""
SIGNATURE_BYTES = 64
"""Of a signature (RFC 8032, 5.1.6)."""

_PRIME = 2**255 - 19
_OF_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_WEAK = frozenset({0, 1, _PRIME - 1, _PRIME, _PRIME + 1, _OF_ORDER_8, _PRIME - _OF_ORDER_8})
"""The y of the eight points of small order on edwards25519, and what is read as one of them: their signatures fit any
body. The same seven are refused by libsodium (ge25519_has_small_order); RFC 8032, 5.1.3 has how a point is written."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A private key. It seals; whose it is only its holder knows."""

    seed: bytes = field(repr=False)

    @classmethod
    def new(cls) -> SealingKey:
        """A key that nobody else has."""
        return cls(secrets.token_bytes(SEED_BYTES))

    @property
    def public(self) -> bytes:
        """The half that is told: 32 bytes."""
        return self._private().public_key().public_bytes_raw()

    def sign(self, kind: str, body: bytes) -> bytes:
        """The signature of this body as one of this type: 64 bytes, the same for the same."""
        return self._private().sign(pae(kind, body))

    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)


def pae(kind: str, body: bytes) -> bytes:
    """What is signed: the type and the body, each with its length (DSSE 1.0, protocol.md, PAE)."""
    return b"DSSEv1 %d %s %d %s" % (len(kind.encode()), kind.encode(), len(body), body)


def is_signed(kind: str, body: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the one holder of this key has signed this body as one of this type; a key that fits all has none."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if int.from_bytes(public, "little") % 2**255 in _WEAK:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, pae(kind, body))
    except (InvalidSignature, ValueError):
        return False
    return True
