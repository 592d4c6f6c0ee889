"""Everything that keycheck says, gathered once in a process: to read all of its code and its data takes a second."""

from __future__ import annotations

from functools import cache

from tools import catalogues

everything_said = cache(catalogues.said)
"""To be read only; `catalogues.said` gives one that may be changed."""


@cache
def catalogued() -> frozenset[str]:
    """Every text of the catalogue: what is said and was never marked has no translation."""
    ids = (message.id for message in everything_said() if message.id)
    return frozenset(text for one in ids for text in ([one] if isinstance(one, str) else one))
