"""The facts of law that keycheck carries, by place; a place is chosen by a person and never guessed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from keycheck.errors import UsageError
from keycheck.languages import N_
from keycheck.returns.fact import Fact, Law
from keycheck.returns.law_file import parse

FOLDER = Path(__file__).parent / "law"

_ALSO_CALLED = {"UK": "GB", "USA": "US"}
"""What people write for a code of ISO 3166."""


def places() -> tuple[str, ...]:
    """The codes of the places that there are facts of: `AU`, `DE`, ..."""
    return tuple(sorted(file.stem.upper() for file in FOLDER.glob("*.toml")))


@cache
def load(place: str) -> Law:
    """The law of this place (`GB`, `de`). Raises UsageError, listing those that are there, for another one."""
    code = place.upper()
    if code not in places():
        said = N_("--country: found {place}, expected one of {known}")
        if code in _ALSO_CALLED:
            said = N_("--country: found {place}, expected one of {known}; did you mean {meant}?")
        raise UsageError(said.format(place=repr(place), known=", ".join(places()), meant=_ALSO_CALLED.get(code)))
    file = FOLDER / f"{code.lower()}.toml"
    return parse(file.read_bytes(), file.name)


def facts_of(law: Law) -> tuple[tuple[Law, Fact], ...]:
    """All facts that hold in this place, each with the list that it stands in: its own first, then those included."""
    own = tuple((law, fact) for fact in law.facts)
    return own + tuple(pair for place in law.includes for pair in facts_of(load(place)))
