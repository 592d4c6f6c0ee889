"""The lines at the head of the start screen: what can listen, what can't and why, and what may look like a fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from keycheck.languages import _, retold
from keycheck.tui.said import sentences
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
    if untold is not None and not ready:
        yield f"X {mended(f'{retold(untold.why)}.', untold.mend)}"
    yield from map(_can, ready)
    for setting in settings:
        yield f"! {_of(setting)}"
    if recovered is not None:
        yield from _of_the_cut_off(recovered)
    yield from _closed(failed, untold is not None or any(map(hears_silence, ready)))
    if untold is None and not ready:
        yield _("Nothing here can listen to the keyboard, so no key can be judged.")


def _closed(failed: Sequence[AnyEar], is_calm: bool) -> Iterator[str]:
    """The ways to listen that are closed: where they are not what matters, only those that can be mended at length."""
    reasons = [(source_name(ear.name), ear.failed) for ear in failed if ear.failed is not None]
    at_length = [(name, why) for name, why in reasons if why.mend or not is_calm]
    for name, why in at_length:
        yield f"{'·' if is_calm else 'X'} {mended(_cannot(name, why.reason), why.mend)}"
    if len(at_length) < len(reasons):
        yield "· " + _("Other ways to listen are not open here; `keycheck doctor` says why.")


def hears_silence(ear: AnyEar) -> bool:
    """Whether what this source does not hear can mean something."""
    return ear.ready is not None and ear.ready.hears_silence


def _of_the_cut_off(recovered: Recovered) -> Iterator[str]:
    from keycheck.errors.pasteable import pasteable

    for trace in recovered.traces:
        kept = _("An examination was cut off. It is kept: {command}")
        yield kept.format(command=f"keycheck replay {pasteable(trace)}")
    for left in recovered.unsealed:
        stays = _("An examination was cut off, and can't be sealed. Its recording stays: '{file}' ({why})")
        yield f"! {stays.format(file=left.journal, why=retold(left.why))}"


def _can(ear: AnyEar) -> str:
    can = (
        _("{source} can listen.")
        if hears_silence(ear)
        else _("{source} can show that a key works, not that one is dead.")
    )
    return f"√ {can.format(source=source_name(ear.name))}"


def _cannot(name: str, reason: str) -> str:
    return _("{source} can't: {reason}.").format(source=name, reason=retold(reason))


def _of(setting: Imitator) -> str:
    is_on = _("{name} is on: {looks}.").format(name=retold(setting.name), looks=retold(setting.imitates))
    return mended(is_on, setting.mend)


def mended(sentence: str, mend: str) -> str:
    """The sentence, and what a person can do about it."""
    if not mend:
        return sentence
    return sentences(sentence, _("To mend it: {mend}").format(mend=retold(mend)))
