"""The keys that a person names on the command line: `--key KeyA`, or what is printed on it."""

from __future__ import annotations

from keycheck.errors import UsageError
from keycheck.layouts.layout import Layout


def named_keys(given: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Their codes. Raises UsageError that says what a key is called."""
    return tuple(_code_of(name, layout) for name in given)


def _code_of(name: str, layout: Layout) -> str:
    wanted = name.casefold()
    codes = [key.code for key in layout.testable if key.code.casefold() == wanted]
    printed = [key.code for key in layout.testable if wanted in key.legend.casefold().split()]
    for code in (*codes, *printed):
        return code
    raise UsageError(f"--key: found {name!r}, expected a testable key of {layout.id} like KeyA or Digit5")
