"""What a shop lets the person at the counter decide: a frame of options, which never shortens a legal period."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.bad_json import refusal
from keycheck.languages import N_
from keycheck.returns.fact import Fact, Sentence
from keycheck.returns.law_file import document
from keycheck.returns.law_library import load, places
from keycheck.returns.outcome import Outcome

DEFAULT = Path(__file__).parent / "policy.toml"

KIND = N_("policy of a shop, schema 1")


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a policy."""


class Longer(_Strict, frozen=True):
    """A period that the shop makes longer than the law does; in the unit of the fact."""

    fact: str
    length: Annotated[int, msgspec.Meta(ge=1, le=3660)]


class Policy(_Strict, frozen=True):
    """The frame of one shop."""

    schema: Literal[1]
    shop: str
    options: dict[Outcome, tuple[Sentence, ...]]
    """What the person at the counter may choose from without asking anybody."""
    longer: tuple[Longer, ...] = ()


FIELDS = "; ".join(
    (
        N_("the fields of a policy: {known}").format(known=", ".join(Policy.__struct_fields__)),
        N_("of options: {known}").format(known=", ".join(get_args(Outcome))),
        N_("of longer: {known}").format(known=", ".join(Longer.__struct_fields__)),
    )
)
"""What may stand in a policy, for whoever wrote something else."""


def parse(text: bytes, file: str) -> Policy:
    """The policy in this text. BadFile names the entry and the fact where a legal period would be shortened."""
    try:
        policy = msgspec.convert(document(text, file, KIND), Policy, strict=True)
    except msgspec.ValidationError as error:
        bad = refusal(file, text, error, KIND)
        raise BadFile(file, bad.place, bad.found, f"{bad.expected}; {FIELDS}") from None
    facts = {fact.id: fact for place in places() for fact in load(place).facts}
    for n, entry in enumerate(policy.longer):
        _refuse_shorter(entry, facts.get(entry.fact), file, f"$.longer[{n}]")
    return policy


def _refuse_shorter(entry: Longer, fact: Fact | None, file: str, place: str) -> None:
    if fact is None or fact.period is None:
        raise BadFile(
            file,
            f"{place}.fact",
            repr(entry.fact),
            N_("the id of a fact of law that has a period"),
        )
    legal = fact.period.length_days or fact.period.length_months or 0
    if entry.length < legal:
        least = N_("at least {legal}: {id} ({instrument} {provision}) gives as much by law").format(
            legal=legal, id=fact.id, instrument=fact.instrument, provision=fact.provision
        )
        raise BadFile(file, f"{place}.length", str(entry.length), least)


@cache
def usual() -> Policy:
    """The options where the shop has told none."""
    return parse(DEFAULT.read_bytes(), DEFAULT.name)
