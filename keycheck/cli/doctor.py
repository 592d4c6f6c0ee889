"""`keycheck doctor`: what keeps keycheck from seeing, what imitates a fault, and the one command that mends each.

It changes nothing by itself. The JSON is `keycheck.doctor/1`, one object:

* `sources`: each way to listen, as in `keycheck devices --json`: `name`, `state`, `reason`, `mend`, `mend_for_good`,
  `devices`, `blind`.
* `settings`: each thing that imitates a fault: `kind` (slow_keys, bounce_keys, sticky_keys, mouse_keys, remap,
  remapper, typist, keyboard_off, numlock_off, secure_input, elevated_window), `name` and `imitates` (words for people),
  `keys` (W3C codes; null: all, or any), `layer` (where its effect is seen first: hid, kernel, os, app),
  `blocks_verdict` (whether silence of these keys there and above proves nothing), `read_from`, `mend`, `delay_ms` (or
  null), `emptied` (those of its keys from which programs get nothing).
* `looked_at`: where such things were looked for, in words. `unread`: where they could not be: `what`, `why`.
* `machine`: `maker`, `model`, `serial`, `os`, each null or a `value` with its `source`. The serial is personal.
* `summary`: one sentence: what can be tested here, and what can't.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from keycheck.languages import N_, NN_, _, ngettext, retold, speaking
from keycheck.languages.patterns import in_a_row, listed

if TYPE_CHECKING:
    from keycheck.capture.source import Probe
    from keycheck.host.imitator import Imitator
    from keycheck.host.label import Fact, ReadFrom
    from keycheck.host.machine import Machine
    from keycheck.host.settings import Survey

SCHEMA = "keycheck.doctor/1"
WIDTH = 80

BELOW_PROGRAMS = {"evdev", "hidraw"}
"""Sources whose silence is that of the keyboard, not of a setting. Windows' Raw Input comes after the Scancode Map."""

READ_FROM: dict[ReadFrom, str] = {
    "dmi": N_("the firmware"),
    "device_tree": N_("the device tree"),
    "registry": N_("the registry"),
    "sysctl": N_("the system"),
    "system_profiler": N_("the system"),
}
TESTS_BELOW = N_(
    "Here keycheck can test all ordinary keys, and can tell a broken key from a setting; "
    "Fn and its like can't be tested anywhere."
)
TESTS_ABOVE = N_(
    "Here keycheck can test all ordinary keys, but can't tell a broken key from a setting; "
    "Fn and its like can't be tested anywhere."
)
TESTS_BELOW_ONCE = NN_(
    "Here keycheck can test all ordinary keys, once {settings} is out of the way, and can tell a broken key from a "
    "setting; Fn and its like can't be tested anywhere.",
    "Here keycheck can test all ordinary keys, once {settings} are out of the way, and can tell a broken key from a "
    "setting; Fn and its like can't be tested anywhere.",
)
TESTS_ABOVE_ONCE = NN_(
    "Here keycheck can test all ordinary keys, once {settings} is out of the way, but can't tell a broken key from a "
    "setting; Fn and its like can't be tested anywhere.",
    "Here keycheck can test all ordinary keys, once {settings} are out of the way, but can't tell a broken key from a "
    "setting; Fn and its like can't be tested anywhere.",
)
NAMED_KEYS = 8
"""How many keys are named before the rest are counted."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As keycheck.doctor/1.")
def doctor(as_json: bool) -> None:
    """Show what keeps keycheck from seeing keys, what looks like a broken key, and how to mend each."""
    from keycheck.capture.sources import names, probe
    from keycheck.host.machine import this_machine
    from keycheck.host.settings import survey

    probes = {name: probe(name) for name in names()}
    surveyed, machine = survey(), this_machine()
    if as_json:
        _print_json(probes, surveyed, machine)
    else:
        click.echo("\n".join(told(probes, surveyed, machine)))


def told(probes: Mapping[str, Probe], surveyed: Survey, machine: Machine) -> Iterator[str]:
    """All of it in words, line by line, for 80 columns."""
    yield _("Ways to listen")
    for name, found in probes.items():
        yield ""
        yield from _source(name, found)
    yield from ("", _("Settings and programs that look like a broken key"))
    for imitator in surveyed.imitators:
        yield ""
        yield from _imitator(imitator)
    yield ""
    yield from _searched(surveyed)
    yield from ("", _("This machine"), "")
    facts = {
        _("maker"): machine.maker, _("model"): machine.model, _("serial"): machine.serial, _("system"): machine.os,
    }  # fmt: skip
    wide = max(8, 1 + max(map(len, facts)))
    for label, fact in facts.items():
        yield from _row(label, _stated(fact), wide)
    yield ""
    yield from textwrap.wrap(summary(probes, surveyed.imitators), WIDTH)


def summary(probes: Mapping[str, Probe], imitators: Iterable[Imitator]) -> str:
    """What can be tested here and what can't, in one sentence."""
    ready = {name for name, found in probes.items() if found.state == "ready"}
    if not ready:
        if any(found.mend for found in probes.values()):
            return _("Nothing can be tested here yet: first do one of the things above.")
        return _("Nothing can be tested here, and keycheck knows no way to change that.")
    if all(probes[name].silence == "no_evidence" for name in ready):
        return _("Here keycheck can show that a key works, but not that one is dead.")
    in_the_way = [retold(imitator.name) for imitator in imitators if imitator.blocks_verdict]
    if not in_the_way:
        return _(TESTS_BELOW if ready & BELOW_PROGRAMS else TESTS_ABOVE)
    one, many = TESTS_BELOW_ONCE if ready & BELOW_PROGRAMS else TESTS_ABOVE_ONCE
    return ngettext(one, many, len(in_the_way)).format(settings=listed(in_the_way))


def _source(name: str, found: Probe) -> Iterator[str]:
    from keycheck.cli.probe_words import STATE, keyboard, limits

    wide, beside = 10, max(6, 1 + len(_("why:")), 1 + len(_("mend:")))
    yield from _row(name, _(STATE[found.state]), wide)
    if found.reason:
        yield from _row(_("why:"), retold(found.reason), beside, margin=wide + 2)
    for device in found.devices:
        yield from _row("", keyboard(device), wide)
    for limit in limits(found):
        yield from _row("", limit, wide)
    if found.mend:
        yield from _row(_("mend:"), retold(found.mend), beside, margin=wide + 2)
    if found.mend_for_good:
        yield from _row("", _("or for good, which gives every program of yours the right to read keyboards:"), wide)
        # A command that is broken over two lines can't be copied.
        yield f"    {found.mend_for_good}"


def _imitator(imitator: Imitator) -> Iterator[str]:
    looks, keys, read_from, mend = labels = _("looks like"), _("keys"), _("read from"), _("mend")
    wide = max(12, 2 + max(map(len, labels)))
    yield from _row("", retold(imitator.name), 0)
    yield from _row(looks, retold(imitator.imitates), wide, margin=4)
    if imitator.keys is not None:
        yield from _row(keys, _named(imitator.keys), wide, margin=4)
    yield from _row(read_from, retold(imitator.read_from), wide, margin=4)
    line = f"    {mend:<{wide}}{retold(imitator.mend)}"
    # A command that is broken over two lines can't be copied.
    yield from [line] if len(line) <= WIDTH else [f"    {mend}", f"      {retold(imitator.mend)}"]


def _named(keys: tuple[str, ...]) -> str:
    more, named = len(keys) - NAMED_KEYS, in_a_row(keys[:NAMED_KEYS])
    if more <= 0:
        return named
    return ngettext("{keys} and {n} more", "{keys} and {n} more", more).format(keys=named, n=more)


def _searched(surveyed: Survey) -> Iterator[str]:
    if not surveyed.imitators:
        yield from _row("", _("None was found."), 0)
    if surveyed.looked_at:
        yield from _row("", _("Looked at: {places}.").format(places=in_a_row([*map(retold, surveyed.looked_at)])), 0)
    for unread in surveyed.unread:
        not_read = _("Could not be read: {place} ({reason}).")
        yield from _row("", not_read.format(place=retold(unread.what), reason=retold(unread.why)), 0)


def _stated(fact: Fact | None) -> str:
    if fact is None:
        return _("not stated")
    if fact.source not in READ_FROM:
        return fact.value
    return _("{value} (from {source})").format(value=fact.value, source=_(READ_FROM[fact.source]))


def _row(label: str, text: str, wide: int, margin: int = 2) -> list[str]:
    """The label and the text beside it, broken at spaces; the label takes `wide` columns after the margin."""
    from keycheck.errors.printable import printable

    start = f"{'':<{margin}}{label:<{wide}}"
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _print_json(probes: Mapping[str, Probe], surveyed: Survey, machine: Machine) -> None:
    import msgspec

    from keycheck.cli.output import print_json

    answer: dict[str, object] = {
        "schema": SCHEMA,
        "sources": [{"name": name, **asdict(found)} for name, found in probes.items()],
        "settings": surveyed.imitators,
        "looked_at": surveyed.looked_at,
        "unread": surveyed.unread,
        "machine": machine,
    }
    with speaking("en"):
        answer["summary"] = summary(probes, surveyed.imitators)
    print_json(msgspec.json.encode(answer))
