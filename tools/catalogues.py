"""Bring the catalogues of every language up to what keycheck says: `python -m tools.catalogues`.

What is said stands in the code, marked with `_`, `N_` or `ngettext`, in the texts of the data files, and in the help of
the commands, which needs no mark. A sentence that is new has no translation yet, one that nobody says any more leaves
the catalogue, and what is translated is compiled into the file that a running keycheck reads.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from inspect import unwrap
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from keycheck.cli import keycheck
from keycheck.cli.spoken_help import sentences
from keycheck.languages.speech import LANGUAGES, speaking
from keycheck.layouts.library import GENERIC

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "keycheck" / "languages" / "locale"
SAID_IN_DATA = frozenset({"text", "note", "place", "options", "remark"})
"""The keys of a file of law, of the usual policy of a shop and of a map of codes whose texts are said to people."""
SAID_OF_THE_UNION = SAID_IN_DATA | {"instrument", "provision"}
"""An Act is named in the language of its country; what the European Union makes has a name in each of its own."""
SAID_IN_MAPS = frozenset({"name", "unseen", "caution"})
"""Those of the map of a keyboard."""
KEYWORDS = {"_": None, "N_": None, "NN_": (1, 2), "ngettext": (1, 2)}
HEADER = "# What keycheck says, in the language that the header names. Made by tools.catalogues; translated by hand.\n#"
NO_DAY = datetime(2026, 11, 22, tzinfo=UTC)
"""Stands in each header for the day it was made, so that the same words give the same bytes."""
METHODS = [
    ("keycheck/returns/law/eu.toml", "tools.catalogues:said_of_the_union"),
    ("keycheck/returns/**.toml", "tools.catalogues:said_in_data"),
    ("layouts/*.toml", "tools.catalogues:said_in_maps"),
    ("keycheck/**.py", "python"),
]


def said() -> Catalog:
    """Everything that keycheck says, from the code and the data, without translations."""
    catalogue = Catalog(charset="utf-8", project="keycheck", fuzzy=False)
    with speaking("en"):  # a command that is looked up is told in the language that is spoken
        found = [*extract_from_dir(ROOT, METHODS, keywords=KEYWORDS), *said_in_help()]
    for file, _line, text, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalogue.add(text, None, [(file, 0)], auto_comments=comments, context=context)
    return catalogue


def said_in_data(
    file: BytesIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's way to ask what a TOML file says: line, function, text, comments."""
    yield from ((1, "_", text, []) for text in _texts(tomllib.load(file), SAID_IN_DATA))


def said_of_the_union(
    file: BytesIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The same for the facts of law of the European Union."""
    yield from ((1, "_", text, []) for text in _texts(tomllib.load(file), SAID_OF_THE_UNION))


def said_in_maps(
    file: BytesIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The same for the map of a keyboard; a button has room for its short name only."""
    for text in _texts(tomllib.load(file), SAID_IN_MAPS):
        yield from ((1, "_", words, []) for words in dict.fromkeys((text, text.removesuffix(GENERIC))))


def said_in_help() -> Iterator[tuple[str, int, str, list[str], None]]:
    """What the help of every command says, in the form in which Babel tells what it found."""
    for command, context in _commands(keycheck):
        assert command.callback is not None
        file = Path(unwrap(command.callback).__code__.co_filename).relative_to(ROOT).as_posix()
        yield from ((file, 1, text, [], None) for text in sentences(command, context))


def _commands(command: click.Command) -> Iterator[tuple[click.Command, click.Context]]:
    """The command and, of a group, those in it."""
    context = click.Context(command)
    yield command, context
    if isinstance(command, click.Group):
        inner = (command.get_command(context, name) for name in command.list_commands(context))
        yield from (each for found in inner if found is not None for each in _commands(found))


def _texts(value: object, keys: frozenset[str], said_here: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, keys, said_here or key in keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, keys, said_here)
    elif isinstance(value, str) and said_here and value:
        yield value


def po_file(language: str) -> Path:
    """Where the translations into this language are written."""
    return LOCALE / language / "LC_MESSAGES" / "keycheck.po"


def translated(language: str) -> Catalog:
    """The catalogue of a language as it is; an empty one where there is none yet."""
    file = po_file(language)
    if not file.is_file():
        return Catalog(locale=language, charset="utf-8", project="keycheck", fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale=language, charset="utf-8")


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the file that gettext reads."""
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def bring_up_to_date(language: str) -> Catalog:
    """Write this language's catalogue anew, with every sentence that is said and no other."""
    catalogue = translated(language)
    # A guess at a sentence that changed would be a translation that nobody read.
    catalogue.update(said(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment, catalogue.fuzzy = HEADER, False
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    catalogue.last_translator = catalogue.language_team = "the keycheck founders"
    catalogue.msgid_bugs_address = ""
    file = po_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_po(opened, catalogue, width=120, include_lineno=False, sort_by_file=True)
    file.with_suffix(".mo").write_bytes(compiled(catalogue))
    return catalogue


def main() -> None:
    """Bring every language up to date, and tell how much of each is still to be translated."""
    for language in LANGUAGES:
        if language != "en":
            catalogue = bring_up_to_date(language)
            missing = sum(1 for message in catalogue if message.id and not _whole(message.string))
            print(f"{language}: {len(catalogue)} sentences, {missing} to translate")


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    main()
