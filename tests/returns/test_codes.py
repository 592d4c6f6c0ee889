"""Codes of trading partners: from their own lists, with a source, and nothing where a list has no word."""

from __future__ import annotations

import pytest

from keycheck.errors import BadFile
from keycheck.returns.codes import FOLDER, CodeMap, Stage, code_maps, codes_for, parse

X12 = (FOLDER / "x12_180.toml").read_text(encoding="utf-8")


def said(stage: Stage) -> dict[str, list[str]]:
    """The codes of a stage, by field."""
    found: dict[str, list[str]] = {}
    for _, codes in codes_for(stage):
        for code in codes:
            found.setdefault(code.field, []).append(code.code)
    return found


@pytest.mark.parametrize(
    ("stage", "codes"),
    [
        ("claim", {"RDR02": ["DR"], "returnReason": ["DEFECTIVE"]}),
        ("confirmed", {"RDR02": ["DM"], "RDR01": ["RA", "RF", "MW", "CR"], "returnReason": ["DEFECTIVE"]}),
        ("confirmed_intermittent", {"RDR02": ["DM"], "RDR01": ["RF", "RA"], "returnReason": ["DEFECTIVE"]}),
        (
            "not_reproduced",
            {"RDR02": ["DR"], "RDR03": ["MI", "IN"], "RDR01": ["RP"], "returnReason": ["DEFECTIVE"]},
        ),
        ("software_cause", {"RDR02": ["NA"], "RDR03": ["IN"], "returnReason": ["OTHER"]}),
        ("changed_mind", {"RDR02": ["NA"], "RDR03": ["RT"], "RDR01": ["RA"], "returnReason": ["UNWANTED"]}),
    ],
)
def test_stage_is_mapped_as_designed(stage: Stage, codes: dict[str, list[str]]) -> None:
    assert said(stage) == codes


def test_no_outcome_is_denied_by_itself() -> None:
    used = {
        code.code for found in code_maps() for mapped in found.maps for code in mapped.codes if code.field == "RDR01"
    }
    assert "RD" not in used


@pytest.mark.parametrize("found", code_maps(), ids=lambda m: m.name)
def test_map_names_its_source(found: CodeMap) -> None:
    assert found.source
    assert found.url.startswith("https://")


def test_code_that_its_list_lacks_is_refused() -> None:
    with pytest.raises(BadFile, match=r"x12\.toml: \$\.maps\[0\]\.codes\[0\]: found RDR02 ZZ"):
        parse(X12.replace('code = "DR" }]', 'code = "ZZ" }]', 1).encode(), "x12.toml")


def test_unknown_stage_is_refused() -> None:
    with pytest.raises(BadFile, match="stage"):
        parse(X12.replace('stage = "claim"', 'stage = "maybe"').encode(), "x12.toml")
