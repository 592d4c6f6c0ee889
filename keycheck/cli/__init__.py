"""The commands: parse, call the session, print. No rule lives here, and nothing heavy is loaded before it is needed."""

from __future__ import annotations

import importlib
import sys

import click

from keycheck import __version__
from keycheck.errors import KeycheckError

COMMANDS = {
    "test": "examine",
    "demo": "demo",
    "simulate": "demo",
    "replay": "replay",
    "devices": "devices",
    "report": "report",
    "layouts": "layouts",
    "schema": "schema",
}
"""Command -> the module of this room that holds it, under the command's own name."""


class _Commands(click.Group):
    """Loads a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"keycheck.cli.{COMMANDS[cmd_name]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, invoke_without_command=True)
@click.version_option(__version__, prog_name="keycheck")
@click.pass_context
def keycheck(context: click.Context) -> None:
    """Shows which keys of a keyboard do not work, and writes a report that a stranger can check.

    Without a command it opens the start screen.
    """
    if context.invoked_subcommand is None:
        from keycheck.cli.examine import test

        context.invoke(test)


def main() -> None:
    """Run the command line; every error that is foreseen ends as one line on stderr and its exit status."""
    try:
        sys.exit(keycheck.main(standalone_mode=True))
    except KeycheckError as error:
        click.echo(f"keycheck: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:
        click.echo(f"keycheck: {_unforeseen(error)}", err=True)
        sys.exit(1)


def _unforeseen(error: Exception) -> str:
    """One line for an error that nobody foresaw; its details go to a file that can be sent to the makers."""
    import traceback

    from keycheck.config import data_folder

    said = f"unexpected error: {type(error).__name__}: {error}".splitlines()[0]
    try:
        details = data_folder() / "last-error.txt"
        details.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except (OSError, KeycheckError):
        return said
    return f"{said}; the details are in {details}"
