"""Another map of the same keyboard family, for a keyboard that sends a key which the first map does not have."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from keycheck.layouts.layout import Layout

Load = Callable[[str], Layout]
"""Id -> its map."""

FEW = 5
"""So many keys that nobody has pressed yet a better map may bring without a question; a number pad has more (ours)."""

_STANDARDS = frozenset({"ansi", "iso", "jis", "abnt2", "ks"})
_FULL = frozenset({"103", "104", "105", "106", "107", "109"})
_LARGER = {
    "tkl": "full",
    "75": "96",
    "chromebook": "laptop-15",
    "framework-13": "laptop-15",
    "laptop-13": "laptop-15",
    "macbook": "laptop-15",
    "thinkpad": "laptop-15",
}
"""Family -> the one that has a number pad as well."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A map that has more of the keys that arrived."""

    layout: Layout
    is_plain: bool
    """Whether it has every testable key of the present map and few that did not arrive, and no other fits as well:
    nobody needs to be asked, and no key can leave the examination untested."""


def relative(
    now: Layout, seen: Collection[str], ids: Collection[str], load: Callable[[str], Layout]
) -> Relative | None:
    """The map that has the most of what was seen, and else differs least; None where `now` is as good as any."""
    family = _family(now.id)
    for name in (family, _LARGER.get(family)):
        kin = [load(id_) for id_ in sorted(ids) if id_ != now.id and _family(id_) == name]
        if (found := _best(now, frozenset(seen), kin)) is not None:
            return found
    return None


def _best(now: Layout, arrived: frozenset[str], kin: list[Layout]) -> Relative | None:
    codes = frozenset(key.code for key in now.keys)

    def fit(layout: Layout) -> tuple[int, int, bool]:
        has = {key.code for key in layout.keys}
        return len(arrived & has), -len((has ^ codes) - arrived), layout.standard == now.standard

    kin = sorted((one for one in kin if fit(one)[0] > len(arrived & codes)), key=fit, reverse=True)
    if not kin:
        return None
    best, (covered, differing, _) = kin[0], fit(kin[0])
    is_only = differing == 0 or all(fit(other)[0] < covered for other in kin[1:])
    return Relative(best, is_only and _testable(now) <= _testable(best) and -differing <= FEW)


def _testable(layout: Layout) -> frozenset[str]:
    return frozenset(key.code for key in layout.testable)


def _family(id: str) -> str:  # noqa: A002 - the field of the map that it is
    """The id without the standard in it; all full keyboards are of one family, whatever their number of keys."""
    parts = [part for part in id.split("-") if part not in _STANDARDS]
    return "full" if len(parts) == 1 and parts[0] in _FULL else "-".join(parts)
