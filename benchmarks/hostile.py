"""Recordings just below every bound, each of a shape that costs the diagnosis the most: what a forger could send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import msgspec

from keycheck.events import trace_file
from keycheck.events.trace import Attest, Event, Incident, Phase, Prompt, Record, Setting, Settings, SweepKey
from tests.scenarios import DESKTOP, FULL, KERNEL, MS, SECOND, header

KEYS = [key.code for key in FULL.testable if key.code not in ("KeyQ", "KeyY")]
TRIALS = 4000


def event(t: int, key: str | None, number: int, **parts: object) -> Event:
    """Down and up by turns."""
    told = Event(t, 0, 0, key, key or "", "up" if number % 2 else "down")
    return msgspec.structs.replace(told, **parts)


def sandwich(number: int) -> Prompt:
    return Prompt(number * SECOND, number + 1, 1, KEYS[number % len(KEYS)], 3 * SECOND, "KeyQ", "KeyY")


def strays() -> Iterator[Record]:
    """Codes that no table knows, each of which comes to stand for a key, and never comes up."""
    for number in range(TRIALS):
        yield sandwich(number)
        for n in range(9):
            native = str(number // (2 * len(KEYS)) * 9 + n) + KEYS[number % len(KEYS)]
            yield event(number * SECOND + n, None, 0, native=native, unmapped=True)


def nameless() -> Iterator[Record]:
    """Keys without a name that are all down at once, and then one that comes and goes."""
    yield sandwich(0)
    yield from (event(1, None, 0) for _ in range(35_000))
    yield from (event(2, "KeyQ", number) for number in count())


def let_go() -> Iterator[Record]:
    """Every key is down, and each is asked to come up, again and again."""
    for n, key in enumerate(KEYS * 4):
        yield Prompt(n, n + 1, 1, key, SECOND, ask="release")
        yield event(n, key, 0)
    for number in range(len(KEYS) * 4, TRIALS):
        yield Prompt(number * SECOND, number + 1, 1, KEYS[number % len(KEYS)], SECOND, ask="release")
    yield from (event(TRIALS * SECOND, "Digit5", number) for number in count())


def taken() -> Iterator[Record]:
    """The keyboard is taken by a program and given back between any two trials."""
    for number in range(TRIALS):
        yield sandwich(number)
        yield from (event(number * SECOND + n * MS, key, n) for n, key in enumerate(("KeyQ", "KeyQ", "KeyY", "KeyY")))
        yield Attest(number * SECOND + 5 * MS, number + 1, "sandwich")
        t = number * SECOND + 6 * MS
        yield Incident(t, 0, "source_back" if number % 2 else "grabbed", t)


def doubled() -> Iterator[Record]:
    """A sweep with as many lines as there may be, each of a key that bounces."""
    for number in range(30_000):
        moves = tuple((n * 10 * MS, "up" if n % 2 else "down") for n in range(8))
        yield SweepKey(0, 0, KEYS[number % len(KEYS)], moves, 0, str(number))


def held() -> Iterator[Record]:
    """Two of three keys are held again and again, and as many settings are on as there may be."""
    yield from (event(0, "KeyD", n) for n in range(2))
    for number in range(TRIALS):
        t = number * 2 * SECOND
        yield Prompt(t, number + 1, 1, "KeyS", 3 * SECOND, "KeyA", "KeyD", "hold")
        for n, key in enumerate(("KeyA", "KeyS", "KeyA", "KeyS")):
            yield event(t + n // 2 * 1_600 * MS, key, n // 2)
    for times in range(9):
        yield Settings(TRIALS * 2 * SECOND, tuple(setting(f"{times} {number}") for number in range(50)))


def setting(name: str) -> Setting:
    """One that acts on none of the keys that are held."""
    return Setting(name, "keys vanish", "kernel", blocks=False, keys=("F24",) * 250)


def one_line() -> Iterator[Record]:
    """One key of a sweep, more often than anybody can press it."""
    yield SweepKey(0, 0, "Digit5", tuple((0, "up" if n % 2 else "down") for n in range(700_000)), 0, "6")


SHAPES: dict[str, Callable[[], Iterator[Record]]] = {
    shape.__name__: shape for shape in (strays, nameless, let_go, taken, held, doubled, one_line)
}


def recording(shape: str) -> bytes:
    """The file of this shape, as long as a recording may be."""
    swept = shape in ("doubled", "one_line")
    head = header(FULL, sources=(KERNEL, DESKTOP))
    records: list[Record] = [Phase(0, "sweep" if swept else "confirm")]
    lines = [trace_file.encode_line(line) for line in (head, *records)]
    size = sum(map(len, lines))
    for record in SHAPES[shape]():
        lines.append(trace_file.encode_line(record))
        size += len(lines[-1])
        if size > trace_file.MAX_BYTES:
            lines.pop()
            break
    return b"".join(lines)
