"""`keycheck verify`: whether a report can be believed, by its seal and by its recording; it needs no network."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from keycheck.cli.output import expect, need, print_json


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The answer for programs.")
def verify(file: Path, as_json: bool) -> None:
    """Check the report FILE: a report.json with its recording beside it, or a PDF or page of keycheck, or a folder.

    It asks whether the seal is intact, and draws the verdict from the recording again. Exit status: 0 both hold, or
    other rules come to the same result; 3 a part could not be checked; 4 refused: damaged, altered, or another answer
    than the recording gives.
    """
    import msgspec

    from keycheck.cli import verify_words
    from keycheck.cli.believed import answer_about
    from keycheck.errors import Refused

    file = file / "report.json" if file.is_dir() else file
    need(file)
    expect(file, "a report", "report.json", "a PDF", "a page")
    answer = answer_about(file)
    words = verify_words.words(answer)
    if as_json:
        told = msgspec.structs.asdict(answer) | {"proves": words.proves, "does_not_prove": words.does_not_prove}
        print_json(msgspec.json.encode(told))
    else:
        for line in words.lines:
            click.echo(line)
    if answer.exit_status == 4:
        raise Refused(words.refusal)
    sys.exit(answer.exit_status)
