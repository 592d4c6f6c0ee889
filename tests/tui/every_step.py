"""Every step that a screen can show, with the longest words that it can have."""

from __future__ import annotations

from typing import get_args

from keycheck.diagnosis.verdict import KeyRepeat, Together, Traits
from keycheck.events.trace import LAYERS
from keycheck.examination.anchors import choose_anchors
from keycheck.examination.combinations import THREES
from keycheck.examination.step import Note, Step
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import ids, load

SILENT: tuple[Note, ...] = ("unattested", "open")
"""Reasons that no sandwich on a screen can have."""
NOTES = tuple(note for part in get_args(Note) for note in (get_args(part) or (part,)) if note not in SILENT)

TRAITS = Traits(tuple(Together(three, arrived=False) for three in THREES), KeyRepeat("KeyF", "kernel", 660, 40))


def steps_of(key: str, layout: Layout) -> list[Step]:
    """Every kind of step that can ask for this key, with the longest words."""
    anchors = choose_anchors(layout, key, lambda code: code != key)
    assert anchors is not None
    before, after = anchors
    return [
        *(Step(kind, key) for kind in ("release", "tap")),  # type: ignore[arg-type]
        Step("question", key, place=99, places=104),
        Step("question", key, valid=7, needed=8),
        *(Step("question", key, no_meaning=layer) for layer in LAYERS),
        Step("sandwich", key, before, after, valid=39, no_meaning="os"),
        Step("quick", key, valid=7, needed=8),
        Step("paced", key, valid=19, needed=20, beat_ns=0),
        Step("repeat", key),
        Step("repeat", key, valid=8, needed=8),
        Step("sandwich", key, before, after, valid=39),
        Step("sandwich", key, before, after, is_control=True),
        Step("sandwich", key, before, after, valid=39, turn=key),
        Step("sandwich", key, before, after, turn=before, is_control=True),
        Step("closing", group=(key,) * 17),
    ]


OTHERS = [
    Step("start"),
    Step("sweep"),
    *(Step("sweep", other_map=load(name).name) for name in ids()),
    Step("sweep", left=("KeyA",) * 104),
    *(Step("combination", group=three, place=6, places=6, valid=valid) for three in THREES for valid in (0, 1)),
    *(Step("lamp", lamp, place=3, places=3) for lamp in ("NumLock", "CapsLock", "ScrollLock")),
    Step("closing"),
    Step("closing", operator=True),
    Step("closing", traits=TRAITS),
    Step("done"),
]
