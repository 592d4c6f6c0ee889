"""A better map for the keys that arrived: of the same family, without a question only where it is plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.keys.table import all_codes
from keycheck.layouts.library import ids, load, own_ids
from keycheck.layouts.relatives import FEW, relative


@pytest.mark.parametrize(
    ("now", "seen", "better", "plain"),
    [
        ("ansi-104", "IntlBackslash", "iso-105", True),
        ("ansi-tkl", "IntlBackslash", "iso-tkl", True),
        ("thinkpad-ansi", "IntlBackslash", "thinkpad-iso", True),
        ("ansi-104", "IntlYen", "jis-109", True),
        ("ansi-104", "Convert", "jis-109", True),
        ("ansi-104", "NumpadComma", "abnt2-107", True),
        ("ansi-104", "IntlRo", "abnt2-107", False),
        ("ansi-104", "IntlRo IntlYen", "jis-109", True),
        ("abnt2-107", "IntlRo IntlYen", "jis-109", False),
        ("iso-105", "IntlRo IntlBackslash", "abnt2-107", True),
        ("ansi-tkl", "Numpad5", "ansi-104", False),
        ("laptop-13-iso", "Numpad5", "laptop-15-iso", False),
        ("macbook-iso", "Lang1", "macbook-jis", False),
        ("ansi-104", "AudioVolumeUp", None, False),
        ("laptop-13-iso", "Convert AltRight", None, False),
    ],
)
def test_better_map_for(now: str, seen: str, better: str | None, plain: bool) -> None:
    found = relative(load(now), seen.split(), ids(), load)
    assert (found and found.layout.id, bool(found and found.is_plain)) == (better, plain)


@given(st.sampled_from(ids()), st.sets(st.sampled_from([k.code for k in load("jis-109").keys]), max_size=5))
def test_better_map_has_more_of_what_arrived_and_a_plain_one_few_keys_besides(now: str, seen: set[str]) -> None:
    found = relative(load(now), seen, ids(), load)
    if found is None:
        return
    before, after = ({key.code for key in layout.keys} for layout in (load(now), found.layout))
    assert len(after & seen) > len(before & seen)
    assert not found.is_plain or len(after - before - seen) <= FEW


@pytest.mark.parametrize("now", own_ids())
def test_one_key_never_brings_a_plain_map_that_lacks_a_testable_key_of_the_present_one(now: str) -> None:
    for key in set(all_codes()) - {key.code for key in load(now).keys}:
        found = relative(load(now), {key}, own_ids(), load)
        if found is not None and found.is_plain:
            assert {key.code for key in load(now).testable} <= {key.code for key in found.layout.testable}, key
