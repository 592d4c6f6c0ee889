"""Faults as people write them: `dead:5` and `wrong:Q=A` name keys by what is printed on them, as well as by codes."""

from __future__ import annotations

from keycheck.errors import UsageError
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.reports.key_names import key_name, on_number_pad


def with_codes(spec: str, layout: Layout) -> str:
    """The SPEC with the W3C codes of its keys. UsageError where what is printed stands on several keys.

    What is on no key stays as it is, for whoever knows the faults to refuse.
    """
    kind, colon, rest = spec.partition(":")
    if kind == "line":
        return spec
    whole = _code_of(rest, spec, layout)
    if whole != rest:
        return f"{kind}{colon}{whole}"
    keys, rate_colon, rate = rest.partition(":")
    return f"{kind}{colon}{'='.join(_code_of(key, spec, layout) for key in keys.split('='))}{rate_colon}{rate}"


def _code_of(word: str, spec: str, layout: Layout) -> str:
    if word in layout or not word:
        return word
    found = [key.code for key in layout.testable if word.casefold() in _printed_on(key, layout)]
    if len(found) > 1:
        raise UsageError(f"--fault {spec}: {word!r} stands on several keys, expected one of {', '.join(found)}")
    return found[0] if found else word


def _printed_on(key: LayoutKey, layout: Layout) -> set[str]:
    """What people may call the key. The signs of the number pad stand on other keys too, which are meant then."""
    name = key_name(key.code, layout)
    signs = () if on_number_pad(key.code) else tuple(sign for sign in key.legend.split() if len(sign) == 1)
    without_side = name.removeprefix("Left ").removeprefix("Right ")
    return {word.casefold() for word in (name, without_side, *signs)}
