"""`keycheck report`: a report in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from keycheck.cli.output import expect, need, write
from keycheck.cli.recorded_map import map_of


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["pdf", "html", "text", "json"]), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="Where to. Default: stdout.")
def report(file: Path, form: Any, output: Path | None) -> None:
    """Write the report FILE (a report.json) as a page, a PDF, or text."""
    from keycheck.errors import UsageError
    from keycheck.reports.formats import render
    from keycheck.reports.report import read

    if form == "pdf" and output is None and sys.stdout.isatty():
        raise UsageError("report --format pdf: a PDF is no text for a terminal; name a file with -o")
    need(file)
    expect(file, "a report", "report.json")
    known = read(file)
    layout = map_of(known.keyboard.layout, known.keyboard.locale, file, "keyboard.layout")
    write(render(known, layout, form), output)
