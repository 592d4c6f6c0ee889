"""`keycheck layouts`: the maps of keyboards that keycheck knows."""

from __future__ import annotations

import click

from keycheck.cli.layouts_import import import_layouts


@click.group()
def layouts() -> None:
    """List, show and import the maps of keyboards."""


layouts.add_command(import_layouts)


@layouts.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_layouts(as_json: bool) -> None:
    """List the maps: id, name, number of keys."""
    import msgspec

    from keycheck.cli.output import print_json
    from keycheck.layouts.library import ids, summary

    maps = [(name, *summary(name)) for name in ids()]
    if as_json:
        print_json(msgspec.json.encode([{"id": i, "name": name, "keys": keys} for i, name, keys in maps]))
        return
    for layout, name, keys in maps:
        click.echo(f"{layout:<17} {name}, {keys} keys")


@layouts.command()
@click.argument("layout_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The map as keycheck.layout/1.")
def show(layout_id: str, as_json: bool) -> None:
    """Draw the map ID, and name the keys that nobody can see."""
    import msgspec

    from keycheck.cli.output import print_json
    from keycheck.layouts.drawing import as_text
    from keycheck.layouts.library import load

    layout = load(layout_id)
    if as_json:
        print_json(msgspec.json.encode(layout))
        return
    click.echo(f"{layout.name}, {len(layout.keys)} keys\n")
    click.echo(as_text(layout))
    for key in layout.untestable:
        click.echo(f"\n{key.code}: can't be tested: {key.unseen}")
