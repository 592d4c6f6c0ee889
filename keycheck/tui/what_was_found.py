"""The lines at the head of the start screen: what can listen, what can't and why, and what may look like a fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from keycheck.tui.words import source_name

if TYPE_CHECKING:
    from keycheck.host.foreground import Untold
    from keycheck.host.imitator import Imitator
    from keycheck.session.listening import AnyEar
    from keycheck.session.recovery import Recovered


def told(
    ready: Sequence[AnyEar],
    failed: Sequence[AnyEar],
    recovered: Recovered | None,
    settings: Sequence[Imitator],
    untold: Untold | None,
) -> Iterator[str]:
    """One line for each thing; `untold` is why nobody would say that another window came to the front."""
    yield from map(_can, ready)
    for ear in failed:
        if ear.failed is not None:
            yield f"X {source_name(ear.name)} can't: {ear.failed.reason}.{_mending(ear.failed.mend)}"
    if recovered is not None:
        yield from _of_the_cut_off(recovered)
    for setting in settings:
        yield f"! {setting.name} is on: {setting.imitates}.{_mending(setting.mend)}"
    if untold is not None and not ready:
        yield f"X {untold.why}. To mend it: {untold.mend}"
    elif not ready:
        yield "Nothing here can listen to the keyboard, so no key can be judged."


def hears_silence(ear: AnyEar) -> bool:
    """Whether what this source does not hear can mean something."""
    return ear.ready is not None and ear.ready.hears_silence


def _of_the_cut_off(recovered: Recovered) -> Iterator[str]:
    from keycheck.errors.pasteable import pasteable

    for trace in recovered.traces:
        yield f"An examination was cut off. It is kept: keycheck replay {pasteable(trace)}"
    for left in recovered.unsealed:
        yield f"! An examination was cut off, and can't be sealed. Its recording stays: '{left.journal}' ({left.why})"


def _can(ear: AnyEar) -> str:
    what = "listen" if hears_silence(ear) else "show that a key works, not that one is dead"
    return f"√ {source_name(ear.name)} can {what}."


def _mending(mend: str) -> str:
    return f" To mend it: {mend}" if mend else ""
