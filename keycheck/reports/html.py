"""The report as one HTML file: no script, nothing from outside, readable on a phone and on paper."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from keycheck.evidence.enclosed import link
from keycheck.evidence.page_seal import PLACE
from keycheck.layouts.layout import Layout
from keycheck.reports.page import page
from keycheck.reports.report import Report
from keycheck.reports.sealing import Sealed


def render(report: Report, layout: Layout, sealed: Sealed | None = None) -> bytes:
    """The file, in UTF-8; with `sealed` it encloses the sealed report and its recording."""
    environment = Environment(
        loader=PackageLoader("keycheck.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # The drawings are made by keycheck, every text in them escaped: the only markup that is not the template's own.
    environment.filters["drawing"] = Markup
    template = environment.get_template("report.html.j2")
    return template.render(page=page(report, layout), sealed=sealed, link=link, place_of_seal=PLACE).encode()
