"""A sealed report: the smallest change is found, and what the pages show of it follows from it."""

from __future__ import annotations

import re

import msgspec
import pytest

from keycheck.errors import BadFile
from keycheck.evidence.qr import MOST_CLAIMS, Claim
from keycheck.evidence.signature import SealingKey
from keycheck.reports.formats import render
from keycheck.reports.report import Report, decode
from keycheck.reports.sealing import claim_code, claims, seal, sealed, sealed_before
from keycheck.reports.serial_number import Shown, without_serial
from tests.evidence.qr_reader import read_qr
from tests.reports.changed import LARGE, SMALL, flipped, is_refused
from tests.reports.examples import DEAD_5, VERDICTS, finding, report, verdict
from tests.reports.examples import SMALL as LAYOUT

KEY = SealingKey(b"k" * 32)


def test_changed_bits_of_a_report_are_refused() -> None:
    """A few of them; `tests/system/test_changed_bits.py` changes them all."""
    data = seal(SMALL, KEY)
    assert not is_refused(data)
    passed = [at for at in range(0, len(data), 7) if not is_refused(flipped(data, at, at % 8))]
    assert passed == []


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


@pytest.mark.parametrize(("shown", "end"), [("full", "0042"), ("end", "0042"), ("none", "")])
def test_qr_code_of_a_page_tells_no_more_of_the_serial_number_than_its_words(shown: Shown, end: str) -> None:
    whole = report(VERDICTS["dead"])
    page = render(without_serial(whole, shown), LAYOUT, "html", sealed(whole, KEY, None), enclose=shown == "full")
    text = re.search(r'data-code="([^"]*)"', page.decode())
    assert text is not None
    said = read_qr(text[1])
    assert said == msgspec.structs.replace(claims(whole), serial_end=end)


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
