"""`keycheck schema`: the JSON Schema of each file format, made from the types that read it."""

from __future__ import annotations

from typing import Any

import click

from keycheck.cli.output import print_json


@click.command()
@click.argument("name", type=click.Choice(["trace", "verdict", "report", "layout"]))
def schema(name: str) -> None:
    """Print the JSON Schema of NAME. A trace is JSON Lines: the schema is that of one line."""
    import msgspec

    print_json(msgspec.json.encode({"$schema": "https://json-schema.org/draft/2020-12/schema", **_schema_of(name)}))


def _schema_of(name: str) -> dict[str, Any]:
    import msgspec

    from keycheck.diagnosis.verdict import Verdict
    from keycheck.events.trace import Header, Record
    from keycheck.layouts.layout import Layout
    from keycheck.reports.report import Report

    if name == "trace":
        (header, record), parts = msgspec.json.schema_components([Header, Record])
        return {"title": "One line of keycheck.trace/1", "anyOf": [header, *record["anyOf"]], "$defs": parts}
    types: dict[str, type] = {"verdict": Verdict, "report": Report, "layout": Layout}
    return msgspec.json.schema(types[name])
