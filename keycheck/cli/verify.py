"""`keycheck verify`: whether reports can be believed, by their seals and by their recordings; it needs no network."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from keycheck.cli.output import expect, need, print_json


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The answer for programs; of several files, one line for each.")
@click.option("--csv", "table", metavar="OUT", type=click.Path(path_type=Path), help="A table too, one row a file.")
def verify(files: tuple[Path, ...], as_json: bool, table: Path | None) -> None:
    """Check the report FILE: a report.json with its recording beside it, or a PDF or page of keycheck, or a folder.

    It asks whether the seal is intact, and draws the verdict from the recording again. Exit status: 0 both hold, or
    other rules come to the same result; 3 a part could not be checked; 4 refused: damaged, altered, or another answer
    than the recording gives. Of several files, or of a folder of reports, it says one line each and counts them; the
    exit status is that of the worst.
    """
    from keycheck.cli import verify_many

    if len(files) > 1 or table is not None or verify_many.holds_several(files[0]):
        sys.exit(verify_many.verify(files, as_json, table))
    _verify_one(files[0], as_json)


def _verify_one(named: Path, as_json: bool) -> None:
    from keycheck.cli import verify_many, verify_words
    from keycheck.cli.believed import answer_about, keys_known_here
    from keycheck.cli.verify_beside import answers_about, beside, of_the_same_report, tells_another_story

    need(file := verify_many.report_of(named))
    expect(file, "a report", "report.json", "a PDF", "a page")
    answer = answer_about(file)
    words = verify_words.words(answer)
    looked_at = beside(file) if file != named and answer.exit_status != 4 else ()
    pages = tuple(answers_about(looked_at, keys_known_here()))
    if any(tells_another_story(page, answer) for page in pages):
        sys.exit(verify_many.verify((named,), as_json, None))
    if as_json:
        print_json(verify_words.for_programs(answer))
    else:
        for line in (*words.lines, *of_the_same_report(pages)):
            click.echo(line)
    if answer.exit_status == 4:
        raise verify_words.refused(answer)
    sys.exit(answer.exit_status)
