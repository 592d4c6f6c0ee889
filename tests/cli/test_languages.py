"""Whatever language is spoken, no word that a command prints stays English, and no JSON changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from keycheck.capture.blind import without_a_number
from keycheck.capture.pynput_x11 import NO_DISPLAY
from keycheck.capture.remote import ELSEWHERE
from keycheck.capture.source import FoundDevice, Probe
from keycheck.capture.udev_rule import install_command
from keycheck.cli import doctor
from keycheck.cli.layouts_learn import _left, _saved
from keycheck.host.imitator import Imitator, gives
from keycheck.host.key_filters import KeyFilters, filters_found
from keycheck.host.label import Fact
from keycheck.host.machine import Machine
from keycheck.host.number_lock import numlock_off
from keycheck.host.remappers import PROGRAMS, _imitator, _stranger
from keycheck.host.settings import Survey, Unread, readers_here, survey
from keycheck.keys.table import all_codes
from keycheck.languages.speech import LANGUAGES
from keycheck.layouts.learning.drawn import About
from keycheck.layouts.library import ids, load
from keycheck.session.notebook import Notebook
from tests.cli.command import Run
from tests.cli.conftest import Demo
from tests.cli.test_hid import KEYBOARD
from tests.languages.pseudo import CODE, brackets, english, known
from tests.layouts.importing.definitions import TKL, write

CODES = (*all_codes(), *ids())
SIGNS = tuple({sign for name in ids() for key in load(name).keys for sign in key.legend.split()})
"""What is printed on keys, which no language changes."""

FOUND = FoundDevice("/dev/input/event3", "AT keyboard", "i8042", internal=True, blind=without_a_number("evdev"))
PROBES = {
    "evdev": Probe("ready", devices=(FOUND, replace(FOUND, internal=None, bus="")), blind=FOUND.blind),
    "hidraw": Probe("blocked", ELSEWHERE.reason, ELSEWHERE.mend, mend_for_good=install_command()),
    "pynput": NO_DISPLAY,
    "terminal": Probe("ready", silence="no_evidence"),
}
IMITATORS: tuple[Imitator, ...] = (
    *filters_found(KeyFilters(30, 40, True, True), "os", "the X server", lambda kind: "xkbset"),
    numlock_off("the Num Lock lamp"),
    _imitator(PROGRAMS["keyd"], 42),
    _stranger("AT keyboard"),
    Imitator("remap", "Custom keymap", gives(dict.fromkeys(CODES[:6])), CODES[:12], "app", False, "the X server", "x"),
)
MACHINE = Machine(Fact("LENOVO", "dmi"), None, None, Fact("Debian", "system"))
COMMANDS = (
    *("xkbset", "sudo", "systemctl", "stop", "keyd", "LENOVO", "Debian", "evdev", "hidraw", "pynput", "terminal"),
    *("/sys/devices/virtual/input", "keycheck doctor"),
)
"""Names, places and commands, which are the same in every language."""


@pytest.fixture
def other_language() -> Iterator[None]:
    with brackets():
        yield


def left_over(text: str, *allowed: str) -> list[str]:
    """The lines that have English words."""
    return [line for line in " ".join(text.split("\n  ")).splitlines() if english(line, *allowed)]


@pytest.mark.usefixtures("other_language")
class TestDoctor:
    def test_all_that_it_finds(self) -> None:
        unread = (Unread("scan codes of the kernel", "only root may read them: sudo keycheck doctor"),)
        looked_at = tuple(reader.what for reader in readers_here())
        lines = doctor.told(PROBES, Survey(IMITATORS, looked_at, unread), MACHINE)
        text = "\n".join(line for line in lines if line.strip() != install_command())
        assert english(text, *COMMANDS, *CODES) == ""

    @pytest.mark.parametrize("names", [("evdev",), ("pynput",), ("terminal",), ("hidraw",), ()], ids=str)
    @pytest.mark.parametrize("imitators", [(), IMITATORS[:1], IMITATORS[:3]], ids=len)
    def test_summary(self, names: tuple[str, ...], imitators: tuple[Imitator, ...]) -> None:
        probes = {name: PROBES[name] for name in names}
        assert english(doctor.summary(probes, imitators)) == ""

    def test_what_this_machine_says(self) -> None:
        found = survey()
        assert english("\n".join(doctor.told({}, found, Machine())), *_own_words(found)) == ""


def _own_words(found: Survey) -> tuple[str, ...]:
    """Names and commands of this machine, what its programs answer, and the keys that they act on."""
    return tuple(
        word for each in found.imitators for word in (each.mend, each.read_from, each.name, *(each.keys or ()))
    )


@pytest.mark.usefixtures("other_language")
class TestCommands:
    def test_demo(self, run: Run, few_keys: None, tmp_path: Path) -> None:
        ran = run("demo", "--no-tui", "--out", str(tmp_path / "out"))
        out = str(tmp_path / "out" / "report.pdf")
        assert left_over(ran.text + ran.err, out, out.removesuffix("pdf") + "html", "dead:Digit5", "hardware") == []

    def test_demo_without_a_fault(self, run: Run, few_keys: None, tmp_path: Path) -> None:
        ran = run("demo", "--no-tui", "--fault", "none", "--out", str(tmp_path / "out"))
        assert left_over(ran.text, str(tmp_path / "out" / "report.pdf")) == []

    def test_replay(self, run: Run, demo: Demo) -> None:
        ran = run("replay", str(demo.trace))
        assert ran.status == 1
        digest = sha256(demo.trace.read_bytes()).hexdigest()
        assert left_over(ran.text, str(demo.report), digest) == []

    def test_devices(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("keycheck.capture.sources.names", lambda: tuple(PROBES))
        monkeypatch.setattr("keycheck.capture.sources.probe", PROBES.__getitem__)
        assert left_over(run("devices").text, *PROBES, "/dev/input/event3", *CODES) == []

    @pytest.mark.parametrize("words", [(), ("--words",), ("--matrix", "practice-104")], ids=str)
    def test_layouts_show(self, run: Run, words: tuple[str, ...]) -> None:
        text = run("layouts", "show", "laptop-15-ansi" if "--matrix" not in words else "ansi-104", *words).text
        drawn = [line for line in text.splitlines() if "⟦" in line or ":" in line]
        lines = ("drive", "sense")
        sides = tuple(f"{side}{number}" for side in lines for number in range(32))
        assert left_over("\n".join(drawn), *CODES, *SIGNS, *sides, "practice-104", "us") == []

    def test_layouts_list(self, run: Run) -> None:
        assert left_over(run("layouts", "list").text, *CODES) == []

    def test_layouts_import(self, run: Run, tmp_path: Path) -> None:
        file = write(tmp_path, TKL)
        for words in ([str(file)], [str(file), str(file)]):
            ran = run("layouts", "import", "--format", "kle", *words)
            assert left_over(ran.text + ran.err, "LAYOUT", str(file)) == []

    def test_what_learning_leaves(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        book = Notebook(About("Acme", "laptop", "us"))
        _left(book)
        for code in ("Escape", "F1", "F2", "KeyQ", "KeyW", "Digit1"):
            book.change(book.sketch.pressed(code))
        _left(book)
        _saved(book.layout, book, tmp_path / "acme.toml")
        said = capsys.readouterr()
        assert said.out
        assert said.err
        known_words = ("Acme", str(tmp_path / "acme.toml"), "keycheck test --layout", *SIGNS)
        assert left_over(said.out + said.err, *known_words) == []

    @pytest.mark.parametrize("reports", [("0000220000000000",), ("0000010101010101", "00")], ids=len)
    def test_hid_decode(self, run: Run, reports: tuple[str, ...]) -> None:
        options = [word for report in reports for word in ("--report", report)]
        assert left_over(run("hid", "decode", "--descriptor", KEYBOARD, *options).text, *CODES) == []


class TestTheChoice:
    def test_the_option_chooses(self, run: Run) -> None:
        with known():
            assert "⟦" in run("--language", CODE, "layouts", "list").text
            assert "⟦" not in run("--language", "en", "layouts", "list").text

    def test_the_variable_chooses(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KEYCHECK_LANGUAGE", CODE)
        with known():
            assert "⟦" in run("layouts", "list").text

    def test_an_unknown_one_is_refused_with_the_known_ones(self, run: Run) -> None:
        ran = run("--language", "tlh", "layouts", "list")
        assert (ran.status, ran.complaint) == (
            2, f"keycheck: --language: found 'tlh', expected one of {', '.join(sorted(LANGUAGES))}",
        )  # fmt: skip


JSON = {
    "devices": ("devices", "--json"),
    "doctor": ("doctor", "--json"),
    "layouts list": ("layouts", "list", "--json"),
    "layouts show": ("layouts", "show", "laptop-15-ansi", "--json"),
    "hid": ("hid", "decode", "--descriptor", KEYBOARD, "--report", "0000220000000000", "--json"),
}


@pytest.mark.parametrize("words", JSON.values(), ids=JSON)
def test_json_is_the_same_in_every_language(run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keycheck.capture.sources.names", lambda: tuple(PROBES))
    monkeypatch.setattr("keycheck.capture.sources.probe", PROBES.__getitem__)
    monkeypatch.setattr("keycheck.host.settings.survey", lambda: Survey(IMITATORS, (), ()))
    in_english = run(*words)
    with brackets():
        assert run(*words).out == in_english.out
    assert json.loads(in_english.out)


def test_verdict_of_a_recording_is_the_same_in_every_language(run: Run, demo: Demo) -> None:
    in_english = run("replay", str(demo.trace), "--json")
    with brackets():
        told = run("replay", str(demo.trace), "--json")
    assert (told.status, told.out) == (in_english.status, in_english.out)


def test_answer_about_a_report_is_the_same_for_programs_in_every_language(
    run: Run, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the table too; the report was sealed on this computer."""
    own = bytes.fromhex(json.loads(run("verify", str(demo.report), "--json").out)["key"])
    monkeypatch.setattr("keycheck.evidence.key_file.own_key", lambda: own)
    for words in (("--json",), ("--csv", "-")):
        in_english = run("verify", str(demo.report), *words)
        assert b"this computer" in in_english.out
        with brackets():
            told = run("verify", str(demo.report), *words)
        assert (told.status, told.out) == (in_english.status, in_english.out)
    with brackets():
        assert "⟦this computer⟧" in run("verify", str(demo.report)).text
