"""QMK's `keyboard.json` and `info.json`: each layout a list of keys with places, and mostly with rows and columns."""

from __future__ import annotations

from keycheck.layouts.importing.imported import Box, Imported, ImportedKey, straightened
from keycheck.layouts.importing.node import Misfit, Node, whole

_OF_A_DEFINITION = {
    *("bootloader", "build", "community_layouts", "data_driven", "debounce", "development_board", "diode_direction"),
    *("encoder", "features", "keyboard_folder", "keyboard_name", "layout_aliases", "maintainer", "manufacturer"),
    *("matrix_pins", "matrix_size", "modules", "processor", "rgb_matrix", "rgblight", "split", "tags", "url", "usb"),
}
"""Fields by which a definition without layouts is known: QMK spreads one keyboard over the folders above it."""


def layouts(document: Node) -> tuple[Imported, ...]:
    """The layouts of the definition, in its order; none where it leaves them to a folder above. Raises Misfit.

    A layout alias is a second name of a layout, and so no layout.
    """
    found = document.field("layouts")
    if found is None:
        if not _OF_A_DEFINITION & document.object().keys():
            raise Misfit(document.path, "no field 'layouts'", "QMK's keyboard.json or info.json")
        return ()
    rows_drive = document.object().get("diode_direction") != "ROW2COL"
    return tuple(_layout(whole(name), layout, rows_drive) for name, layout in found.members("an object of layouts"))


def _layout(name: str, layout: Node, rows_drive: bool) -> Imported:
    keys = layout.needed("layout", "a list of keys")
    return Imported(name, tuple(_key(key) for key in keys.items("a list of keys")), rows_drive)


def _key(key: Node) -> ImportedKey:
    x, y = (key.needed(axis, f"a number {axis!r}").as_number() for axis in ("x", "y"))
    box = Box(x, y, key.size("w"), key.size("h"))
    turned = key.number("r", 0.0)
    # QMK's reference of info.json: without rx and ry a key turns about its own upper left corner.
    box, _ = straightened(box, None, turned, key.number("rx", x), key.number("ry", y))
    label = key.field("label")
    legends = tuple(part for part in label.text().split("\n") if part.strip()) if label else ()
    return ImportedKey(box, None, turned, legends, _matrix(key.field("matrix")))


def _matrix(matrix: Node | None) -> tuple[int, int] | None:
    if matrix is None:
        return None
    numbers = [item.value for item in matrix.items("a row and a column")]
    match numbers:
        case [int(row), int(column)] if min(row, column) >= 0 and not any(isinstance(n, bool) for n in numbers):
            return row, column
    raise Misfit(matrix.path, repr(numbers)[:60], "a row and a column, two whole numbers from 0")
