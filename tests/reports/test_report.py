"""The report as a value and as a file: what is built is read back, and what is not whole is refused in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.reports import report as report_room
from keycheck.reports.report import Purchase, Report, build, encode, read
from tests.reports.examples import HEADER, PRODUCT, PURCHASE, SMALL, VERDICTS, report, verdict

DEAD = report(VERDICTS["dead"])


def in_file(folder: Path, data: bytes) -> Path:
    """A report file with these bytes."""
    path = folder / "report.json"
    path.write_bytes(data)
    return path


def changed(**fields: Any) -> bytes:
    """The example report with other fields, by dotted names with `__` for the dot."""
    document = json.loads(encode(DEAD))
    for name, value in fields.items():
        *way, last = name.split("__")
        part = document
        for step in way:
            part = part[int(step)] if step.isdigit() else part[step]
        part[last] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize("name", VERDICTS)
def test_report_is_read_back_as_it_was_built(name: str, tmp_path: Path) -> None:
    whole = report(VERDICTS[name])
    assert read(in_file(tmp_path, encode(whole))) == whole


def test_same_report_gives_the_same_bytes() -> None:
    assert encode(report(VERDICTS["dead"])) == encode(report(VERDICTS["dead"]))


def test_keyboard_of_the_report_is_the_one_under_test() -> None:
    assert (DEAD.keyboard.name, DEAD.keyboard.bus) == ("AT Translated Set 2 keyboard", "i8042")


def test_report_without_a_known_device_still_names_its_layout() -> None:
    header = msgspec.structs.replace(HEADER, devices=())
    made = build(
        report_id="kc-1",
        created_utc="2026-11-22T10:05:00Z",
        version="0.1.0",
        verdict=verdict(),
        header=header,
        layout=SMALL,
        product=PRODUCT,
        software=DEAD.software,
        purchase=PURCHASE,
        trace_file="trace.jsonl",
        trace_sha256="00" * 32,
    )
    assert (made.keyboard.name, made.keyboard.layout_name) == ("", "Small board")


@pytest.mark.parametrize(
    ("parts", "told", "complaint"),
    [
        ({"layout": "other"}, {}, r"\$\.verdict\.layout: found 'other', expected 'small'"),
        ({}, {"created_utc": "yesterday"}, r"\$\.created_utc: found 'yesterday'"),
        ({"findings": ()}, {}, r"\$\.verdict\.verdict: found 'fault'"),
    ],
)
def test_parts_that_contradict_each_other_make_no_report(parts: Any, told: Any, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        report(verdict(**parts), **told)


BAD: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "line 1, column 1", "the end of the file"),
    "no JSON": (b"%PDF-1.7", "line 1, column 1", "invalid character"),
    "second line broken": (b'{"schema":\n  nope}', "line 2, column", "invalid character"),
    "cut in half": (encode(DEAD)[:900], "line", "the end of the file"),
    "not UTF-8": (encode(DEAD).replace(b"Corner Shop", b"Corner \xffhop"), "line", "a byte that is not UTF-8"),
    "something after it": (encode(DEAD) + b"{}", "line", "trailing characters"),
    "a list": (b"[]", "$", "`array`"),
    "no schema": (b"{}", "$", "object missing required field `schema`"),
    "newer schema": (changed(schema="keycheck.report/2"), "$.schema", "'keycheck.report/2'"),
    "another file": (changed(schema="keycheck.verdict/1"), "$.schema", "'keycheck.verdict/1'"),
    "name twice": (encode(DEAD).replace(b'"practice":', b'"practice": true, "practice":', 1), "$", '"practice" twice'),
    "deep nesting": (b'{"a":' + b"[" * 200_000, "$", "values nested too deeply"),
    "unknown field": (changed(price=1), "$", "object contains unknown field `price`"),
    "unknown field inside": (changed(verdict__findings__0__pulse=1), "$.verdict.findings[0]", "unknown field `pulse`"),
    "wrong type": (changed(verdict__tested="all"), "$.verdict.tested", "`str`"),
    "word not on the list": (changed(verdict__verdict="pass"), "$.verdict.verdict", "'pass'"),
    "no such key": (changed(verdict__findings__0__key="Digit55"), "$.verdict.findings[0].key", "'Digit55'"),
    "no such other key": (changed(verdict__findings__0__other="Bell"), "$.verdict.findings[0].other", "'Bell'"),
    "no such key that passed": (
        changed(verdict__sound=[{"key": "Bell", "trials": 5, "hits": 5, "miss_rate_below": 0.451}]),
        "$.verdict.sound[0].key",
        "'Bell'",
    ),
    "more passed than asked": (
        changed(verdict__sound=[{"key": "KeyA", "trials": 5, "hits": 6, "miss_rate_below": 0.451}]),
        "$.verdict.sound[0].hits",
        "6",
    ),
    "no such key in a pattern": (
        changed(verdict__patterns=[{"kind": "near_each_other", "keys": ["KeyA", "Bell"]}]),
        "$.verdict.patterns[0].keys[1]",
        "'Bell'",
    ),
    "no such line": (
        changed(verdict__findings__0__line={"matrix": "x", "line": "row 5", "p": None, "struck": 3, "keys": 3}),
        "$.verdict.findings[0].line.line",
        "another value",
    ),
    "no such key left out": (changed(verdict__not_tested=["Any"]), "$.verdict.not_tested[0]", "'Any'"),
    "practice hidden": (changed(verdict__practice=True), "$.verdict.practice", "true"),
    "practice hidden inside": (changed(practice=True), "$.verdict.practice", "false"),
    "two layouts": (changed(keyboard__layout="ansi-104"), "$.verdict.layout", "'small'"),
    "fault without a finding": (changed(verdict__findings=[]), "$.verdict.verdict", "'fault'"),
    "more hits than trials": (changed(verdict__findings__0__hits=6), "$.verdict.findings[0].hits", "6"),
    "fewer than none": (changed(verdict__controls__0__arrived=-1), "$.verdict.controls[0].arrived", "-1"),
    "no such day": (changed(created_utc="2026-02-30T10:00:00Z"), "$.created_utc", "'2026-02-30T10:00:00Z'"),
    "file name with an order": (changed(trace_file="x; rm -rf ~"), "$.trace_file", "another value"),
    "file name with a path": (changed(trace_file="../trace.jsonl"), "$.trace_file", "another value"),
    "short digest": (changed(trace_sha256="3b"), "$.trace_sha256", "another value"),
}


@pytest.mark.parametrize(("data", "place", "found"), BAD.values(), ids=BAD)
def test_bad_report_is_refused_with_place_found_and_expected(
    data: bytes, place: str, found: str, tmp_path: Path
) -> None:
    with pytest.raises(BadFile) as refused:
        read(in_file(tmp_path, data))
    error = refused.value
    assert error.file == str(tmp_path / "report.json")
    assert error.place.startswith(place)
    assert found in error.found
    assert error.expected
    assert "\n" not in str(error)


def test_missing_report_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        read(tmp_path / "report.json")


def test_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="expected a file that can be read"):
        read(tmp_path)


def test_over_large_file_is_refused_without_being_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_room, "MAX_BYTES", 100)
    with pytest.raises(BadFile, match="more than 100 bytes"):
        read(in_file(tmp_path, encode(DEAD)))


def test_refusal_shows_no_control_characters_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused:
        read(in_file(tmp_path, changed(**{"\x1b[31mred": 1})))
    assert "\x1b" not in str(refused.value).replace(str(tmp_path), "")


@settings(max_examples=60)
@given(cut=st.integers(0, len(encode(DEAD)) - 2))
def test_no_beginning_of_a_report_is_a_report(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(BadFile):
        read(in_file(tmp_path_factory.mktemp("cut"), encode(DEAD)[:cut]))


@settings(max_examples=150)
@given(at=st.integers(0, len(encode(DEAD)) - 1), byte=st.integers(0, 255))
def test_damaged_byte_is_refused_or_leaves_a_whole_report(
    at: int, byte: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(encode(DEAD))
    data[at] = byte
    with suppress(BadFile):
        assert isinstance(read(in_file(tmp_path_factory.mktemp("damage"), bytes(data))), Report)


@given(text=st.text(st.characters(), max_size=400))
def test_whatever_a_person_types_the_report_can_be_written_and_read(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = report(verdict(), purchase=Purchase(seller=text, order_no=text))
    assert read(in_file(tmp_path_factory.mktemp("typed"), encode(told))) == told


def test_reading_a_report_loads_no_template_engine_and_no_typesetter() -> None:
    program = "import keycheck.reports.formats, keycheck.reports.pdf, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"jinja2", "typst"} & set(done.stdout.split())
