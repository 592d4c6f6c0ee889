"""`keycheck replay`: the verdict of a recorded trace, drawn anew."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from keycheck.cli.output import print_json, read

if TYPE_CHECKING:
    from keycheck.diagnosis.verdict import Verdict
    from keycheck.events.trace import Header
    from keycheck.layouts.layout import Layout


@click.command()
@click.argument("trace", type=click.Path(path_type=Path))
@click.option("--matrix", metavar="FILE", help="The scan matrix of this very keyboard; a line of it is then named.")
@click.option("--json", "as_json", is_flag=True, help="The verdict as keycheck.verdict/1.")
def replay(trace: Path, matrix: str | None, as_json: bool) -> None:
    """Recompute the verdict of TRACE. Exit status: 0 no fault seen, 1 fault, 3 inconclusive.

    It names the SHA-256 of TRACE, and says whether a report.json beside it is the report of this very recording.
    """
    import msgspec

    from keycheck.diagnosis.diagnosis import diagnose
    from keycheck.diagnosis.verdict import RULES
    from keycheck.errors.printable import printable
    from keycheck.events.trace_file import MAX_BYTES, decode
    from keycheck.layouts.matrix import find_matrix
    from keycheck.session.outcome import EXIT_STATUS

    data = read(trace, MAX_BYTES)
    recorded = decode(data, str(trace))
    layout = _layout_of(recorded.header, trace)
    verdict = diagnose(recorded, layout, None if matrix is None else find_matrix(matrix))
    if recorded.header.rules != RULES:
        recorded_with = printable(recorded.header.rules)
        click.echo(f"keycheck: recorded with rules {recorded_with}, judged here with rules {RULES}", err=True)
    if as_json:
        print_json(msgspec.json.encode(verdict))
    else:
        _tell(verdict, layout)
        click.echo(f"recording: SHA-256 {sha256(data).hexdigest()}")
    _tell_of_report(trace, sha256(data).hexdigest(), as_json)
    sys.exit(EXIT_STATUS[verdict.verdict])


def _layout_of(header: Header, trace: Path) -> Layout:
    from keycheck.errors import BadFile
    from keycheck.layouts.legends import as_recorded
    from keycheck.layouts.library import ids, load

    if header.layout not in ids():
        raise BadFile(str(trace), "line 1", f"layout {header.layout!r}", f"one of {', '.join(ids())}")
    return as_recorded(load(header.layout), header.locale)


def _tell_of_report(trace: Path, digest: str, only_if_wrong: bool) -> None:
    """Whether the report that lies beside the recording was made of it; nothing where none lies there."""
    from keycheck.errors import BadFile
    from keycheck.reports.report import read as read_report
    from keycheck.session.outcome import REPORT_FILES

    beside = trace.parent / REPORT_FILES["json"]
    if not beside.is_file():
        return
    try:
        named = read_report(beside).trace_sha256
    except BadFile as error:
        click.echo(f"keycheck: {error}", err=True)
        return
    if named != digest:
        click.echo(f"keycheck: {beside} is the report of another recording: it names SHA-256 {named}", err=True)
    elif not only_if_wrong:
        click.echo(f"{beside} is the report of this recording.")


def _tell(verdict: Verdict, layout: Layout) -> None:
    from keycheck.reports import account_wording, evidence, wording

    if verdict.practice:
        click.echo(wording.PRACTICE)
    click.echo(wording.result(verdict, layout))
    for finding in verdict.findings:
        click.echo(f"{wording.name_keys([finding.key], layout)}: {evidence.grounds(finding)}")
    for line in (*account_wording.patterns(verdict.patterns, layout), *account_wording.limits(verdict.limits, layout)):
        click.echo(line)
    for item in verdict.undecided:
        click.echo(wording.undecided(item, layout))
    if verdict.would_settle:
        click.echo(wording.settles(verdict.would_settle))
