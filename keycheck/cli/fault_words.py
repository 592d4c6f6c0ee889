"""Faults as people write them: `dead:5` and `wrong:Q=A` name keys by what is printed on them, as well as by codes."""

from __future__ import annotations

from keycheck.cli.named_keys import code_of
from keycheck.layouts.layout import Layout


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
    return code_of(word, layout, f"--fault {spec}") or word
