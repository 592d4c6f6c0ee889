"""What a page encloses: the sealed report and what it follows from, as links of the HTML and attachments of the PDF.

They are exactly the files that a reader of the page is shown; which is which, their contents say. Nothing is unpacked
beyond a bound, whatever a file says of its length.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Literal

from keycheck.errors import BadFile
from keycheck.evidence.html_links import links
from keycheck.evidence.pdf_attachments import attachments
from keycheck.languages import N_

MAX_PAGE = 16 * 2**20
"""Bytes of an HTML or PDF file; the most that is enclosed takes 14 MB in base64."""
MAX_ENCLOSED = 10 * 2**20
"""Bytes of all that a page encloses: the largest recording that is read, with room for its report and its map."""
MOST_FILES = 3
"""A report, its recording and its map; more are not looked at."""
_REPORT = re.compile(rb'\{\s*"schema":\s*"keycheck\.report/')
_TRACE = re.compile(rb'\{\s*"schema":\s*"keycheck\.trace/')
_MAP = re.compile(rb'schema = "keycheck\.layout/')


class EnclosesNothing(BadFile):
    """A page that is only paper: keycheck makes such ones, too, where nobody is to read the serial number."""


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
    """What this page encloses. Raises BadFile where that is not one report, at most one recording, at most one map.

    Where it is nothing at all that is EnclosesNothing.
    """
    found = attachments(page, file, MAX_ENCLOSED) if page.startswith(b"%PDF-") else links(page, file)
    files = [data for data, _ in zip(found, range(MOST_FILES + 1), strict=False)]
    reports, traces, maps = ([f for f in files if kind.match(f)] for kind in (_REPORT, _TRACE, _MAP))
    expected = N_("one sealed report of keycheck and what it follows from")
    if not files:
        raise EnclosesNothing(file, N_("what it encloses"), N_("nothing"), expected)
    others = len(files) - len(reports) - len(traces) - len(maps)
    if len(reports) != 1 or len(traces) > 1 or len(maps) > 1 or others:
        what = N_("{reports} reports, {recordings} recordings, {maps} maps and {others} other files").format(
            reports=len(reports), recordings=len(traces), maps=len(maps), others=others
        )
        raise BadFile(file, N_("what it encloses"), what, expected)
    return Enclosed(reports[0], next(iter(traces), None), next(iter(maps), None))
