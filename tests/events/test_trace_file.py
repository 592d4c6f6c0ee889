"""The trace as a file: what was written is read back, and anything else is refused in one line with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.events import trace_file
from keycheck.events.seal import seal
from keycheck.events.trace import Trace
from keycheck.events.trace_file import decode, encode
from tests.events.random_traces import traces
from tests.scenarios import BOARD, KERNEL, Recording, header, silent

FILE = "trace.jsonl"
HEADER = encode(Trace(header(), ()))
EVENT: dict[str, Any] = {
    "t": 5,
    "kind": "event",
    "source": 0,
    "device": 0,
    "key": "KeyA",
    "native": "30",
    "action": "down",
    "injected": False,
}
PHASE: dict[str, Any] = {"t": 0, "kind": "phase", "name": "confirm"}
PROMPT: dict[str, Any] = {"t": 5, "kind": "prompt", "trial": 1, "round": 1, "key": "KeyE", "window_ns": 9}
END: dict[str, Any] = {"t": 9, "kind": "end", "reason": "finished"}
SWEEP_KEY: dict[str, Any] = {"t": 0, "kind": "sweep_key", "source": 0, "key": "KeyA", "events": [[0, "down"]]}
INCIDENT: dict[str, Any] = {"t": 5, "kind": "incident", "source": None, "what": "stall", "until": 6}


def lines(*records: dict[str, Any]) -> bytes:
    return HEADER + b"".join(json.dumps(record).encode() + b"\n" for record in records)


def headed(**parts: Any) -> bytes:
    """A file of a header alone, with these parts changed."""
    return json.dumps(json.loads(HEADER) | parts).encode() + b"\n"


def refusal(data: bytes) -> BadFile:
    with pytest.raises(BadFile) as refused:
        decode(data, FILE)
    return refused.value


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(traces())
def test_what_is_written_is_read_back(trace: Trace) -> None:
    assert decode(encode(trace), FILE) == trace


def test_header_alone_is_a_whole_trace() -> None:
    assert decode(HEADER, FILE) == Trace(header(), ())


REFUSED: dict[str, tuple[bytes, str, str, str]] = {
    "empty": (b"", "line 1", "nothing", "a header"),
    "one empty line": (b"\n", "line 1", "the end of the file", "a header"),
    "cut off in the header": (HEADER[:-20], "line 1", "a line without its end", "cut off"),
    "cut off in a line": (lines(PHASE, EVENT)[:-9], "line 3", "a line without its end", "cut off"),
    "cut off before a line end": (lines(PHASE)[:-1], "line 2", "a line without its end", "cut off"),
    "no JSON": (HEADER + b"hello\n", "line 2", "malformed", "a record"),
    "empty line": (lines(PHASE) + b"\n" + lines(END), "line 3", "the end of the file", "a record"),
    "list for a record": (HEADER + b"[]\n", "line 2", "array", "`object`"),
    "not UTF-8": (lines(EVENT).replace(b'"30"', b'"\xff"'), "line 2", "not UTF-8", "a record"),
    "half a surrogate": (lines(EVENT).replace(b'"30"', b'"\\ud800"'), "line 2", "malformed", "a record"),
    "byte order mark": (b"\xef\xbb\xbf" + HEADER, "line 1", "malformed", "a header"),
    "deep nesting": (HEADER + b'{"t":' + b"[" * 100_000 + b"\n", "line 2", "", "a record"),
    "deep nesting in what is unknown": (HEADER + b'{"x":' + b"[" * 100_000 + b"\n", "line 2", "", "a record"),
    "deep nesting in the header": (b'{"x":' + b"[" * 100_000 + b"\n", "line 1", "", "a header"),
    "null for a header": (b"null\n", "line 1", "null", "`object`"),
    "record for a header": (lines(PHASE)[len(HEADER) :], "line 1", "schema", "a header"),
    "other schema": (headed(schema="keycheck.trace/2"), "line 1", "'keycheck.trace/2'", "'keycheck.trace/1'"),
    "header without a field": (HEADER.replace(b'"practice":false,', b""), "line 1", "practice", "a header"),
    "unknown field of the header": (headed(colour="red"), "line 1", "colour", "a header"),
    "device id twice": (headed(devices=[{"id": 0, "name": "a"}] * 2), "line 1", "device id twice", "different"),
    "source id twice": (
        headed(sources=json.loads(HEADER)["sources"] * 2),
        "line 1",
        "source id twice",
        "different",
    ),
    "unknown layer": (HEADER.replace(b'"kernel"', b'"brain"'), "line 1", "'brain'", "a header"),
    "unknown observed key": (HEADER.replace(b'"all"', b'["KeyA","Keya"]'), "line 1", "'Keya'", "a W3C code"),
    "unknown blind key": (
        HEADER.replace(b'"observes":"all"', b'"observes":"all","blind":{"Any":"so"}'),
        "line 1",
        "'Any'",
        "a W3C code",
    ),
    "unknown key that may be seen": (
        HEADER.replace(b'"observes":"all"', b'"observes":"all","unknown":{"Any":"so"}'),
        "line 1",
        "'Any'",
        "a W3C code",
    ),
    "unknown silence": (
        HEADER.replace(b'"observes":"all"', b'"observes":"all","silence":"golden"'),
        "line 1",
        "'golden'",
        "a header",
    ),
    "key that has half a code": (lines(EVENT | {"unmapped": "half"}), "line 2", "str", "bool"),
    "unknown kind": (lines(PHASE | {"kind": "phrase"}), "line 2", "phrase", "a record"),
    "unknown field": (lines(PHASE | {"colour": "red"}), "line 2", "colour", "a record"),
    "unknown phase": (lines(PHASE | {"name": "end"}), "line 2", "'end'", "a record"),
    "unknown action": (lines(EVENT | {"action": "press"}), "line 2", "'press'", "a record"),
    "field missing": (lines({"t": 0, "kind": "phase"}), "line 2", "name", "a record"),
    "text for a number": (lines(PHASE | {"t": "0"}), "line 2", "str", "`int`"),
    "fraction of a nanosecond": (lines(PHASE | {"t": 0.5}), "line 2", "float", "`int`"),
    "time before the start": (lines(PHASE | {"t": -1}), "line 2", "another value", ">= 0"),
    "time after the end of time": (lines(PHASE | {"t": 2**63}), "line 2", "another value", "<= 9223372036854775807"),
    "number of many digits": (HEADER + b'{"t":' + b"9" * 5000 + b"}\n", "line 2", "", "a record"),
    "time falls": (lines(EVENT, EVENT | {"t": 4}), "line 3", "t 4", "at least 5"),
    "unknown key": (lines(EVENT | {"key": "five"}), "line 2", "'five'", "a W3C code"),
    "unknown source": (lines(EVENT | {"source": 7}), "line 2", "source 7", "a source of the header"),
    "unknown device": (lines(EVENT | {"device": 7}), "line 2", "device 7", "a device of the header"),
    "unknown source of a sweep": (lines(SWEEP_KEY | {"source": 7}), "line 2", "source 7", "a source"),
    "unknown device of a sweep": (lines(SWEEP_KEY | {"device": 7}), "line 2", "device 7", "a device"),
    "unknown key of a sweep": (lines(SWEEP_KEY | {"key": "five"}), "line 2", "'five'", "a W3C code"),
    "times of a sweep that fall": (
        lines(SWEEP_KEY | {"events": [[0, "down"], [80, "up"], [79, "down"]]}),
        "line 2",
        "that fall",
        "never fall",
    ),
    "key of a sweep without events": (lines(SWEEP_KEY | {"events": []}), "line 2", "without events", "at least one"),
    "key of a sweep twice": (lines(SWEEP_KEY, SWEEP_KEY), "line 3", "a second sweep_key", "one for each source"),
    "key of a second sweep twice": (
        lines(SWEEP_KEY, PHASE | {"name": "sweep"}, SWEEP_KEY, SWEEP_KEY),
        "line 5",
        "a second sweep_key",
        "one for each source",
    ),
    "vendor of more than 16 bits": (
        headed(devices=[{"id": 0, "name": "a", "vendor_id": 65536}]),
        "line 1",
        "another value",
        "<= 65535",
    ),
    "name twice in a record": (lines(EVENT).replace(b'"t":', b'"t":0,"t":'), "line 2", '"t" twice', "each name once"),
    "name twice, once with an escape": (
        lines(EVENT).replace(b'"key":', b'"k\\u0065y":null,"key":'),
        "line 2",
        '"key" twice',
        "each name once",
    ),
    "name twice in the header": (
        HEADER.replace(b'"practice":', b'"practice":true,"practice":'),
        "line 1",
        '"practice" twice',
        "each name once",
    ),
    "name twice within the header": (
        HEADER.replace(b'"observes":"all"', b'"observes":"all","blind":{"KeyA":"a","KeyA":"b"}'),
        "line 1",
        '"KeyA" twice',
        "each name once",
    ),
    "negative vendor": (headed(devices=[{"id": 0, "name": "a", "vendor_id": -1}]), "line 1", "another value", ">= 0"),
    "negative product": (headed(devices=[{"id": 0, "name": "a", "product_id": -1}]), "line 1", "another value", ">= 0"),
    "no moment": (headed(started="banana"), "line 1", "'banana'", "a time in UTC"),
    "no day of the calendar": (headed(started="2026-02-30T10:00:00Z"), "line 1", "02-30", "a time in UTC"),
    "time of another zone": (headed(started="2026-11-22T10:00:00+01:00"), "line 1", "+01:00", "a time in UTC"),
    "trial 0": (lines(PROMPT | {"trial": 0}), "line 2", "another value", ">= 1"),
    "round 0": (lines(PROMPT | {"round": 0}), "line 2", "another value", ">= 1"),
    "eleven days for a press": (lines(PROMPT | {"window_ns": 10**15}), "line 2", "another value", "<= 60000000000"),
    "unknown source of an incident": (lines(INCIDENT | {"source": 7}), "line 2", "source 7", "a source"),
    "incident that ends before it begins": (lines(INCIDENT | {"until": 4}), "line 2", "until 4", "at least 5"),
    "unknown asked key": (lines(PROMPT | {"key": "five"}), "line 2", "'five'", "a W3C code"),
    "unknown anchor": (lines(PROMPT | {"before": "four", "after": "KeyR"}), "line 2", "'four'", "a W3C code"),
    "before without after": (lines(PROMPT | {"before": "KeyW"}), "line 2", "one of before and after", "both"),
    "after without before": (lines(PROMPT | {"after": "KeyR"}), "line 2", "one of before and after", "both"),
    "key that attests itself": (
        lines(PROMPT | {"before": "KeyE", "after": "KeyR"}),
        "line 2",
        "one key twice",
        "three different keys",
    ),
    "no time for a trial": (lines(PROMPT | {"window_ns": 0}), "line 2", "another value", ">= 1"),
    "trial twice": (lines(PROMPT, PROMPT), "line 3", "trial 1 again", "a new trial number"),
    "word on no trial": (
        lines(PROMPT, {"t": 6, "kind": "attest", "trial": 2, "by": "person"}),
        "line 3",
        "trial 2",
        "a prompt",
    ),
    "record after the end": (lines(END, END), "line 3", "after the end", "nothing"),
    "sealed and cut off": (headed(sealed=True), "line 2", "the end of the file", "'end'"),
    "sealed and the sweep in its order": (
        headed(sealed=True) + lines(PHASE | {"name": "sweep"}, EVENT, END).removeprefix(HEADER),
        "line 3",
        "an event in its place",
        "no order of keys",
    ),
    "sealed and a key that was not asked for": (
        headed(sealed=True) + lines(PHASE, EVENT, END).removeprefix(HEADER),
        "line 3",
        "an event in its place",
        "no order of keys",
    ),
}


@pytest.mark.parametrize("bad", REFUSED)
def test_bad_file_is_refused_with_its_place(bad: str) -> None:
    data, place, found, expected = REFUSED[bad]
    refused = refusal(data)
    assert (refused.file, refused.place.partition(", ")[0]) == (FILE, place)
    assert found in refused.found
    assert expected in refused.expected
    assert str(refused).isprintable()
    assert len(str(refused)) < 400


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        ("text for a number", "line 2, $.t"),
        ("unknown layer", "line 1, $.sources[0].layer"),
        ("no JSON", "line 2, column 1"),
    ],
)
def test_place_in_the_line_is_named_too(bad: str, place: str) -> None:
    assert refusal(REFUSED[bad][0]).place == place


def test_each_line_that_is_missing_at_the_end_of_a_sealed_trace_is_noticed() -> None:
    whole = encode(seal(silent().end().trace)).splitlines(keepends=True)
    for kept in range(1, len(whole)):
        assert refusal(b"".join(whole[:kept])).place == f"line {kept + 1}"


@pytest.mark.parametrize("text", ["a\nb", "\x1b[31mred", "\u202eback", "\u2028", "x" * 10_000, "\0"], ids=ascii)
@pytest.mark.parametrize("field", ["kind", "field", "key", "schema", "action"])
def test_what_a_file_says_never_moves_the_cursor_of_a_terminal(field: str, text: str) -> None:
    written = {
        "kind": lines(PHASE | {"kind": text}),
        "field": lines(PHASE | {text: 1}),
        "key": lines(EVENT | {"key": text}),
        "schema": headed(schema=text),
        "action": lines(EVENT | {"action": text}),
    }
    message = str(refusal(written[field]))
    assert message.isprintable()
    assert len(message) < 300


def test_huge_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace_file, "MAX_BYTES", len(HEADER) - 1)
    refused = refusal(HEADER)
    assert refused.place == "the whole file"
    assert str(len(HEADER)) in refused.found


ATTEST: dict[str, Any] = {"t": 5, "kind": "attest", "trial": 1, "by": "person"}
TOO_MANY: dict[str, list[dict[str, Any]]] = {
    "phases": [PHASE] * 2001,
    "prompts": [PROMPT | {"trial": trial} for trial in range(1, 4002)],
    "attests": [PROMPT, *[ATTEST] * 8001],
    "incidents": [INCIDENT] * 4001,
    "lines of a sweep": [SWEEP_KEY | {"native": str(number)} for number in range(30001)],
    "settings": [{"t": 5, "kind": "settings", "found": []}] * 11,
}


@pytest.mark.parametrize("records", TOO_MANY.values(), ids=TOO_MANY)
def test_recording_from_outside_has_no_more_records_than_an_examination(records: list[dict[str, Any]]) -> None:
    """Each costs some work when the verdict is drawn; a journal of one's own is read whole."""
    data = lines(*records)
    assert f"more than {10 if len(records) == 11 else len(records) // 1000 * 1000} records" in refusal(data).found
    assert len(decode(data, FILE, of_our_own=True).records) == len(records)


DEVICE: dict[str, Any] = {"id": 0, "name": "board"}
SOURCE: dict[str, Any] = {"id": 0, "name": "evdev", "layer": "kernel", "resolution_ns": 1000, "observes": "all"}
SETTING: dict[str, Any] = {"name": "Slow Keys", "imitates": "a dead key", "layer": "os", "blocks": True}
TOO_LONG: dict[str, dict[str, Any]] = {
    "sources": {"sources": [SOURCE | {"id": number} for number in range(9)]},
    "devices": {"devices": [DEVICE | {"id": number} for number in range(201)]},
    "settings": {"settings": [SETTING] * 51},
    "keys of a setting": {"settings": [SETTING | {"keys": ["KeyA"] * 301}]},
    "keys of a source": {"sources": [SOURCE | {"observes": ["KeyA"] * 301}]},
}


@pytest.mark.parametrize("parts", TOO_LONG.values(), ids=TOO_LONG)
def test_header_lists_no_more_than_a_machine_has(parts: dict[str, Any]) -> None:
    """Every trial asks every source, and every key every setting."""
    assert "<= " in refusal(headed(**parts)).expected


def test_file_of_nothing_but_line_ends_costs_no_memory() -> None:
    import tracemalloc

    data = HEADER + b"\n" * 5_000_000
    tracemalloc.start()
    refused = refusal(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.place == "line 2, column 1"
    assert peak < 1_000_000


def is_a_trace_or_a_bad_file(data: bytes) -> bool:
    """Whether it is read, and can be written again, or is refused in one line; anything else is an error."""
    try:
        trace = decode(data, FILE)
    except BadFile as refused:
        return str(refused).isprintable()
    return decode(encode(trace), FILE) == trace


@given(st.binary(max_size=200))
def test_any_bytes_are_a_trace_or_a_bad_file(data: bytes) -> None:
    assert is_a_trace_or_a_bad_file(data)
    assert is_a_trace_or_a_bad_file(HEADER + data)
    assert is_a_trace_or_a_bad_file(HEADER + data + b"\n")


WHOLE = encode(
    Recording().sweep().phase("confirm").trial("KeyE").ask("KeyR").attest("person").incident("blur", 1).end().trace
)


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 40), st.binary(max_size=12))
def test_damaged_trace_is_a_trace_or_a_bad_file(at: int, lost: int, gained: bytes) -> None:
    assert is_a_trace_or_a_bad_file(WHOLE[:at] + gained + WHOLE[at + lost :])


def test_defaults_of_a_source_and_a_prompt_need_not_be_written() -> None:
    assert decode(lines(PROMPT, END), FILE).header.sources == (KERNEL,)
    assert decode(headed(), FILE).header.devices[0] == BOARD


@pytest.mark.parametrize("started", ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00.25Z", "2026-11-22T10:00:00+00:00"])
def test_moment_in_utc_is_read(started: str) -> None:
    assert decode(headed(started=started), FILE).header.started == started


def test_one_key_has_a_sweep_key_for_each_phase_source_device_and_native_code() -> None:
    others = [{"native": "31"}, {"device": 0}, {"injected": True}, {"unmapped": True}]
    data = lines(SWEEP_KEY, *(SWEEP_KEY | other for other in others), PHASE | {"name": "sweep"}, SWEEP_KEY)
    assert len(decode(data, FILE).records) == len(others) + 3


CONTRACT = """
{"schema":"keycheck.trace/1","started":"2026-11-22T10:00:00Z","keycheck":"0.1.0","rules":"1","practice":false,\
"layout":"ansi-104","locale":"us","devices":[{"id":0,"name":"AT Translated Set 2 keyboard","bus":"i8042",\
"vendor_id":1,"product_id":1,"under_test":true}],\
"sources":[{"id":0,"name":"evdev","layer":"kernel","resolution_ns":1000,"observes":"all"},\
{"id":1,"name":"pynput","layer":"os","resolution_ns":1000000,"observes":"all"}]}
{"t":0,"kind":"phase","name":"sweep"}
{"t":900000000,"kind":"event","source":0,"device":0,"key":"Escape","native":"1","action":"down","injected":false}
{"t":990000000,"kind":"event","source":0,"device":0,"key":"Escape","native":"1","action":"up","injected":false}
{"t":41000000000,"kind":"phase","name":"confirm"}
{"t":41500000000,"kind":"prompt","trial":1,"round":1,"key":"Digit5","before":"Digit4","after":"Digit6",\
"window_ns":3000000000}
{"t":44000000000,"kind":"attest","trial":1,"by":"sandwich"}
{"t":60000000000,"kind":"incident","source":0,"what":"blur","until":61000000000}
{"t":70000000000,"kind":"end","reason":"finished"}
"""


def test_plain_example_of_a_trace_is_read() -> None:
    data = CONTRACT.lstrip().encode()
    assert len(decode(data, FILE).records) == data.count(b"\n") - 1
