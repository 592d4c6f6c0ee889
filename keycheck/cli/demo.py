"""`keycheck demo` and `keycheck simulate`: a keyboard that does not exist, examined, with faults that were planted."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from keycheck.languages import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from keycheck.session.outcome import Outcome
    from keycheck.session.planted import Planted

F = TypeVar("F", bound="Callable[..., Any]")

DEFAULT_FAULT = "dead:Digit5"


def _simulated(command: F) -> F:
    """The options of everything that is simulated."""
    for option in (
        click.option("--matrix", metavar="FILE", help="The scan matrix of this keyboard; a line is then named."),
        click.option(
            "--person", type=click.Choice(["careful", "hasty", "careless"]), default="careful", show_default=True
        ),
        click.option(
            "--seed", type=click.IntRange(0), default=1, show_default=True, help="Same seed, same examination."
        ),
        click.option("--locale", metavar="NAME", help="Whose signs the keys bear. Default: those of the map."),
        click.option("--layout", "layout_id", default="ansi-104", show_default=True, metavar="ID"),
        click.option(
            "--fault",
            "specs",
            multiple=True,
            metavar="SPEC",
            help="dead:KEY, intermittent:KEY:RATE, slow_keys …, or none; may be given several times."
            f" An unknown one lists them all. Default: {DEFAULT_FAULT}.",
        ),
    ):
        command = option(command)
    return command


def _planted(
    specs: tuple[str, ...], layout_id: str, locale: str | None, seed: int, person: Any, matrix: str | None
) -> Planted:
    from keycheck.cli.fault_words import with_codes
    from keycheck.layouts.kept_matrices import find_matrix
    from keycheck.layouts.legends import in_locale
    from keycheck.layouts.library import find
    from keycheck.session.planted import Planted
    from keycheck.simulation.fault import parse_faults

    layout = find(layout_id) if locale is None else in_locale(find(layout_id), locale)
    faults = parse_faults(tuple(with_codes(spec, layout) for spec in specs or (DEFAULT_FAULT,)), layout)
    return Planted(layout, faults, person, seed, matrix=None if matrix is None else find_matrix(matrix))


@click.command()
@_simulated
@click.option("--speed", type=click.FloatRange(0.1, 100), default=1.0, show_default=True, help="How fast on screen.")
@click.option("--no-tui", is_flag=True, help="Without a screen, and without waiting.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the report. Default: a new one."
)
def demo(speed: float, no_tui: bool, out: Path | None, **keyboard: Any) -> None:
    """Examine a simulated keyboard: shows what keycheck does, needs no keyboard.

    The KEY of a SPEC is a W3C code such as Digit5, or what is printed on the key where that is one key: dead:5.
    """
    planted = _planted(**keyboard)
    outcome = _without_screen(planted, out) if no_tui or not sys.stdout.isatty() else _on_screen(planted, speed, out)
    if outcome is None:
        click.echo(_("The demonstration was left before its end."), err=True)
        sys.exit(3)
    sys.exit(0 if _tell(planted, outcome) else 1)


@click.command()
@_simulated
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="The trace. Default: stdout.")
def simulate(output: Path | None, **keyboard: Any) -> None:
    """Write the trace of a simulated examination."""
    from keycheck.cli.output import write
    from keycheck.events.seal import seal
    from keycheck.events.trace_file import encode
    from keycheck.session.simulated import SimulatedExamination

    trace = SimulatedExamination(_planted(**keyboard), _now()).run()
    write(encode(seal(trace)), output)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _without_screen(planted: Planted, out: Path | None) -> Outcome:
    from keycheck.host.machine import this_machine
    from keycheck.reports.purchase import Purchase
    from keycheck.session.outcome import conclude
    from keycheck.session.simulated import SimulatedExamination

    trace = SimulatedExamination(planted, _now()).run()
    return conclude(trace, planted.layout, this_machine(), Purchase(), out)


def _on_screen(planted: Planted, speed: float, out: Path | None) -> Outcome | None:
    from keycheck.cli.screens import application

    app = application().of_demo(planted, speed, out)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.outcome


def _tell(planted: Planted, outcome: Outcome) -> bool:
    """Say what was planted and what was found; whether the two agree."""
    from keycheck.reports import wording
    from keycheck.session.agreement import agrees, in_words

    click.echo(_("PRACTICE: the keyboard and the person were simulated."))
    labels = _("planted:"), _("found:"), _("result:"), _("note:"), _("report:")
    put, found, result, note, report = (label.ljust(max(map(len, labels))) for label in labels)
    nothing = _("nothing")
    click.echo(f"{put} {', '.join(map(str, planted.faults)) or nothing}")
    click.echo(f"{found} {in_words(outcome.verdict.findings) or nothing}")
    click.echo(f"{result} {wording.result(outcome.verdict, planted.layout)}")
    for notice in outcome.notices:
        click.echo(f"{note} {notice}", err=True)
    click.echo(f"{report} {outcome.folder / outcome.files[-1]}")
    keys = frozenset(key.code for key in planted.layout.testable)
    return agrees(planted.faults, outcome.verdict, keys)
