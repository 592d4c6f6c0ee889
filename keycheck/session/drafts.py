"""The sketch of a keyboard on disk while it is learned: written anew at every change, so that no end loses it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from keycheck.config import data_folder, hand_over, kept_maps_folder
from keycheck.errors import BadFile, UsageError
from keycheck.errors.bad_json import REFUSALS, refusal
from keycheck.languages import N_
from keycheck.layouts.layout import Layout
from keycheck.layouts.learning.drawn import About
from keycheck.layouts.learning.sketch import Sketch
from keycheck.layouts.map_file import parse
from keycheck.layouts.map_text import as_toml

DRAFT = ".sketch.json"
"""How the name of a draft ends."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the sketch of one keyboard lies until its map is saved. Only its owner may read it."""

    path: Path

    @classmethod
    def of(cls, about: About) -> Draft:
        """The draft of the keyboard of that name. UsageError where the data folder can't be made."""
        return cls(data_folder() / f"{about.id}{DRAFT}")

    def read(self) -> Sketch:
        """What was learned before; an empty sketch where nothing was. BadFile where it is damaged."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return Sketch()
        except OSError as error:
            raise BadFile(
                str(self.path), N_("whole file"), error.strerror or N_("nothing"), N_("a file that can be read")
            ) from None
        try:
            return msgspec.json.decode(data, type=Sketch)
        except REFUSALS as error:
            raise refusal(str(self.path), data, error, N_("sketch of a keyboard")) from None

    def write(self, sketch: Sketch) -> None:
        """The whole sketch, or the one before it: never half of one. OSError where the disk takes neither."""
        part = self.path.with_suffix(".part")
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(file, "wb") as opened:
            opened.write(msgspec.json.encode(sketch))
        os.replace(part, self.path)
        hand_over(self.path)

    def discard(self) -> None:
        """The map was saved."""
        self.path.unlink(missing_ok=True)


def save(layout: Layout, file: Path | None) -> Path:
    """Write the map into that file, or under its id into the folder of the person's maps; where it lies.

    BadFile where it breaks a rule of maps, UsageError where it can't be written.
    """
    path = file or kept_maps_folder() / f"{layout.id}.toml"
    text = as_toml(layout, [f"{layout.name}, learned from its keys."])
    parse(text, str(path))
    try:
        if file is None:
            data_folder()
            path.parent.mkdir(exist_ok=True)
            hand_over(path.parent)
        path.write_text(text, encoding="utf-8")
        hand_over(path)
    except OSError as error:
        raise UsageError(
            N_("{file}: the map can't be written ({reason})").format(file=path, reason=error.strerror)
        ) from error
    return path
