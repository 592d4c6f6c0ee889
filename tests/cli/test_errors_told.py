"""What a refusal says is in the language that is spoken, whole; what programs read never changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from keycheck.errors import BadFile, KeycheckError, NothingKept, NothingObserves, Refused, UsageError
from keycheck.events.trace_file import decode
from keycheck.languages import speaking, told
from keycheck.languages.speech import LANGUAGES
from keycheck.layouts.library import ids
from keycheck.reports.pdf import NoPdfWriter
from keycheck.returns.law_library import places
from tests.cli.command import Run
from tests.cli.conftest import Demo
from tests.languages.pseudo import brackets, english

SCHEMAS = ("keycheck.report", "keycheck.trace", "keycheck.layout")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command line that is refused; `FILE` in it is a file with this content, `REPORT` and `TRACE` good ones."""

    line: str
    content: str | Callable[[bytes], bytes] = ""
    allowed: tuple[str, ...] = ()
    """Names, options and values, which are the same in every language."""


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip(data: bytes) -> bytes:
    return data.replace(b'"Digit5"', b'"Digit6"', 1)


def other_kind(data: bytes) -> bytes:
    return data.replace(b'"kind":', b'"sort":', 1)


REPAIR = ("--repair-asked", "--repair-back")
WANTS = ("refund", "replacement", "repair", "--want")
CLAIM = ("--for", "--claim", "FILE")
DECODE = ("--report", "--descriptor")
FORMS = ("KEY", "RATE", "intermittent", "slow_keys", "--fault", "dead")

REFUSALS = {
    "a file that is not there": Refusal("verify no.json", allowed=("no.json",)),
    "a report that is cut off": Refusal("verify FILE", cut),
    "a report that was changed": Refusal("verify FILE", flip),
    "a report that is another JSON": Refusal("verify FILE", "[1, 2]", ("array", "object")),
    "a report that is no JSON": Refusal("verify FILE", '{"schema" 1}'),
    "a report with another schema": Refusal("verify FILE", '{"schema":"x/1"}', ("x/1", "schema")),
    "a report without all of its fields": Refusal("verify FILE", '{"schema":"keycheck.report/1"}', ("report_id",)),
    "a report for a recording": Refusal("replay REPORT", allowed=("trace.jsonl",)),
    "a recording for a report": Refusal("report TRACE --format text", allowed=("report.json",)),
    "a page that is cut off": Refusal("verify FILE", "<!doctype html><p"),
    "a PDF that is cut off": Refusal("verify FILE", "%PDF-1.7"),
    "an empty recording": Refusal("replay FILE"),
    "a recording without a kind": Refusal("replay FILE", other_kind, ("kind",)),
    "a recording that is cut off": Refusal("replay FILE", cut),
    "a country": Refusal("report REPORT --format text --country UK", allowed=("--country", "UK", *places())),
    "a repair": Refusal("report REPORT --format text --repair-asked 2026-01-02", allowed=REPAIR),
    "a letter without a wish": Refusal("report REPORT --format letter", allowed=WANTS),
    "a sheet without a claim": Refusal(
        "report REPORT --format counter", allowed=("--for", "counter", "--claim", "FILE")
    ),
    "data for a counter": Refusal(
        "report REPORT --format json --for staff", allowed=("--format json", "staff", "pdf", "html", "text")
    ),
    "a file that can't be written": Refusal(
        "report REPORT --format text -o /proc/none", allowed=(str(Path("/proc/none")),)
    ),
    "a table over a report": Refusal("verify REPORT --csv REPORT", allowed=("--csv",)),
    "a table and JSON": Refusal("verify REPORT --csv - --json", allowed=("--csv", "--json", "stdout")),
    "a day": Refusal("test --bought soon", allowed=("--bought", "soon")),
    "a day to come": Refusal("test --delivered 2999-01-02", allowed=("--delivered",)),
    "a map": Refusal("test --layout dvorak", allowed=("dvorak", *ids())),
    "a key": Refusal("test --layout ansi-104 --key Foo", allowed=("--key", "Foo", "KeyA", "Digit5", "ansi-104")),
    "a source": Refusal("test --source foo", allowed=("--source", "foo", "hidraw")),
    "a source for learning": Refusal("layouts learn --source foo", allowed=("--source", "foo", "replay:TRACE")),
    "no terminal": Refusal("test", allowed=("test", "keycheck demo")),
    "no terminal to learn in": Refusal("layouts learn", allowed=("layouts learn", "keycheck demo")),
    "a matrix": Refusal("test --matrix foo", allowed=("foo", "practice-104")),
    "a matrix without its columns": Refusal("test --matrix FILE", "a,b\n1,2\n", ("drive", "sense", "code")),
    "a fault": Refusal("demo --no-tui --fault dead:Foo", allowed=(*FORMS, "Foo", "dead:Foo", "ansi-104", "Digit5")),
    "a fault of a matrix": Refusal(
        "demo --no-tui --fault line:foo:drive1", allowed=(*FORMS, "line:foo:drive1", "foo", "practice-104")
    ),
    "a map that is no TOML": Refusal("layouts show FILE", "x = \n"),
    "a map without a schema": Refusal("layouts show FILE", "x = 1\n", ("schema",)),
    "a map with a wrong key": Refusal(
        "layouts show FILE",
        'schema = "keycheck.layout/1"\nid = "x"\nname = "x"\nlocale = "us"\nkeys = 1\n',
        ("keys",),
    ),
    "a definition that is no JSON": Refusal("layouts import FILE --format qmk", "["),
    "a definition of something else": Refusal(
        "layouts import FILE --format qmk", "{}", ("layouts", "QMK", "keyboard.json", "info.json")
    ),
    "no such layout in a definition": Refusal(
        "layouts import FILE --format kle --name foo -o x.toml", '[["A"]]', ("layouts import", "foo", "LAYOUT")
    ),
    "half a byte": Refusal("hid decode --descriptor 051"),
    "a descriptor that is cut off": Refusal("hid decode --descriptor 05"),
    "a report of no descriptor": Refusal(
        "hid decode - --report 00", allowed=("hid decode", "--report", "--descriptor")
    ),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_no_word_of_a_refusal_is_left_in_english(refusal: Refusal, run: Run, demo: Demo, tmp_path: Path) -> None:
    file = tmp_path / "given"
    good = demo.trace if refusal.line.startswith("replay") else demo.report
    content = refusal.content
    file.write_bytes(content.encode() if isinstance(content, str) else content(good.read_bytes()))
    places = {"FILE": str(file), "REPORT": str(demo.report), "TRACE": str(demo.trace)}
    with brackets():
        ran = run(*(places.get(word, word) for word in refusal.line.split()))
    assert ran.status in (2, 4)
    assert english(ran.complaint, *places.values(), *SCHEMAS, *refusal.allowed) == ""


@pytest.mark.parametrize("as_json", ["verify FILE --json", "verify FILE REPORT --json", "verify FILE --csv -"])
def test_what_programs_read_of_a_refusal_is_the_same_in_every_language(
    as_json: str, run: Run, demo: Demo, tmp_path: Path
) -> None:
    file = tmp_path / "cut.json"
    file.write_bytes(cut(demo.report.read_bytes()))
    places = {"FILE": str(file), "REPORT": str(demo.report)}
    said = set()
    for language in LANGUAGES:
        with speaking(language):
            said.add(run("--language", language, *(places.get(word, word) for word in as_json.split())).out)
    assert len(said) == 1


def test_a_definition_that_is_refused_is_the_same_json_in_every_language(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "foreign.json"
    file.write_text("{}")
    words = ("layouts", "import", str(file), str(file), "--format", "qmk", "--json")
    said = set()
    for language in LANGUAGES:
        with speaking(language):
            said.add(run(*words).out)
    (once,) = said
    assert (
        json.loads(once.splitlines()[0])["error"]
        == "found no field 'layouts', expected QMK's keyboard.json or info.json"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_itself_stays_english(language: str) -> None:
    with speaking(language), pytest.raises(BadFile) as refused:
        decode(b"", "cut.jsonl")
    assert str(refused.value) == "cut.jsonl: line 1: found nothing, expected a header of keycheck.trace/1"


TOLD: dict[str, tuple[KeycheckError, str]] = {
    "of a file": (
        BadFile("a page", "line 14, column 21", "the end of the file", "the JSON of a keycheck.report/1"),
        "eine Seite: Zeile 14, Spalte 21: gefunden: das Ende der Datei; erwartet: JSON der Art keycheck.report/1",
    ),
    "of the command line": (
        UsageError("-o: x is no folder that can be written"),
        "-o: x ist kein Ordner, der sich beschreiben lässt",
    ),
    "of a report": (
        Refused("r.json", "not sealed: anybody could have written it.", "found no x"),
        "r.json: nicht versiegelt: Das könnte jeder geschrieben haben. (x nicht gefunden)",
    ),
    "that nothing listens": (
        NothingObserves(("evdev", "no key of AT keyboard arrives"), ("pynput", "permission denied")),
        "evdev: keine Taste von AT keyboard kommt an; pynput: keine Berechtigung",
    ),
    "that there is no way to listen": (NothingObserves(), "auf diesem System gibt es keinen Weg zum Mithören"),
    "that nothing is kept": (
        NothingKept("/d can't be written (File too large), and neither can /e (No such file or directory):"
                    " nothing could be kept"),
        "/d lässt sich nicht beschreiben (Datei zu groß), und /e auch nicht (Datei oder Ordner nicht vorhanden):"
        " Nichts konnte aufbewahrt werden",
    ),
    "of somebody else": (UsageError("made by nobody here"), "made by nobody here"),
}  # fmt: skip


@pytest.mark.parametrize(("error", "said"), TOLD.values(), ids=TOLD)
def test_each_kind_of_error_is_told_in_german(error: KeycheckError, said: str) -> None:
    with speaking("de"):
        assert told(error) == said


def test_an_error_that_nobody_foresaw_is_told_in_german(run: Run, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    def break_down(*_words: object) -> None:
        raise ZeroDivisionError("of a test")

    monkeypatch.setattr("keycheck.cli.verify._verify_one", break_down)
    ran = run("--language", "de", "verify", "x.json")
    assert (ran.status, ran.complaint) == (
        70,
        "keycheck: unerwarteter Fehler: ZeroDivisionError: of a test; die Einzelheiten stehen in "
        f"{data / 'last-error.txt'}",
    )


@pytest.mark.parametrize("error", [*(error for error, _ in TOLD.values()), NoPdfWriter()])
def test_an_error_is_told_in_english_as_it_is(error: KeycheckError) -> None:
    assert told(error) == str(error)
