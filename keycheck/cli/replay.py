"""`keycheck replay`: the verdict of a recorded trace, drawn anew."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from keycheck.cli.output import expect, print_json, read, say
from keycheck.cli.recorded_map import map_of
from keycheck.errors.places import in_line
from keycheck.languages import N_, _
from keycheck.languages.patterns import labelled

if TYPE_CHECKING:
    from keycheck.diagnosis.verdict import Verdict
    from keycheck.layouts.layout import Layout


@click.command()
@click.argument("trace", type=click.Path(path_type=Path))
@click.option("--matrix", metavar="FILE", help="The scan matrix of this very keyboard; a line of it is then named.")
@click.option("--json", "as_json", is_flag=True, help="The verdict as keycheck.verdict/1.")
def replay(trace: Path, matrix: str | None, as_json: bool) -> None:
    """Recompute the verdict of TRACE. Exit status: 0 no fault seen, 1 fault, 3 inconclusive.

    It names the SHA-256 of TRACE. A report.json beside it must be the report of this very recording, and say what the
    recording gives: else the status is 4.
    """
    import msgspec

    from keycheck.diagnosis.diagnosis import diagnose
    from keycheck.diagnosis.verdict import RULES
    from keycheck.events.trace_file import MAX_BYTES, decode
    from keycheck.layouts.kept_matrices import find_matrix
    from keycheck.session.outcome import EXIT_STATUS

    data = read(trace, MAX_BYTES)
    expect(trace, "a recording", "trace.jsonl")
    recorded = decode(data, str(trace))
    layout = map_of(recorded.header.layout, recorded.header.locale, trace, in_line(1, "layout"))
    verdict = diagnose(recorded, layout, None if matrix is None else find_matrix(matrix))
    if recorded.header.rules != RULES:
        others = _("recorded with rules {found}, judged here with rules {ours}")
        say(f"keycheck: {others.format(found=recorded.header.rules, ours=RULES)}", err=True)
    if as_json:
        print_json(msgspec.json.encode(verdict))
    else:
        _tell(verdict, layout)
        click.echo(_("recording: SHA-256 {digest}").format(digest=sha256(data).hexdigest()))
    _check_report(trace, sha256(data).hexdigest(), None if matrix else verdict, as_json)
    sys.exit(EXIT_STATUS[verdict.verdict])


def _check_report(trace: Path, digest: str, verdict: Verdict | None, only_if_wrong: bool) -> None:
    """Whether the report that lies beside the recording follows from it; nothing where none lies there.

    Raises BadFile where it does not. No `verdict`: it was drawn with what the report's maker may not have had.
    """
    from keycheck.diagnosis.verdict import RULES
    from keycheck.errors import BadFile
    from keycheck.errors.bounded_file import bytes_of
    from keycheck.evidence.envelope import taken_apart
    from keycheck.reports.report import MAX_BYTES
    from keycheck.reports.report import read as read_report
    from keycheck.session import contradiction
    from keycheck.session.outcome import REPORT_FILES

    beside = trace.parent / REPORT_FILES["json"]
    if not beside.is_file():
        return
    report = read_report(beside)
    if report.trace_sha256 != digest:
        raise BadFile(
            str(beside),
            "trace_sha256",
            report.trace_sha256,
            N_("{digest}: one of the two files was changed").format(digest=digest),
        )
    comparable = verdict if report.verdict.rules == RULES else None
    if comparable and (place := contradiction.with_verdict(report, comparable)) is not None:
        raise BadFile(str(beside), place, N_("another answer"), N_("the one that the recording gives"))
    if report.seal is not None and not taken_apart(bytes_of(beside, MAX_BYTES), str(beside)).is_intact:
        raise BadFile(str(beside), N_("its seal"), N_("another report than the one that was sealed"), N_("that one"))
    if not only_if_wrong:
        say(_("{file} is the report of this recording, and says what it gives.").format(file=beside))


def _tell(verdict: Verdict, layout: Layout) -> None:
    from keycheck.reports import account_wording, evidence, wording

    if verdict.practice:
        click.echo(_(wording.PRACTICE))
    click.echo(wording.result(verdict, layout))
    grounds = [labelled(wording.name_keys([f.key], layout), evidence.grounds(f)) for f in verdict.findings]
    for said in grounds:
        click.echo(said)
    for line in (*account_wording.patterns(verdict.patterns, layout), *account_wording.limits(verdict.limits, layout)):
        click.echo(line)
    is_open = [wording.undecided(item, layout) for item in verdict.undecided]
    for said in is_open:
        click.echo(said)
    settles = wording.sentence(wording.settles(verdict.would_settle))
    if settles and not any(settles in said for said in (*grounds, *is_open)):
        click.echo(wording.settles(verdict.would_settle))
