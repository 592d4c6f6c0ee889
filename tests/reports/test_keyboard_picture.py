"""The picture: every key where it is, every state told by shape and word, nothing in it that could run."""

from __future__ import annotations

import re
from typing import get_args
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.diagnosis.verdict import Symptom
from keycheck.layouts.layout import Layout, LayoutKey, Rectangle
from keycheck.layouts.legends import in_locale, locales
from keycheck.layouts.library import ids, load
from keycheck.reports.key_outline import outline
from keycheck.reports.keyboard_picture import Mark, describe, explanations, marks, svg
from tests.reports.examples import SMALL, VERDICTS, finding, verdict

OTHER_STATES: tuple[Mark, ...] = ("works", "undecided", "not_tested", "not_testable", "not_on_keyboard")
STATES: tuple[Mark, ...] = (*get_args(Symptom), *OTHER_STATES)

NS = "{http://www.w3.org/2000/svg}"


def board(key: LayoutKey) -> Layout:
    return msgspec.structs.replace(SMALL, keys=(key,))


def without_colour(drawing: str) -> str:
    return re.sub(r"#[0-9a-f]{6}", "", drawing)


@pytest.mark.parametrize(
    "key", [LayoutKey("KeyA", 0, 0), LayoutKey("ArrowUp", 0, 0, 1, 0.5)], ids=["whole", "half height"]
)
def test_every_state_shows_without_colour(key: LayoutKey) -> None:
    drawn = {without_colour(svg(board(key), {key.code: state}).partition("</desc>")[2]) for state in STATES}
    assert len(drawn) == len(STATES)


@pytest.mark.parametrize("state", [*get_args(Symptom), "undecided"])
def test_key_that_is_not_well_carries_its_word(state: Mark) -> None:
    assert re.search(r">(dead|misses|repeats|stuck|slow|wrong|extra|unclear)</text>", svg(SMALL, {"Digit5": state}))


def test_each_state_in_the_picture_is_explained_once_and_no_other() -> None:
    said = [words for _, words in explanations(marks(VERDICTS["dead"], SMALL))]
    assert said == [
        "Cross, “dead”: no press arrives",
        "Check mark: worked when pressed",
        "Hatched: cannot be tested here",
    ]


def test_key_without_a_mark_is_never_drawn_as_working() -> None:
    assert svg(SMALL, {}) == svg(SMALL, {key.code: "not_tested" for key in SMALL.keys})


def test_marks_tell_each_state_of_the_verdict() -> None:
    states = marks(VERDICTS["inconclusive"], SMALL)
    seen = [states[code] for code in ("Digit5", "Numpad5", "Fn", "ShiftRight", "KeyA")]
    assert seen == ["undecided", "not_tested", "not_testable", "not_on_keyboard", "works"]


def test_first_finding_of_a_key_is_the_one_that_is_drawn() -> None:
    twice = verdict(findings=(finding(), finding(symptom="chatters")))
    assert marks(twice, SMALL)["Digit5"] == "dead"


def test_picture_in_words_names_what_did_not_work_and_counts_the_rest() -> None:
    said = describe(SMALL, marks(VERDICTS["several"], SMALL))
    assert said.startswith("Small board, 13 keys. Dead: 5. Stuck: Left Shift. Misses: A. ")
    assert "Worked when pressed: 5. Cannot be tested here: Fn." in said


@pytest.mark.parametrize("layout", ids())
def test_every_key_of_every_layout_is_drawn_inside_the_picture(layout: str) -> None:
    keyboard = load(layout)
    picture = ElementTree.fromstring(svg(keyboard, {}))
    width, height = map(float, picture.attrib["viewBox"].split()[2:])
    outlines = [path.attrib["d"] for path in picture.iter(f"{NS}path") if "stroke-dasharray" in path.attrib]
    assert len(outlines) == len(keyboard.keys)
    points = [list(map(float, re.findall(r"[\d.]+", d))) for d in outlines]
    assert all(0 < x < width and 0 < y < height for p in points for x, y in zip(p[::2], p[1::2], strict=True))


def test_iso_enter_is_one_path_with_six_corners() -> None:
    path = outline(SMALL.key("Enter"), 60, 3, 7)
    assert (path.count("M"), path.count("Q")) == (1, 6)
    assert "198 124Q198 117 191 117" in path, "the inner corner, where the narrow part meets the wide one"
    assert "190 117Q183 117 183 110" in path, "the lower left corner of the wide part"


def signs_drawn(legend: str, code: str, locale: str, state: Mark, height: float = 1) -> list[tuple[str, float, float]]:
    layout = msgspec.structs.replace(SMALL, locale=locale, keys=(LayoutKey(code, 0, 0, h=height, legend=legend),))
    texts = ElementTree.fromstring(svg(layout, {code: state})).iter(f"{NS}text")
    return [(t.text or "", float(t.attrib["x"]), float(t.attrib["y"])) for t in texts if len(t.text or "") == 1]


@pytest.mark.parametrize(
    ("locale", "code", "legend", "above", "below", "beside"),
    [
        ("us", "Digit4", "4 $", "$", "4", ""),
        ("gb", "Digit4", "4 $ €", "$", "4", "€"),
        ("de", "Minus", "ß ? \\", "?", "ß", "\\"),
        ("fr", "Digit2", "2 é ~", "2", "é", "~"),
        ("fr", "Digit1", "1 &", "1", "&", ""),
        ("de", "KeyM", "M µ", "M", "", "µ"),
        ("de", "KeyA", "A", "A", "", ""),
    ],
)
def test_signs_stand_where_caps_have_them(
    locale: str, code: str, legend: str, above: str, below: str, beside: str
) -> None:
    at = {text: (x, y) for text, x, y in signs_drawn(legend, code, locale, "works")}
    assert set(at) == {sign for sign in (above, below, beside) if sign}
    assert not below or (at[above][0] == at[below][0] and at[above][1] < at[below][1])
    assert not beside or (at[above][0] < at[beside][0] and at[above][1] < at[beside][1])


@pytest.mark.parametrize("height", [1, 0.5], ids=["whole", "half height"])
@pytest.mark.parametrize("locale", locales())
def test_main_sign_of_each_key_is_drawn_in_every_locale(locale: str, height: float) -> None:
    caps = {key.code: key.legend for key in in_locale(load("iso-105"), locale).keys if key.zone == "main"}
    for code, legend in caps.items():
        signs = legend.split()
        if signs and all(len(sign) == 1 for sign in signs):
            assert signs[0] in {text for text, _, _ in signs_drawn(legend, code, locale, "works", height)}, code


UNITS = st.integers(1, 40).map(lambda n: n / 4)


@given(x=UNITS, y=UNITS, w=UNITS, h=UNITS)
def test_plain_key_has_four_corners_however_it_is_cut_in_two(x: float, y: float, w: float, h: float) -> None:
    whole = outline(LayoutKey("KeyA", x, y, w, h), 60, 3, 7)
    halves = outline(LayoutKey("KeyA", x, y, w / 2, h, Rectangle(x + w / 2, y, w / 2, h)), 60, 3, 7)
    assert whole == halves
    assert whole.count("Q") == 4


def test_two_parts_that_do_not_touch_are_both_drawn() -> None:
    assert outline(LayoutKey("KeyA", 0, 0, also=Rectangle(3, 3)), 60, 3, 7).count("M") == 2


@given(legend=st.text(st.characters(), max_size=20))
def test_whatever_is_printed_on_a_key_the_picture_is_whole_and_runs_nothing(legend: str) -> None:
    drawn = svg(board(LayoutKey("KeyA", 0, 0, legend=legend)), {"KeyA": "dead"})
    tags = {element.tag.removeprefix(NS) for element in ElementTree.fromstring(drawn).iter()}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "rect", "g", "path", "text"}


def test_picture_needs_nothing_from_outside() -> None:
    picture = svg(SMALL, marks(VERDICTS["several"], SMALL)).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|href|@import|url\((?!#)", picture)
