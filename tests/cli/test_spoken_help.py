"""The help of every command, and what is wrong with a command line, in the language that is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from keycheck.cli import COMMANDS, keycheck
from keycheck.languages import retold, speaking
from keycheck.languages.speech import LANGUAGES
from tests.cli.command import Run
from tests.languages.pseudo import CODE, brackets, english, known


def every_command() -> Iterator[tuple[list[str], click.Command]]:
    """The words that call each command, and those that only hold others."""
    context = click.Context(keycheck)
    yield [], keycheck
    for name in COMMANDS:
        command = keycheck.get_command(context, name)
        assert command is not None
        yield [name], command
        for inner, nested in getattr(command, "commands", {}).items():
            yield [name, inner], nested


EVERY = [(words, command) for words, command in every_command()]
HELP = pytest.mark.parametrize(("words", "command"), EVERY, ids=[" ".join(words) or "-" for words, _command in EVERY])


def names(command: click.Command) -> tuple[str, ...]:
    """The names of a command's options and what stands for their values, which no language changes."""
    context = click.Context(command)
    records = filter(None, (parameter.get_help_record(context) for parameter in command.get_params(context)))
    pieces = " ".join([*command.collect_usage_pieces(context), *(record[0] for record in records)])
    values = [str(parameter.default) for parameter in command.params]
    return (*re.findall(r"[\w-]+", pieces), *values, *getattr(command, "commands", ()))


def whole(text: str) -> str:
    """The help, where each command of a list, of which only the beginning is told, ends its brackets."""
    return re.sub(r"^(  \w[\w-]* +⟦[^⟧\n]*)$", r"\1⟧", text, flags=re.M)


@HELP
def test_no_word_of_a_help_stays_english(run: Run, words: list[str], command: click.Command) -> None:
    in_english = run(*words, "--help")
    with brackets():
        ran = run(*words, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.text != in_english.text
    assert english(whole(ran.text), *words, *names(command), *COMMANDS) == ""


@HELP
def test_help_is_the_same_in_english_whatever_was_told_before(
    run: Run, words: list[str], command: click.Command
) -> None:
    context = click.Context(command, info_name=" ".join(["keycheck", *words]))
    before = command.get_help(context)
    with brackets():
        assert "⟦" in run(*words, "--help").text
    assert run("--language", "en", *words, "--help").text == run(*words, "--help").text
    assert command.get_help(context) == before


@HELP
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_help_keeps_to_the_width_of_a_terminal(
    run: Run, words: list[str], command: click.Command, language: str
) -> None:
    """But for the example of a descriptor, which is one word."""
    text = run("--language", language, *words, "--help").text
    assert [line for line in text.splitlines() if len(line) > 80 and len(line.split()) > 1] == []


@pytest.mark.parametrize(
    "words", [("--language", "de", "--help"), ("--help", "--language", "de"), ("--language", "de", "devices", "--help")]
)
def test_the_option_chooses_the_language_of_help_wherever_it_stands(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.status, ran.text.partition(" ")[0]) == (0, "Aufruf:")
    assert "Diese Hilfe zeigen und beenden." in ran.text


@pytest.mark.parametrize("words", [("--help",), ("layouts", "--help"), ("layouts", "show", "--help")], ids=" ".join)
def test_the_variable_chooses_the_language_of_help(
    run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYCHECK_LANGUAGE", "fr")
    assert run(*words).text.startswith("Utilisation\N{NO-BREAK SPACE}: keycheck")


@pytest.mark.parametrize("words", [("--help",), ("devices", "--help")], ids=" ".join)
def test_an_unknown_language_is_named_in_one_line_by_help_too(run: Run, words: tuple[str, ...]) -> None:
    ran = run("--language", "tlh", *words)
    assert (ran.status, ran.complaint.partition(",")[0]) == (2, "keycheck: --language: found 'tlh'")


def test_the_version_is_told_whatever_language_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYCHECK_LANGUAGE", "tlh")
    assert run("--version").status == 0


COMPLAINTS = {
    "no such option": ("devices", "--zzz"),
    "no such option of keycheck itself": ("--zzz",),
    "an option that is like another": ("devices", "--jsn"),
    "an option that is like others": ("report", "--repair"),
    "no such command": ("zzz",),
    "a command that is like another": ("layout",),
    "no such command of a group": ("layouts", "zzz"),
    "a group without its command": ("layouts", "--"),
    "a missing argument": ("replay",),
    "a missing argument of a few": ("schema",),
    "a missing option": ("report", "x"),
    "an argument too many": ("replay", "a", "zzz"),
    "arguments too many": ("replay", "a", "zzz", "zzz"),
    "an option without its value": ("report", "--format"),
    "the language without its value": ("--language",),
    "a flag with a value": ("devices", "--json=zzz"),
    "another word than those on offer": ("report", "x", "--format", "zzz"),
    "another word than the one on offer": ("hid", "decode", "zzz"),
    "no whole number": ("demo", "--seed", "zzz"),
    "no number": ("demo", "--speed", "zzz"),
    "a number that is too large": ("demo", "--speed", "1000"),
    "a number that is too small": ("demo", "--seed", "-1"),
    "no date": ("report", "x", "--format", "pdf", "--repair-back", "zzz"),
    "a file for a folder": ("demo", "--out", "FILE"),
    "a folder for a file": ("simulate", "-o", "FOLDER"),
}
"""A command line of each kind that click refuses; FILE and FOLDER are there."""

VALUES = ("zzz", "jsn", "help")

KINDS = {"text", "boolean", "choice", "integer range", "float range", "datetime", "file", "directory", "path"}
"""What click calls the kinds of values that commands take."""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and a folder lie in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    Path("FILE").touch()
    Path("FOLDER").mkdir()


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("words", COMPLAINTS.values(), ids=COMPLAINTS)
def test_no_word_of_a_complaint_stays_english(run: Run, words: tuple[str, ...]) -> None:
    in_english = run(*words)
    with brackets():
        ran = run(*words)
    assert (ran.status, ran.out) == (in_english.status, in_english.out) == (2, b"")
    said = set().union(*(names(command) for _words, command in EVERY))
    assert english(ran.err, *words, *said, *VALUES) == ""


def test_every_kind_of_value_is_one_whose_complaints_are_known() -> None:
    types = [parameter.type for _words, command in EVERY for parameter in command.params]
    assert {kind.name for kind in types} == KINDS
    assert not [kind for kind in types if isinstance(kind, click.Path) and (kind.exists or kind.writable)]


def test_who_stops_a_command_is_answered(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("keycheck.capture.sources.names", stopped)
    assert (run("devices").status, run("devices").err.strip()) == (1, "Aborted!")
    with brackets():
        assert run("devices").err.strip() == "⟦Aborted!⟧"


@pytest.mark.parametrize(
    "words", [("--zzz", "--language", CODE), ("--language", CODE, "--zzz"), ("--language", CODE, "zzz")], ids=" ".join
)
def test_the_option_chooses_the_language_of_complaints_wherever_it_stands(run: Run, words: tuple[str, ...]) -> None:
    with known():
        assert run(*words).err.startswith("⟦Usage⟧: keycheck")


@pytest.mark.parametrize("language", ["de", "tlh"])
def test_the_variable_chooses_the_language_of_complaints(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """One that keycheck does not speak gives English."""
    monkeypatch.setenv("KEYCHECK_LANGUAGE", language)
    first = {"de": "Aufruf: ", "tlh": "Usage: "}[language]
    assert run("--zzz").err.startswith(first)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("No such option: --jsn Did you mean --json?", "Diese Option gibt es nicht: --jsn Meinten Sie --json?"),
        (
            "No such option: --repair (Possible options: --repair-asked, --repair-back)",
            "Diese Option gibt es nicht: --repair (Mögliche Optionen: --repair-asked, --repair-back)",
        ),
        (
            "No such command 'layout'. (Did you mean one of: 'layouts', 'layers'?)",
            "Den Befehl 'layout' gibt es nicht. (Meinten Sie eines davon: 'layouts', 'layers'?)",
        ),
    ],
)
def test_what_other_versions_of_click_say_is_told_too(said: str, told: str) -> None:
    with speaking("de"):
        assert retold(said) == told
