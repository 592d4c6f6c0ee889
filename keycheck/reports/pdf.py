"""The report as a PDF for archives and screen readers (PDF/A-3a and PDF/UA-1, by typst's own checks)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from keycheck.errors import KeycheckError
from keycheck.evidence.page_seal import PLACE
from keycheck.layouts.layout import Layout
from keycheck.reports.page import page
from keycheck.reports.report import Report, moment
from keycheck.reports.sealing import Sealed

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "templates" / "report.typ"
_FONTS = _HERE / "fonts"


class NoPdfWriter(KeycheckError):
    """This system has no typst; the message says what to do instead."""

    def __init__(self) -> None:
        super().__init__(
            "This system has no PDF writer for keycheck. "
            "Your report is in report.html: open it and choose Print, Save as PDF."
        )


def render(report: Report, layout: Layout, sealed: Sealed | None = None) -> bytes:
    """The file; with `sealed` it encloses the sealed report and its recording. The same report gives the same bytes.

    Raises NoPdfWriter where typst has no build for this system.
    """
    try:
        import typst
    except ImportError:
        raise NoPdfWriter from None
    # Report text travels as data and is never part of the source, so no markup in it can take effect.
    data = {"page": msgspec.json.encode(page(report, layout)).decode(), "date": f"{moment(report):%Y-%m-%d}"}
    if sealed is not None:
        data |= _enclosed(sealed, report.trace_file)

    def compiled(*, system_fonts: bool, archive: bool) -> bytes:
        fonts = typst.Fonts(include_system_fonts=system_fonts, font_paths=[str(_FONTS)])
        return bytes(
            typst.compile(
                str(_TEMPLATE),
                font_paths=fonts,
                sys_inputs=data,
                pdf_standards=["a-3a", "ua-1"] if archive else [],
                timestamp=moment(report),
            )
        )

    try:
        return compiled(system_fonts=False, archive=True)
    except typst.TypstError:
        # A name in a script that the shipped fonts lack: an archive file has to show every sign.
        pass
    try:
        return compiled(system_fonts=True, archive=True)
    except typst.TypstError:
        return compiled(system_fonts=True, archive=False)


def _enclosed(sealed: Sealed, trace_file: str) -> dict[str, str]:
    files = sealed.enclosed
    recording = {"trace": files.trace.decode(), "trace_file": trace_file} if files.trace else {}
    shown = {"claim_code": sealed.claim_code, "qr": sealed.qr_svg, "place_of_seal": PLACE}
    return {"report": files.report.decode(), **shown, **recording}
