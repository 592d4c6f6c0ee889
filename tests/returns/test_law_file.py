"""A file of law that is wrong is refused in one line: the file, the place in it, what was found, what was expected."""

from __future__ import annotations

import pytest

from keycheck.errors import BadFile
from keycheck.returns.law_file import parse
from keycheck.returns.law_library import FOLDER

GOOD = (FOLDER / "gb.toml").read_text(encoding="utf-8")

MISTAKES = [
    ('schema = 1\n', "schema = 2\n", "$.schema", "2"),
    ("review_due = 2027-05-22", "review_due = 2026-05-22", "$.review_due", "2026-11-22"),
    ("checked = 2026-11-22\n", "", "$", "checked"),
    ("last_day = 2026-12-17", "last_day = 2026-12-18", "$.facts[0].period.golden.last_day", "2026-12-17"),
    ("length_days = 30", "length_day = 30", "$.facts[0].period", "length_day"),
    ("length_days = 30", "length_days = 30\nlength_months = 1", "$.facts[0].period", "one of"),
    ("length_days = 30", "", "$.facts[0].period", "one of"),
    ('known = "seen"', 'known = "sure"', "$.facts[0].known", "sure"),
    ('id = "gb-cra-22-2"', 'id = "gb-cra-22"', "$.facts[1].id", "an id of its own"),
    ("https://www.legislation.gov.uk/ukpga/2015/15/section/22", "javascript:alert(1)", "$.facts[0].url", "https"),
    ('place = "', 'advise = "x"\nplace = "', "$", "advi"),
    ("schema = 1\n", "schema = = 1\n", "the whole file", "line 1"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "place", "told"), MISTAKES, ids=[f"{m[2]} {m[1]!r}" for m in MISTAKES])
def test_mistake_is_told_with_its_place(right: str, wrong: str, place: str, told: str) -> None:
    assert right in GOOD
    with pytest.raises(BadFile) as refused:
        parse(GOOD.replace(right, wrong, 1).encode(), "gb.toml")
    assert (refused.value.file, refused.value.place) == ("gb.toml", place)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[" * 5000, b"x" * 300_000], ids=["bytes", "nested", "long"])
def test_what_is_no_law_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile, match=r"gb\.toml"):
        parse(data, "gb.toml")


def test_list_without_facts_is_refused() -> None:
    head = GOOD.partition("[[facts]]")[0]
    with pytest.raises(BadFile, match="no fact"):
        parse(head.encode(), "gb.toml")
