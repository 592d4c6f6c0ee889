"""QMK's `keyboard.json` and `info.json`: each layout a list of keys with places, and mostly with rows and columns."""

from __future__ import annotations

from keycheck.languages import N_
from keycheck.layouts.importing.imported import MOST_KEYS, Box, Imported, ImportedKey, straightened
from keycheck.layouts.importing.node import Misfit, Node, whole

_OF_A_DEFINITION = {
    *(
        "apa102",
        "audio",
        "auto_shift",
        "backlight",
        "battery",
        "board",
        "bluetooth",
        "bootloader",
        "bootmagic",
        "build",
    ),
    *("bootloader_instructions", "caps_word", "combo", "community_layouts", "config", "data_driven", "debounce"),
    *("debounce_type", "development_board", "diode_direction", "dip_switch", "dynamic_keymap", "eeprom", "encoder"),
    *(
        "features",
        "firmware_format",
        "haptic",
        "hardware",
        "height",
        "host",
        "indicators",
        "joystick",
        "keyboard_folder",
    ),
    *("keyboard_name", "keycodes", "layout_aliases", "leader_key", "led_matrix", "maintainer", "manufacturer"),
    *(
        "matrix_pins",
        "matrix_size",
        "modules",
        "mouse_key",
        "oneshot",
        "parse_errors",
        "pin_compatible",
        "pixel_fractal",
    ),
    *("platform", "pointing_device", "processor", "ps2", "qmk", "qmk_lufa_bootloader", "rgb_matrix", "rgblight"),
    *("secure", "split", "stenography", "tags", "tap_dance", "tapping", "teensy_loader", "url", "usb", "velocikey"),
    *("wear_leveling", "weight", "width", "ws2812"),
}
"""Fields by which a definition without layouts is known: QMK spreads one keyboard over the folders above it."""


def layouts(document: Node) -> tuple[Imported, ...]:
    """The layouts of the definition, in its order; none where it leaves them to a folder above. Raises Misfit.

    A layout alias is a second name of a layout, and so no layout.
    """
    found = document.field("layouts")
    if found is None:
        if not _OF_A_DEFINITION & document.object().keys():
            raise Misfit(
                document.path,
                N_("no field {quoted}").format(quoted="'layouts'"),
                N_("QMK's keyboard.json or info.json"),
            )
        return ()
    rows_drive = document.object().get("diode_direction") != "ROW2COL"
    named = ((whole(name), _keys_of(layout)) for name, layout in found.members(N_("an object of layouts")))
    return tuple(Imported(name, _keys(keys), rows_drive) for name, keys in named if keys is not None)


def _keys_of(layout: Node) -> Node | None:
    """The list of the layout's keys; None where it is only named here, and given elsewhere."""
    if layout.value is None or isinstance(layout.value, list):
        return layout if layout.value is not None else None
    return layout.field("layout")


def _keys(keys: Node) -> tuple[ImportedKey, ...]:
    if isinstance(keys.value, list) and len(keys.value) > MOST_KEYS:
        raise Misfit(
            keys.path, N_("{number} keys").format(number=len(keys.value)), N_("at most {most}").format(most=MOST_KEYS)
        )
    return tuple(_key(key) for key in keys.items(N_("a list of keys")))


def _key(key: Node) -> ImportedKey:
    x, y = (key.needed(axis, N_("a number {quoted}").format(quoted=repr(axis))).as_number() for axis in ("x", "y"))
    box = Box(x, y, key.size("w"), key.size("h"))
    turned = key.number("r", 0.0)
    # QMK's reference of info.json: without rx and ry a key turns about its own upper left corner.
    box, _ = straightened(box, None, turned, key.number("rx", x), key.number("ry", y))
    label = key.field("label")
    printed = label.text_or_none() if label else None
    legends = tuple(part for part in (printed or "").split("\n") if part.strip())
    return ImportedKey(box, None, turned, legends, _matrix(key.field("matrix")))


def _matrix(matrix: Node | None) -> tuple[int, int] | None:
    if matrix is None:
        return None
    items = [item.value for item in matrix.items(N_("a row and a column"))]
    if all(item is None or item == -1 for item in items):
        # So people say that a key has none.
        return None
    numbers = [int(n) if isinstance(n, float) and n.is_integer() else n for n in items]
    match numbers:
        case [int(row), int(column)] if min(row, column) >= 0 and not any(isinstance(n, bool) for n in numbers):
            return row, column
    raise Misfit(matrix.path, repr(items)[:60], N_("a row and a column, two whole numbers from 0"))
