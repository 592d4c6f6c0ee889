"""`keycheck layouts learn`: the map of a keyboard that nobody has mapped, from its keys."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from keycheck.cli.output import say
from keycheck.errors.pasteable import pasteable
from keycheck.languages import N_, _, ngettext

if TYPE_CHECKING:
    from keycheck.host.machine import Machine
    from keycheck.layouts.layout import Layout
    from keycheck.session.notebook import Notebook


@click.command("learn")
@click.option("--name", metavar="NAME", help="What the keyboard is called. Default: the model of this machine.")
@click.option("--form", type=click.Choice(["laptop", "desktop"]), default="laptop", show_default=True)
@click.option("--locale", metavar="NAME", help="Whose signs the keys bear (us, de, fr …). Default: this system's.")
@click.option("--device", "device_id", metavar="ID", help="Which keyboard, by number, name or path. See: devices.")
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Listen only so. May be given several times.")
@click.option("--elevate", is_flag=True, help="Read the keyboard's own device: asks for your password once, by sudo.")
@click.option(
    "-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="The map, as TOML. Default: among your maps."
)
def learn_layout(
    name: str | None,
    form: Any,
    locale: str | None,
    device_id: str | None,
    sources: tuple[str, ...],
    elevate: bool,
    output: Path | None,
) -> None:
    """Learn a keyboard: press its keys row by row, correct by mouse, save the map.

    It can be left at any time, and goes on where it was. Exit status 3: it was left before the map was saved.
    """
    from keycheck.cli.examine import check_sources, need_terminal, permitted_sources
    from keycheck.errors import UsageError
    from keycheck.errors.printable import printable
    from keycheck.layouts.learning.drawn import About
    from keycheck.layouts.legends import locales
    from keycheck.layouts.library import is_our_name, own_ids
    from keycheck.session.first_map import look_around
    from keycheck.session.notebook import Notebook
    from keycheck.session.wanted import Wanted

    if locale is not None and locale not in locales():
        raise UsageError(
            N_("--locale: found {locale}, expected one of {known}").format(
                locale=repr(locale), known=", ".join(locales())
            )
        )
    found = look_around()
    typed = found.typing.locale if found.typing.locale in locales() else "us"
    about = About(printable(name or _model(found.machine), 60), form, locale or typed)
    if about.id in own_ids():
        raise UsageError(
            N_("--name: {name} gives the id {id}, which is a map of keycheck's own").format(
                name=repr(about.name), id=repr(about.id)
            )
        )
    if is_our_name(about.name):
        raise UsageError(
            N_("--name: {name} is the name of a map of keycheck's own, expected another").format(name=repr(about.name))
        )
    if output is not None and not (output.parent.is_dir() and os.access(output.parent, os.W_OK | os.X_OK)):
        raise UsageError(N_("-o: {parent} is no folder that can be written").format(parent=output.parent))
    check_sources(sources, recordings=True)
    need_terminal("layouts learn", N_("to press keys in"))
    book = Notebook(about)
    elevated = permitted_sources(sources) if elevate else frozenset()
    layout = _run(book, Wanted(device_id=device_id, sources=sources, elevated=elevated))
    sys.exit(_left(book) if layout is None else _saved(layout, book, output))


def _model(machine: Machine) -> str:
    words = [found.value for found in (machine.maker, machine.model) if found is not None]
    return " ".join(words) or "My keyboard"


def _run(book: Notebook, wanted: Any) -> Layout | None:
    from keycheck.capture.sources import usual
    from keycheck.session.front import Front
    from keycheck.session.listening import Ears
    from keycheck.tui.learn_app import LearnApp

    app = LearnApp(book, wanted, lambda: Ears(wanted.sources or usual(), wanted.elevated), Front.here(os.environ))
    layout = app.run()
    if app.failure is not None:
        raise app.failure
    if layout is None and app.why_not is not None and book.sketch.empty:
        raise app.why_not
    return layout


def _left(book: Notebook) -> int:
    from keycheck.session.outcome import EXIT_STATUS

    if book.sketch.empty:
        click.echo(_("Nothing was learned."), err=True)
    else:
        keys = len(book.sketch.keys)
        kept = ngettext(
            "{n} key of {name} is kept. The same command goes on with it.",
            "{n} keys of {name} are kept. The same command goes on with them.",
            keys,
        )
        click.echo(kept.format(n=keys, name=repr(book.about.name)), err=True)
    return EXIT_STATUS["inconclusive"]


def _saved(layout: Layout, book: Notebook, output: Path | None) -> int:
    from keycheck.layouts.oddities import oddities
    from keycheck.session.drafts import save

    file = save(layout, output)
    book.draft.discard()
    keys = len(layout.keys)
    saved = ngettext("{map}: {n} key, in {file}", "{map}: {n} keys, in {file}", keys)
    say(saved.format(map=layout.name, n=keys, file=file))
    for sentence in oddities(layout):
        click.echo(sentence, err=True)
    command = f"keycheck test --layout {pasteable(layout.id if output is None else file)}"
    click.echo(_("To examine it: {command}").format(command=command))
    return 0
