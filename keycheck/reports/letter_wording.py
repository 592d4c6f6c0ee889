"""The sentences of the letter: polite, exact, and nothing in them that was neither counted nor typed."""

from __future__ import annotations

from typing import Literal

from keycheck.diagnosis.verdict import Control, Finding, Symptom
from keycheck.languages import N_, NN_, _, ngettext
from keycheck.layouts.layout import Layout
from keycheck.reports.key_names import key_name
from keycheck.returns.fact import Want

HEADING = N_("Letter to the seller")
TO_SELLER = N_("To {seller}, returns")
ORDER = N_("Order {number}")
SERIAL = N_("serial number {number}")
TO_UNKNOWN = N_("To the seller, returns")

Thing = Literal["laptop", "keyboard", "computer"]
"""What was bought: a keyboard by itself, or what it is built into. Each has sentences of its own, for its gender."""

FAULT: dict[Thing, tuple[str, str]] = {
    "laptop": NN_("The keyboard of this laptop has a fault.", "The keyboard of this laptop has faults on {n} keys."),
    "keyboard": NN_("This keyboard has a fault.", "This keyboard has faults on {n} keys."),
    "computer": NN_(
        "The keyboard of this computer has a fault.", "The keyboard of this computer has faults on {n} keys."
    ),
}
BOUGHT = N_("I bought it on {day}.")
DELIVERED = N_("It came on {day}.")
TESTED = N_("I tested it with keycheck on {day}.")
ASKED = N_("I pressed each key below when keycheck asked for it.")
MORE = NN_("The report lists {n} more key.", "The report lists {n} more keys.")
CONTROLS = N_("Keys that work were pressed before and after. They arrived {arrived} of {asked} times.")
OPEN_CAUSE = N_("The test can't tell whether the keyboard or software causes this.")

COUNTED: dict[Symptom, str] = {
    "dead": N_("Key {key}: {hits} of {trials} presses arrived."),
    "intermittent": N_("Key {key}: {hits} of {trials} presses arrived."),
    "chatters": N_("Key {key}: {failed} of {trials} presses arrived more than once."),
    "stuck": N_("Key {key}: it came up in {hits} of {trials} tries."),
    "late_release": N_("Key {key}: {failed} of {trials} presses came up late."),
    "wrong_code": N_("Key {key}: {failed} of {trials} presses arrived as another key."),
    "extra_key": N_("Key {key}: {failed} of {trials} presses set off another key as well."),
}

BRINGING: dict[Thing, tuple[str, str]] = {
    "laptop": NN_(
        "I am bringing the laptop back because of this fault.",
        "I am bringing the laptop back because of these faults.",
    ),
    "keyboard": NN_(
        "I am bringing the keyboard back because of this fault.",
        "I am bringing the keyboard back because of these faults.",
    ),
    "computer": NN_(
        "I am bringing the computer back because of this fault.",
        "I am bringing the computer back because of these faults.",
    ),
}
SENDING: dict[Thing, tuple[str, str]] = {
    "laptop": NN_(
        "I am sending the laptop back because of this fault.",
        "I am sending the laptop back because of these faults.",
    ),
    "keyboard": NN_(
        "I am sending the keyboard back because of this fault.",
        "I am sending the keyboard back because of these faults.",
    ),
    "computer": NN_(
        "I am sending the computer back because of this fault.",
        "I am sending the computer back because of these faults.",
    ),
}
BRINGING_REJECTED: dict[Thing, tuple[str, str]] = {
    "laptop": NN_(
        "I am bringing the laptop back because of this fault, and I reject it.",
        "I am bringing the laptop back because of these faults, and I reject it.",
    ),
    "keyboard": NN_(
        "I am bringing the keyboard back because of this fault, and I reject it.",
        "I am bringing the keyboard back because of these faults, and I reject it.",
    ),
    "computer": NN_(
        "I am bringing the computer back because of this fault, and I reject it.",
        "I am bringing the computer back because of these faults, and I reject it.",
    ),
}
SENDING_REJECTED: dict[Thing, tuple[str, str]] = {
    "laptop": NN_(
        "I am sending the laptop back because of this fault, and I reject it.",
        "I am sending the laptop back because of these faults, and I reject it.",
    ),
    "keyboard": NN_(
        "I am sending the keyboard back because of this fault, and I reject it.",
        "I am sending the keyboard back because of these faults, and I reject it.",
    ),
    "computer": NN_(
        "I am sending the computer back because of this fault, and I reject it.",
        "I am sending the computer back because of these faults, and I reject it.",
    ),
}
WANTED: dict[Want, str] = {
    "refund": N_("I ask for a refund, paid in the way I paid."),
    "replacement": N_("I ask for a new one of the same model."),
    "repair": N_("I ask for a repair."),
}
WANTED_PRICE = N_("I ask for a refund of {price}, paid in the way I paid.")
PAID = N_("I paid {price} for it.")

CHECK_BY_CODE = N_("You can check this in about a minute. The claim code is {code}.")
CHECK_BY_REPORT = N_("You can check this in about a minute with the report that comes with this letter.")
ANSWER: dict[Thing, dict[Want, str]] = {
    "laptop": {
        "refund": N_("Please tell me by {day} how you would like to get the laptop back, and when you will pay."),
        "replacement": N_(
            "Please tell me by {day} how you would like to get the laptop back, and when I get the new one."
        ),
        "repair": N_("Please tell me by {day} how you would like to get the laptop, and when it will be ready."),
    },
    "keyboard": {
        "refund": N_("Please tell me by {day} how you would like to get the keyboard back, and when you will pay."),
        "replacement": N_(
            "Please tell me by {day} how you would like to get the keyboard back, and when I get the new one."
        ),
        "repair": N_("Please tell me by {day} how you would like to get the keyboard, and when it will be ready."),
    },
    "computer": {
        "refund": N_("Please tell me by {day} how you would like to get the computer back, and when you will pay."),
        "replacement": N_(
            "Please tell me by {day} how you would like to get the computer back, and when I get the new one."
        ),
        "repair": N_("Please tell me by {day} how you would like to get the computer, and when it will be ready."),
    },
}
ENCLOSED = N_("With this letter come the test report and a copy of the receipt.")
CHECKED = N_("Read on {day}: {url}")
SOURCE = N_("Link: {url}")
NAME = N_("Name")
CONTACT = N_("How to reach me")

ADD_LETTER = N_("A letter can ask for a refund, a replacement or a repair:")
"""Before the command that adds it. For the buyer: it stands on no page that a seller gets."""

_NAMED = 4
"""How many faulty keys a letter counts out; the report has them all."""


def counted(findings: tuple[Finding, ...], layout: Layout) -> tuple[str, ...]:
    """One sentence for each faulty key, as far as a letter should go."""
    said = tuple(
        _(COUNTED[f.symptom]).format(
            key=key_name(f.key, layout), hits=f.hits, trials=f.trials, failed=f.trials - f.hits
        )
        for f in findings[:_NAMED]
    )
    left = len(findings) - _NAMED
    return (*said, ngettext(*MORE, left).format(n=left)) if left > 0 else said


def controls(witnesses: tuple[Control, ...]) -> str:
    """That somebody pressed; empty where no control key was asked for."""
    asked, arrived = sum(w.asked for w in witnesses), sum(w.arrived for w in witnesses)
    return _(CONTROLS).format(arrived=arrived, asked=asked) if asked else ""
