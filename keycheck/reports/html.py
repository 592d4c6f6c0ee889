"""The report as one HTML file: no script, nothing from outside, readable on a phone and on paper."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from keycheck.layouts.layout import Layout
from keycheck.reports.page import page
from keycheck.reports.report import Report


def render(report: Report, layout: Layout) -> bytes:
    """The file, in UTF-8."""
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
    return environment.get_template("report.html.j2").render(page=page(report, layout)).encode()
