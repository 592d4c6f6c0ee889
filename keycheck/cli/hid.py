"""`keycheck hid`: what a keyboard's own descriptor and reports say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from keycheck.languages import N_, _

if TYPE_CHECKING:
    from keycheck.cli.hid_answer import Answer

APPLICATIONS = {
    "01:02": N_("mouse"),
    "01:06": N_("keyboard"),
    "01:07": N_("keypad"),
    "01:80": N_("power and sleep keys"),
    "0C:01": N_("media keys"),
}
"""Usage of a collection -> what it stands for (HID Usage Tables 1.5); others are told by their number."""

MISFITS = {
    "short": N_("it is shorter than the descriptor declares"),
    "long": N_("it is longer than the descriptor declares"),
    "boot": N_("the descriptor declares a bit for each key, but this was read as a boot keyboard's report"),
}


@click.group()
def hid() -> None:
    """Read what a HID keyboard says of itself."""


@hid.command()
@click.argument("stdin", metavar="[-]", required=False, type=click.Choice(["-"]))
@click.option("--descriptor", metavar="HEX", help="The report descriptor.")
@click.option("--report", "reports", metavar="HEX", multiple=True, help="A report, with its ID if it has one.")
@click.option("--json", "as_json", is_flag=True)
def decode(stdin: str | None, descriptor: str | None, reports: tuple[str, ...], as_json: bool) -> None:
    """Tell what reports a keyboard sends, and which keys a report holds down.

    With - it reads JSON Lines {"descriptor":HEX,"reports":[HEX,...]} and prints a line of JSON for each;
    a bad line gets {"error":...,"offset":N}, and the next one is read.

    \b
    A keyboard with the modifiers and one more key, which says that 5 is down:
      keycheck hid decode --report 0022 --descriptor \\
      05010906a101050719e029e71500250175019508810219002965150026ff00750895018100c0
    """
    from keycheck.errors import UsageError

    if (stdin is None) == (descriptor is None):
        raise UsageError(N_("hid decode: expected either --descriptor HEX or -"))
    if descriptor is None:
        if reports:
            raise UsageError(N_("hid decode: --report belongs to --descriptor; with - the reports stand in the lines"))
        _decode_lines()
    else:
        _decode_one(descriptor, reports, as_json)


def _decode_lines() -> None:
    import msgspec

    from keycheck.cli.hid_answer import answers

    for answer in answers(sys.stdin.buffer):
        click.echo(msgspec.json.encode(answer))


def _decode_one(descriptor: str, reports: tuple[str, ...], as_json: bool) -> None:
    import msgspec

    from keycheck.cli.hid_answer import answer
    from keycheck.cli.output import print_json

    told = answer(descriptor, reports)
    if as_json:
        print_json(msgspec.json.encode(told))
    else:
        _tell(told, reports)


def _tell(told: Answer, reports: tuple[str, ...]) -> None:
    if not told["input_reports"]:
        click.echo(_("It sends no reports."))
    for kind in told["input_reports"]:
        number = _("report {n}").format(n=kind["report_id"]) if kind["report_id"] else _("report")
        click.echo(f"{number:<10} {_kind(kind)}")
    for text, said in zip(reports, told["reports"], strict=True):
        down = _("down: {keys}").format(keys=", ".join(said.down) or _("no key"))
        click.echo(f"\n{text}\n  {down}")
        if said.rollover:
            click.echo("  " + _("more keys are down than the keyboard can report"))
        if said.misfit:
            click.echo(f"  {_(MISFITS[said.misfit])}")


def _kind(report: Answer) -> str:
    """What a kind of report holds."""
    usage = report["application"]
    what = _(APPLICATIONS[usage]) if usage in APPLICATIONS else _("usage {code}").format(code=usage)
    holds = _("{what}, {bytes} bytes: {bits} keys with a bit each, {slots} slots for keys")
    return holds.format(what=what, bytes=report["bytes_after_id"], bits=report["key_bits"], slots=report["key_array"])
