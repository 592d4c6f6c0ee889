"""`keycheck layouts`: the maps of keyboards that keycheck knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from keycheck.cli.layouts_import import import_layouts
from keycheck.cli.layouts_learn import learn_layout
from keycheck.languages import _, ngettext, retold, told
from keycheck.languages.patterns import labelled

if TYPE_CHECKING:
    from keycheck.layouts.layout import Layout


@click.group()
def layouts() -> None:
    """List, show and import the maps of keyboards."""


layouts.add_command(import_layouts)
layouts.add_command(learn_layout)


@layouts.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_layouts(as_json: bool) -> None:
    """List the maps: id, name, number of keys."""
    import msgspec

    from keycheck.cli.output import print_json, say
    from keycheck.errors import BadFile
    from keycheck.layouts.library import ids, kept_maps, summary

    maps = [(name, *summary(name)) for name in ids()]
    if as_json:
        print_json(msgspec.json.encode([{"id": i, "name": name, "keys": keys} for i, name, keys in maps]))
        return
    for layout, name, keys in maps:
        click.echo(f"{layout:<17} {_named(name, keys)}")
    for bad in kept_maps():
        if isinstance(bad, BadFile):
            say(_("not listed: {error}").format(error=told(bad)), err=True)


def _named(name: str, keys: int) -> str:
    return ngettext("{map}, {n} key", "{map}, {n} keys", keys).format(map=_(name), n=keys)


@layouts.command()
@click.argument("layout_id", metavar="ID")
@click.option("--locale", metavar="NAME", help="Whose signs the keys bear (us, de, fr …). Default: those of the map.")
@click.option("--svg", "picture", type=click.Path(path_type=Path, dir_okay=False), help="A picture, into this file.")
@click.option("--matrix", metavar="NAME", help="The lines of this scan matrix, a file or a known name, on its keys.")
@click.option("--words", is_flag=True, help="The keys in words, row by row, in place of the drawing.")
@click.option("--json", "as_json", is_flag=True, help="The map as keycheck.layout/1.")
def show(
    layout_id: str, locale: str | None, picture: Path | None, matrix: str | None, words: bool, as_json: bool
) -> None:
    """Draw the map ID, by id or file, and name the keys that nobody can see.

    Of a map that is not keycheck's own it says on stderr what looks odd.
    """
    from keycheck.layouts.legends import in_locale
    from keycheck.layouts.library import find

    layout = find(layout_id)
    if locale is not None:
        layout = in_locale(layout, locale)
    if picture is not None:
        _draw(layout, picture, matrix)
    if as_json:
        import msgspec

        from keycheck.cli.output import print_json

        print_json(msgspec.json.encode(layout))
    elif picture is None or str(picture) != "-":
        _tell(layout, words) if matrix is None else _tell_lines(layout, matrix)


def _tell_lines(layout: Layout, matrix: str) -> None:
    from keycheck.layouts.kept_matrices import find_matrix
    from keycheck.layouts.legends import said_name
    from keycheck.layouts.matrix_drawing import lines_in_text

    known = find_matrix(matrix)
    head = _("{map}, with the lines of {matrix}").format(map=said_name(layout.name), matrix=known.name)
    click.echo(f"{head}\n\n{lines_in_text(layout, known)}")


def _draw(layout: Layout, picture: Path, matrix: str | None) -> None:
    from keycheck.cli.output import write
    from keycheck.layouts.kept_matrices import find_matrix
    from keycheck.layouts.matrix_drawing import crossings_on
    from keycheck.reports.keyboard_picture import svg, unmarked

    drawn = layout if matrix is None else crossings_on(layout, find_matrix(matrix))
    write(svg(drawn, unmarked(drawn)).encode(), picture)


def _tell(layout: Layout, words: bool) -> None:
    from keycheck.layouts.drawing import as_text
    from keycheck.layouts.in_words import in_words
    from keycheck.layouts.legends import said_name
    from keycheck.layouts.library import own_ids
    from keycheck.layouts.oddities import oddities

    head = ngettext("{map}, {n} key, signs of {locale}", "{map}, {n} keys, signs of {locale}", len(layout.keys))
    click.echo(head.format(map=said_name(layout.name), n=len(layout.keys), locale=layout.locale) + "\n")
    click.echo(in_words(layout) if words else as_text(layout))
    for key in layout.untestable:
        unseen = _("{key}: can't be tested: {reason}")
        click.echo("\n" + unseen.format(key=key.code, reason=retold(key.unseen or "")))
    cautions: dict[str, list[str]] = {}
    for key in layout.testable:
        if key.caution is not None:
            cautions.setdefault(key.caution, []).append(key.code)
    for caution, codes in cautions.items():
        click.echo("\n" + labelled(", ".join(codes), retold(caution)))
    if layout.id not in own_ids():
        for sentence in oddities(layout):
            click.echo(sentence, err=True)
