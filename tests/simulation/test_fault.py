"""What can be planted, how it is written, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.errors import BadFile, UsageError
from keycheck.simulation.fault import FORMS, Fault, parse_faults
from tests.scenarios import SMALL

SPECS = (
    "dead:KeyE",
    "intermittent:KeyE:0.3",
    "chatter:KeyE:0.2",
    "stuck:KeyE",
    "late:KeyE",
    "wrong:KeyE=KeyR",
    "extra:KeyE=KeyR",
    "line:practice-104:drive3",
    "line:practice-104:sense2",
    "slow_keys",
    "bounce_keys",
    "remap:KeyE=KeyR",
    "swallow:KeyE",
    "numlock_off",
)


@pytest.mark.parametrize("spec", SPECS)
def test_spec_is_read_and_written_alike(spec: str) -> None:
    (fault,) = parse_faults((spec,), SMALL)
    assert str(fault) == spec
    assert (fault.key in ("", "KeyE"), fault.kind) == (True, spec.partition(":")[0])


def test_every_fault_of_the_contract_has_its_spec() -> None:
    assert {spec.partition(":")[0] for spec in SPECS} == set(FORMS)


def test_specs_combine_and_none_plants_nothing() -> None:
    assert parse_faults(("dead:KeyE", "none", "stuck:KeyR"), SMALL) == (Fault("dead", "KeyE"), Fault("stuck", "KeyR"))
    assert parse_faults(("none",), SMALL) == ()
    assert parse_faults((), SMALL) == ()


@pytest.mark.parametrize("spec", ["broken:KeyE", "", "Dead:KeyE", ":KeyE", "none:KeyE", "lines:practice-104:drive3"])
def test_unknown_fault_is_refused_with_the_known_ones(spec: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_faults((spec,), SMALL)
    message = str(refused.value)
    assert spec in message
    assert "\n" not in message
    assert all(form in message for form in FORMS.values())
    assert "none" in message


@pytest.mark.parametrize("key", ["", "five", "F20", "Fn", "keye", "KeyE:0.3"])
def test_key_that_cannot_be_tested_is_refused(key: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_faults((f"dead:{key}",), SMALL)
    assert repr(key) in str(refused.value)
    assert "Digit5" in str(refused.value)


@pytest.mark.parametrize(
    ("spec", "complaint"),
    [
        ("dead", "expected dead:KEY"),
        ("slow_keys:KeyE", "expected slow_keys"),
        ("intermittent:KeyE", "found rate ''"),
        ("intermittent:KeyE:2", "found rate '2'"),
        ("chatter:KeyE:0", "found rate '0'"),
        ("chatter:KeyE:nan", "found rate 'nan'"),
        ("chatter:KeyE:often", "a share like 0.3"),
        ("wrong:KeyE", "found key ''"),
        ("remap:KeyE=KeyE", "two keys"),
        ("extra:KeyE=Nope", "found key 'Nope'"),
        ("line:practice-104", "no matrix ''"),
        ("line:nowhere:drive3", "practice-104"),
        ("line:practice-104:row3", "expected one of drive0, drive1"),
    ],
)
def test_part_of_a_spec_that_makes_no_sense_is_named(spec: str, complaint: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_faults((spec,), SMALL)
    assert spec in str(refused.value)
    assert complaint in str(refused.value)


def test_line_of_a_matrix_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("# drive 2 x sense 2\ndrive,sense,source_name,code\n0,0,a,KeyE\n0,1,b,KeyR\n1,0,c,\n")
    (fault,) = parse_faults((f"line:{file}:drive0",), SMALL)
    assert fault.keys == ("KeyE", "KeyR")


def test_file_that_is_no_matrix_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("drive,sense,code\n0,0,KeyE\nx,1,KeyR\n")
    with pytest.raises(BadFile, match=r"mine.csv: line 3: found drive 'x'"):
        parse_faults((f"line:{file}:drive0",), SMALL)
