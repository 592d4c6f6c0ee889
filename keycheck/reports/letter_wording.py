"""The sentences of the letter: polite, exact, and nothing in them that was neither counted nor typed."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Control, Finding, Symptom
from keycheck.layouts.layout import Layout
from keycheck.reports.key_names import key_name
from keycheck.returns.fact import Want

HEADING = "Letter to the seller"
TO_SELLER = "To {seller}, returns"
ORDER = "Order {number}"
SERIAL = "serial number {number}"
TO_UNKNOWN = "To the seller, returns"

THING = {"laptop": "laptop", "desktop": "keyboard"}
"""What was bought, by the form of its map."""

BUILT_INTO = "computer"
"""What was bought with a keyboard that is built in, where the map does not say that it is a laptop's."""

FAULT = "The keyboard of this {thing} has {fault}."
FAULT_OF_KEYBOARD = "This keyboard has {fault}."
ONE_FAULT = "a fault"
FAULTS = "faults on {number} keys"
BOUGHT = "I bought it on {day}."
DELIVERED = "It came on {day}."
TESTED = "I tested it with keycheck on {day}."
ASKED = "I pressed each key below when keycheck asked for it."
MORE = "The report lists {number} more keys."
CONTROLS = "Keys that work were pressed before and after. They arrived {arrived} of {asked} times."
OPEN_CAUSE = "The test can't tell whether the keyboard or software causes this."

COUNTED: dict[Symptom, str] = {
    "dead": "Key {key}: {hits} of {trials} presses arrived.",
    "intermittent": "Key {key}: {hits} of {trials} presses arrived.",
    "chatters": "Key {key}: {failed} of {trials} presses arrived more than once.",
    "stuck": "Key {key}: it came up in {hits} of {trials} tries.",
    "late_release": "Key {key}: {failed} of {trials} presses came up late.",
    "wrong_code": "Key {key}: {failed} of {trials} presses arrived as another key.",
    "extra_key": "Key {key}: {failed} of {trials} presses set off another key as well.",
}

BRINGING = "I am bringing the {thing} back because of {fault}."
SENDING = "I am sending the {thing} back because of {fault}."
BRINGING_REJECTED = "I am bringing the {thing} back because of {fault}, and I reject it."
SENDING_REJECTED = "I am sending the {thing} back because of {fault}, and I reject it."
THIS_FAULT = "this fault"
THESE_FAULTS = "these faults"
WANTED: dict[Want, str] = {
    "refund": "I ask for a refund, paid in the way I paid.",
    "replacement": "I ask for a new one of the same model.",
    "repair": "I ask for a repair.",
}
WANTED_PRICE = "I ask for a refund of {price}, paid in the way I paid."
PAID = "I paid {price} for it."

CHECK_BY_CODE = "You can check this in about a minute. The claim code is {code}."
CHECK_BY_REPORT = "You can check this in about a minute with the report that comes with this letter."
ANSWER: dict[Want, str] = {
    "refund": "Please tell me by {day} how you would like to get the {thing} back, and when you will pay.",
    "replacement": "Please tell me by {day} how you would like to get the {thing} back, and when I get the new one.",
    "repair": "Please tell me by {day} how you would like to get the {thing}, and when it will be ready.",
}
ENCLOSED = "With this letter come the test report and a copy of the receipt."
CHECKED = "Read on {day}: {url}"
SOURCE = "Link: {url}"
NAME = "Name"
CONTACT = "How to reach me"

ADD_LETTER = "A letter can ask for a refund, a replacement or a repair:"
"""Before the command that adds it. For the buyer: it stands on no page that a seller gets."""

_NAMED = 4
"""How many faulty keys a letter counts out; the report has them all."""


def counted(findings: tuple[Finding, ...], layout: Layout) -> tuple[str, ...]:
    """One sentence for each faulty key, as far as a letter should go."""
    said = tuple(
        COUNTED[f.symptom].format(key=key_name(f.key, layout), hits=f.hits, trials=f.trials, failed=f.trials - f.hits)
        for f in findings[:_NAMED]
    )
    left = len(findings) - _NAMED
    return (*said, MORE.format(number=left)) if left > 0 else said


def controls(witnesses: tuple[Control, ...]) -> str:
    """That somebody pressed; empty where no control key was asked for."""
    asked, arrived = sum(w.asked for w in witnesses), sum(w.arrived for w in witnesses)
    return CONTROLS.format(arrived=arrived, asked=asked) if asked else ""
