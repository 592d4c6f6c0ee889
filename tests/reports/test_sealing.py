"""A sealed report: the smallest change is found, and what the pages show of it follows from it."""

from __future__ import annotations

import random

import msgspec
import pytest

from keycheck.errors import BadFile
from keycheck.evidence.envelope import taken_apart
from keycheck.evidence.qr import MOST_CLAIMS, Claim
from keycheck.evidence.signature import SealingKey
from keycheck.layouts.library import load
from keycheck.reports.report import Report, Software, decode
from keycheck.reports.sealing import claim_code, claims, seal, sealed, sealed_before
from tests.evidence.qr_reader import read_qr
from tests.reports.examples import DEAD_5, VERDICTS, finding, report, verdict

KEY = SealingKey(b"k" * 32)
SMALL = report(verdict(controls=(), not_testable=()), software=Software())
LARGE = report(verdict(findings=tuple(finding(key=key.code) for key in load("ansi-104").keys)))


def is_refused(data: bytes) -> bool:
    """Whether somebody sees that this is not what was sealed."""
    try:
        return not taken_apart(data, "report.json").is_intact
    except BadFile:
        return True


def flipped(data: bytes, place: int, bit: int) -> bytes:
    """The file with one bit changed."""
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def test_every_changed_bit_of_a_small_report_is_refused() -> None:
    data = seal(SMALL, KEY)
    assert not is_refused(data)
    passed = [(at, bit) for at in range(len(data)) for bit in range(8) if not is_refused(flipped(data, at, bit))]
    assert passed == []


def test_ten_thousand_changed_bits_of_a_large_report_are_refused() -> None:
    data, draw = seal(LARGE, KEY), random.Random(1)
    assert len(data) > 40_000
    assert not is_refused(data)
    flips = [(draw.randrange(len(data)), draw.randrange(8)) for _ in range(10_000)]
    assert [flip for flip in flips if not is_refused(flipped(data, *flip))] == []


def without_seal(of: Report) -> Report:
    return msgspec.structs.replace(of, seal=None)


def test_sealed_report_is_read_as_the_report_that_it_is() -> None:
    for said in VERDICTS.values():
        told = report(said)
        read = decode(seal(told, KEY), "report.json")
        assert without_seal(read) == told
        assert read.seal is not None


def test_sealing_a_sealed_report_seals_the_same() -> None:
    read = decode(seal(SMALL, SealingKey.new()), "report.json")
    assert seal(read, KEY) == seal(SMALL, KEY)
    assert claim_code(read) == claim_code(SMALL)
    assert claims(read) == claims(SMALL)


def test_qr_code_says_the_faults_and_nothing_of_the_buyer() -> None:
    said = read_qr(sealed(report(VERDICTS["dead"]), KEY, None).qr_text)
    assert said is not None
    assert said.claims == (Claim("07:22:DEAD:CONST", 0, 5),)
    assert (said.practice, said.day, said.serial_end, said.more) == (False, "2026-11-22", "0042", 0)
    raw = msgspec.msgpack.encode(said)
    assert [word for word in (b"Corner Shop", b"A-1001", b"SN-0042") if word in raw] == []


def test_qr_code_of_many_faults_counts_those_that_it_does_not_list() -> None:
    said = claims(LARGE)
    assert (len(said.claims), said.more) == (MOST_CLAIMS, 104 - MOST_CLAIMS)


def test_practice_is_in_the_qr_code() -> None:
    assert claims(report(VERDICTS["practice"])).practice


def test_key_without_a_usage_is_counted() -> None:
    said = claims(report(verdict(findings=(DEAD_5, finding(key="Fn")))))
    assert (len(said.claims), said.more) == (1, 1)


def test_altered_report_is_not_written_down_again() -> None:
    altered = seal(SMALL, KEY).replace(b"Digit5", b"Digit7")
    with pytest.raises(BadFile, match="its seal"):
        sealed_before(altered, decode(altered, "report.json"), KEY, None)


def test_page_of_a_report_that_another_has_sealed_keeps_that_seal() -> None:
    data = seal(SMALL, SealingKey.new())
    again = sealed_before(data, decode(data, "report.json"), KEY, b"trace")
    assert (again.enclosed.report, again.enclosed.trace) == (data, b"trace")
    assert again.claim_code == claim_code(SMALL)
