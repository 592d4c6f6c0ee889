"""What click finds wrong with a command line, told in the language that is spoken."""

from __future__ import annotations

import click

from keycheck.cli.spoken_help import SpokenFormatter
from keycheck.languages import N_, _, retold, spoken
from keycheck.languages.patterns import labelled

OF_CLICK = (
    N_("No such option {option}."),
    N_("No such option {option}. Did you mean {other}?"),
    N_("No such option {option}. (Did you mean one of: {others}?)"),
    N_("No such option: {option}"),
    N_("No such option: {option} Did you mean {other}?"),
    N_("No such option: {option} (Possible options: {others})"),
    N_("No such command {command}."),
    N_("No such command {command}. Did you mean {other}?"),
    N_("No such command {command}. (Did you mean one of: {others}?)"),
    N_("Missing command."),
    N_("Missing argument {argument}."),
    N_("Missing argument {argument}. Choose from:\n\t{choices}"),
    N_("Missing option {option}."),
    N_("Missing option {option}. Choose from:\n\t{choices}"),
    N_("Got unexpected extra argument ({words})"),
    N_("Got unexpected extra arguments ({words})"),
    N_("Option {option} requires an argument."),
    N_("Option {option} does not take a value."),
    N_("Invalid value for {option}: {value} is not one of {choices}."),
    N_("Invalid value for {option}: {value} is not '-'."),
    N_("Invalid value for {option}: {value} is not a valid integer range."),
    N_("Invalid value for {option}: {value} is not a valid float range."),
    N_("Invalid value for {option}: {value} is not in the range {range}."),
    N_("Invalid value for {option}: {value} does not match the format {form}."),
    N_("Invalid value for {option}: Directory {path} is a file."),
    N_("Invalid value for {option}: Directory {path} is not readable."),
    N_("Invalid value for {option}: File {path} is a directory."),
    N_("Invalid value for {option}: File {path} is not readable."),
    N_("Invalid value for {option}: Path {path} is not readable."),
)
"""The words of click 8.1 to 8.5, as far as commands of keycheck can meet them; others stay English."""

SHOWS_HELP: type[Exception] | tuple[()] = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""Not in click 8.1, which shows the help of a group without a command and raises nothing."""


def complain(error: click.ClickException | click.Abort) -> int:
    """Say on stderr what is wrong, as click does; the exit status that goes with it."""
    if isinstance(error, click.Abort):
        click.echo(_("Aborted!"), err=True)
        return 1
    if spoken() == "en" or isinstance(error, SHOWS_HELP):
        error.show()
    else:
        _tell(error)
    return error.exit_code


def _tell(error: click.ClickException) -> None:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        context.formatter_class = SpokenFormatter
        click.echo(context.get_usage(), err=True)
        click.echo(_("Try '{command}' for help.").format(command=f"{context.command_path} --help") + "\n", err=True)
    click.echo(labelled(_("Error"), retold(error.format_message())), err=True)
