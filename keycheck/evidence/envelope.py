"""The seal of a report: a DSSE envelope whose payload stays readable, because the seal is the last member of the JSON.

What is signed are the bytes of the file without that member, so no rule of how JSON is to be spelled is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from keycheck.errors import BadFile
from keycheck.evidence.signature import SealingKey, is_signed, pae
from keycheck.languages import N_

TYPE: Literal["application/vnd.keycheck.report+json"] = "application/vnd.keycheck.report+json"

_END = b"\n}\n"
"""How a report ends, sealed or not."""
_SEAL = b',\n  "seal": '
"""Nowhere else in the file: inside of the report members are indented deeper, and no text of JSON holds a line end."""


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signature of DSSE, with the key that it can be checked by."""

    keyid: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
    """The public key itself, Ed25519, in hex."""
    sig: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{128}$(?!\n)")]
    """In hex."""


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a DSSE envelope holds beside its payload."""

    payloadType: Literal["application/vnd.keycheck.report+json"]  # noqa: N815 - the word of DSSE
    signatures: Annotated[tuple[Signature, ...], msgspec.Meta(min_length=1, max_length=1)]


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed file, taken apart; whether the seal fits has still to be asked."""

    body: bytes
    """The file as it was before it was sealed."""
    seal: Seal

    @property
    def key(self) -> bytes:
        """The public key that it says it was sealed with."""
        return bytes.fromhex(self.seal.signatures[0].keyid)

    @property
    def is_intact(self) -> bool:
        """Whether not one bit of the body was changed since the holder of `key` sealed it."""
        return is_signed(TYPE, self.body, bytes.fromhex(self.seal.signatures[0].sig), self.key)


def signed_bytes(body: bytes) -> bytes:
    """The bytes that a seal signs, from which the digest and the claim code of a report come."""
    return pae(TYPE, body)


def seal_of(body: bytes, key: SealingKey) -> Seal:
    """The seal of this report; the same for the same report and key."""
    return Seal(TYPE, (Signature(key.public.hex(), key.sign(TYPE, body).hex()),))


def is_sealed(data: bytes) -> bool:
    """Whether the file has a seal at its end, of whatever worth."""
    return _SEAL in data


def taken_apart(data: bytes, file: str) -> Envelope:
    """The report and its seal. Raises BadFile where the seal is missing, or not spelled as keycheck spells it.

    A seal has one spelling, so that a changed bit in it is found like one in the report.
    """
    body, found, _ = data.rpartition(_SEAL)
    if not found:
        raise BadFile(file, N_("its end"), N_("no seal"), N_("the seal of a report, its last member"))
    seal_text = data[len(body) + len(_SEAL) : -len(_END)]
    try:
        seal = msgspec.json.decode(seal_text, type=Seal)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        seal = None
    body += _END
    if seal is None or put_together(body, seal) != data:
        raise BadFile(file, "$.seal", N_("a damaged seal"), N_("the seal as keycheck writes it"))
    return Envelope(body, seal)


def put_together(body: bytes, seal: Seal) -> bytes:
    """The file: the report as it is, and the seal as its last member."""
    last = msgspec.json.format(msgspec.json.encode({"seal": seal}), indent=2)
    return body.removesuffix(_END) + b"," + last.removeprefix(b"{") + b"\n"
