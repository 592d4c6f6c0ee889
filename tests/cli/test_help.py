"""Every command explains itself, and the README and the commands name each other."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from keycheck import __version__
from keycheck.cli import COMMANDS, UNFORESEEN
from keycheck.errors import BadFile, NothingKept, NothingObserves, UsageError
from keycheck.session.outcome import EXIT_STATUS
from tests.cli.command import HOUSE, Run

WORDS = [[command] for command in COMMANDS] + [["layouts", word] for word in ("list", "show", "import", "learn")]

CONTRACT = {
    "test": "--layout --device --source --out --order --seller --bought --delivered --want --country",
    "demo": "--fault --layout --seed --person --speed --no-tui --out",
    "simulate": "--fault --layout --seed --person -o",
    "replay": "--json TRACE",
    "devices": "--json",
    "layouts show": "ID",
    "layouts learn": "--device --source -o",
    "report": "FILE --format -o --want --country --for --claim --paper --serial",
    "verify": "FILE --json",
    "schema": "{trace|verdict|report|layout}",
}
"""What scripts rely on."""


def readme_words() -> set[str]:
    """What follows `keycheck` on each line of code of the README."""
    text = (HOUSE / "README.md").read_text("utf-8")
    code = re.findall(r"`(keycheck[^`\n]*)`", text) + re.findall(r"^(keycheck[^\n#]*)", text, re.M)
    return {line.removeprefix("keycheck").strip() for line in code}


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_every_command_has_help_that_says_what_it_does(run: Run, words: list[str]) -> None:
    ran = run(*words, "--help")
    assert (ran.status, ran.err) == (0, "")
    usage, _, rest = ran.text.partition("\n\n")
    assert usage.startswith(f"Usage: keycheck {' '.join(words)}")
    assert rest.split("\n\n")[0].strip().endswith(".")


@pytest.mark.parametrize("words", CONTRACT)
def test_every_option_of_the_contract_is_there(run: Run, words: str) -> None:
    explained = run(*words.split(), "--help").text
    assert [option for option in CONTRACT[words].split() if option not in explained] == []


def test_help_lists_every_command(run: Run) -> None:
    explained = run("--help").text
    assert [command for command in COMMANDS if f"\n  {command} " not in explained] == []


def test_help_lists_every_exit_status(run: Run) -> None:
    explained = run("--help").text
    _, _, listed = explained.partition("Exit status:")
    statuses = {int(number) for number in re.findall(r"^ +(\d+)  ", listed, re.M)}
    errors = {error.exit_code for error in (UsageError, BadFile, NothingObserves, NothingKept)}
    assert statuses == {*EXIT_STATUS.values(), *errors, UNFORESEEN}


def test_example_of_a_report_descriptor_works(run: Run) -> None:
    explained = run("hid", "decode", "--help").text
    (example,) = re.findall(r"^ +keycheck (hid decode .*?)$\n^ +(\w+)$", explained, re.M)
    ran = run(*example[0].removesuffix(" \\").split(), example[1])
    assert "down: Digit5" in ran.text


def test_every_command_of_the_readme_is_there() -> None:
    commands = {words.split()[0] for words in readme_words() if words and not words.startswith("-")}
    assert commands <= COMMANDS.keys()


def test_every_command_is_in_the_readme() -> None:
    assert {command for command in COMMANDS if not any(w.split()[:1] == [command] for w in readme_words())} == set()


def test_every_option_of_the_readme_is_there(run: Run) -> None:
    for words in readme_words():
        command = re.findall(r"[a-z]+", f" {words}".partition(" -")[0].partition(".")[0])
        options = re.findall(r"(?<!\S)--?[a-z][a-z-]*", words)
        if options:
            explained = run(*command, "--help").text
            assert [option for option in options if option not in explained] == [], words


def test_version_is_told(run: Run) -> None:
    assert run("--version").text.strip().endswith(__version__)


@pytest.mark.parametrize("words", [["frobnicate"], ["replay"], ["replay", "--yaml", "t.jsonl"], ["schema", "moon"]])
def test_what_is_not_on_offer_is_a_mistake_in_the_command_line(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, b"")
    assert "Traceback" not in ran.err


def test_the_counter_example_of_the_readme_works_from_line_to_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With simulated keyboards, whose report would take the place of the first: the second is told its folder."""
    _, _, after = (HOUSE / "README.md").read_text("utf-8").partition("\n## At the counter\n")
    lines = re.findall(r"^keycheck (.*)", after.partition("\n## ")[0], re.M)
    monkeypatch.chdir(tmp_path)
    for seed, words in enumerate(shlex.split(line, comments=True) for line in lines):
        if words[0] == "test":
            out = Path(words[words.index("--out") + 1] if "--out" in words else "closely")
            out = out / "test-2" if out.exists() else out
            assert run("demo", "--no-tui", "--seed", str(seed), "--out", str(out)).status == 0
        else:
            assert run(*words).status == (1 if words[0] == "replay" else 0)
    assert Path("sheet.pdf").read_bytes().startswith(b"%PDF")


def test_the_readme_leads_to_headings_that_are_there() -> None:
    text = (HOUSE / "README.md").read_text("utf-8")
    links = re.findall(r"\]\((\w[^)#:]*)#([^)]*)\)", text)
    assert [file for file, _ in links].count("docs/formats.md") >= 1
    for file, anchor in links:
        headings = re.findall(r"^#+ (.*)", (HOUSE / file).read_text("utf-8"), re.M)
        assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
