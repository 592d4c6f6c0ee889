"""What a page encloses: what a reader finds in it and nothing else, never beyond a bound."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.evidence import enclosed
from keycheck.evidence.enclosed import Enclosed, EnclosesNothing, enclosed_in, is_page, link

REPORT = b'{\n  "schema": "keycheck.report/1"\n}\n'
TRACE = b'{"schema":"keycheck.trace/1"}\n'


def page(*links: tuple[str, bytes]) -> bytes:
    """An HTML file with these links."""
    tags = (f'<a id="keycheck-{name}" href="{link(data)}" download="x">it</a>' for name, data in links)
    return f"<!DOCTYPE html>\n<p>{' and '.join(tags)}</p>".encode()


def attached(data: bytes, packed: bytes | None = None, length: int | None = None) -> bytes:
    """An attachment as typst writes it."""
    packed = zlib.compress(data) if packed is None else packed
    length = len(packed) if length is None else length
    head = b"<</Length %d/Type/EmbeddedFile/Filter/FlateDecode/Params<</Size %d>>>>" % (length, len(data))
    return b"%s\nstream\n%s\nendstream" % (head, packed)


def pdf(
    *parts: bytes, names: tuple[str, ...] = ("report.json", "trace.jsonl"), beside: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF as typst writes it, with these attachments under these names, and these objects beside them."""
    described = [
        b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F %d 0 R/UF %d 0 R>>/Desc(It)>>" % (name, name, number, number)
        for number, name in enumerate((f"{names[n] if n < len(names) else n}".encode() for n in range(len(parts))), 1)
    ]
    first = len(parts) + 1
    listed = b"".join(
        b"(%s)%d 0 R" % (text.split(b"/F(")[1].split(b")")[0], number) for number, text in enumerate(described, first)
    )
    catalogue = b"<</Type/Catalog/Names<</EmbeddedFiles<</Names[%s]>>>>>>" % listed
    return of_objects(*parts, *described, *beside, catalogue)


def of_objects(*objects: bytes) -> bytes:
    """A PDF of these objects, of which the last is the catalogue."""
    whole, places = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    return whole + b"xref\n0 %d\n0000000000 65535 f\r\n%strailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(objects), len(whole),
    )  # fmt: skip


def test_both_are_found_in_a_page_and_in_a_pdf() -> None:
    both = Enclosed(REPORT, TRACE)
    assert enclosed_in(page(("report", REPORT), ("trace", TRACE)), "f") == both
    assert enclosed_in(pdf(attached(REPORT), attached(TRACE)), "f") == both


def test_recording_may_be_gone() -> None:
    assert enclosed_in(page(("report", REPORT)), "f") == Enclosed(REPORT, None)
    assert enclosed_in(pdf(attached(REPORT)), "f") == Enclosed(REPORT, None)


REFUSED = {
    "no table": (b"%PDF-1.7\n" + attached(REPORT), "another table"),
    "two reports": (pdf(attached(REPORT), attached(REPORT)), "2 reports"),
    "two reports in a page": (page(("report", REPORT), ("trace", REPORT)), "2 reports"),
    "two recordings": (pdf(attached(REPORT), attached(TRACE), attached(TRACE)), "2 recordings"),
    "another file": (pdf(attached(b"Dear Sir or Madam")), "0 reports"),
    "another file beside": (pdf(attached(REPORT), attached(b"Dear Sir or Madam")), "1 other files"),
    "a false length": (pdf(attached(REPORT, length=5)), "false length"),
    "a length beyond the end": (pdf(attached(REPORT, length=10**9, packed=b"\x78\x9c")), "false length"),
    "data that is cut off": (pdf(attached(REPORT, packed=zlib.compress(REPORT)[:-5])), "cut off"),
    "no length": (pdf(b"<</Type/EmbeddedFile>>\nstream\n{}\nendstream"), "another frame"),
    "damaged data": (pdf(attached(REPORT, packed=b"\x00" * 50)), "damaged data"),
    "many files": (pdf(*[attached(TRACE)] * 20), "4 recordings"),
    "half a sign of base64": (page(("report", b"xyz")).replace(b'eHl6"', b'eHl"'), "base64"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "found"), REFUSED.values(), ids=REFUSED)
def test_page_that_encloses_something_else_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(BadFile, match=found):
        enclosed_in(data, "f")


@pytest.mark.parametrize("data", [page(), pdf(), of_objects(b"<</Type/Catalog>>")])
def test_page_that_is_only_paper_is_told_apart(data: bytes) -> None:
    with pytest.raises(EnclosesNothing, match="found nothing"):
        enclosed_in(data, "f")


ENDLESS = {
    "more elements than a page has": (page(("report", REPORT)) + b"<br>" * 10_000, "more than 10000 elements"),
    "longer element than a page has": (page(("report", REPORT)) + b"<p" + b' a="b"' * 9_000 + b">", "another element"),
    "more objects than a paper has": (
        pdf(attached(REPORT)).replace(b"trailer", b"0000000015 00000 n\r\n" * 100_000 + b"trailer"),
        "another table",
    ),
    "a dictionary of signs in hex": (
        pdf(attached(REPORT), beside=(b"<</A (" + b"#20" * 200_000 + b")>>",)),
        "bytes beside their data",
    ),
    "a dictionary behind a text that hides its end": (
        pdf(attached(REPORT), beside=(b"<</A 1(>>\nstream\n" + b"#20" * 200_000 + b"\nendstream",)),
        "bytes beside their data",
    ),
    "more attached files than a paper has": (
        of_objects(b"<<>>", b"<</Names<</EmbeddedFiles<</Names[%s]>>>>>>" % (b"(a)1 0 R" * 100)),
        "0 lists of attached files",
    ),
}


@pytest.mark.parametrize(("data", "found"), ENDLESS.values(), ids=ENDLESS)
def test_file_that_would_keep_a_reader_busy_is_not_read_to_its_end(data: bytes, found: str) -> None:
    with pytest.raises(BadFile) as refused:
        enclosed_in(data, "page")
    assert found in refused.value.found


BOMBS: dict[str, Callable[[], bytes]] = {
    "one": lambda: pdf(attached(REPORT, packed=zlib.compress(bytes(enclosed.MAX_ENCLOSED + 1), 9))),
    "two halves": lambda: pdf(*[attached(TRACE + bytes(enclosed.MAX_ENCLOSED // 2)) for _ in range(2)]),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_bomb_is_refused(bomb: Callable[[], bytes]) -> None:
    with pytest.raises(BadFile, match="more than"):
        enclosed_in(bomb(), "f")


def visible(spelled: bytes) -> bytes:
    """A PDF whose listed attachment is spelled otherwise, with ours hidden in it."""
    return pdf(attached(REPORT).replace(b"/EmbeddedFile", spelled), beside=(attached(REPORT),))


SECOND_STORY = {
    "a name in hex": visible(b"/Embedded#46ile"),
    "a file that is not listed": pdf(attached(REPORT), beside=(attached(TRACE),)),
    "a file at a note": pdf(attached(REPORT), beside=(b"<</Subtype/FileAttachment/FS 3 0 R>>",)),
    "objects in a stream": pdf(attached(REPORT), beside=(b"<</Length 2/Type/ObjStm>>\nstream\n{}\nendstream",)),
    "a file behind a text": pdf(
        attached(REPORT), beside=(b"<</Length 1/X(>>\nstream\n)/Type/EmbeddedFile>>\nstream\n{}\nendstream",)
    ),
    "one name for two files": pdf(attached(REPORT), attached(TRACE), names=("report.json",) * 2),
    "two lists": pdf(attached(REPORT)).replace(b"/Type/Catalog", b"/Names<<>>/AF[]"),
    "an object behind the end": pdf(attached(REPORT)) + b"9 0 obj\n" + attached(REPORT) + b"\nendobj\n%%EOF",
    "a second end": pdf(attached(REPORT)) + pdf(attached(REPORT)),
    "two spaces": page(("report", REPORT)).replace(b"<a id", b"<a  id"),
    "a comment": page(("report", REPORT)) + b"<!-- " + page(("trace", TRACE))[15:] + b" -->",
    "a script": page(("report", REPORT)) + b"<script>document.title=1</script>",
    "an address": page(("report", REPORT)) + b'<a href="https://example.org">here</a>',
    "an attribute that acts": page(("report", REPORT)) + b'<p onclick="x()">here</p>',
    "words painted over": page(("report", REPORT)) + b'<p style="position:fixed">here</p>',
    "a drawing beyond its edge": page(("report", REPORT)) + b'<svg overflow="visible"><rect width="9"></rect></svg>',
    "a drawing in another place": page(("report", REPORT)) + b'<svg transform="translate(0 -99)"></svg>',
    "a class by another name": page(("report", REPORT)) + b'<p class="&#97;cross">here</p>',
    "a class among others": page(("report", REPORT)) + b'<p class="keep across">here</p>',
    "an attribute in capitals": page(("report", REPORT)) + b'<p CLASS="across">here</p>',
    "another policy": page(("report", REPORT)) + b'<meta http-equiv="refresh" content="0;url=x">',
    "one id twice": page(("report", REPORT)) + b'<p id="keycheck-report">here</p>',
    "single quotes": page(("report", REPORT)) + b"<p class='x'>here</p>",
    "a tag that is not closed": page(("report", REPORT)) + b"<p",
}


@pytest.mark.parametrize("data", SECOND_STORY.values(), ids=SECOND_STORY)
def test_file_that_could_show_a_reader_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
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
