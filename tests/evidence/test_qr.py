"""The QR code: the claim without the file, checked by its own signature, and nobody's name in it."""

from __future__ import annotations

import re

import msgspec
import pytest

from keycheck.evidence.qr import MOST_CLAIMS, START, Claim, Claims, qr_svg, qr_text, says
from keycheck.evidence.signature import SealingKey
from tests.evidence.qr_reader import read_qr

KEY = SealingKey(b"k" * 32)
CLAIMS = Claims(False, b"d" * 32, "2026-11-22", "0042", (Claim("07:22:DEAD:CONST", 0, 5),))
TEXT = qr_text(CLAIMS, KEY)


def test_what_was_printed_is_read() -> None:
    assert read_qr(TEXT) == CLAIMS


def test_one_key_makes_a_code_that_a_phone_reads_from_paper() -> None:
    """Version 9 has 53 modules, 0.75 mm each on 40 mm."""
    segno = pytest.importorskip("segno")
    assert len(TEXT) <= 262
    assert segno.make(TEXT, error="m").designator == "9-M"


def test_most_keys_still_fit() -> None:
    many = Claims(False, b"d" * 32, "2026-11-22", "0042", CLAIMS.claims * MOST_CLAIMS, 96)
    segno = pytest.importorskip("segno")
    assert segno.make(qr_text(many, KEY), error="m").version <= 20


def test_every_changed_sign_is_found() -> None:
    for place, sign in enumerate(TEXT):
        changed = TEXT[:place] + ("A" if sign != "A" else "B") + TEXT[place + 1 :]
        assert not changed.startswith(START) or read_qr(changed) is None


def test_text_says_its_own_claims_by_its_own_key_and_no_others() -> None:
    assert says(TEXT, CLAIMS, KEY.public)
    assert not says(TEXT, CLAIMS, SealingKey(b"f" * 32).public)
    assert not says(qr_text(CLAIMS, SealingKey(b"f" * 32)), CLAIMS, KEY.public)
    assert not says(TEXT, msgspec.structs.replace(CLAIMS, practice=True), KEY.public)
    assert not any(says(text, CLAIMS, KEY.public) for text in ("", START, TEXT[4:], TEXT + "00", TEXT.lower()))


def test_signs_are_those_that_a_qr_code_packs_closest() -> None:
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", TEXT)
    assert TEXT.startswith(START)


def test_picture_is_svg_without_script_or_address() -> None:
    svg = qr_svg(TEXT)
    assert svg.startswith("<svg ")
    assert "http" not in svg
    assert "script" not in svg
