"""`keycheck report`: a report in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from keycheck.cli.output import expect, need, write

if TYPE_CHECKING:
    from keycheck.reports.report import Report
    from keycheck.reports.sealing import Sealed


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["pdf", "html", "text", "json"]), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="Where to. Default: stdout.")
def report(file: Path, form: Any, output: Path | None) -> None:
    """Write the report FILE (a report.json) as a page, a PDF, or text."""
    from keycheck.errors import BadFile, UsageError
    from keycheck.layouts.legends import as_recorded
    from keycheck.layouts.library import ids, load
    from keycheck.reports.formats import render
    from keycheck.reports.report import read

    if form == "pdf" and output is None and sys.stdout.isatty():
        raise UsageError("report --format pdf: a PDF is no text for a terminal; name a file with -o")
    need(file)
    expect(file, "a report", "report.json")
    known = read(file)
    if known.keyboard.layout not in ids():
        raise BadFile(str(file), "keyboard.layout", repr(known.keyboard.layout), f"one of {', '.join(ids())}")
    layout = as_recorded(load(known.keyboard.layout), known.keyboard.locale)
    write(render(known, layout, form, _sealed(known, file) if known.seal else None), output)


def _sealed(report: Report, file: Path) -> Sealed:
    """What the pages enclose: the report as it is, and its recording where that lies beside it."""
    from hashlib import sha256

    from keycheck.evidence.key_file import sealing_key
    from keycheck.reports.report import bytes_of
    from keycheck.reports.sealing import sealed_before
    from keycheck.session.beside import recording_beside

    recording = recording_beside(file, report.trace_file)
    is_its_own = recording is not None and sha256(recording).hexdigest() == report.trace_sha256
    return sealed_before(bytes_of(file), report, sealing_key()[0], recording if is_its_own else None)
