"""`keycheck layouts import`: definitions of QMK, VIA and Keyboard Layout Editor, counted and written as maps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from keycheck.cli.output import print_json_line, say
from keycheck.languages import N_, _, retold

if TYPE_CHECKING:
    from keycheck.errors import BadFile
    from keycheck.layouts.importing.imported import Format, Imported
    from keycheck.layouts.layout import Layout


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "of", type=click.Choice(["qmk", "via", "kle"]), required=True)
@click.option("--name", metavar="LAYOUT", help="Which of the file's layouts goes into OUT. Default: the first.")
@click.option(
    "--like", metavar="ID", help="Where no legend names a key: that of the key in the same place of this map."
)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The map, as TOML; where rows and columns are known, the matrix beside it as OUT with .csv.",
)
@click.option("--json", "as_json", is_flag=True)
def import_layouts(
    files: tuple[Path, ...], of: Format, name: str | None, like: str | None, output: Path | None, as_json: bool
) -> None:
    """Read keyboards from definitions of other programs.

    Tells of each layout its keys, those with a row and a column, and those whose legend names a key. With several files
    it prints a line for each, goes on after a bad one, and ends with exit status 4 if there was any.
    """
    from keycheck.errors import UsageError
    from keycheck.layouts.library import find

    model = None if like is None else find(like)
    if len(files) > 1:
        if output is not None:
            raise UsageError(N_("layouts import: -o takes one FILE"))
        sys.exit(_several(files, of, model, as_json))
    from keycheck.layouts.importing.definition import read

    layouts = read(files[0], of)
    if output is not None:
        chosen = _chosen(layouts, name, files[0])
        if name is None and len(layouts) > 1:
            others = ", ".join(each.name for each in layouts[1:])
            first = _("Written: {map}, the first of {n}. --name chooses: {others}")
            say(first.format(map=chosen.name, n=len(layouts), others=others), err=True)
        _write(files[0], chosen, model, output)
    _tell_one(layouts, model, as_json)


def _tell_one(layouts: tuple[Imported, ...], model: Layout | None, as_json: bool) -> None:
    if as_json:
        import msgspec

        from keycheck.cli.output import print_json

        print_json(msgspec.json.encode({"layouts": _counts(layouts, model)}))
        return
    for count in _counts(layouts, model):
        counted = _("{map}: {n} keys, {crossed} with row and column, {named} named")
        say(counted.format(map=count["name"], n=count["keys"], crossed=count["with_matrix"], named=count["named"]))
    if not layouts:
        click.echo(_("No layout here: QMK keeps those of this keyboard in the info.json of a folder above."), err=True)


def _several(files: tuple[Path, ...], of: Format, model: Layout | None, as_json: bool) -> int:
    """Prints a line for each file; the exit status."""
    from keycheck.errors import BadFile
    from keycheck.layouts.importing.definition import read

    status = 0
    for file in files:
        try:
            told: dict[str, Any] = {"file": str(file), "layouts": _counts(read(file, of), model)}
        except BadFile as error:
            status = error.exit_code
            told = {
                "file": str(file),
                "error": error.wrong,
                "place": error.place,
            }
        if as_json:
            print_json_line(_as_json(told))
        else:
            say(_as_line(told))
    return status


def _as_json(told: dict[str, Any]) -> bytes:
    import msgspec

    # A file name is bytes, and need not be text.
    file = told["file"].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return msgspec.json.encode({**told, "file": file})


def _as_line(told: dict[str, Any]) -> str:
    if "error" in told:
        return f"{told['file']}: {retold(told['place'])}: {retold(told['error'])}"
    names = (_("{map} {n} keys").format(map=count["name"], n=count["keys"]) for count in told["layouts"])
    counted = ", ".join(names) or _("no layout")
    return f"{told['file']}: {counted}"


def _named(layout: Imported, model: Layout | None) -> tuple[str | None, ...]:
    """The code of each key: by its legend, or by its place where no legend names any and there is a model for it."""
    from keycheck.layouts.importing.by_place import codes_by_place
    from keycheck.layouts.importing.naming import codes

    named = codes(layout)
    return named if model is None or any(named) else codes_by_place(layout, model)


def _counts(layouts: tuple[Imported, ...], model: Layout | None) -> list[dict[str, Any]]:
    return [
        {
            "name": layout.name,
            "keys": len(layout.keys),
            "with_matrix": layout.with_matrix,
            "named": sum(code is not None for code in _named(layout, model)),
        }
        for layout in layouts
    ]


def _chosen(layouts: tuple[Imported, ...], name: str | None, file: Path) -> Imported:
    from keycheck.errors import BadFile, UsageError

    if not layouts:
        raise BadFile(str(file), N_("top level"), N_("no layout"), N_("at least one, to write its map"))
    for layout in layouts:
        if name is None or layout.name == name:
            return layout
    raise UsageError(
        N_("layouts import: no layout {name} in {file}: it has {known}").format(
            name=repr(name), file=file, known=", ".join(each.name for each in layouts)
        )
    )


def _nameless(file: Path, layout: Imported) -> BadFile:
    """Keys without names, as VIA's are: a map that fits can name them, or the person who presses them."""
    from keycheck.errors import BadFile
    from keycheck.layouts.importing.by_place import fitting_map
    from keycheck.layouts.library import load, own_ids

    fitting = fitting_map(layout, map(load, own_ids()))
    way = (
        N_("--like {id}, whose keys lie in the same places").format(id=fitting.id)
        if fitting
        else N_("--like ID of a map that is like it")
    )
    return BadFile(
        str(file),
        layout.name,
        N_("no key whose legend names it"),
        N_("{way}; or `keycheck layouts learn` to press them").format(way=way),
    )


def _write(file: Path, layout: Imported, model: Layout | None, output: Path) -> None:
    """The map and the matrix into files; what could not become part of the map is told on stderr and in it."""
    from keycheck.cli.output import write
    from keycheck.errors.printable import printable
    from keycheck.layouts.importing.as_map import as_map, matrix_csv
    from keycheck.layouts.importing.by_place import with_legends
    from keycheck.layouts.importing.naming import codes
    from keycheck.layouts.map_file import parse
    from keycheck.layouts.map_text import as_toml

    named = _named(layout, model)
    made = as_map(layout, named)
    if not made.layout.testable:
        raise _nameless(file, layout)
    missing = [f"not in this map: {each}" for each in made.unnamed]
    remarks = [f"{made.layout.name}, imported from {printable(file.name)}."]
    layout_map = made.layout
    if model is not None and not any(codes(layout)):
        layout_map = with_legends(layout_map, model)
        remarks.append(f"No legend names its keys: they are called as those in the same places of {model.id}.")
    text = as_toml(layout_map, [*remarks, *missing]).encode()
    parse(text, str(output))
    write(text, output)
    for each in made.unnamed:
        say(_("not in this map: {key}").format(key=each), err=True)
    matrix = matrix_csv(layout, named)
    if matrix is not None and str(output) != "-":
        write(matrix.encode(), output.with_suffix(".csv"))
