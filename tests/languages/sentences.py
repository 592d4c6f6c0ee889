"""Everything that keycheck says, gathered once in a process: to read all of its code and its data takes a second.

Tests that need it bear `TOGETHER`, so that one process has to do it, and not each.
"""

from __future__ import annotations

from functools import cache

import pytest

from tools import catalogues

TOGETHER = pytest.mark.xdist_group("everything said")

everything_said = cache(catalogues.said)
"""To be read only; `catalogues.said` gives one that may be changed."""


@cache
def catalogued() -> frozenset[str]:
    """Every text of the catalogue: what is said and was never marked has no translation.

    Read from one language, because a test says that each has the same sentences.
    """
    ids = (message.id for message in catalogues.translated("de") if message.id)
    return frozenset(text for one in ids for text in ([one] if isinstance(one, str) else one))
