"""What several keys show together: a line of a known matrix, two lines that touch, or a pattern that names no cause.

A line is said only where the matrix of this very keyboard is known (design: diagnosis, 1.6). Liquid looks alike at
first sight, because lines are contiguous: that is what the last condition of a broken line is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import comb, dist

from keycheck.diagnosis.verdict import Finding, Line, Pattern, Symptom
from keycheck.layouts.layout import Layout
from keycheck.layouts.line_mates import shared_lines
from keycheck.layouts.matrix import SIDES, Matrix

FEWEST_DEAD = 3
"""Two dead keys never make a line."""
MARGIN = 2
"""Dead keys less living ones on a broken line: with 2 % of keys dead by themselves, or alive on a broken line, each is
worth ln 49 of the log-likelihood ratio, and ln 1000 is asked for."""
BY_CHANCE = Fraction(1, 1000)
OFF_THE_LINE = 1
"""So many dead keys may lie elsewhere; of modelled liquid 12 % would look like a line without this, .9 % do with it."""
FEWEST_PAIRS = 3
NEAR_U = 1.14
"""Mean distance from each faulty key to its nearest: 95 % of modelled liquid lies closer (measured on a model)."""
KINDS = 2
"""Liquid gives more than one kind of fault."""


def chance_of_line(keys: int, struck: int, tested: int, dead: int, lines: int) -> Fraction:
    """How likely `struck` or more of the `dead` among `tested` keys fall on any one of so many lines of `keys` keys."""
    ways = sum(comb(keys, i) * comb(tested - keys, dead - i) for i in range(struck, min(keys, dead) + 1))
    return Fraction(ways * lines, comb(tested, dead))


def broken_line(matrix: Matrix, dead: frozenset[str], tested: frozenset[str]) -> tuple[Line, frozenset[str]] | None:
    """The line that the dead keys are consistent with, and those of them on it; `tested` holds the dead ones too.

    Keys that the matrix has twice, or not at all, say nothing.
    """
    known = {key for key, places in matrix.places.items() if len(places) == 1}
    dead, tested = dead & known, tested & known
    best: tuple[Fraction, str, frozenset[str], int] | None = None
    for line, keys in matrix.lines.items():
        on_line = tested.intersection(keys)
        struck = dead & on_line
        if not _looks_broken(len(struck), len(on_line), len(dead)):
            continue
        chance = chance_of_line(len(on_line), len(struck), len(tested), len(dead), len(matrix.lines))
        if chance <= BY_CHANCE and (best is None or (chance, line) < best[:2]):
            best = chance, line, struck, len(on_line)
    if best is None:
        return None
    chance, line, struck, keys_tested = best
    return Line(matrix.name, line, float(chance), len(struck), keys_tested), struck


def _looks_broken(struck: int, on_line: int, dead: int) -> bool:
    return struck >= FEWEST_DEAD and 2 * struck - on_line >= MARGIN and dead - struck <= OFF_THE_LINE


def shorted_lines(matrix: Matrix, pairs: Iterable[tuple[str, str]]) -> tuple[Line, frozenset[str]] | None:
    """Two lines of one side that all these pairs of keys lie on, each pair on one line of the other side."""
    unordered = {frozenset(pair) for pair in pairs if pair[0] != pair[1]}
    touching = [_touching(matrix, sorted(pair)) for pair in unordered]
    lines = set(touching)
    if len(unordered) < FEWEST_PAIRS or len(lines) != 1 or None in lines:
        return None
    keys = frozenset(key for pair in unordered for key in pair)
    return Line(matrix.name, lines.pop() or "", None, len(unordered), len(unordered)), keys


def _touching(matrix: Matrix, pair: Sequence[str]) -> str | None:
    """`drive3+drive4`: the two lines that would have to touch for one of these keys to set off the other."""
    places = [matrix.places.get(key, ()) for key in pair]
    if any(len(found) != 1 for found in places):
        return None
    first, second = places[0][0], places[1][0]
    for side, name in enumerate(SIDES):
        if first[side] != second[side] and first[1 - side] == second[1 - side]:
            return f"{name}{min(first[side], second[side])}+{name}{max(first[side], second[side])}"
    return None


def patterns(findings: Sequence[Finding], layout: Layout, matrix_known: bool) -> tuple[Pattern, ...]:
    """What may be said of several faulty keys without a word on the cause."""
    return (*_shared_line(findings, matrix_known), *_near_each_other(findings, layout))


def _shared_line(findings: Sequence[Finding], matrix_known: bool) -> Iterator[Pattern]:
    dead = tuple(finding.key for finding in findings if finding.symptom == "dead")
    if matrix_known or len(dead) < FEWEST_DEAD:
        return
    shared = shared_lines(dead)
    if shared is not None and 2 * shared[0] >= shared[1]:
        yield Pattern("share_a_line", dead, *shared)


def _near_each_other(findings: Sequence[Finding], layout: Layout) -> Iterator[Pattern]:
    """Liquid and a damaged flex cable strike neighbours, in several ways."""
    kinds: set[Symptom] = {finding.symptom for finding in findings}
    if len(findings) < FEWEST_DEAD or len(kinds) < KINDS:
        return
    centres = [layout.key(finding.key).centre for finding in findings]
    nearest = [min(dist(a, b) for n, b in enumerate(centres) if n != m) for m, a in enumerate(centres)]
    if sum(nearest) <= NEAR_U * len(nearest):
        yield Pattern("near_each_other", tuple(finding.key for finding in findings))
