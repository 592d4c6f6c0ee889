"""`keycheck devices`: which keyboards are attached, and what each way to listen can see of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from keycheck.capture.source import Probe


@click.command()
@click.option("--json", "as_json", is_flag=True)
def devices(as_json: bool) -> None:
    """Show the ways to listen on this machine, and the keyboards that each can tell apart."""
    import msgspec

    from keycheck.capture.sources import names, probe
    from keycheck.cli.output import print_json
    from keycheck.session.listening import keyboards_of

    probes = {name: probe(name) for name in names()}
    if as_json:
        sources = [{"name": name, **asdict(found)} for name, found in probes.items()]
        print_json(msgspec.json.encode({"sources": sources}))
        return
    known = keyboards_of(found.devices for found in probes.values() if found.state == "ready")
    numbers = {device.path: str(number) for number, device in enumerate(known)}
    for name, found in probes.items():
        _tell(name, found, numbers)


def _tell(name: str, found: Probe, numbers: Mapping[str, str]) -> None:
    from keycheck.errors.printable import printable

    words = {"ready": "can listen", "blocked": "can't listen here yet", "absent": "not on this system"}
    click.echo(f"{name}: {words[found.state]}")
    if found.reason:
        click.echo(f"  why:   {found.reason}")
    if found.mend:
        click.echo(f"  mend:  {found.mend}")
    for device in found.devices:
        place = {True: ", built in", False: ", external", None: ""}[device.internal]
        click.echo(
            "  "
            + printable(
                f"{numbers.get(device.path, '-')}: {device.name} ({device.bus or 'unknown bus'}{place}) {device.path}"
            )
        )
    if found.state == "ready" and not found.devices:
        click.echo("  hears all keyboards together, and can't tell them apart")
    if found.blind:
        click.echo(f"  can't see {len(found.blind)} rare keys, such as {next(iter(found.blind))}")
