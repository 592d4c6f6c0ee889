"""Which tests stay together on one processor: what they share is made once, and nobody waits for the last of them."""

from __future__ import annotations

from xdist.scheduler import LoadGroupScheduling  # type: ignore[import-untyped]

ONE_BY_ONE = "tests/tui/"
"""Tests of screens share nothing and take long: they come last, and fill the gaps that whole files leave."""
TOGETHER = "tests/cli/"
"""All files of this folder look at the same demonstrations, which take a second to make."""


class ByFile(LoadGroupScheduling):  # type: ignore[misc]
    """A group that a test names comes first; the rest goes file by file, for two thousand lone tests cost seconds."""

    def _split_scope(self, nodeid: str) -> str:
        group = super()._split_scope(nodeid)
        if group != nodeid or nodeid.startswith(ONE_BY_ONE):
            return str(group)
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]
