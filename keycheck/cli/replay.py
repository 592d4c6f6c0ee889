"""`keycheck replay`: the verdict of a recorded trace, drawn anew."""

from __future__ import annotations

import sys
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
    """Recompute the verdict of TRACE. Exit status: 0 no fault seen, 1 fault, 3 inconclusive."""
    import msgspec

    from keycheck.diagnosis.diagnosis import diagnose
    from keycheck.diagnosis.verdict import RULES
    from keycheck.events.trace_file import MAX_BYTES, decode
    from keycheck.layouts.matrix import find_matrix
    from keycheck.reports.printable import printable
    from keycheck.session.outcome import EXIT_STATUS

    recorded = decode(read(trace, MAX_BYTES), str(trace))
    layout = _layout_of(recorded.header, trace)
    verdict = diagnose(recorded, layout, None if matrix is None else find_matrix(matrix))
    if recorded.header.rules != RULES:
        recorded_with = printable(recorded.header.rules)
        click.echo(f"keycheck: recorded with rules {recorded_with}, judged here with rules {RULES}", err=True)
    if as_json:
        print_json(msgspec.json.encode(verdict))
    else:
        _tell(verdict, layout)
    sys.exit(EXIT_STATUS[verdict.verdict])


def _layout_of(header: Header, trace: Path) -> Layout:
    from keycheck.errors import BadFile
    from keycheck.layouts.library import ids, load

    if header.layout not in ids():
        raise BadFile(str(trace), "line 1", f"layout {header.layout!r}", f"one of {', '.join(ids())}")
    return load(header.layout)


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
