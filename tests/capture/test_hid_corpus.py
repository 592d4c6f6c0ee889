"""Each trap of the corpus, a descriptor and reports with their answer, is answered as its file says.

The files were written for these tests, trap by trap. A new trap is a new file; what fuzzing finds belongs there too.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from keycheck.cli.hid_answer import answers

CORPUS = sorted((Path(__file__).parent / "hid_corpus").glob("*.json"))
SAMPLE = Path(__file__).parents[2].parent / "shared" / "data" / "descriptors_sample.jsonl"


def answered(descriptor: str, reports: list[str]) -> Any:
    """What `keycheck hid decode -` prints for this line."""
    line = json.dumps({"descriptor": descriptor, "reports": reports}).encode()
    (answer,) = answers(io.BytesIO(line))
    return json.loads(msgspec.json.encode(answer))


@pytest.mark.parametrize("file", CORPUS, ids=[file.stem for file in CORPUS])
def test_trap(file: Path) -> None:
    trap = json.loads(file.read_text(encoding="utf-8"))
    assert answered(" ".join(trap["descriptor"]), trap["reports"]) == trap["expected"], trap["why"]


def test_the_corpus_is_there() -> None:
    assert len(CORPUS) >= 71


def sample() -> list[Any]:
    return [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not SAMPLE.exists(), reason="no sample of descriptors beside the repository")
def test_devices_of_the_world_have_their_reference_answers() -> None:
    devices = sample()
    names = ("report_id", "bytes_after_id", "application", "key_bits", "key_array")
    for device in devices:
        expected = [{name: report[name] for name in names} for report in device["input_reports"]]
        assert answered(device["hex"], []) == {"input_reports": expected, "reports": []}, device["origin"]
    assert len(devices) == 47


@pytest.mark.skipif(not SAMPLE.exists(), reason="no sample of descriptors beside the repository")
def test_keyboard_of_qemu_holds_shift_and_5_and_can_roll_over() -> None:
    (descriptor,) = (device["hex"] for device in sample() if device["vid_pid"] == "0627:0001")
    assert answered(descriptor, ["0200220000000000", "0200010101010101"])["reports"] == [
        {"report_id": 0, "down": ["ShiftLeft", "Digit5"], "rollover": False},
        {"report_id": 0, "down": ["ShiftLeft"], "rollover": True},
    ]
