"""The commands: parse, call the session, print.

No rule lives here, and nothing heavy is loaded before it is needed.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, TypeGuard

import click

from keycheck import __version__
from keycheck.errors import KeycheckError, NothingKept
from keycheck.languages import N_, retold, told

UNFORESEEN = 70
"""The exit status of an error that nobody foresaw (EX_SOFTWARE of sysexits.h): 1 would say that a key has a fault."""

READER_LEFT = 141
"""128 + SIGPIPE, as a shell tells it of other programs."""

COMMANDS = {
    "test": "examine",
    "demo": "demo",
    "simulate": "demo",
    "replay": "replay",
    "devices": "devices",
    "doctor": "doctor",
    "report": "report",
    "verify": "verify",
    "layouts": "layouts",
    "hid": "hid",
    "schema": "schema",
    "capture-helper": "capture_helper",
}
"""Command -> the module of this room that holds it, under the command's own name."""


class _Commands(click.Group):
    """Loads a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"keycheck.cli.{COMMANDS[cmd_name]}"), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return _told(command)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            # The language is chosen first, wherever it stands.
            option.is_eager = False
        return option

    def get_help(self, ctx: click.Context) -> str:
        # Only now: what needs no help shall not wait for it.
        told = _told(self)
        ctx.formatter_class = told.context_class.formatter_class
        return click.Group.get_help(told, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words = list(args)
        try:
            with _reader_may_leave():
                return super().parse_args(ctx, args)
        except click.UsageError:
            if not ctx.resilient_parsing:
                # What is wrong is told in the language that the other words, or the system, ask for.
                self.make_context(ctx.info_name, words, resilient_parsing=True, ignore_unknown_options=True)
            raise

    def invoke(self, ctx: click.Context) -> Any:
        with _reader_may_leave():
            return super().invoke(ctx)


def _told(command: click.Command) -> click.Command:
    """The command with its help in the language that is spoken; for English nothing is loaded."""
    from keycheck.languages.speech import spoken

    if spoken() == "en":
        return command
    from keycheck.cli.spoken_help import told

    return told(command)


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Click ends with 1 where the reader of stdout has left, which would say that a key has a fault."""
    try:
        yield
    except OSError as error:
        if not _has_no_reader(error):
            raise
        _give_up_stdout()
        sys.exit(READER_LEFT)


STATUSES = """\b
Exit status:
   0  no fault seen; of other commands: done
   1  a fault; of demo: what was found is not what was planted
   2  the command line asks for something that is not there
   3  inconclusive
   4  a file is bad, damaged or forged
   5  nothing could listen to the keyboard
  70  an error of keycheck itself
  74  the answer could not be written
"""
"""For the help; each is held by the test of its error."""


def _speak(_context: click.Context, _option: click.Parameter, asked: str | None) -> None:
    from keycheck.languages.choice import language_here
    from keycheck.languages.speech import speak

    speak(language_here(asked))


@click.group(cls=_Commands, invoke_without_command=True, epilog=STATUSES)
@click.version_option(__version__, prog_name="keycheck")
@click.option(
    "--language",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="Which language to speak (en …). Default: the system's.",
)
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
    _print_what_can_be_printed()
    try:
        _need_stdout()
        sys.exit(keycheck.main(prog_name="keycheck", standalone_mode=False))
    except (click.ClickException, click.Abort) as error:
        from keycheck.cli.spoken_complaint import complain

        sys.exit(complain(error))
    except KeycheckError as error:
        _complain(told(error))
        sys.exit(error.exit_code)
    except Exception as error:
        if _is_full(error):
            said = N_("stdout can't be written ({reason}): the answer is not whole")
            _complain(retold(said.format(reason=error.strerror)))
            _give_up_stdout()
            sys.exit(NothingKept.exit_code)
        if not _is_hang_up(error):
            _complain(retold(_unforeseen(error)))
        sys.exit(UNFORESEEN)


def _print_what_can_be_printed() -> None:
    """A code page that lacks a sign (an arrow, on Windows) must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _complain(text: str) -> None:
    """One line, whatever a file, or the name of one, has put into it."""
    from keycheck.cli.output import say

    say(f"keycheck: {text}", err=True)


def _need_stdout() -> None:
    """Click is silent where there is no stdout, and the answer would be lost without a word."""
    if sys.stdout is None:
        raise NothingKept(N_("stdout is closed, and the answer goes there"))


def _is_full(error: Exception) -> TypeGuard[OSError]:
    """Whether a stream without a name, so no file of ours, can't be written to its end."""
    full = {errno.ENOSPC, errno.EFBIG, errno.EBADF, getattr(errno, "EDQUOT", errno.ENOSPC)}
    return isinstance(error, OSError) and error.errno in full and error.filename is None


def _give_up_stdout() -> None:
    """What its buffer still holds goes nowhere: at its end Python would try once more, and complain in its own way."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_hang_up(error: Exception) -> bool:
    """Whether a stream without a name, so no file, can't be written because its terminal was closed."""
    return isinstance(error, OSError) and error.errno == errno.EIO and error.filename is None


def _has_no_reader(error: OSError) -> bool:
    """Whether the reader of a pipe has left; Windows calls that an invalid argument."""
    windows_says_so = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    return windows_says_so or isinstance(error, BrokenPipeError)


def _unforeseen(error: Exception) -> str:
    """What to say of an error that nobody foresaw; its details go to a file that can be sent to the makers."""
    import traceback

    from keycheck.config import data_folder

    what = f"{type(error).__name__}: {error}".splitlines()[0]
    try:
        details = data_folder() / "last-error.txt"
        details.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except (OSError, KeycheckError):
        return N_("unexpected error: {error}").format(error=what)
    return N_("unexpected error: {error}; the details are in {file}").format(error=what, file=details)
