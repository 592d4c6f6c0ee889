"""What a page encloses: found by what it is, never by its name, and never beyond a bound."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.evidence import enclosed
from keycheck.evidence.enclosed import Enclosed, enclosed_in, is_page, link

REPORT = b'{\n  "schema": "keycheck.report/1"\n}\n'
TRACE = b'{"schema":"keycheck.trace/1"}\n'


def page(*links: tuple[str, bytes]) -> bytes:
    """An HTML file with these links."""
    tags = (f'<a id="keycheck-{name}" download="x" href="{link(data)}">it</a>' for name, data in links)
    return f"<!DOCTYPE html>\n<p>{' and '.join(tags)}".encode()


def attached(data: bytes, name: str = "report.json", packed: bytes | None = None, length: int | None = None) -> bytes:
    """An attachment as typst writes it."""
    packed = zlib.compress(data) if packed is None else packed
    length = len(packed) if length is None else length
    return (
        b"17 0 obj\n<</Type/Filespec/F(%s)>>\nendobj\n22 0 obj\n<</Length %d/Type/EmbeddedFile/Filter/FlateDecode"
        b"/Params<</Size %d>>>>\nstream\n%s\nendstream\nendobj\n"
    ) % (name.encode(), length, len(data), packed)


def pdf(*parts: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"".join(parts) + b"%%EOF"


def test_both_are_found_in_a_page_and_in_a_pdf() -> None:
    both = Enclosed(REPORT, TRACE)
    assert enclosed_in(page(("report", REPORT), ("trace", TRACE)), "f") == both
    assert enclosed_in(pdf(attached(REPORT), attached(TRACE)), "f") == both


def test_recording_may_be_gone() -> None:
    assert enclosed_in(page(("report", REPORT)), "f") == Enclosed(REPORT, None)
    assert enclosed_in(pdf(attached(REPORT)), "f") == Enclosed(REPORT, None)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "C:\\\\evil", "report.json\x00.exe", "CON", ""])
def test_names_of_attachments_are_not_looked_at(name: str) -> None:
    assert enclosed_in(pdf(attached(REPORT, name)), "f").report == REPORT


def test_attachment_that_is_not_packed_and_spelled_with_spaces_is_found() -> None:
    spelled = b"<< /Length %d /Type /EmbeddedFile >>\r\nstream\r\n%s\nendstream" % (len(REPORT), REPORT)
    assert enclosed_in(pdf(spelled), "f").report == REPORT


BOMB = zlib.compress(bytes(enclosed.MAX_ENCLOSED + 1), 9)

REFUSED = {
    "nothing": (pdf(), "0 reports"),
    "a page with nothing": (page(), "0 reports"),
    "two reports": (pdf(attached(REPORT), attached(REPORT)), "2 reports"),
    "two reports in a page": (page(("report", REPORT), ("report", REPORT)), "2 reports"),
    "two recordings": (pdf(attached(REPORT), attached(TRACE), attached(TRACE)), "2 recordings"),
    "another file": (pdf(attached(b"Dear Sir or Madam")), "0 reports"),
    "a bomb": (pdf(attached(REPORT, packed=BOMB)), "more than"),
    "two halves of a bomb": (
        pdf(*[attached(TRACE + bytes(enclosed.MAX_ENCLOSED // 2)) for _ in range(2)]), "more than",
    ),
    "a false length": (pdf(attached(REPORT, length=5)), "cut off"),
    "a length beyond the end": (pdf(attached(REPORT, length=10**9, packed=b"\x78\x9c")), "damaged data"),
    "no length": (pdf(b"<</Type/EmbeddedFile>>\nstream\n{}\nendstream"), "without its length"),
    "no stream": (pdf(b"<</Type/EmbeddedFile/Length 5>>"), "without its length"),
    "damaged data": (pdf(attached(REPORT, packed=b"\x00" * 50)), "damaged data"),
    "many files": (pdf(*[attached(b"x")] * 20), "more than 16 files"),
    "many links": (page(*[("report", b"x")] * 20), "more than 16 files"),
    "half a sign of base64": (page(("report", b"xyz")).replace(b'eHl6"', b'eHl"'), "base64"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "found"), REFUSED.values(), ids=REFUSED)
def test_page_that_encloses_something_else_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(BadFile, match=found):
        enclosed_in(data, "f")


@given(st.binary(max_size=300), st.sampled_from([b"%PDF-1.7 /Type/EmbeddedFile", b"<!doctype html><a id=", b""]))
def test_any_bytes_are_refused_in_one_way(data: bytes, start: bytes) -> None:
    with pytest.raises(BadFile):
        enclosed_in(start + data, "f")


def test_pages_are_known_by_their_beginning() -> None:
    assert is_page(b"%PDF-1.7\n")
    assert is_page(b"<!DOCTYPE html>\n")
    assert not is_page(REPORT)


def test_recording_that_is_too_large_travels_beside_the_page() -> None:
    assert Enclosed(REPORT, TRACE).fits
    assert not Enclosed(REPORT, bytes(enclosed.MAX_ENCLOSED)).fits
