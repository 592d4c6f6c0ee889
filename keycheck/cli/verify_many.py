"""`keycheck verify` of several reports, as a desk with a queue has them: a line for each, a count, a table."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from keycheck.cli.output import expect, need, print_json_line, say, write
from keycheck.cli.verify_beside import PAGES, REPORT, beside
from keycheck.languages import N_

if TYPE_CHECKING:
    from keycheck.session.answer import Answer

SUFFIXES = frozenset({".json", ".pdf", ".html"})
"""Of the files in a folder that are taken for reports."""

_Named = tuple[Path, tuple[Path, ...]]
"""A report, and the pages beside it that are to be looked at with it."""


def report_of(file: Path) -> Path:
    """The report that this name means: the file, or the report.json in the folder."""
    return file / REPORT if file.is_dir() else file


def holds_several(file: Path) -> bool:
    """Whether it is a folder of reports, and not that of one examination alone."""
    return file.is_dir() and list(islice(_below(file), 2)) != [file / REPORT]


def verify(files: Sequence[Path], as_json: bool, table: Path | None) -> int:
    """Tell the answer about each report in these files and folders; the exit status is the worst of them."""
    from keycheck.cli.verify_table import row, table_of
    from keycheck.errors import UsageError

    on_stdout = str(table) == "-"
    if on_stdout and as_json:
        raise UsageError(N_("--csv -: stdout is taken by --json; name a file for the table"))
    reports = [report for file in files for report in _reports_in(file)]
    if table is not None:
        _guard(table, reports)
    of, codes, rows = Counter[int](), list[str](), []
    for answer in _answers(reports):
        of[answer.exit_status] += 1
        codes += [answer.claim_code] if answer.claim_code else []
        rows.append(row(answer))
        if not on_stdout:
            _tell(answer, as_json)
    if table is not None:
        write(table_of(rows, for_people=not on_stdout), table)
    if not on_stdout and not as_json:
        say(_count(of, codes))
    return max(of)


def _guard(table: Path, reports: Sequence[_Named]) -> None:
    """A table takes the place of no report, nor of what one follows from."""
    from keycheck.cli.needed_files import is_one_of, is_source_of_one
    from keycheck.errors import UsageError

    if is_one_of(table, [file for report, pages in reports for file in (report, *pages)]):
        raise UsageError(N_("--csv: {table} is one of the reports; name another file").format(table=table))
    if is_source_of_one(table, [report for report, _pages in reports]):
        raise UsageError(N_("--csv: {table} is what a report follows from; name another file").format(table=table))


def _reports_in(file: Path) -> list[_Named]:
    if not holds_several(file):
        need(report := report_of(file))
        return [(report, beside(report) if report != file else ())]
    from keycheck.errors import UsageError

    if not (found := sorted(_below(file))):
        raise UsageError(
            N_("{file}: found no report in this folder, expected {report}, a PDF or a page of keycheck").format(
                file=file, report=REPORT
            )
        )
    return [(report, beside(report) if report.name == REPORT else ()) for report in found]


def _below(folder: Path) -> Iterator[Path]:
    """The reports of a folder and of those in it: of the forms that one examination leaves, its report.json alone."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(place := waiting.pop()) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            _refuse(error)
        names = [entry.name for entry in entries if not _is_folder(entry)]
        answered = PAGES if REPORT in names else ()
        yield from (place / name for name in names if Path(name).suffix.lower() in SUFFIXES and name not in answered)
        # A link to a folder may lead back to this one.
        waiting += [place / entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or leads to one; a link that leads round in a circle is told as a file that can't be."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _refuse(error: OSError) -> NoReturn:
    """A folder that can't be read may hold reports: none is passed over without a word."""
    from keycheck.errors import BadFile

    raise BadFile(
        str(error.filename), N_("the folder"), error.strerror or N_("an error"), N_("one that can be read")
    ) from None


def _answers(reports: Sequence[_Named]) -> Iterator[Answer]:
    """The answer about each report, and about each page beside it that tells another story."""
    from keycheck.cli.believed import keys_known_here
    from keycheck.cli.verify_beside import answers_about, tells_another_story

    known = keys_known_here()
    for report, pages in reports:
        yield (answer := _answer(report, known))
        yield from (page for page in answers_about(pages, known) if tells_another_story(page, answer))


def _answer(report: Path, known: Mapping[bytes, str]) -> Answer:
    from keycheck.errors import BadFile
    from keycheck.session import verifying

    try:
        expect(report, "a report", REPORT, "a PDF", "a page")
    except BadFile as bad:
        return verifying.damaged(bad)
    return verifying.verify(report, known)


def _tell(answer: Answer, as_json: bool) -> None:
    from keycheck.cli import verify_words

    if as_json:
        print_json_line(verify_words.for_programs(answer))
    else:
        say(verify_words.one_line(answer, verify_words.words(answer)))


def _count(of: Counter[int], codes: Sequence[str]) -> str:
    """How many there are, and how many of each exit status; what there is none of is left out.

    Two files with the same claim code are no two reports.
    """
    from keycheck.languages import _, ngettext

    parts = (
        (of[0], ngettext("{n} holds", "{n} hold", of[0])),
        (of[3], ngettext("{n} could not be checked whole", "{n} could not be checked whole", of[3])),
        (of[4], ngettext("{n} is refused", "{n} are refused", of[4])),
    )
    told = ", ".join(words.format(n=n) for n, words in parts if n)
    if (apart := len(set(codes))) < len(codes):
        return _("{n} files: {told}. Different claim codes: {codes}.").format(n=of.total(), told=told, codes=apart)
    return ngettext("{n} report: {told}", "{n} reports: {told}", of.total()).format(n=of.total(), told=told)
