"""`keycheck hid`: what a keyboard's own descriptor and reports say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from keycheck.cli.hid_answer import Answer

APPLICATIONS = {
    "01:02": "mouse",
    "01:06": "keyboard",
    "01:07": "keypad",
    "01:80": "power and sleep keys",
    "0C:01": "media keys",
}
"""Usage of a collection -> what it stands for (HID Usage Tables 1.5); others are told by their number."""

MISFITS = {
    "short": "it is shorter than the descriptor declares",
    "long": "it is longer than the descriptor declares",
    "boot": "the descriptor declares a bit for each key, but this was read as a boot keyboard's report",
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
        raise UsageError("hid decode: expected either --descriptor HEX or -")
    if descriptor is None:
        if reports:
            raise UsageError("hid decode: --report belongs to --descriptor; with - the reports stand in the lines")
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
        click.echo("It sends no reports.")
    for kind in told["input_reports"]:
        number = f"report {kind['report_id']}" if kind["report_id"] else "report"
        what = APPLICATIONS.get(kind["application"], f"usage {kind['application']}")
        keys = f"{kind['key_bits']} keys with a bit each, {kind['key_array']} slots for keys"
        click.echo(f"{number:<10} {what}, {kind['bytes_after_id']} bytes: {keys}")
    for text, said in zip(reports, told["reports"], strict=True):
        down = ", ".join(said.down) or "no key"
        click.echo(f"\n{text}\n  down: {down}")
        if said.rollover:
            click.echo("  more keys are down than the keyboard can report")
        if said.misfit:
            click.echo(f"  {MISFITS[said.misfit]}")
