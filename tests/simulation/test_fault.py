"""What can be planted, how it is written, and what is refused."""

from __future__ import annotations

import pytest

from keycheck.errors import UsageError
from keycheck.simulation.fault import KINDS, Fault, parse_faults
from tests.scenarios import SMALL


@pytest.mark.parametrize("kind", KINDS)
def test_spec_is_read_and_written_alike(kind: str) -> None:
    (fault,) = parse_faults((f"{kind}:KeyE",), SMALL)
    assert (fault.kind, fault.key, str(fault)) == (kind, "KeyE", f"{kind}:KeyE")


@pytest.mark.parametrize(
    ("spec", "meets"),
    [("dead:KeyE", ("KeyE", "dead")), ("stuck:KeyE", ("KeyE", "stuck")), ("swallow:KeyE", ("KeyE", "dead"))],
)
def test_fault_names_what_a_person_meets(spec: str, meets: tuple[str, str]) -> None:
    assert parse_faults((spec,), SMALL)[0].meets == meets


def test_specs_combine_and_none_plants_nothing() -> None:
    assert parse_faults(("dead:KeyE", "none", "stuck:KeyR"), SMALL) == (Fault("dead", "KeyE"), Fault("stuck", "KeyR"))
    assert parse_faults(("none",), SMALL) == ()
    assert parse_faults((), SMALL) == ()


@pytest.mark.parametrize("spec", ["broken:KeyE", "", "dead", "Dead:KeyE", ":KeyE", "none:KeyE"])
def test_unknown_fault_is_refused_with_the_known_ones(spec: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_faults((spec,), SMALL)
    message = str(refused.value)
    assert spec in message
    assert "\n" not in message
    if spec != "dead":
        assert all(f"{kind}:KEY" in message for kind in KINDS)
        assert "none" in message


@pytest.mark.parametrize("key", ["", "five", "F20", "Fn", "keye", "KeyE:0.3"])
def test_key_that_cannot_be_tested_is_refused(key: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_faults((f"dead:{key}",), SMALL)
    assert repr(key) in str(refused.value)
    assert "Digit5" in str(refused.value)
