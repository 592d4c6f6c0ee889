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
    from keycheck.cli.probe_words import STATE, keyboard, limits
    from keycheck.errors.printable import printable
    from keycheck.languages import _, retold
    from keycheck.languages.patterns import labelled

    click.echo(labelled(name, _(STATE[found.state])))
    labels = _("why:"), _("mend:")
    wide = max(map(len, labels)) + 1
    for label, text in zip(labels, (found.reason, found.mend), strict=True):
        if text:
            click.echo(f"  {label:<{wide}} {retold(text)}")
    for device in found.devices:
        click.echo("  " + printable(f"{numbers.get(device.path, '-')}: {keyboard(device)} {device.path}"))
    for limit in limits(found):
        click.echo(f"  {limit}")
