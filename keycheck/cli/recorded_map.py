"""The map that a recording or a report names: keycheck's own, the one beside the file, or a kept one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from keycheck.languages import N_

if TYPE_CHECKING:
    from keycheck.layouts.layout import Layout


def map_of(id: str, locale: str, file: Path, place: str) -> Layout:  # noqa: A002 - the field of the map that it is
    """The map with the legends of that locale; `file` names it in this place. BadFile where there is none."""
    from keycheck.errors import BadFile
    from keycheck.layouts.legends import as_recorded
    from keycheck.layouts.library import bring, ids, load, own_ids
    from keycheck.session.beside import LAYOUT_FILE

    beside = file.parent / LAYOUT_FILE
    if id not in own_ids() and beside.is_file():
        layout = bring(beside)
        if layout.id != id:
            raise BadFile(
                str(beside), "id", repr(layout.id), N_("{id}, which {name} names").format(id=repr(id), name=file.name)
            )
    elif id in ids():
        layout = load(id)
    else:
        known = ", ".join(ids())
        raise BadFile(
            str(file),
            place,
            repr(id),
            N_("one of {known}, or its map beside it as {file}").format(known=known, file=LAYOUT_FILE),
        )
    return as_recorded(layout, locale)
