"""The layout maps by id: those that keycheck brings with it, those that the person keeps, and those brought along.

Ours are data: in an installed package they lie in `keycheck/layouts/maps`, in a checkout in the folder `layouts` at its
top. The name of a map's file is its id. Maps that the person made (`layouts learn`, `layouts import`) lie in the folder
`layouts` of the data folder; a map in any other file is known from `bring` on, until keycheck ends.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from keycheck.config import kept_maps_folder
from keycheck.errors import BadFile, UsageError
from keycheck.errors.printable import printable
from keycheck.languages import N_
from keycheck.layouts.layout import Layout
from keycheck.layouts.own_map import head_of, layout_of, size_of

_INSTALLED = Path(__file__).parent / "maps"
_CHECKOUT = Path(__file__).parents[2] / "layouts"

GENERIC = ", generic form"
"""Ends the name of a map that stands for many keyboards, each a little different."""

_brought: dict[str, Layout] = {}


@cache
def own_ids() -> tuple[str, ...]:
    """The ids of the maps that keycheck brings with it, sorted; no map is read for it."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def ids() -> tuple[str, ...]:
    """The ids of all maps that are known now, sorted."""
    return tuple(sorted({*own_ids(), *_brought, *_kept()}))


def name_of(id: str) -> str:  # noqa: A002 - the field of the map that it is
    """What people call one of those maps."""
    return head(id).name


def head(id: str) -> Layout:  # noqa: A002 - the field of the map that it is
    """One of those maps, as `load` has it; of keycheck's own the keys are left out, so that a list of all is quick."""
    return _own_head(id) if id in own_ids() else load(id)


@cache
def _own_head(id: str) -> Layout:  # noqa: A002 - the field of the map that it is
    return head_of(_text(id))


def summary(id: str) -> tuple[str, int]:  # noqa: A002 - the field of the map that it is
    """What people call one of those maps, and its number of keys."""
    of = head(id)
    return of.name, size_of(_text(id)) if id in own_ids() else len(of.keys)


def load(id: str) -> Layout:  # noqa: A002 - the field of the map that it is
    """The map of that id; UsageError names the ids there are."""
    if id in own_ids():
        return own(id)
    layout = _brought.get(id) or _kept().get(id)
    if layout is None:
        raise UsageError(N_("no layout {id}: keycheck has {known}").format(id=repr(id), known=", ".join(ids())))
    return layout


@cache
def own(id: str) -> Layout:  # noqa: A002 - the field of the map that it is
    """One of the maps that keycheck brings with it; no user has to wait for what the tests hold them to."""
    return layout_of(_text(id))


def find(word: str) -> Layout:
    """The map that a command line names, by id or file. Raises what `load` and `bring` raise."""
    file = Path(word)
    if word in ids() or (file.suffix != ".toml" and not file.is_file()):
        return load(word)
    if not file.exists():
        raise UsageError(N_("{file}: found no such file, expected a layout map that is there").format(file=file))
    layout = bring(file)
    if layout.id not in own_ids() and (taken := _taken(file, layout)) is not None:
        raise taken
    return layout


def bring(path: Path) -> Layout:
    """The map in that file, known by its id from now on. BadFile where it can't be, or is no map."""
    layout = read(path)
    if layout.id in own_ids() and _unlike(layout, own(layout.id)):
        raise BadFile(
            str(path),
            "id",
            N_("{id}, which is another map of keycheck's own").format(id=repr(layout.id)),
            N_("an id of its own"),
        )
    _brought[layout.id] = layout
    return layout


def kept_maps() -> Iterator[Layout | BadFile]:
    """The maps in the person's folder; of a file that can't be one, why."""
    for path in sorted(kept_maps_folder().glob("*.toml")):
        try:
            layout = read(path)
        except BadFile as error:
            yield error
        else:
            yield _taken(path, layout) or layout


def _kept() -> dict[str, Layout]:
    return {found.id: found for found in kept_maps() if isinstance(found, Layout)}


def _taken(path: Path, layout: Layout) -> BadFile | None:
    """Why this map could be mistaken for one of ours: nobody looks whose map it is that bears our name."""
    if layout.id in own_ids():
        return BadFile(
            str(path), "id", N_("{quoted}, which is keycheck's own").format(quoted=repr(layout.id)), N_("another")
        )
    if is_our_name(layout.name):
        return BadFile(
            str(path),
            "name",
            N_("{quoted}, which is keycheck's own").format(quoted=printable(repr(layout.name))),
            N_("another"),
        )
    return None


def is_our_name(name: str) -> bool:
    """Whether people would read it as the name of one of the maps that keycheck brings with it."""
    return _as_read(name) in _own_names()


@cache
def _own_names() -> frozenset[str]:
    return frozenset(_as_read(name_of(id_)) for id_ in own_ids())


def _as_read(name: str) -> str:
    """The letters and digits alone, all small: people look at no more."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


def _unlike(one: Layout, other: Layout) -> bool:
    return msgspec.json.encode(one) != msgspec.json.encode(other)


def _text(id: str) -> str:  # noqa: A002 - the field of the map that it is
    return (_folder() / f"{id}.toml").read_text(encoding="utf-8")


def _folder() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def read(path: Path) -> Layout:
    """The map in that file; BadFile where it can't be read or is no map."""
    from keycheck.layouts.map_file import MAX_BYTES, parse  # the TOML parser, which our own maps do not need

    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except OSError as error:
        found = (error.strerror or N_("an unreadable file")).lower()
        raise BadFile(str(path), N_("whole file"), found, N_("a layout map that can be read")) from None
    return parse(text, str(path))
