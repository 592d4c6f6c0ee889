"""The rows of the keyboards that keycheck brings maps of, from the standards and from the machines as they are sold.

Sizes: ANSI INCITS 154, ISO/IEC 9995, JIS X 6002 (OADG 109A), ABNT NBR 10346, KS X 5002. Laptops of a generic form stand
for no model in particular.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from keycheck.layouts.layout import Standard
from tools.make_layouts import Keyboard, Row

Shape = Literal["ansi", "iso", "jis", "abnt2", "ks"]

LOCALE = {"ansi": "us", "iso": "gb", "jis": "jp", "abnt2": "br_abnt2", "ks": "kr"}
STANDARD: dict[Shape, Standard] = {"ansi": "ansi", "iso": "iso", "jis": "jis", "abnt2": "abnt2", "ks": "ks"}
KIND = {"ansi": "ANSI", "iso": "ISO", "jis": "JIS", "abnt2": "ABNT2", "ks": "KS"}
COUNTRY = {"ansi": "US", "iso": "UK", "jis": "Japan", "abnt2": "Brazil", "ks": "Korea"}
SAID = {shape: f"{kind} ({COUNTRY[shape]})" for shape, kind in KIND.items()}
ALT_GR = {"AltRight": "AltGr"}
JAPANESE = {"Lang1": "かな", "Lang2": "英数"}

DESKTOP_CAUTIONS = {"PrintScreen": "some desktops keep it to take a picture of the screen"}
LAPTOP_CAUTIONS = DESKTOP_CAUTIONS | {
    f"F{n}": "on some laptops it sends brightness, sound or flight mode, partly inside the firmware, unless Fn is held"
    for n in range(1, 13)
}

FUNCTION = "Escape +1 F1 F2 F3 F4 +.5 F5 F6 F7 F8 +.5 F9 F10 F11 F12"
DESKTOP_FUNCTION = FUNCTION + " +.25 PrintScreen ScrollLock Pause"
NAVIGATION = (
    ("Insert Home PageUp", 0),
    ("Delete End PageDown", 1),
    ("+1 ArrowUp", 3),
    ("ArrowLeft ArrowDown ArrowRight", 4),
)
_NUMPAD_SIDE = {"default": ("NumpadAdd~2", ""), "abnt2": ("NumpadAdd", "NumpadComma")}

LETTERS = (
    "Q W E R T Y U I O P BracketLeft BracketRight",
    "A S D F G H J K L Semicolon Quote",
    "Z X C V B N M Comma Period Slash",
)
DIGITS = "1 2 3 4 5 6 7 8 9 0 Minus Equal"


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide the keys at the edges of the main block are."""

    backspace: float = 2.0
    tab: float = 1.5
    caps: float = 1.75
    shift: float = 2.25
    right_shift: float = 2.75
    """On ANSI; other shapes have more keys in that row."""
    whole: float = 15.0


def main_rows(
    shape: Shape, top: float, first: str = "Backquote", widths: Widths = Widths(), caps: str = "CapsLock"
) -> Iterator[Row]:
    """The four rows of writing keys; `first` lies left of the 1."""
    w = widths
    yen = " IntlYen" if shape == "jis" else ""
    left = f"{first} " if first else ""
    yield Row(top, f"{left}{DIGITS}{yen} Backspace*{w.backspace - (shape == 'jis' and w.backspace > 1.5):g}")
    third = f"{caps}*{w.caps} {LETTERS[1]}"
    if shape in ("ansi", "ks"):
        used = w.tab + 12
        yield Row(top + 1, f"Tab*{w.tab} {LETTERS[0]} Backslash*{w.whole - used:g}")
        yield Row(top + 2, f"{third} Enter*{w.whole - w.caps - 11:g}")
    else:
        yield Row(top + 1, f"Tab*{w.tab} {LETTERS[0]} IsoEnter*{w.whole - w.tab - 12:g}")
        yield Row(top + 2, f"{third} Backslash")
    yield Row(top + 3, _shift_row(shape, w))


def _shift_row(shape: Shape, w: Widths) -> str:
    extra = shape in ("iso", "abnt2")
    left = f"ShiftLeft*{w.shift - 1:g} IntlBackslash" if extra else f"ShiftLeft*{w.shift:g}"
    ro = " IntlRo" if shape in ("jis", "abnt2") else ""
    return f"{left} {LETTERS[2]}{ro} ShiftRight*{w.right_shift - bool(ro):g}"


_BOTTOM_LEFT = "ControlLeft*1.25 MetaLeft*1.25 AltLeft*1.25"
_BOTTOM_RIGHT = "AltRight*1.25 MetaRight*1.25 ContextMenu*1.25 ControlRight*1.25"

BOTTOM = {
    "ansi": f"{_BOTTOM_LEFT} Space*6.25 {_BOTTOM_RIGHT}",
    "jis": f"{_BOTTOM_LEFT} NonConvert*1.25 Space*2.5 Convert*1.25 KanaMode*1.25 {_BOTTOM_RIGHT}",
    "ks": f"{_BOTTOM_LEFT} Lang2*1.25 Space*3.75 Lang1*1.25 {_BOTTOM_RIGHT}",
}
BOTTOM |= {"iso": BOTTOM["ansi"], "abnt2": BOTTOM["ansi"]}

KS_103_BOTTOM = "ControlLeft*1.5 +1 AltLeft*1.5 Lang2*1.25 Space*4.5 Lang1*1.25 AltRight*1.5 +1 ControlRight*1.5"
"""The keyboard of before the Windows keys, 101 keys and two for Korean."""


def navigation(x: float, top: float) -> Iterator[Row]:
    for keys, down in NAVIGATION:
        yield Row(top + down, keys, x)


def numpad(shape: Shape, x: float, top: float, w: float = 1.0) -> Iterator[Row]:
    add, below = _NUMPAD_SIDE.get(shape, _NUMPAD_SIDE["default"])
    rows = (
        "NumLock NumpadDivide NumpadMultiply NumpadSubtract",
        f"Numpad7 Numpad8 Numpad9 {add}",
        f"Numpad4 Numpad5 Numpad6 {below}",
        "Numpad1 Numpad2 Numpad3 NumpadEnter~2",
        "Numpad0*2 NumpadDecimal",
    )
    for down, row in enumerate(rows):
        yield Row(top + down, " ".join(_widened(word, w) for word in row.split()), x)


def _widened(word: str, w: float) -> str:
    if w == 1:
        return word
    code, _, height = word.partition("~")
    code, _, width = code.partition("*")
    return f"{code}*{float(width or 1) * w:g}" + (f"~{height}" if height else "")


def full(id: str, shape: Shape, keys: int, bottom: str = "") -> Keyboard:  # noqa: A002 - the field of the map that it is
    rows = (
        Row(0, DESKTOP_FUNCTION),
        *main_rows(shape, 1.5),
        Row(5.5, bottom or BOTTOM[shape]),
        *navigation(15.25, 1.5),
        *numpad(shape, 18.5, 1.5),
    )
    about = f"The full-size keyboard of a desktop computer, {SAID[shape]}, {keys} keys."
    return _desktop(id, f"Full size, {KIND[shape]}, {keys} keys ({COUNTRY[shape]})", shape, rows, about)


def tenkeyless(shape: Shape, keys: int) -> Keyboard:
    rows = (Row(0, DESKTOP_FUNCTION), *main_rows(shape, 1.5), Row(5.5, BOTTOM[shape]), *navigation(15.25, 1.5))
    about = f"A desktop keyboard without number pad, {SAID[shape]}."
    return _desktop(
        f"{shape}-tkl", f"Without keypad, {KIND[shape]}, {keys} keys ({COUNTRY[shape]})", shape, rows, about
    )


_SMALL = Widths(right_shift=1.75)
_SMALL_BOTTOM = (
    "ControlLeft*1.25 MetaLeft*1.25 AltLeft*1.25 Space*6.25 AltRight Fn ControlRight ArrowLeft ArrowDown ArrowRight"
)
_F = " ".join(f"F{n}" for n in range(1, 13))


def _aside(shape: Shape, rows: Iterator[Row], *asides: str) -> tuple[Row, ...]:
    """The rows with these keys at their right end; what an ISO Enter takes of the third row is left free."""
    gaps = ("", "", "" if shape == "ansi" else "+1.25 ", "")
    return tuple(Row(row.y, f"{row.keys} {gap}{keys}") for row, gap, keys in zip(rows, gaps, asides, strict=True))


def compact_96(shape: Shape) -> Keyboard:
    top = Row(0, f"Escape {_F} PrintScreen Insert Delete Home PageUp PageDown")
    pad = (
        "NumLock NumpadDivide NumpadMultiply NumpadSubtract",
        "Numpad7 Numpad8 Numpad9 NumpadAdd~2",
        "Numpad4 Numpad5 Numpad6",
        "ArrowUp Numpad1 Numpad2 Numpad3 NumpadEnter~2",
    )
    rows = (
        top,
        *_aside(shape, main_rows(shape, 1, widths=_SMALL), *pad),
        Row(5, f"{_SMALL_BOTTOM} Numpad0 NumpadDecimal"),
    )
    return _desktop(
        f"{shape}-96", f"96 %, {SAID[shape]}", shape, rows, "The blocks of a full-size keyboard without gaps."
    )


def compact_75(shape: Shape) -> Keyboard:
    top = Row(0, f"Escape {_F} PrintScreen Pause Delete")
    rows = (
        top,
        *_aside(shape, main_rows(shape, 1, widths=_SMALL), "Home", "PageUp", "PageDown", "ArrowUp End"),
        Row(5, _SMALL_BOTTOM),
    )
    return _desktop(f"{shape}-75", f"75 %, {SAID[shape]}", shape, rows, "A row of function keys, and one column aside.")


_NO_FUNCTION_ROW = "Esc stands where larger keyboards have the key left of the 1, which needs Fn here."


def compact_65(shape: Shape) -> Keyboard:
    rows = (
        *_aside(shape, main_rows(shape, 0, "Escape", _SMALL), "Delete", "PageUp", "PageDown", "ArrowUp End"),
        Row(4, _SMALL_BOTTOM),
    )
    return _desktop(f"{shape}-65", f"65 %, {SAID[shape]}", shape, rows, "No function row. " + _NO_FUNCTION_ROW)


def compact_60(shape: Shape) -> Keyboard:
    bottom = BOTTOM["ansi"].replace("MetaRight", "Fn")
    rows = (*main_rows(shape, 0, "Escape"), Row(4, bottom))
    return _desktop(f"{shape}-60", f"60 %, {SAID[shape]}", shape, rows, "The main block alone. " + _NO_FUNCTION_ROW)


def _desktop(id: str, name: str, shape: Shape, rows: tuple[Row, ...], *remarks: str) -> Keyboard:  # noqa: A002
    legends = ALT_GR if shape in ("iso", "abnt2") else {}
    return Keyboard(id, name, "desktop", STANDARD[shape], LOCALE[shape], rows, remarks, legends, DESKTOP_CAUTIONS)


_ARROWS = "ArrowLeft ArrowUp/ArrowDown ArrowRight"
"""Left and right of full height, up and down of half of it in one place."""

_LOW_ARROWS = "PageUp/ArrowLeft ArrowUp/ArrowDown PageDown/ArrowRight"
"""All of half height, with page up and down above left and right."""

LAPTOP_BOTTOM = {
    "ansi": "ControlLeft*1.25 Fn MetaLeft AltLeft*1.25 Space*5 AltRight*1.25 ControlRight*1.25",
    "jis": "ControlLeft*1.25 Fn MetaLeft AltLeft NonConvert Space*3.75 Convert KanaMode ControlRight",
}
LAPTOP_BOTTOM["iso"] = LAPTOP_BOTTOM["ansi"]

_GENERIC = (
    "no model in particular. The power key is left out: it stands elsewhere on each, and would end the examination."
)


def laptop_15(shape: Shape) -> Keyboard:
    keys = ["Escape", *(f"F{n}" for n in range(1, 13)), "PrintScreen", "Insert", "Delete"]
    top = " ".join(f"{key}*.9375" for key in keys) + " +.25 Home*.8 End*.8 PageUp*.8 PageDown*.8"
    rows = (
        Row(0, top, h=0.75),
        *main_rows(shape, 1),
        Row(5, f"{LAPTOP_BOTTOM[shape]} {_ARROWS}"),
        *numpad(shape, 15.25, 1, 0.8),
    )
    remarks = ("A common form of 15 to 16-inch laptops with a narrow number pad,", _GENERIC)
    return _laptop(
        f"laptop-15-{shape}", f"Laptop, 15 inch, with keypad, {SAID[shape]}, generic form", shape, rows, *remarks
    )


def laptop_13(shape: Shape) -> Keyboard:
    rows = (
        Row(0, f"Escape {_F} PrintScreen Delete", h=0.75),
        *main_rows(shape, 1),
        Row(5, f"{LAPTOP_BOTTOM[shape]} {_ARROWS}"),
    )
    remarks = ("A common form of 13 and 14-inch laptops,", _GENERIC)
    return _laptop(
        f"laptop-13-{shape}", f"Laptop, 13 inch, without keypad, {SAID[shape]}, generic form", shape, rows, *remarks
    )


THINKPAD_BOTTOM = {
    "ansi": "Fn ControlLeft*1.25 MetaLeft AltLeft Space*4.75 AltRight PrintScreen ControlRight",
    "jis": "Fn ControlLeft MetaLeft AltLeft NonConvert Space*3 Convert KanaMode PrintScreen ControlRight",
}
THINKPAD_BOTTOM["iso"] = THINKPAD_BOTTOM["ansi"]


def thinkpad(shape: Shape) -> Keyboard:
    keys = ["Escape", *(f"F{n}" for n in range(1, 13)), "Home", "End", "Insert", "Delete"]
    first = 15 - 16 * 0.875
    top = f"{keys[0]}*{first:g} " + " ".join(f"{key}*.875" for key in keys[1:])
    rows = (Row(0, top, h=0.75), *main_rows(shape, 1), Row(5, f"{THINKPAD_BOTTOM[shape]} {_LOW_ARROWS}"))
    swapped = "the firmware can swap it with Fn, which is never sent"
    remarks = ("The keyboard of 13 and 14-inch ThinkPads: Fn lies left of Ctrl, and the firmware can swap the two.",)
    keyboard = _laptop(f"thinkpad-{shape}", f"ThinkPad, 13 to 14 inch, {SAID[shape]}", shape, rows, *remarks)
    keyboard.cautions["ControlLeft"] = swapped
    return keyboard


_APPLE = {
    "Backspace": "delete",
    "Enter": "return",
    "ControlLeft": "control",
    "CapsLock": "caps lock",
    "Power": "Touch ID",
}
_APPLE |= {
    "AltLeft": "option",
    "AltRight": "option",
    "MetaLeft": "cmd",
    "MetaRight": "cmd",
    "Fn": "fn",
    "Escape": "esc",
}
_APPLE_TOP = {
    f"F{n}": "without fn it does what is drawn on it, unless the settings of the system say otherwise"
    for n in range(1, 13)
}
_APPLE_CAPS = {"Backquote": "§ ±", "IntlBackslash": "` ~", "Backslash": "\\ |", "Digit2": "2 @ €", "Digit3": "3 £ #"}
_APPLE_CAPS |= {"Digit4": "4 $", "Quote": "' \""}
"""British Macs differ from other British keyboards."""

_APPLE_ISO = "macOS can report this key and the other of § and ` each as the other"


def macbook(shape: Shape) -> Keyboard:
    widths = Widths(1.5, 1.5, 1.75, 2.25 if shape != "jis" else 1.75, 2.25 if shape != "jis" else 2.75, 14.5)
    bottom = "Fn ControlLeft AltLeft MetaLeft*1.25 Space*5 MetaRight*1.25 AltRight"
    if shape == "jis":
        bottom = "CapsLock AltLeft MetaLeft*1.25 Lang2*1.25 Space*3.5 Lang1*1.25 MetaRight*1.25 Fn"
    first, caps = ("", "ControlLeft") if shape == "jis" else ("Backquote", "CapsLock")
    rows = (
        Row(0, f"Escape*1.5 {_F} Power"),
        *main_rows(shape, 1, first, widths, caps),
        Row(5, f"{bottom} /ArrowLeft ArrowUp/ArrowDown /ArrowRight"),
    )
    cautions = _APPLE_TOP | ({"Backquote": _APPLE_ISO, "IntlBackslash": _APPLE_ISO} if shape == "iso" else {})
    about = "The keyboard of MacBooks since 2020: keys by their place, whatever the system makes of them."
    return Keyboard(
        f"macbook-{shape}", f"MacBook, {SAID[shape]}", "laptop", STANDARD[shape], LOCALE[shape], rows, (about,),
        _APPLE | (JAPANESE if shape == "jis" else {}), cautions, _APPLE_CAPS if shape == "iso" else {},
    )  # fmt: skip


_CHROME = ("Back", "Forward", "Refresh", "Full screen", "Overview", "Dimmer", "Brighter", "Mute", "Quieter", "Louder")


def chromebook(shape: Shape) -> Keyboard:
    top = "Escape*1.25 " + " ".join(f"F{n}*1.25" for n in range(1, 11)) + " Power*1.25"
    bottom = "ControlLeft*2 AltLeft*1.5 Space*6 AltRight*1.25 ControlRight*1.25"
    rows = (Row(0, top, h=0.75), *main_rows(shape, 1, caps="MetaLeft"), Row(5, f"{bottom} {_ARROWS}"))
    legends = {f"F{n}": sign for n, sign in enumerate(_CHROME, 1)} | {"MetaLeft": "Search", "Power": "Lock"}
    cautions = {
        f"F{n}": "it sends the action that is drawn on it, on newer models as a key of its own" for n in range(1, 11)
    }
    cautions["MetaLeft"] = "some systems open their launcher with it"
    about = "A common form of Chromebooks: a row of actions in place of F1 to F10, Search in place of Caps Lock, no Fn."
    return Keyboard(
        f"chromebook-{shape}", f"Chromebook, {SAID[shape]}", "laptop", STANDARD[shape], LOCALE[shape], rows, (about,),
        legends | (ALT_GR if shape == "iso" else {}), cautions,
    )  # fmt: skip


def framework_13(shape: Shape) -> Keyboard:
    bottom = "ControlLeft*1.5 Fn MetaLeft AltLeft Space*5.5 AltRight ControlRight"
    if shape == "jis":
        bottom = "ControlLeft*1.25 Fn MetaLeft AltLeft NonConvert Space*3.75 Convert KanaMode ControlRight"
    rows = (Row(0, f"Escape {_F} Delete Power", h=0.75), *main_rows(shape, 1), Row(5, f"{bottom} {_ARROWS}"))
    about = "The keyboard of the Framework Laptop 13; Print Screen is Fn and F11 there."
    return _laptop(f"framework-13-{shape}", f"Framework Laptop 13, {SAID[shape]}", shape, rows, about)


def _laptop(id: str, name: str, shape: Shape, rows: tuple[Row, ...], *remarks: str) -> Keyboard:  # noqa: A002
    legends = ALT_GR if shape == "iso" else {}
    return Keyboard(id, name, "laptop", STANDARD[shape], LOCALE[shape], rows, remarks, legends, dict(LAPTOP_CAUTIONS))


_WESTERN: tuple[Shape, ...] = ("ansi", "iso")
_ALL: tuple[Shape, ...] = ("ansi", "iso", "jis")

KEYBOARDS = (
    full("ansi-104", "ansi", 104),
    full("iso-105", "iso", 105),
    full("jis-109", "jis", 109),
    full("abnt2-107", "abnt2", 107),
    full("ks-106", "ks", 106),
    full("ks-103", "ks", 103, KS_103_BOTTOM),
    *(tenkeyless("ansi", 87), tenkeyless("iso", 88), tenkeyless("jis", 92)),
    *(compact(shape) for compact in (compact_96, compact_75, compact_65, compact_60) for shape in _WESTERN),
    compact_60("abnt2"),
    *(laptop(shape) for laptop in (laptop_13, laptop_15, thinkpad, macbook, framework_13) for shape in _ALL),
    *(chromebook(shape) for shape in _WESTERN),
)
