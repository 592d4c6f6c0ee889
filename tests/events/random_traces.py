"""Traces that nobody would record: any phase, prompt, event, trouble and word of a person, in the order of time."""

from __future__ import annotations

from typing import Literal, get_args

from hypothesis import strategies as st
from msgspec import UNSET

from keycheck.events.trace import (
    Action,
    Attest,
    AttestedBy,
    Device,
    End,
    Event,
    Incident,
    Lamp,
    LampName,
    LampWord,
    Phase,
    PhaseName,
    Prompt,
    Record,
    Source,
    Trace,
    Trouble,
)
from tests.scenarios import BOARD, MS, OTHER_BOARD, SMALL, header

KEYS = ("KeyQ", "KeyW", "KeyE", "Numpad7")
"""Few, so that prompts and events meet."""

SOURCES = (
    Source(0, "evdev", "kernel", 1_000, "all"),
    Source(1, "pynput", "os", MS, "all", {"KeyW": "taken by the desktop"}),
    Source(2, "hidraw", "hid", 1_000, ("KeyQ", "KeyE")),
    Source(3, "terminal", "app", MS, "all", unknown={"KeyQ": "nobody knows"}, silence="no_evidence"),
)
DEVICES: tuple[Device, ...] = (BOARD, OTHER_BOARD, Device(2, "Second part of the board"))

PHASES: st.SearchStrategy[PhaseName] = st.sampled_from(get_args(PhaseName))
TROUBLES: st.SearchStrategy[Trouble] = st.sampled_from(get_args(Trouble))
WORDS: st.SearchStrategy[AttestedBy] = st.sampled_from(get_args(AttestedBy))
ASKS: st.SearchStrategy[Literal["press", "release", "tap", "hold"]] = st.sampled_from(
    ["press", "press", "press", "release", "tap", "hold", "hold"]
)
LAMPS: st.SearchStrategy[LampName] = st.sampled_from(get_args(LampName))
LAMP_WORDS: st.SearchStrategy[LampWord] = st.sampled_from(get_args(LampWord))
STEPS = st.sampled_from([0, 1, 80 * MS, 500 * MS, 2_000 * MS])


def events(t: int) -> st.SearchStrategy[Record]:
    """Presses and releases of known, unknown and strange keys; mostly real ones of the board under test."""
    return st.builds(
        Event,
        t=st.just(t),
        source=st.sampled_from([0, 0, 1, 2, 3]),
        device=st.sampled_from([0, 0, 0, 1, None, 2]),
        key=st.sampled_from([*KEYS, *KEYS, "F20", None]),
        native=st.sampled_from(["1", "2"]),
        action=st.sampled_from(["down", "down", "up", "up", "repeat"]),
        injected=st.sampled_from([False, False, False, True]),
        unmapped=st.sampled_from([UNSET, UNSET, UNSET, True]),
    )


@st.composite
def presses(draw: st.DrawFn, t: int) -> list[Record]:
    """One key down and up, as a program or a keyboard in two parts may say it: not always with the same native code."""
    source, key = draw(st.sampled_from([0, 0, 1])), draw(st.sampled_from(KEYS[:2]))
    places = st.tuples(st.sampled_from([0, 0, 2, None]), st.sampled_from(["1", "1", "2"]))
    actions: list[Action] = draw(st.sampled_from([["down", "up"], ["down"], ["up", "down"]]))
    return [Event(t, source, device, key, native, a) for a in actions for device, native in [draw(places)]]


@st.composite
def prompts(draw: st.DrawFn, t: int, trial: int) -> Record:
    keys = draw(st.permutations(KEYS))
    ask = draw(ASKS)
    is_of_three = ask in ("press", "hold") and draw(st.booleans())
    before, after = (keys[1], keys[2]) if is_of_three else (None, None)
    window = draw(st.sampled_from([500 * MS, 3_000 * MS]))
    return Prompt(t, trial, draw(st.integers(1, 3)), keys[0], window, before, after, ask)


@st.composite
def traces(draw: st.DrawFn, longest: int = 40) -> Trace:
    """A whole trace; the first record is mostly a phase, the last one mostly its end."""
    records: list[Record] = []
    t = trial = 0
    if draw(st.sampled_from([True, True, False])):
        records.append(Phase(0, draw(PHASES)))
    kinds = st.sampled_from(["event"] * 9 + ["press"] * 3 + ["prompt"] * 4 + ["phase", "attest", "incident", "lamp"])
    for kind in draw(st.lists(kinds, max_size=longest)):
        t += draw(STEPS)
        if kind == "event":
            records.append(draw(events(t)))
        elif kind == "press":
            records += draw(presses(t))
        elif kind == "phase":
            records.append(Phase(t, draw(PHASES)))
        elif kind == "prompt":
            trial += 1
            records.append(draw(prompts(t, trial)))
        elif kind == "attest" and trial:
            records.append(Attest(t, draw(st.integers(1, trial)), draw(WORDS)))
        elif kind == "lamp":
            records.append(Lamp(t, draw(LAMPS), draw(LAMP_WORDS)))
        elif kind == "incident":
            records.append(Incident(t, draw(st.sampled_from([None, 0, 1])), draw(TROUBLES), t + draw(STEPS)))
    if draw(st.booleans()):
        records.append(End(t, "finished"))
    return Trace(header(SMALL, SOURCES, devices=DEVICES), tuple(records))
