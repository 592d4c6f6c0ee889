"""The frame of a shop: options for each outcome, and no legal period made shorter."""

from __future__ import annotations

from typing import get_args

import pytest

from keycheck.errors import BadFile
from keycheck.returns.outcome import Outcome
from keycheck.returns.policy import DEFAULT, parse, usual

USUAL = DEFAULT.read_text(encoding="utf-8")


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_outcome_leaves_a_choice(outcome: Outcome) -> None:
    assert len(usual().options[outcome]) >= 2


def test_shop_may_give_more_time() -> None:
    more = parse(f'{USUAL}\n[[longer]]\nfact = "gb-cra-22"\nlength = 60\n'.encode(), "shop.toml")
    assert [(entry.fact, entry.length) for entry in more.longer] == [("gb-cra-22", 60)]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('fact = "gb-cra-22"\nlength = 14', r"shop\.toml: \$\.longer\[0\]\.length: found 14, expected at least 30"),
        ('fact = "gb-cra-20-5"\nlength = 14', "expected the id of a fact"),
        ('fact = "nowhere"\nlength = 14', "expected the id of a fact"),
        ('fact = "gb-cra-22"', "length"),
    ],
)  # fmt: skip
def test_shorter_or_unknown_period_is_refused_by_name(entry: str, told: str) -> None:
    with pytest.raises(BadFile, match=told):
        parse(f"{USUAL}\n[[longer]]\n{entry}\n".encode(), "shop.toml")


@pytest.mark.parametrize(
    "text",
    [
        USUAL.replace("shop =", "shopp ="),
        USUAL.replace("schema = 1", "schema = 2"),
        USUAL.replace("[options]", "[option]"),
        USUAL.replace("confirmed = ", "confirm = "),
        f'{USUAL}\n[[longer]]\nfact = "gb-cra-22"\ndays = 60\n',
        "",
    ],
)
def test_policy_with_another_field_is_told_which_there_are(text: str) -> None:
    with pytest.raises(BadFile) as refused:
        parse(text.encode(), "shop.toml")
    told = str(refused.value)
    assert "the fields of a policy: schema, shop, options, longer" in told
    assert "of options: confirmed, different_fault, software_cause, not_reproduced, not_settled" in told
    assert "of longer: fact, length" in told
    assert told.isprintable()
