"""A file of another program's definition, read: its layouts, or one sentence on what is wrong and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from keycheck.errors import BadFile
from keycheck.errors.places import in_line
from keycheck.layouts.importing import kle, qmk, via
from keycheck.layouts.importing.document import line_of, parsed, text_of
from keycheck.layouts.importing.imported import Format, Imported
from keycheck.layouts.importing.node import Misfit, Node, shown_path

FORMATS: Mapping[Format, Callable[[Node], tuple[Imported, ...]]] = {
    "qmk": qmk.layouts,
    "via": via.layouts,
    "kle": kle.layouts,
}


def read(path: Path, of: Format) -> tuple[Imported, ...]:
    """The layouts that this file defines. BadFile says where in the file something is not what the format has."""
    text = text_of(path)
    document = parsed(text, str(path), rows_alone=of == "kle")
    try:
        return FORMATS[of](Node(document))
    except Misfit as misfit:
        line = line_of(text, misfit.path)
        place = in_line(line, shown_path(misfit.path)) if line else shown_path(misfit.path)
        raise BadFile(str(path), place, misfit.found, misfit.expected) from None
