"""The seal: it fits what was sealed, to the last bit, and nothing else; and it is a DSSE envelope."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.evidence.envelope import TYPE, Envelope, put_together, seal_of, taken_apart
from keycheck.evidence.signature import SealingKey, pae

KEY = SealingKey(b"k" * 32)
BODY = b'{\n  "schema": "keycheck.report/1",\n  "verdict": {\n    "seal": 1\n  }\n}\n'
FILE = put_together(BODY, seal_of(BODY, KEY))


def fits(data: bytes) -> bool:
    """Whether this is a sealed file that nobody has changed."""
    try:
        return taken_apart(data, "report.json").is_intact
    except BadFile:
        return False


def test_sealed_file_comes_apart_into_what_was_sealed() -> None:
    envelope = taken_apart(FILE, "report.json")
    assert envelope == Envelope(BODY, seal_of(BODY, KEY))
    assert envelope.is_intact
    assert envelope.key == KEY.public


def test_sealed_file_is_json_with_the_seal_as_its_last_member() -> None:
    assert list(json.loads(FILE)) == ["schema", "verdict", "seal"]


def test_every_changed_bit_is_found() -> None:
    assert fits(FILE)
    for place in range(len(FILE)):
        for bit in range(8):
            changed = bytearray(FILE)
            changed[place] ^= 1 << bit
            assert not fits(bytes(changed)), f"byte {place}, bit {bit}"


@given(st.integers(0, len(FILE) - 1), st.integers(0, len(FILE)))
def test_no_part_of_a_sealed_file_passes_for_one(begin: int, end: int) -> None:
    part = FILE[begin:end]
    assert fits(part) == (part == FILE)


@pytest.mark.parametrize("more", [b" ", b"\n", b"{}", b"\x00"])
def test_nothing_can_be_added_at_either_end(more: bytes) -> None:
    assert not fits(FILE + more)
    assert not fits(more + FILE)


def test_seal_of_another_report_does_not_fit() -> None:
    other = BODY.replace(b"1\n", b"2\n")
    assert not fits(put_together(other, seal_of(BODY, KEY)))


def test_seal_has_one_spelling() -> None:
    assert not fits(FILE.replace(KEY.public.hex().encode(), KEY.public.hex().upper().encode()))
    assert not fits(FILE.replace(b"      {\n", b"      { \n"))


def test_what_is_signed_is_the_encoding_of_dsse() -> None:
    """The example of its specification."""
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_others_can_check_it_by_the_specification_alone() -> None:
    seal = json.loads(FILE)["seal"]
    envelope = {"payload": b64encode(BODY).decode(), **seal}
    assert set(envelope) == {"payload", "payloadType", "signatures"}
    (signature,) = envelope["signatures"]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["keyid"]))
    public.verify(bytes.fromhex(signature["sig"]), b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE.encode(), len(BODY), BODY))


def test_same_report_and_key_give_the_same_seal() -> None:
    assert seal_of(BODY, KEY) == seal_of(BODY, KEY)
    assert seal_of(BODY, KEY) != seal_of(BODY, SealingKey.new())


def test_key_does_not_show_its_private_half() -> None:
    assert "kkkk" not in repr(KEY)
