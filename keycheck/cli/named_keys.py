"""The keys that a person names on the command line: by code, `KeyA`, or by what is printed on them, `a`."""

from __future__ import annotations

from keycheck.errors import UsageError
from keycheck.languages import N_
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.reports.key_names import key_name, on_number_pad


def named_keys(given: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """The codes of the keys of `--key`. Raises UsageError that says what a key is called."""
    return tuple(_testable(word, layout) for word in given)


def code_of(word: str, layout: Layout, given: str) -> str | None:
    """The code of the key that people call so; None where none is. UsageError where it stands on several keys.

    `given` is the option with its value, for the error.
    """
    if word in layout:
        return word
    found = [key.code for key in layout.testable if word.casefold() in _called(key, layout)]
    if len(found) > 1:
        raise UsageError(
            N_("{given}: {word} stands on several keys, expected one of {known}").format(
                given=given, word=repr(word), known=", ".join(found)
            )
        )
    return found[0] if found else None


def _testable(word: str, layout: Layout) -> str:
    code = code_of(word, layout, f"--key {word}")
    if code is None or layout.key(code).unseen is not None:
        raise UsageError(
            N_("--key: found {word}, expected a testable key of {id} like KeyA or Digit5").format(
                word=repr(word), id=layout.id
            )
        )
    return code


def _called(key: LayoutKey, layout: Layout) -> set[str]:
    """What people may call the key. The signs of the number pad stand on other keys too, which are meant then."""
    name = key_name(key.code, layout)
    signs = () if on_number_pad(key.code) else tuple(sign for sign in key.legend.split() if len(sign) == 1)
    without_side = name.removeprefix("Left ").removeprefix("Right ")
    return {word.casefold() for word in (key.code, name, without_side, *signs)}
