"""The layout maps that keycheck brings with it, by id, and maps from elsewhere, by path.

The maps are data: in an installed package they lie in `keycheck/layouts/maps`, in a checkout in the folder `layouts` at
its top. The name of a map's file is its id.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from keycheck.errors import BadFile, UsageError
from keycheck.layouts.layout import Layout
from keycheck.layouts.own_map import layout_of, name_and_size

_INSTALLED = Path(__file__).parent / "maps"
_CHECKOUT = Path(__file__).parents[2] / "layouts"


@cache
def ids() -> tuple[str, ...]:
    """The ids of the maps that keycheck brings with it, sorted; no map is read for it."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def name_of(id: str) -> str:  # noqa: A002 - the field of the map that it is
    """What people call one of those maps."""
    return summary(id)[0]


def summary(id: str) -> tuple[str, int]:  # noqa: A002 - the field of the map that it is
    """What people call one of those maps, and its number of keys."""
    return name_and_size(_text(id))


@cache
def load(id: str) -> Layout:  # noqa: A002 - the field of the map that it is
    """The map of that id; UsageError names the ids there are."""
    if id not in ids():
        raise UsageError(f"no layout {id!r}: keycheck has {', '.join(ids())}")
    # The tests hold our own maps to every rule: no user has to wait for that.
    return layout_of(_text(id))


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
        found = (error.strerror or "an unreadable file").lower()
        raise BadFile(str(path), "whole file", found, "a layout map that can be read") from None
    return parse(text, str(path))
