"""The first guess of the map, from what this machine, its system and its keyboard say; nobody was asked yet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from keycheck.capture.remote import is_remote
from keycheck.capture.source import FoundDevice
from keycheck.host.machine import Machine, this_machine
from keycheck.host.own_keyboard import country_of, is_portable
from keycheck.host.typing_layout import Typing, typing_here
from keycheck.layouts.first_guess import Facts, Guess, guess
from keycheck.layouts.kept_matrices import matrix_of_model
from keycheck.layouts.library import ids
from keycheck.layouts.matrix import Matrix

PAD = tuple(f"Numpad{number}" for number in range(10))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What can be known before a keyboard was found."""

    machine: Machine
    typing: Typing
    is_portable: bool


def look_around(environment: Mapping[str, str] = os.environ) -> Surroundings:
    """Ask the system; up to two seconds on a Mac, a tenth of one elsewhere. Never raises.

    Over ssh there is nothing to ask: the keyboard belongs to another machine.
    """
    if is_remote(environment):
        return Surroundings(Machine(), Typing(), is_portable=False)
    machine = this_machine()
    return Surroundings(machine, typing_here(), is_portable(machine))


def guess_for(found: Surroundings, device: FoundDevice | None) -> Guess:
    """The map that probably fits this keyboard; without one, the keyboard that the machine brings with it."""
    return guess(facts_of(found, device), ids())


def facts_of(found: Surroundings, device: FoundDevice | None) -> Facts:
    """The same as facts: a keyboard that says it has no digits of a number pad has none."""
    machine = found.machine
    internal = device.internal if device is not None else None
    return Facts(
        built_in=found.is_portable if internal is None else internal,
        maker=machine.maker.value if machine.maker else "",
        model=machine.model.value if machine.model else "",
        locale=found.typing.locale,
        number_pad=False if device is not None and all(key in device.blind for key in PAD) else None,
        shape=found.typing.shape,
        country=country_of(device.path) if device is not None else 0,
    )


def matrix_for(found: Surroundings, device: FoundDevice | None) -> Matrix | None:
    """The scan matrix that the person keeps for this model; None for a keyboard that may not be its own."""
    model = found.machine.model
    return matrix_of_model(model.value) if model and device is not None and device.internal else None
