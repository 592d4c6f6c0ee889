"""`keycheck hid decode`: one descriptor for a person, many for a program, and bad ones refused where they go wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper

import pytest

from keycheck.cli.hid_answer import LONGEST_LINE
from tests.cli.command import HOUSE, Run

KEYBOARD = "05010906a101050719e029e71500250175019508810295017508810319002aff0026ff00750895068100c0"
DONGLE = "05010906a1018506050719e029e715002501750195088102190029 9f95a08102c0"
CONTRACT = {"report_id": 0, "bytes_after_id": 8, "application": "01:06", "key_bits": 8, "key_array": 6}


def test_json_is_that_of_the_contract(run: Run) -> None:
    ran = run("hid", "decode", "--descriptor", KEYBOARD, "--report", "0000220000000000", "--json")
    report = {"report_id": 0, "down": ["Digit5"], "rollover": False}
    assert json.loads(ran.out) == {"input_reports": [CONTRACT], "reports": [report]}
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize(
    "spelled",
    [KEYBOARD.upper(), f"{KEYBOARD[:10]} {KEYBOARD[10:]}\n", ", ".join(f"0x{b:02x}" for b in bytes.fromhex(KEYBOARD))],
    ids=["upper case", "with blanks", "as in a C program"],
)
def test_hex_may_be_spelled_in_several_ways(run: Run, spelled: str) -> None:
    ran = run("hid", "decode", "--descriptor", spelled, "--json")
    assert json.loads(ran.out) == {"input_reports": [CONTRACT], "reports": []}


def test_words_for_a_person(run: Run) -> None:
    rollover, cut = "02 00 01 01 01 01 01 01", "00 00 82"
    ran = run("hid", "decode", "--descriptor", KEYBOARD, "--report", rollover, "--report", cut)
    assert ran.text.splitlines() == [
        "report     keyboard, 8 bytes: 8 keys with a bit each, 6 slots for keys",
        "",
        rollover,
        "  down: ShiftLeft",
        "  more keys are down than the keyboard can report",
        "",
        cut,
        "  down: 07:82",
        "  it is shorter than the descriptor declares",
    ]


def test_boot_report_of_a_dongle_is_told_as_what_it_is(run: Run) -> None:
    ran = run("hid", "decode", "--descriptor", DONGLE, "--report", "060200220000000000")
    assert "down: ShiftLeft, Digit5" in ran.text
    assert "boot keyboard" in ran.text


def test_device_without_input_reports_sends_none(run: Run) -> None:
    assert run("hid", "decode", "--descriptor", "0600ff0901a1018505750895 05b102c0").text == "It sends no reports.\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--descriptor", "05010906a1"], "the report descriptor: byte 4: found an item of which 1 of 2"),
        (["--descriptor", "0501b4"], "the report descriptor: byte 2: found a Pop, expected a Push before it"),
        (["--descriptor", ""], "the report descriptor: byte 0: found nothing"),
        (["--descriptor", "05010"], "the report descriptor: byte 2: found half a byte"),
        (["--descriptor", "05\n0g"], "the report descriptor: byte 1: found 'g', expected hex digits"),
        (["--descriptor", KEYBOARD, "--report", "00", "--report", ""], "report 2: byte 0: found nothing"),
        (["--descriptor", DONGLE, "--report", "0700"], "report 1: byte 0: found report ID 7, expected"),
        (["--descriptor", KEYBOARD, "--report", "\x1b[31m"], "report 1: byte 0: found '\\x1b', expected hex digits"),
    ],
)
def test_bad_hex_is_refused_where_it_stops_making_sense(run: Run, arguments: list[str], complaint: str) -> None:
    ran = run("hid", "decode", *arguments)
    assert ran.status == 4
    assert complaint in ran.complaint


@pytest.mark.parametrize("arguments", [[], ["-", "--descriptor", "05"], ["-", "--report", "00"], ["FILE"]])
def test_command_that_asks_for_nothing_or_too_much_is_refused(run: Run, arguments: list[str]) -> None:
    assert run("hid", "decode", *arguments).status == 2


def answers_to(run: Run, monkeypatch: pytest.MonkeyPatch, lines: bytes) -> list[dict[str, object]]:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(lines)))
    ran = run("hid", "decode", "-")
    assert (ran.status, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


def test_each_line_has_its_answer_and_a_bad_one_stops_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    good = json.dumps({"descriptor": KEYBOARD, "reports": ["0200220000000000"]}).encode()
    bad = b'{"descriptor":"05010906a1"}'
    answers = answers_to(run, monkeypatch, good + b"\n" + bad + b"\r\n" + good)
    report = {"report_id": 0, "down": ["ShiftLeft", "Digit5"], "rollover": False}
    assert answers[0] == answers[2] == {"input_reports": [CONTRACT], "reports": [report]}
    assert set(answers[1]) == {"error", "offset"}
    assert answers[1]["offset"] == 4


@pytest.mark.parametrize(
    ("line", "offset"),
    [
        pytest.param(b"", 0, id="empty"),
        pytest.param(b"05010906", 1, id="bare hex"),
        pytest.param(b'{"descriptor":"05"', 18, id="cut off"),
        pytest.param(b'{"descriptor":5}', 0, id="number"),
        pytest.param(b'{"reports":[]}', 0, id="no descriptor"),
        pytest.param(b'{"descriptor":"c0","reports":"00"}', 0, id="text for reports"),
        pytest.param(b"[]", 0, id="array"),
        pytest.param(b'{"descriptor":"\xff"}', 15, id="not UTF-8"),
        pytest.param(b'{"x":' + b"[" * 100_000, 0, id="too deep"),
        pytest.param(b'{"descriptor":"' + b"0" * 9000 + b'"}', 4096, id="long descriptor"),
        pytest.param(b" " * (LONGEST_LINE + 1), LONGEST_LINE, id="long line"),
    ],
)
def test_line_that_is_no_question_gets_the_place(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: bytes, offset: int
) -> None:
    answers = answers_to(run, monkeypatch, line + b'\n{"descriptor":"b4"}\n')
    assert [answer["offset"] for answer in answers] == [offset, 0]
    assert "a Pop" in str(answers[1]["error"])


def test_answer_comes_before_the_next_question_is_asked() -> None:
    command = [sys.executable, "-m", "keycheck", "hid", "decode", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HOUSE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(b'{"descriptor":"b4"}\n')
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["offset"] == 0
        process.stdin.close()
        assert process.wait(timeout=60) == 0
