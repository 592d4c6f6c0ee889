"""`keycheck capture-helper`: the small process that sudo may start, for keycheck itself; people have no use for it."""

from __future__ import annotations

import click


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, metavar="SOURCE")
def capture_helper(arguments: tuple[str, ...]) -> None:
    """Read one source for keycheck over a pipe, with more rights than keycheck has. Started by `test --elevate`."""
    from keycheck.capture.elevated_worker import main

    main(list(arguments))
