"""Keys that X11 gives another meaning than the chosen layout does: keyboard options, xmodmap, a keymap of one's own."""

from __future__ import annotations

from collections.abc import Mapping

from keycheck.events import trace_words
from keycheck.host.desktop import is_wayland
from keycheck.host.imitator import Imitator, Unreadable, emptied_by, gives
from keycheck.keys.xkb_keymap import COMPILE, QUERY, RULES, Keymap, differences, kept_by, named, parse, written_for
from keycheck.languages import N_
from keycheck.programs import Ask, answer_of

READ_FROM = N_("the X server's keymap")


def read(environment: Mapping[str, str], ask: Ask = answer_of) -> tuple[Imitator, ...] | None:
    """What differs from the layout that the server names; None where there is no X server that has a say.

    Raises NoAnswer where the programs that tell it are missing, Unreadable where it numbers keys in its own way.
    """
    if not environment.get("DISPLAY") or is_wayland(environment):
        return None
    names = named(ask(QUERY, ""))
    if names.get("rules") != RULES:
        raise Unreadable(
            N_("it follows the rules {found}, expected {expected}").format(
                found=names.get("rules", "?"), expected=RULES
            )
        )
    now = parse(ask(kept_by(environment["DISPLAY"]), ""))
    plain = _compiled({**names, "options": ""}, ask)
    if not differences(plain, now):
        return ()
    options = names.get("options", "")
    return _explained(plain, _compiled(names, ask) if options else plain, now, options)


def changed_by_options(names: Mapping[str, str], ask: Ask) -> dict[str, str | None]:
    """Key (W3C code) -> what these options make it give, with the layout, variant and options that `names` holds."""
    return differences(_compiled({**names, "options": ""}, ask), _compiled(names, ask))


def option_remap(options: str, changed: Mapping[str, str | None] | None, read_from: str, mend: str) -> Imitator:
    """The imitator that keyboard options are; `changed` is None where it can't be told which keys they change."""
    looks = N_("keys may give other signs than they show") if changed is None else gives(changed)
    keys = None if changed is None else tuple(changed)
    name, emptied = trace_words.OPTIONS.format(options=options), emptied_by(changed or {})
    return Imitator("remap", name, looks, keys, "app", False, read_from, mend, emptied=emptied)


def _explained(plain: Keymap, chosen: Keymap, now: Keymap, options: str) -> tuple[Imitator, ...]:
    """What the options change, and what was changed besides."""
    by_hand = differences(chosen, now)
    by_options = {key: symbol for key, symbol in differences(plain, now).items() if key not in by_hand}
    found = []
    if by_options:
        found.append(option_remap(options, by_options, READ_FROM, "setxkbmap -option ''"))
    if by_hand:
        found.append(_changed_by_hand(by_hand))
    return tuple(found)


def _changed_by_hand(changed: Mapping[str, str | None]) -> Imitator:
    looks, keys, emptied = gives(changed), tuple(changed), emptied_by(changed)
    return Imitator("remap", N_("Custom keymap"), looks, keys, "app", False, READ_FROM, "setxkbmap", emptied=emptied)


def _compiled(names: Mapping[str, str], ask: Ask) -> Keymap:
    """The keymap that these names stand for; the server's own is left as it is."""
    return parse(ask(COMPILE, ask(written_for(names), "")))
