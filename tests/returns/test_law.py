"""The facts of law that keycheck carries: each can be checked, each date has its example, none says what follows."""

from __future__ import annotations

from datetime import date

import pytest

from keycheck.errors import UsageError
from keycheck.returns.days import last_day
from keycheck.returns.fact import Fact
from keycheck.returns.law_library import FOLDER, facts_of, load, places

FACTS = [(place, fact) for place in places() for fact in load(place).facts]
IDS = [fact.id for _, fact in FACTS]


@pytest.mark.parametrize("place", ["AU", "DE", "EU", "FR", "GB", "IN", "US"])
def test_place_has_facts(place: str) -> None:
    assert facts_of(load(place))


@pytest.mark.parametrize("place", places())
def test_file_is_named_for_its_place_and_says_when_it_was_read(place: str) -> None:
    law = load(place)
    assert law.jurisdiction == place
    assert law.checked < law.review_due


@pytest.mark.parametrize(("place", "fact"), FACTS, ids=IDS)
def test_fact_is_of_its_place_and_names_where_it_stands(place: str, fact: Fact) -> None:
    assert fact.id.startswith(f"{place.lower()}-")
    assert fact.instrument
    assert fact.provision


WITH_PERIOD = [fact for _, fact in FACTS if fact.period is not None]


@pytest.mark.parametrize("fact", WITH_PERIOD, ids=[fact.id for fact in WITH_PERIOD])
def test_worked_example_of_each_period_holds(fact: Fact) -> None:
    assert fact.period is not None
    assert last_day(fact.period, fact.period.golden.event) == fact.period.golden.last_day


DESIGNED = [
    ("gb-cra-22", date(2026, 11, 17), date(2026, 12, 17)),
    ("gb-ccr-30", date(2026, 11, 17), date(2026, 12, 1)),
    ("gb-cra-20-15", date(2026, 11, 24), date(2026, 12, 7)),
]


@pytest.mark.parametrize(("name", "event", "end"), DESIGNED)
def test_dates_are_those_that_a_person_counted(name: str, event: date, end: date) -> None:
    (period,) = (fact.period for _, fact in FACTS if fact.id == name)
    assert period is not None
    assert last_day(period, event) == end


def test_member_state_shows_the_rules_of_the_union() -> None:
    assert [fact.id for _, fact in facts_of(load("DE"))] == [fact.id for fact in load("EU").facts]


def test_place_may_be_written_small() -> None:
    assert load("gb") is load("gb")
    assert load("gb").jurisdiction == "GB"


@pytest.mark.parametrize("place", ["", "ZZ", "../gb", "GB.toml"])
def test_unknown_place_is_refused_with_those_that_are_there(place: str) -> None:
    with pytest.raises(UsageError, match="AU, DE, EU, FR, GB, IN, US"):
        load(place)


def test_no_fact_comes_twice() -> None:
    assert len(IDS) == len(set(IDS))


def test_every_file_of_the_folder_is_read() -> None:
    assert {file.suffix for file in FOLDER.iterdir()} == {".toml"}
