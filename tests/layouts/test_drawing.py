"""What a small cell of the picture says: the part of the cap's own word that still tells the key."""

from __future__ import annotations

import pytest

from keycheck.layouts.drawing import SCALES, cells, label
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.legends import in_locale
from keycheck.layouts.library import ids, load

BESIDE_PRINT = ("Insert", "Home", "PageUp", "Delete", "End", "PageDown")


def said(layout: Layout, code: str, columns: int) -> str:
    key = layout.key(code)
    assert key is not None
    return label(key, columns)


@pytest.mark.parametrize(
    ("locale", "columns", "expected"),
    [
        ("gb", 2, "In Ho PU De En PD"),
        ("gb", 3, "Ins Hom PgU Del End PgD"),
        ("gb", 4, "Ins Home PgUp Del End PgDn"),
        ("de", 2, "Ei Po B↑ Ef En B↓"),
        ("de", 3, "Ein Pos Bi↑ Enf End Bi↓"),
        ("de", 4, "Einf Pos1 Bil↑ Entf Ende Bil↓"),
        ("fr", 2, "In Or PP Su Fi PS"),
        ("fr", 3, "Ins Ori PgP Sup Fin PgS"),
        ("fr", 4, "Inse Orig PgPr Supp Fin PgSu"),
        ("es", 2, "In Ii RP Su Fi AP"),
        ("es", 3, "Ins Ini ReP Sup Fin AvP"),
    ],
)
def test_short_names_come_from_the_word_on_the_cap(locale: str, columns: int, expected: str) -> None:
    layout = in_locale(load("iso-105"), locale)
    assert " ".join(said(layout, code, columns) for code in BESIDE_PRINT) == expected


def test_locks_stay_apart_where_their_words_begin_alike() -> None:
    spanish, french = (in_locale(load("iso-105"), locale) for locale in ("es", "fr"))
    assert [said(spanish, code, 3) for code in ("NumLock", "ScrollLock", "CapsLock")] == ["BlN", "BlD", "BlM"]
    assert [said(french, code, 3) for code in ("NumLock", "CapsLock")] == ["Ven", "Vem"]


def test_key_that_bears_nothing_is_called_by_its_name() -> None:
    blank = LayoutKey("PageUp", legend="", zone="navigation", x=0, y=0, w=1, h=1)
    assert [label(blank, columns) for columns in (2, 3, 4)] == ["PU", "PgU", "PgUp"]


@pytest.mark.parametrize("locale", ["us", "de", "fr", "es", "latam"])
def test_keys_beside_the_letters_can_be_told_apart_on_every_map_at_every_scale(locale: str) -> None:
    for layout in (in_locale(load(name), locale) for name in ids()):
        for scale in SCALES:
            frame = 2 if scale.lines > 1 else 1
            shown: dict[str, str] = {}
            for cell in cells(layout, scale):
                if cell.key.zone in {"function", "navigation"}:
                    text = label(cell.key, cell.columns - frame)
                    assert shown.setdefault(text, cell.key.legend) == cell.key.legend, (text, layout.id, scale)
