"""`keycheck test`, and `keycheck` without a command: the examination on screen."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from keycheck.cli.report_options import ask_of
from keycheck.languages import N_

if TYPE_CHECKING:
    from keycheck.session.outcome import Outcome
    from keycheck.session.wanted import Wanted
    from keycheck.tui.app import KeycheckApp


@click.command()
@click.option("--layout", "layout_id", metavar="ID", help="The map, by id or file, so that keycheck need not ask.")
@click.option(
    "--key", "keys", multiple=True, metavar="KEY", help="A key that fails sometimes, like KeyA: tested closely."
)
@click.option("--locale", metavar="NAME", help="Whose signs the keys bear (us, gb, fr …). Default: those of the map.")
@click.option("--device", "device_id", metavar="ID", help="Which keyboard, by number, name or path. See: devices.")
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Listen only so. May be given several times.")
@click.option("--elevate", is_flag=True, help="Read the keyboard's own device: asks for your password once, by sudo.")
@click.option("--matrix", metavar="FILE", help="The scan matrix of this very keyboard; a line of it is then named.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the report. Default: a new one."
)
@click.option("--order", "order_no", metavar="NO", help="Order number, for the report.")
@click.option("--seller", metavar="NAME", help="Who sold it, for the report.")
@click.option("--bought", metavar="YYYY-MM-DD", help="When it was bought, for the report.")
@click.option("--delivered", metavar="YYYY-MM-DD", help="When it arrived; periods of the law are counted from it.")
@click.option("--want", type=click.Choice(["refund", "replacement", "repair"]), help="Adds a letter that asks for it.")
@click.option("--country", metavar="CODE", help="Whose facts of law the report tells (GB, DE, US …). Never guessed.")
def test(
    layout_id: str | None,
    keys: tuple[str, ...],
    locale: str | None,
    device_id: str | None,
    sources: tuple[str, ...],
    elevate: bool,
    matrix: str | None,
    out: Path | None,
    **told: Any,
) -> None:
    """Examine a keyboard. Exit status: 0 no fault seen, 1 fault, 3 inconclusive, 5 nothing could listen."""
    from keycheck.layouts.kept_matrices import find_matrix
    from keycheck.layouts.legends import as_recorded, in_locale
    from keycheck.layouts.library import find, load, own_ids
    from keycheck.reports.purchase import Purchase
    from keycheck.session.wanted import Wanted

    ask = ask_of(told.pop("country"), told.pop("want"))
    wanted = Wanted(device_id=device_id, sources=sources, out=out, purchase=Purchase(**_with_days(told)), ask=ask)
    if layout_id is not None:
        layout = find(layout_id)
        # A map of the person's own bears the signs of that very keyboard, whatever the system types.
        signs = "" if layout.id in own_ids() else layout.locale
        wanted = replace(wanted, layout_id=layout.id, map_is_named=True, locale=signs)
    if matrix is not None:
        wanted = replace(wanted, matrix=find_matrix(matrix))
    if locale is not None:
        wanted = replace(wanted, locale=in_locale(load(wanted.layout_id), locale).locale)
    if keys:
        from keycheck.cli.named_keys import named_keys

        wanted = replace(wanted, named=named_keys(keys, as_recorded(load(wanted.layout_id), wanted.locale)))
    if sources:
        check_sources(sources)
    _check_folder(out)
    need_terminal("test", N_("to show the examination in"))
    if elevate:
        wanted = replace(wanted, elevated=permitted_sources(sources))
    sys.exit(_run(wanted))


def _with_days(told: dict[str, str | None]) -> dict[str, str | None]:
    """The same with its days in one form. UsageError for one that is no day, or is to come: a letter would lose it."""
    from keycheck.errors import UsageError
    from keycheck.returns.typed_day import objection, typed_day

    options = {"bought": N_("--bought: {why}"), "delivered": N_("--delivered: {why}")}
    days = {name: typed for name in options if (typed := told[name]) is not None}
    for name, typed in days.items():
        if wrong := objection(typed, date.today()):
            raise UsageError(options[name].format(why=wrong))
    return told | {name: str(typed_day(typed)) for name, typed in days.items()}


def permitted_sources(sources: tuple[str, ...]) -> frozenset[str]:
    """Whom sudo lets read devices; it asks before a screen is open."""
    from keycheck.capture.elevation import permitted
    from keycheck.capture.sources import usual

    return permitted(sources or usual())


def check_sources(sources: tuple[str, ...], recordings: bool = False) -> None:
    """UsageError where `--source` names no way to listen; a recording is one only where nothing is examined."""
    from keycheck.capture.sources import REPLAY, names
    from keycheck.errors import UsageError

    for name in sources:
        if name not in names() and not (recordings and name.startswith(REPLAY)):
            said = N_("--source: found {name}, expected one of {known}")
            if recordings:
                said = N_("--source: found {name}, expected one of {known}, or {recording}")
            known = ", ".join(names())
            raise UsageError(said.format(name=repr(name), known=known, recording=f"{REPLAY}TRACE"))


def _check_folder(out: Path | None) -> None:
    """A folder that can't be written is told before anybody has pressed a hundred keys."""
    from keycheck.errors import UsageError

    if out is None:
        return
    there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise UsageError(N_("--out: {there} is no folder that can be written").format(there=there))


def need_terminal(command: str, purpose: str) -> None:
    """UsageError where there is no terminal for a screen."""
    from keycheck.errors import UsageError

    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UsageError(
            N_("{command}: there is no terminal {purpose}; open one, or try `keycheck demo`").format(
                command=command, purpose=purpose
            )
        )


def _run(wanted: Wanted) -> int:
    """The examination, to its exit status; what was recorded is kept however it ends."""
    from keycheck.cli.screens import application
    from keycheck.session.front import Front

    app = application()(wanted, front=Front.here(os.environ))
    try:
        app.run()
    finally:
        app.keep_what_there_is()
    if app.outcome is not None:
        _tell(app.outcome)
    if app.failure is not None:
        raise app.failure
    return _status(app)


def _status(app: KeycheckApp) -> int:
    """Without an examination of a real keyboard, practice or none at all, nothing is known of it."""
    from keycheck.session.outcome import EXIT_STATUS

    if app.outcome is not None and not app.outcome.verdict.practice:
        return EXIT_STATUS[app.outcome.verdict.verdict]
    if not app.could_listen:
        raise app.why_not
    return EXIT_STATUS["inconclusive"]


def _tell(outcome: Outcome) -> None:
    from keycheck.languages import _
    from keycheck.layouts.legends import as_recorded
    from keycheck.layouts.library import load
    from keycheck.reports import wording

    if outcome.verdict.practice:
        click.echo(_(wording.PRACTICE))
    keyboard = outcome.report.keyboard
    click.echo(wording.result(outcome.verdict, as_recorded(load(keyboard.layout), keyboard.locale)))
    for notice in outcome.notices:
        click.echo(notice, err=True)
    click.echo(_("report: {folder}").format(folder=outcome.folder))
