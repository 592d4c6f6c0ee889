"""Files that are damaged, forged, something else or not there: one line that says what and where; status 4, or 2."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.events.trace_file import decode
from tests.cli.command import Run
from tests.cli.conftest import Demo

Damage = Callable[[bytes], bytes]


def line(number: int, change: Callable[[dict[str, object]], object]) -> Damage:
    """Change one line of JSON Lines, counted from 0."""

    def damage(data: bytes) -> bytes:
        lines = data.splitlines()
        record = json.loads(lines[number])
        change(record)
        lines[number] = json.dumps(record).encode()
        return b"\n".join(lines) + b"\n"

    return damage


def whole(change: Callable[[dict[str, object]], object]) -> Damage:
    """Change one JSON document."""

    def damage(data: bytes) -> bytes:
        document = json.loads(data)
        change(document)
        return json.dumps(document).encode()

    return damage


def put(**fields: object) -> Callable[[dict[str, object]], object]:
    return lambda record: record.update(fields)


EVERYWHERE: dict[str, Damage] = {
    "empty": lambda data: b"",
    "cut off in the middle of a line": lambda data: data[: len(data) // 2 - 3],
    "without its last byte": lambda data: data[:-3],
    "text": lambda data: b"Dear Sir or Madam,\n",
    "a PDF": lambda data: b"%PDF-1.7\n\x00\xff\xfe\n",
    "zeros": lambda data: bytes(4096),
    "another JSON value": lambda data: b"[1, 2]\n",
    "nested without end": lambda data: b"[" * 200_000 + b"\n",
    "nested objects": lambda data: b'{"a":' * 100_000 + b"\n",
    "not UTF-8": lambda data: data.replace(b"ansi-104", b"ansi-\xff104"),
    "a mark of byte order": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
}

TRACES: dict[str, Damage] = {
    "another schema": line(0, put(schema="keycheck.trace/2")),
    "no schema": line(0, lambda record: record.pop("schema")),
    "unknown field": line(0, put(signature="trust me")),
    "unknown field with a line end and an order to the terminal": line(0, put(**{"x\nkeycheck: no fault\x1b[2J": 1})),
    "schema with a line end": line(0, put(schema="keycheck\ntrace/1")),
    "unknown key": line(3, put(key="Digit55")),
    "key with a line end": line(3, put(key="Digit5\n\x1b[1m")),
    "unknown layout": line(0, put(layout="dvorak")),
    "layout with a line end": line(0, put(layout="a\nb")),
    "unknown kind": line(1, put(kind="miracle")),
    "time as text": line(2, put(t="now")),
    "time before the beginning": line(2, put(t=-1)),
    "time that is no whole number": line(2, put(t=1.5)),
    "time that falls": line(-1, put(t=0)),
    "unknown source": line(3, put(source=9)),
    "unknown device": line(3, put(device=9)),
    "the same source twice": line(0, lambda r: r["sources"].append(r["sources"][0])),  # type: ignore[attr-defined]
    "without its end": lambda data: data[: data.rstrip().rindex(b"\n") + 1],
    "something after the end": lambda data: data + data.splitlines()[-1] + b"\n",
    "an empty line": lambda data: data.replace(b"\n", b"\n\n", 1),
}

REPORTS: dict[str, Damage] = {
    "another schema": whole(put(schema="keycheck.report/9")),
    "no schema": whole(lambda report: report.pop("schema")),
    "a trace": lambda data: b'{"schema":"keycheck.trace/1"}\n',
    "unknown field": whole(put(signature="trust me")),
    "unknown field with a line end and an order to the terminal": whole(put(**{"x\nno fault\x1b[2J": 1})),
    "unknown key": whole(lambda r: r["verdict"]["findings"][0].update(key="Digit55")),  # type: ignore[index]
    "key with a line end": whole(lambda r: r["verdict"]["findings"][0].update(key="D\n\x1b[1m")),  # type: ignore[index]
    "unknown layout": whole(lambda r: (r["keyboard"].update(layout="x"), r["verdict"].update(layout="x"))),  # type: ignore[attr-defined]
    "layout with a line end": whole(
        lambda r: (r["keyboard"].update(layout="a\n\x1b[1m"), r["verdict"].update(layout="a\n\x1b[1m"))  # type: ignore[attr-defined]
    ),
    "practice here and not there": whole(put(practice=False)),
    "a digest that is none": whole(put(trace_sha256="abc")),
    "a path for a file name": whole(put(trace_file="../../etc/passwd")),
    "more hits than trials": whole(lambda r: r["verdict"]["findings"][0].update(hits=6)),  # type: ignore[index]
}


def refused(run: Run, words: list[str], file: Path) -> None:
    """The command ends with 4 and one line that names the file, and what was found and expected there."""
    ran = run(*words)
    assert ran.status == 4
    found = ran.complaint.removeprefix(f"keycheck: {file}: ")
    assert found != ran.complaint
    place, _, rest = found.partition(": found ")
    assert place
    assert ", expected " in rest
    assert len(ran.complaint) < 1000


@pytest.mark.parametrize("damage", [*EVERYWHERE, *TRACES])
def test_damaged_trace_is_refused(run: Run, demo: Demo, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "t.jsonl"
    file.write_bytes({**EVERYWHERE, **TRACES}[damage](demo.trace.read_bytes()))
    refused(run, ["replay", str(file), "--json"], file)


@pytest.mark.parametrize("damage", [*EVERYWHERE, *REPORTS])
def test_damaged_report_is_refused(run: Run, demo: Demo, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "report.json"
    file.write_bytes({**EVERYWHERE, **REPORTS}[damage](demo.report.read_bytes()))
    refused(run, ["report", str(file), "--format", "text"], file)


@pytest.fixture(params=["missing", "a folder", "a link to itself", "below a file", "without an end", "a strange name"])
def unreadable(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file that can't be read, even by root."""
    places = {
        "missing": tmp_path / "missing",
        "a folder": tmp_path,
        "a link to itself": tmp_path / "loop",
        "below a file": tmp_path / "file" / "t.jsonl",
        "without an end": Path("/dev/zero"),
        "a strange name": tmp_path / "no such\x1b[2J file\nkeycheck: no fault seen",
    }
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    place: Path = places[request.param]
    if not place.is_absolute() or (place == Path("/dev/zero") and not place.exists()):
        pytest.skip("this system has no file without an end")
    return place


@pytest.mark.parametrize("words", [["replay"], ["report", "--format", "html"]], ids=" ".join)
def test_file_that_can_not_be_read_is_refused(run: Run, unreadable: Path, words: list[str]) -> None:
    """What is not there is a slip on the command line; what is there and can't be read is a bad file."""
    ran = run(*words, str(unreadable))
    assert ran.status == (4 if unreadable.name == "zero" else 2)
    assert unreadable.name[:7] in ran.complaint
    assert ": found " in ran.complaint
    assert ", expected " in ran.complaint


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1, exclude_max=True))
def test_sealed_trace_that_is_cut_anywhere_is_refused(demo: Demo, cut: float) -> None:
    data = demo.trace.read_bytes()
    with pytest.raises(BadFile):
        decode(data[: int(cut * len(data))], "cut")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_one_wrong_byte_never_gives_a_traceback(run: Run, demo: Demo, tmp_path: Path, place: float, byte: int) -> None:
    data = bytearray(demo.trace.read_bytes())
    data[int(place * len(data))] = byte
    (tmp_path / "t.jsonl").write_bytes(data)
    ran = run("replay", str(tmp_path / "t.jsonl"))
    assert ran.status in (0, 1, 3, 4)
    assert len(ran.err.splitlines()) <= 1


@pytest.mark.parametrize(
    ("name", "found"), [("report.json", "a report"), ("report.pdf", "a PDF"), ("report.html", "a page")]
)
def test_report_that_is_taken_for_its_recording_is_called_what_it_is(
    run: Run, demo: Demo, name: str, found: str
) -> None:
    ran = run("replay", str(demo.report.parent / name))
    assert ran.status == 4
    assert f"found {found}, expected a recording: keycheck calls it trace.jsonl" in ran.complaint


def test_recording_that_is_taken_for_its_report_is_called_what_it_is(run: Run, demo: Demo) -> None:
    ran = run("report", str(demo.trace), "--format", "text")
    assert ran.status == 4
    assert "found a recording, expected a report: keycheck calls it report.json" in ran.complaint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("words", [["verify"], ["replay"], ["report", "--format", "text"]], ids=lambda words: words[0])
def test_pipe_in_place_of_a_file_keeps_nobody_waiting(run: Run, tmp_path: Path, words: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = run(*words, str(tmp_path / "pipe"))
    assert ran.status == 4
    assert "expected a plain file" in ran.complaint
