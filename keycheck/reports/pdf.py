"""A paper as a PDF for archives and screen readers (PDF/A-3a and PDF/UA-1, by typst's own checks)."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from keycheck.errors import KeycheckError
from keycheck.evidence.enclosed import Enclosed
from keycheck.evidence.page_seal import PLACE
from keycheck.languages import N_, _, speaking
from keycheck.reports.paper import Paper, Size

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "templates" / "paper.typ"
_FONTS = _HERE / "fonts"


class NoPdfWriter(KeycheckError):
    """This system has no typst; the message says what to do instead."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "This system has no PDF writer for keycheck. "
                "Your report is in report.html: open it and choose Print, Save as PDF."
            )
        )


def render(paper: Paper, made: datetime, trace_file: str, enclosed: Enclosed | None = None, size: Size = "a4") -> bytes:
    """The file; with `enclosed` it encloses the sealed report and its recording. The same paper gives the same bytes.

    Raises NoPdfWriter where typst has no build for this system.
    """
    try:
        import typst
    except ImportError:
        raise NoPdfWriter from None
    # The words travel as data and are never part of the source, so no markup in them can take effect.
    data = {"paper": msgspec.json.encode(paper).decode(), "date": f"{made:%Y-%m-%d}", "size": size}
    if enclosed is not None:
        with speaking(paper.lang):
            data |= _enclosed(enclosed, trace_file)

    def compiled(*, system_fonts: bool, archive: bool) -> bytes:
        return bytes(
            typst.compile(
                str(_TEMPLATE),
                font_paths=_fonts(system_fonts),
                sys_inputs=data,
                pdf_standards=["a-3a", "ua-1"] if archive else [],
                timestamp=made,
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


@cache
def _fonts(of_the_system: bool) -> Any:
    """The fonts that ship with keycheck, alone or with those of the system behind them; searched for once."""
    import typst

    return typst.Fonts(include_system_fonts=of_the_system, font_paths=[str(_FONTS)])


def _enclosed(files: Enclosed, trace_file: str) -> dict[str, str]:
    told = {"report": files.report.decode(), "of_report": _("The sealed report"), "place_of_seal": PLACE}
    if files.trace:
        told |= {"trace": files.trace.decode(), "trace_file": trace_file}
        told["of_trace"] = _("The recording that the result follows from")
    if files.layout:
        told |= {"layout": files.layout.decode(), "of_layout": _("The map of the keyboard")}
    return told
