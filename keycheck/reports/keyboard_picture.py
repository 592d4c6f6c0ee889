"""The keyboard drawn as it is, each key with its state: told by a shape and a word, where colour only helps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Literal, cast

from keycheck.diagnosis.verdict import Symptom, Verdict
from keycheck.errors.printable import printable
from keycheck.languages import N_, _, ngettext
from keycheck.languages.patterns import apart, labelled
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.legends import said_name
from keycheck.reports.key_names import key_name
from keycheck.reports.key_outline import outline
from keycheck.reports.key_signs import Signs, signs_of
from keycheck.reports.wording import SYMPTOM_MEANING, SYMPTOM_WORD

Mark = Symptom | Literal["present", "works", "undecided", "not_tested", "not_testable", "not_on_keyboard"]
"""The state of a key in the picture."""

_UNIT = 60.0
"""Drawing units of one key width."""
_MARGIN = 10.0
_GAP = 3.0
_ROUND = 7.0
_FONT = "Noto Sans, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_NARROW, _WIDE = frozenset("fijlrtI1.,'|! "), frozenset("mwMW@%")


_STRIP = 16.0
"""Height of the strip with the word on a key."""

_SHAPES = {
    "arrow": '<path d="M-4 -14h8v9h6l-10 11l-10 -11h6zM-11 8h22v4h-22z" fill="{colour}"/>',
    "triangle": (
        '<path d="M0 -11l12 21h-24z" fill="{colour}" stroke="{colour}" stroke-linejoin="round"/>'
        '<path d="M0 -4.5v8m0 2.6v2.6" stroke="{inner}" stroke-width="2.8"/>'
    ),
    "question": (
        '<circle r="11" fill="{colour}"/>'
        '<text y="6" font-size="17" font-weight="700" text-anchor="middle" fill="{inner}">?</text>'
    ),
    "check": '<path d="M-6 0l4 4.5l8 -10" fill="none" stroke="{colour}" stroke-width="2.4" stroke-linecap="round"/>',
}
"""Drawn round their own middle, at most 28 units high."""

_SMALL_CROSS = '<path d="M-9 -9l18 18m0 -18l-18 18" stroke="{colour}" stroke-width="5" stroke-linecap="round"/>'


@dataclass(frozen=True, slots=True)
class _Face:
    """The upper side of a key in drawing units; of a key in two parts, its first."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, key: LayoutKey) -> _Face:
        x0, y0, x1, y1 = (side * _UNIT for side in (key.x, key.y, key.x + key.w, key.y + key.h))
        return cls(x0 + _GAP, y0 + _GAP, x1 - _GAP, y1 - _GAP)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def short(self) -> bool:
        """Too short for a shape below the legend, such as the function row of laptops."""
        return self.bottom - self.top < 3 * _STRIP

    @property
    def low(self) -> bool:
        """Too low for a legend and a strip, such as the half-height arrow keys of laptops."""
        return self.bottom - self.top < 1.9 * _STRIP


@dataclass(frozen=True, slots=True)
class _Look:
    spoken: str
    """The state, for the picture in words."""
    explained: str
    """The shape and what it says, for the line below the picture."""
    label: str = ""
    """The word on the key itself."""
    shape: str = ""
    fill: str = "#ffffff"
    line: str = "#9aa3ad"
    thick: float = 1.6
    dashes: str = ""
    ink: str = "#1f2933"

    @property
    def takes_the_right(self) -> bool:
        """Whether a shape stands where a sign of the third level would."""
        return bool(self.label) and self.shape != "cross"


def _odd(symptom: Symptom, spoken: str) -> _Look:
    explained = N_("Triangle, “{word}”: {meaning}")
    return _Look(spoken, explained, SYMPTOM_WORD[symptom], "triangle", "#fff4e0", "#8a4b00", 4)


_LOOKS: dict[Mark, _Look] = {
    "dead": _Look(N_("Dead"), N_("Cross, “{word}”: {meaning}"), SYMPTOM_WORD["dead"], "cross", "#fdecea", "#b3261e", 4),
    "stuck": _Look(
        N_("Stuck"), N_("Arrow, “{word}”: {meaning}"), SYMPTOM_WORD["stuck"], "arrow", "#fff4e0", "#8a4b00", 4
    ),
    "intermittent": _odd("intermittent", N_("Misses")),
    "chatters": _odd("chatters", N_("Repeats")),
    "late_release": _odd("late_release", N_("Slow")),
    "wrong_code": _odd("wrong_code", N_("Wrong")),
    "extra_key": _odd("extra_key", N_("Extra")),
    "undecided": _Look(
        N_("Unclear"),
        N_("Question mark, “{word}”: no clear answer yet"),
        N_("unclear"),
        "question",
        "#f1effa",
        "#51429c",
        3,
    ),
    "present": _Look(N_("To be tested"), N_("Plain: a key that can be tested")),
    "works": _Look(N_("Worked when pressed"), N_("Check mark: worked when pressed"), shape="check"),
    "not_tested": _Look(N_("Not tested"), N_("Dashed outline: not tested"), line="#4a5561", thick=2.2, dashes="8 6"),
    "not_testable": _Look(
        N_("Cannot be tested here"), N_("Hatched: cannot be tested here"), fill="hatched", line="#4a5561"
    ),
    "not_on_keyboard": _Look(
        N_("Not on this keyboard"),
        N_("Dots: not on this keyboard"),
        line="#8a939c",
        thick=2,
        dashes="1 6",
        ink="#8a939c",
    ),
}


def marks(verdict: Verdict, layout: Layout) -> dict[str, Mark]:
    """The state of every key of the map: what the verdict names no fault, doubt or gap of has worked."""
    states: dict[str, Mark] = {key.code: "works" for key in layout.keys}
    states |= dict.fromkeys(verdict.not_tested, "not_tested")
    states |= {item.key: "not_testable" for item in verdict.not_testable}
    states |= dict.fromkeys(verdict.not_on_keyboard, "not_on_keyboard")
    states |= {item.key: "undecided" for item in verdict.undecided}
    states |= {finding.key: finding.symptom for finding in reversed(verdict.findings)}
    return {key.code: states[key.code] for key in layout.keys}


def unmarked(layout: Layout) -> dict[str, Mark]:
    """The keyboard before any examination: the keys that can be tested, and those that no program can see."""
    return {key.code: "present" if key.unseen is None else "not_testable" for key in layout.keys}


def svg(layout: Layout, marks: Mapping[str, Mark]) -> str:
    """The picture as one SVG element that needs nothing from outside. A key without a mark is drawn as not tested."""
    width, height = layout.width * _UNIT + 2 * _MARGIN, layout.height * _UNIT + 2 * _MARGIN
    title = _("Keyboard {name}").format(name=said_name(layout.name))
    keys = "".join(_drawn(key, layout.locale, marks.get(key.code, "not_tested"), "hatch") for key in layout.keys)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' aria-labelledby="picture-title picture-text" font-family="{_FONT}">'
        f'<title id="picture-title">{_text(title)}</title>'
        f'<desc id="picture-text">{escape(describe(layout, marks))}</desc>{_hatch("hatch")}'
        f'<rect width="{width:g}" height="{height:g}" rx="14" fill="#eceff2"/>'
        f'<g transform="translate({_MARGIN:g} {_MARGIN:g})">{keys}</g></svg>'
    )


def explanations(marks: Mapping[str, Mark]) -> tuple[tuple[str, str], ...]:
    """For each state in the picture a small drawing of it, as SVG, and its meaning in words."""
    return tuple((_sample(mark), _explained(mark)) for mark in _LOOKS if mark in marks.values())


def _explained(mark: Mark) -> str:
    look, meanings = _LOOKS[mark], cast(Mapping[str, str], SYMPTOM_MEANING)
    return _(look.explained).format(word=_(look.label), meaning=_(meanings.get(mark, "")))


def _sample(mark: Mark) -> str:
    key, hatch = LayoutKey("", 0, 0), _hatch("hatch-sample") if _LOOKS[mark].fill == "hatched" else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60" aria-hidden="true" font-family="{_FONT}">'
        f"{hatch}{_drawn(key, '', mark, 'hatch-sample')}</svg>"
    )


def describe(layout: Layout, marks: Mapping[str, Mark]) -> str:
    """The picture in words: which keys are in which state; those that simply worked are counted."""
    count = len(layout.keys)
    parts = [ngettext("{name}, {n} key.", "{name}, {n} keys.", count).format(name=said_name(layout.name), n=count)]
    for mark, look in _LOOKS.items():
        keys = [key for key in layout.keys if marks.get(key.code, "not_tested") == mark]
        if keys:
            which = (
                f"{len(keys)}" if mark in ("works", "present") else apart(key_name(key.code, layout) for key in keys)
            )
            parts.append(f"{labelled(_(look.spoken), which)}.")
    return printable(" ".join(parts), longest=20_000)


def _hatch(name: str) -> str:
    return (
        f'<defs><pattern id="{name}" width="9" height="9" patternUnits="userSpaceOnUse">'
        '<path d="M-2 2L2 -2M0 9L9 0M7 11L11 7" stroke="#a4adb7" stroke-width="1.6"/></pattern></defs>'
    )


def _drawn(key: LayoutKey, locale: str, mark: Mark, hatch: str) -> str:
    drawn = _drawn_straight(key, locale, mark, hatch)
    if not key.turned:
        return drawn
    x, y = (place * _UNIT for place in key.centre)
    return f'<g transform="rotate({key.turned:g} {x:g} {y:g})">{drawn}</g>'


def _drawn_straight(key: LayoutKey, locale: str, mark: Mark, hatch: str) -> str:
    look, face = _LOOKS[mark], _Face.of(key)
    path = outline(key, _UNIT, _GAP, _ROUND)
    if face.low and look.label:
        look = replace(look, fill=look.line)
    fill = f"url(#{hatch})" if look.fill == "hatched" else look.fill
    under = f'<path d="{path}" fill="#ffffff"/>' if look.fill == "hatched" else ""
    dashes = f' stroke-dasharray="{look.dashes}" stroke-linecap="round"' if look.dashes else ""
    cap = f'{under}<path d="{path}" fill="{fill}" stroke="{look.line}" stroke-width="{look.thick:g}"{dashes}/>'
    if face.low and look.label:
        return cap + _low_label(face, look)
    return f"{cap}{_shape(face, look)}{_legend(key, locale, face, look)}{_label(face, look)}"


def _low_label(face: _Face, look: _Look) -> str:
    """The shape and the word side by side, on a key too low for a legend above them."""
    label = _(look.label)
    size = _fitting([label], face.width - 26, 12)
    shape = _placed(
        _SMALL_CROSS if look.shape == "cross" else _SHAPES[look.shape],
        face.left + 12,
        face.middle,
        0.6,
        "#ffffff",
        look.line,
    )
    word = (
        f'x="{face.left + 22:g}" y="{face.middle + size / 3:g}" font-size="{size:g}" font-weight="700" fill="#ffffff"'
    )
    return f"{shape}<text {word}>{_text(label)}</text>"


def _shape(face: _Face, look: _Look) -> str:
    if look.shape == "cross":
        top, foot, left, right = face.top + 6, face.bottom - _STRIP - 4, face.left + 6, face.right - 6
        lines = f"M{left:g} {top:g}L{right:g} {foot:g}M{right:g} {top:g}L{left:g} {foot:g}"
        return f'<path d="{lines}" stroke="{look.line}" stroke-width="6" stroke-linecap="round"/>'
    if look.shape == "check":
        return _placed(_SHAPES["check"], face.right - 12, face.bottom - 10, 1, "#4f8a6b", "")
    if look.shape:
        x, y = face.right - 13, face.top + 12 if face.short else face.bottom - _STRIP - 12
        return _placed(_SHAPES[look.shape], x, y, 0.8, look.line, "#ffffff")
    return ""


def _placed(shape: str, x: float, y: float, scale: float, colour: str, inner: str) -> str:
    grown = f" scale({scale:.2g})" if scale != 1 else ""
    return f'<g transform="translate({x:g} {y:g}){grown}">{shape.format(colour=colour, inner=inner)}</g>'


def _legend(key: LayoutKey, locale: str, face: _Face, look: _Look) -> str:
    """What is printed on the key: its signs where caps have them, or words in as many lines as they need."""
    # Cut free from the cross that lies below it.
    halo = f' stroke="{look.fill}" stroke-width="3" paint-order="stroke"' if look.shape == "cross" else ""
    signs, words = signs_of(key, locale), printable(key.legend).split()
    return "".join(
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{look.ink}"{halo}>{_text(line)}</text>'
        for x, y, size, line in (_signs_placed(signs, face, look) if signs else _words_placed(words, face, look))
        if y < face.bottom
    )


_Placed = tuple[float, float, float, str]
"""Left end, base line, font size, text."""


def _signs_placed(signs: Signs, face: _Face, look: _Look) -> Iterator[_Placed]:
    left, top, size, step = face.left + 7, face.top + 17.5, 16.5, 17
    if top + step >= face.bottom:
        yield left, top, size, signs.main
        return
    yield from ((left, top + n * step, size, sign) for n, sign in enumerate(signs.lines))
    if signs.third and not look.takes_the_right:
        yield face.right - 7 - _width(signs.third) * 14, top + step - 2, 14, signs.third


def _words_placed(words: list[str], face: _Face, look: _Look) -> Iterator[_Placed]:
    room = face.width - 12 - (18 if face.short and look.takes_the_right else 0)
    lines = _wrapped(words, room, 13)
    size = _fitting(lines, room, 13)
    yield from ((face.left + 7, face.top + 16.5 + n * 14, size, line) for n, line in enumerate(lines))


def _wrapped(words: list[str], width: float, size: float) -> list[str]:
    if len(words) < 2 or (len(words[0]) > 1 and _width(" ".join(words)) * size <= width):
        return [" ".join(words)]
    return [words[0], " ".join(words[1:])]


def _fitting(lines: list[str], width: float, size: float) -> float:
    longest = max((0.1, *map(_width, lines)))
    return min(size, max(4.0, round(width / longest, 1)))


def _width(text: str) -> float:
    """About how wide the text is, as a multiple of the font size, on the generous side for the fonts named above."""
    return sum(0.4 if c in _NARROW else 0.95 if c in _WIDE else 0.7 if c.isupper() else 0.6 for c in text)


def _label(face: _Face, look: _Look) -> str:
    if not look.label:
        return ""
    label = _(look.label)
    size = _fitting([label], face.width - 4, 13.5)
    strip = f'x="{face.left:g}" y="{face.bottom - _STRIP:g}" width="{face.width:g}" height="{_STRIP:g}" rx="4"'
    word = f'x="{face.left + face.width / 2:g}" y="{face.bottom - 3.5:g}" font-size="{size:g}" font-weight="700"'
    return f'<rect {strip} fill="{look.line}"/><text {word} text-anchor="middle" fill="#ffffff">{_text(label)}</text>'


def _text(text: str) -> str:
    return escape(printable(text))
