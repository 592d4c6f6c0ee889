"""What a page encloses: the sealed report and what it follows from, as links of the HTML and attachments of the PDF.

The names that a file gives to what it encloses are never looked at: the contents say what they are. Nothing is unpacked
beyond a bound, whatever a file says of its length.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from keycheck.errors import BadFile

MAX_PAGE = 48 * 2**20
"""Bytes of an HTML or PDF file; the largest recording that is enclosed takes 43 MB in base64."""
MAX_ENCLOSED = 32 * 2**20
"""Bytes of all that a page encloses. A recording beyond it, some hours of a stuck key, travels beside the page only."""
MOST_FILES = 16
"""Enclosed files of a PDF that are looked at."""
_REPORT = re.compile(rb'\{\s*"schema":\s*"keycheck\.report/')
_TRACE = re.compile(rb'\{\s*"schema":\s*"keycheck\.trace/')
_MAP = re.compile(rb'schema = "keycheck\.layout/')
_LINK = re.compile(
    rb'<a id="keycheck-(?:report|trace|map)" [^<>]*?href="data:application/(?:json|toml);base64,([A-Za-z0-9+/=]*)"'
)
_ATTACHMENT = re.compile(rb"/Type\s{0,9}/EmbeddedFile\b")
_LONGEST_DICTIONARY = 500


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files that make a page more than paper."""

    report: bytes
    """`report.json`, sealed."""
    trace: bytes | None
    """`trace.jsonl`, in its sealed form; None where it was deleted, or is too large."""
    layout: bytes | None = None
    """`layout.toml`; None where the map is one that every keycheck has."""

    @property
    def fits(self) -> bool:
        """Whether all of them may travel inside of a page."""
        return len(self.report) + len(self.trace or b"") + len(self.layout or b"") <= MAX_ENCLOSED


def link(data: bytes, kind: Literal["json", "toml"] = "json") -> str:
    """The address of a link that holds these bytes; it loads nothing and runs nothing."""
    return f"data:application/{kind};base64,{b64encode(data).decode()}"


def is_page(data: bytes) -> bool:
    """Whether this is, by its beginning, a file that can enclose others."""
    return data.startswith(b"%PDF-") or data[:15].lower() == b"<!doctype html>"


def enclosed_in(page: bytes, file: str) -> Enclosed:
    """What this page encloses. Raises BadFile where that is not one report, at most one recording, at most one map."""
    files_of: Callable[[bytes, str], Iterator[bytes]] = _attachments if page.startswith(b"%PDF-") else _links
    files = list(files_of(page, file))
    reports, traces, maps = ([f for f in files if kind.match(f)] for kind in (_REPORT, _TRACE, _MAP))
    if len(reports) != 1 or len(traces) > 1 or len(maps) > 1:
        found = f"{len(reports)} reports, {len(traces)} recordings and {len(maps)} maps"
        raise BadFile(file, "what it encloses", found, "one sealed report of keycheck and what it follows from")
    return Enclosed(reports[0], next(iter(traces), None), next(iter(maps), None))


def _links(page: bytes, file: str) -> Iterator[bytes]:
    for number, found in enumerate(_LINK.finditer(page)):
        _bounded(number, file)
        try:
            yield b64decode(found[1], validate=True)
        except ValueError:
            raise BadFile(file, f"byte {found.start(1)}", "damaged base64", "an enclosed file") from None


def _attachments(page: bytes, file: str) -> Iterator[bytes]:
    left = MAX_ENCLOSED
    for number, found in enumerate(_ATTACHMENT.finditer(page)):
        _bounded(number, file)
        begin = page.find(b"stream", found.end(), found.end() + _LONGEST_DICTIONARY) + len(b"stream")
        dictionary = page[page.rfind(b"<<", max(0, found.start() - _LONGEST_DICTIONARY), found.start()) : begin]
        begin += 2 if page[begin : begin + 1] == b"\r" else 1
        length = re.search(rb"/Length\s{0,9}(\d{1,10})", dictionary)
        if length is None or not dictionary.endswith(b"stream"):
            raise BadFile(file, f"byte {found.start()}", "an attachment without its length", "an attached file")
        data = page[begin : begin + int(length[1])]
        yield (unpacked := _unpacked(data, left, file, begin) if b"/FlateDecode" in dictionary else data)
        left -= len(unpacked)


def _unpacked(data: bytes, most: int, file: str, place: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data, most + 1)
    except zlib.error:
        raise BadFile(file, f"byte {place}", "damaged data", "an attached file") from None
    if len(unpacked) > most or not unpacking.eof:
        found = f"more than {MAX_ENCLOSED} bytes when unpacked" if len(unpacked) > most else "data that is cut off"
        raise BadFile(file, f"byte {place}", found, "an attached file of keycheck")
    return unpacked


def _bounded(number: int, file: str) -> None:
    if number >= MOST_FILES:
        raise BadFile(file, "what it encloses", f"more than {MOST_FILES} files", "a report and its recording")
