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
    "dmi": "the firmware",
    "device_tree": "the device tree",
    "registry": "the registry",
    "sysctl": "the system",
    "system_profiler": "the system",
}
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
    yield "Ways to listen"
    for name, found in probes.items():
        yield ""
        yield from _source(name, found)
    yield from ("", "Settings and programs that look like a broken key")
    for imitator in surveyed.imitators:
        yield ""
        yield from _imitator(imitator)
    yield ""
    yield from _searched(surveyed)
    yield from ("", "This machine", "")
    for label, fact in (("maker", machine.maker), ("model", machine.model), ("serial", machine.serial)):
        yield from _row(label, _stated(fact), 8)
    yield from _row("system", _stated(machine.os), 8)
    yield ""
    yield from textwrap.wrap(summary(probes, surveyed.imitators), WIDTH)


def summary(probes: Mapping[str, Probe], imitators: Iterable[Imitator]) -> str:
    """What can be tested here and what can't, in one sentence."""
    ready = {name for name, found in probes.items() if found.state == "ready"}
    if not ready:
        if any(found.mend for found in probes.values()):
            return "Nothing can be tested here yet: first do one of the things above."
        return "Nothing can be tested here, and keycheck knows no way to change that."
    if all(probes[name].silence == "no_evidence" for name in ready):
        return "Here keycheck can show that a key works, but not that one is dead."
    in_the_way = [imitator.name for imitator in imitators if imitator.blocks_verdict]
    once = (
        f", once {_listed(in_the_way)} {'is' if len(in_the_way) == 1 else 'are'} out of the way" if in_the_way else ""
    )
    can = "and can" if ready & BELOW_PROGRAMS else "but can't"
    return (
        f"Here keycheck can test all ordinary keys{once}, {can} tell a broken key from a setting; "
        "Fn and its like can't be tested anywhere."
    )


def _source(name: str, found: Probe) -> Iterator[str]:
    from keycheck.cli.probe_words import STATE, keyboard, limits

    wide = 10
    yield from _row(name, STATE[found.state], wide)
    if found.reason:
        yield from _row("why:", found.reason, 6, margin=wide + 2)
    for device in found.devices:
        yield from _row("", keyboard(device), wide)
    for limit in limits(found):
        yield from _row("", limit, wide)
    if found.mend:
        yield from _row("mend:", found.mend, 6, margin=wide + 2)
    if found.mend_for_good:
        yield from _row("", "or for good, which gives every program of yours the right to read keyboards:", wide)
        # A command that is broken over two lines can't be copied.
        yield f"    {found.mend_for_good}"


def _imitator(imitator: Imitator) -> Iterator[str]:
    yield from _row("", imitator.name, 0)
    yield from _row("  looks like", imitator.imitates, 14)
    if imitator.keys is not None:
        yield from _row("  keys", _named(imitator.keys), 14)
    yield from _row("  read from", imitator.read_from, 14)
    line = f"    mend        {imitator.mend}"
    # A command that is broken over two lines can't be copied.
    yield from [line] if len(line) <= WIDTH else ["    mend", f"      {imitator.mend}"]


def _named(keys: tuple[str, ...]) -> str:
    more = len(keys) - NAMED_KEYS
    named = ", ".join(keys[:NAMED_KEYS])
    return f"{named} and {more} more" if more > 0 else named


def _searched(surveyed: Survey) -> Iterator[str]:
    if not surveyed.imitators:
        yield from _row("", "None was found.", 0)
    if surveyed.looked_at:
        yield from _row("", f"Looked at: {', '.join(surveyed.looked_at)}.", 0)
    for unread in surveyed.unread:
        yield from _row("", f"Could not be read: {unread.what} ({unread.why}).", 0)


def _stated(fact: Fact | None) -> str:
    if fact is None:
        return "not stated"
    return f"{fact.value} (from {READ_FROM[fact.source]})" if fact.source in READ_FROM else fact.value


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


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _print_json(probes: Mapping[str, Probe], surveyed: Survey, machine: Machine) -> None:
    import msgspec

    from keycheck.cli.output import print_json

    answer = {
        "schema": SCHEMA,
        "sources": [{"name": name, **asdict(found)} for name, found in probes.items()],
        "settings": surveyed.imitators,
        "looked_at": surveyed.looked_at,
        "unread": surveyed.unread,
        "machine": machine,
        "summary": summary(probes, surveyed.imitators),
    }
    print_json(msgspec.json.encode(answer))
