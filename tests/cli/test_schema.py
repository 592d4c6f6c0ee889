"""`keycheck schema`: JSON Schemas that are valid, fit what keycheck writes, and refuse what it would refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from keycheck.layouts.library import ids
from tests.cli.command import Run
from tests.cli.conftest import Demo

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


def schema(run: Run, name: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    ran = run("schema", name)
    assert (ran.status, ran.err) == (0, "")
    document = json.loads(ran.out)
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


def documents(run: Run, demo: Demo, name: str) -> list[Any]:
    """What keycheck writes in this format."""
    if name == "trace":
        return demo.lines
    if name == "layout":
        return [json.loads(run("layouts", "show", layout, "--json").out) for layout in ids()]
    report = json.loads(demo.report.read_bytes())
    return [report if name == "report" else report["verdict"]]


@pytest.mark.parametrize("name", ["trace", "verdict", "report", "layout"])
def test_schema_fits_what_keycheck_writes(run: Run, demo: Demo, name: str) -> None:
    validator = schema(run, name)
    wrong = [error.message for document in documents(run, demo, name) for error in validator.iter_errors(document)]
    assert wrong == []


@pytest.mark.parametrize("name", ["trace", "verdict", "report", "layout"])
def test_schema_refuses_a_field_that_it_does_not_know(run: Run, demo: Demo, name: str) -> None:
    validator = schema(run, name)
    assert [d for d in documents(run, demo, name) if validator.is_valid(d | {"signature": "trust me"})] == []


@pytest.mark.parametrize("name", ["verdict", "report", "layout"])
def test_schema_refuses_another_version(run: Run, demo: Demo, name: str) -> None:
    validator = schema(run, name)
    assert not validator.is_valid(documents(run, demo, name)[0] | {"schema": f"keycheck.{name}/99"})
