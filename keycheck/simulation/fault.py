"""What can be planted in a simulated keyboard, as people write it: `dead:Digit5`, `intermittent:KeyA:0.3`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from keycheck.errors import UsageError
from keycheck.languages import N_
from keycheck.layouts.kept_matrices import find_matrix
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import Matrix

FaultKind = Literal[
    "dead",
    "intermittent",
    "chatter",
    "stuck",
    "late",
    "wrong",
    "extra",
    "line",
    "slow_keys",
    "bounce_keys",
    "remap",
    "swallow",
    "numlock_off",
]

SOFTWARE: frozenset[FaultKind] = frozenset({"slow_keys", "bounce_keys", "remap", "swallow", "numlock_off"})
"""Programs and settings that imitate a fault: the keyboard is healthy."""

FORMS: dict[FaultKind, str] = {
    "dead": "dead:KEY",
    "intermittent": "intermittent:KEY:RATE",
    "chatter": "chatter:KEY:RATE",
    "stuck": "stuck:KEY",
    "late": "late:KEY",
    "wrong": "wrong:KEY=KEY",
    "extra": "extra:KEY=KEY",
    "line": "line:MATRIX:driveN or line:MATRIX:senseN",
    "slow_keys": "slow_keys",
    "bounce_keys": "bounce_keys",
    "remap": "remap:KEY=KEY",
    "swallow": "swallow:KEY",
    "numlock_off": "numlock_off",
}
"""How each is written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, or one program that imitates a fault."""

    kind: FaultKind
    key: str = ""
    """Empty where it is about the whole keyboard, or a line of it."""
    other: str = ""
    """wrong and remap: the key that arrives in its place; extra: the key that fires along."""
    rate: float = 1.0
    """intermittent: the share of presses that are lost; chatter: the share that is doubled."""
    matrix: Matrix | None = None
    line: str = ""

    def __str__(self) -> str:
        if self.matrix is not None:
            return f"{self.kind}:{self.matrix.name}:{self.line}"
        if self.other:
            return f"{self.kind}:{self.key}={self.other}"
        if self.kind in ("intermittent", "chatter"):
            return f"{self.kind}:{self.key}:{self.rate:g}"
        return f"{self.kind}:{self.key}" if self.key else self.kind

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it is about; none for a setting of the whole keyboard."""
        if self.matrix is not None:
            return self.matrix.lines[self.line]
        return (self.key,) if self.key else ()


def parse_faults(specs: tuple[str, ...], layout: Layout) -> tuple[Fault, ...]:
    """The faults that these SPECs plant; `none` plants nothing. Raises UsageError that lists the known ones."""
    return tuple(_parse(spec, layout) for spec in specs if spec != "none")


def _parse(spec: str, layout: Layout) -> Fault:
    word, colon, rest = spec.partition(":")
    for kind, form in FORMS.items():
        if kind == word:
            if bool(colon) != (":" in form):
                raise UsageError(N_("--fault {spec}: expected {form}").format(spec=spec, form=form))
            return _PARTS[kind](kind, rest, _Complaint(spec, form, layout))
    raise UsageError(
        N_("--fault {spec}: no such fault; known: {known}, none").format(spec=spec, known=", ".join(FORMS.values()))
    )


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What is needed to check a part of a SPEC, and to say what is wrong with it."""

    spec: str
    form: str
    layout: Layout

    def testable(self, key: str) -> str:
        if key not in {known.code for known in self.layout.testable}:
            raise UsageError(
                N_("--fault {spec}: found key {key}, expected {form} with a testable key of {id} like Digit5").format(
                    spec=self.spec, key=repr(key), form=self.form, id=self.layout.id
                )
            )
        return key

    def share(self, text: str) -> float:
        try:
            share = float(text)
        except ValueError:
            share = 0.0
        if not 0 < share <= 1:
            raise UsageError(
                N_("--fault {spec}: found rate {text}, expected {form} with a share like 0.3").format(
                    spec=self.spec, text=repr(text), form=self.form
                )
            )
        return share


def _one_key(kind: FaultKind, rest: str, check: _Complaint) -> Fault:
    return Fault(kind, check.testable(rest))


def _key_and_rate(kind: FaultKind, rest: str, check: _Complaint) -> Fault:
    key, _, rate = rest.partition(":")
    return Fault(kind, check.testable(key), rate=check.share(rate))


def _two_keys(kind: FaultKind, rest: str, check: _Complaint) -> Fault:
    key, _, other = rest.partition("=")
    fault = Fault(kind, check.testable(key), other=check.testable(other))
    if key == other:
        raise UsageError(
            N_("--fault {spec}: found the same key twice, expected {form} with two keys").format(
                spec=check.spec, form=check.form
            )
        )
    return fault


def _line(kind: FaultKind, rest: str, check: _Complaint) -> Fault:
    name, _, line = rest.rpartition(":")
    try:
        matrix = find_matrix(name)
    except UsageError as unknown:
        raise UsageError(N_("--fault {spec}: {why}").format(spec=check.spec, why=unknown)) from None
    if line not in matrix.lines:
        raise UsageError(
            N_("--fault {spec}: found line {line}, expected one of {known}").format(
                spec=check.spec, line=repr(line), known=", ".join(matrix.lines)
            )
        )
    return Fault(kind, matrix=matrix, line=line)


def _whole_keyboard(kind: FaultKind, rest: str, check: _Complaint) -> Fault:
    return Fault(kind)


_PARTS: dict[FaultKind, Callable[[FaultKind, str, _Complaint], Fault]] = {
    "dead": _one_key,
    "intermittent": _key_and_rate,
    "chatter": _key_and_rate,
    "stuck": _one_key,
    "late": _one_key,
    "wrong": _two_keys,
    "extra": _two_keys,
    "line": _line,
    "slow_keys": _whole_keyboard,
    "bounce_keys": _whole_keyboard,
    "remap": _two_keys,
    "swallow": _one_key,
    "numlock_off": _whole_keyboard,
}
