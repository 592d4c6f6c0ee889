"""Whether the words that people read on a page are those of the report in it: it is written again and compared."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal

from keycheck.evidence.enclosed import Enclosed
from keycheck.evidence.page_seal import blanked, page_seal
from keycheck.languages import _, speaking
from keycheck.languages.speech import LANGUAGES
from keycheck.layouts.layout import Layout
from keycheck.reports.report import Report, moment
from keycheck.session.contradiction import is_of_this_version

Words = Literal["no_page", "same", "others", "not_compared"]
"""no_page: a report.json. same: each sign is the one that keycheck writes. others: the result on it is another.

not_compared: a PDF, the sheet of a counter, another version's page; or one that says, beside the same result, what only
its writer can know: a letter, facts of law as they were on that day.
"""

_CODE = re.compile(rb'<div class="code-box" data-code="([A-Z0-9 $%*+./:-]{1,4000})">')
_LEGAL_LINE = re.compile(
    rb'@page \{ @bottom-center \{ content: "(?:[^\x00-\x1f"<>{};\\]|\\[0-9a-f]{1,6} )*"; color: #52606d;'
    rb' font: 7\.5pt "Noto Sans", "Segoe UI", Roboto, Arial, sans-serif; \} \}\n'
)
_TAG = re.compile(r'<p class="tag">([^<>]*)</p>')
_BODY = b"<body>\n"
_LEAD = re.compile(
    rb'<header class="practice"><p>[^<>]*</p></header>\n'
    rb'<div class="across" aria-hidden="true"><svg viewBox="0 0 100 100"><text [^<>]*>[^<>]*</text></svg></div>\n'
)
"""What a practice page begins with: words that stay in sight, and one that lies across the page."""
_OVER = re.compile(rb' class="(?:practice|across)"')
_TITLE = re.compile(rb"<title>[^<>]*</title>")
_LANGUAGE = re.compile(rb'<!DOCTYPE html>\n<html lang="([a-z]{2,3})"')


def words_on(page: bytes, report: Report, layout: Layout, enclosed: Enclosed, claim_code: str) -> Words:
    """What can be said of the words on this page, which encloses this report."""
    if page.startswith(b"%PDF-") or not is_of_this_version(report):
        return "not_compared"
    with speaking(_language_of(page)):
        return _compared(page, report, layout, enclosed, claim_code)


def _language_of(page: bytes) -> str:
    """The language that the page says it speaks; English where keycheck does not speak it, and so did not write it."""
    said = _LANGUAGE.match(page)
    language = said[1].decode() if said else ""
    return language if language in LANGUAGES else "en"


def _compared(page: bytes, report: Report, layout: Layout, enclosed: Enclosed, claim_code: str) -> Words:
    written = _written(page, report, layout, enclosed, claim_code)
    if (found := blanked(page)) in written:
        return "same"
    if _lies_over(found, written[0]):
        return "others"
    if _top(found) in map(_top, written):
        return "not_compared"
    return "not_compared" if _is_counter_sheet(found, written) else "others"


def _written(page: bytes, report: Report, layout: Layout, enclosed: Enclosed, claim_code: str) -> list[bytes]:
    """The page as keycheck writes it, on each size of paper; what its QR code says was signed by a key not ours."""
    from keycheck.evidence.qr import qr_svg
    from keycheck.reports import html
    from keycheck.reports.buyer_paper import buyer_paper
    from keycheck.reports.paper import Code
    from keycheck.returns.ask import Ask

    text = _text_of_code(page, report)
    code = Code(claim_code, qr_svg(text) if text else "", text)
    paper = buyer_paper(report, layout, Ask(), moment(report).date(), code)
    return [html.render(paper, report.trace_file, enclosed, size) for size in html.SHEETS]


def _text_of_code(page: bytes, report: Report) -> str:
    """What the QR code of this page holds; empty where it does not say what the report does."""
    from keycheck.evidence import qr
    from keycheck.reports.sealing import claims

    seal, found = page_seal(page), _CODE.search(page)
    text = found[1].decode() if found else ""
    return text if seal and qr.says(text, claims(report), seal.key) else ""


def _top(page: bytes) -> bytes:
    """All down to the result, without the one line that a page with facts of law has more."""
    return _LEGAL_LINE.sub(b"", page.partition(b"</section>")[0])


def _lies_over(page: bytes, written: bytes) -> bool:
    """Whether it has more, or less, than keycheck writes of what may lie over the other words."""
    body = page.partition(_BODY)[2]
    lead = _lead(written)
    return not body.startswith(lead) or _OVER.search(body, len(lead)) is not None


def _lead(written: bytes) -> bytes:
    """What is said of practice on this page: it lies over all that follows; empty where the keyboard was a real one."""
    found = _LEAD.match(written.partition(_BODY)[2])
    return found[0] if found else b""


def _is_counter_sheet(page: bytes, written: list[bytes]) -> bool:
    """Whether it is the sheet about a second test: its result is not the report's, but it is set like the report."""
    from keycheck.reports.counter_wording import TAG

    tag = _TAG.search(_top(page.partition(_BODY)[2]).decode(errors="replace"))
    return tag is not None and unescape(tag[1]) in map(_, TAG.values()) and _head(page) in map(_head, written)


def _head(page: bytes) -> bytes:
    """All that stands before the words of a page, but for its title, which has the result in it."""
    return _TITLE.sub(b"", _top(page.partition(_BODY)[0]))
