"""The sentences of the counter: fact, meaning, offer, by when, who; no blame, no guess at anybody's mind."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Cause, Symptom
from keycheck.returns.fact import Want
from keycheck.returns.outcome import Outcome

TITLE = "Result of the second test"
STAFF_TITLE = "For the person at the counter"

TAG: dict[Outcome, str] = {
    "confirmed": "The fault was seen again",
    "different_fault": "Another fault was seen",
    "software_cause": "The cause is a setting or a program",
    "not_reproduced": "The fault did not show again",
    "not_settled": "Not decided yet",
}

TONE: dict[Outcome, str] = {
    "confirmed": "fault",
    "different_fault": "fault",
    "software_cause": "inconclusive",
    "not_reproduced": "inconclusive",
    "not_settled": "inconclusive",
}

ANOTHER_FAULT = "We saw another fault than the one you told us about."

OF_KEYS: dict[Outcome, str] = {
    "confirmed": "{keys}: the fault is there.",
    "different_fault": "{keys}: another fault than the one you told us about.",
    "software_cause": "{keys}: software keeps it from programs.",
    "not_reproduced": "{keys}: each press of the second test arrived.",
    "not_settled": "{keys}: no answer yet.",
}
"""The headline says it of the keys that came out so, and of no other."""

TOLD: dict[Symptom, str] = {
    "dead": "You told us that key {key} does not work.",
    "intermittent": "You told us that key {key} misses some presses.",
    "chatters": "You told us that key {key} sends one press more than once.",
    "stuck": "You told us that key {key} stays down.",
    "late_release": "You told us that key {key} comes up late.",
    "wrong_code": "You told us that key {key} arrives as another key.",
    "extra_key": "You told us that key {key} sets off another key as well.",
}

CAUSE: dict[Cause, str] = {
    "hardware": "The keyboard is faulty.",
    "not_separated": "Whether the keyboard or software causes it, this test can't tell.",
    "software": "The cause is a setting, a program or a driver on this computer.",
    "by_design": "The keyboard is made this way.",
}

SOLD_LIKE_THIS = "We sold it to you like this, and we are sorry."
YOU_ASKED: dict[Want, str] = {
    "refund": "You asked for a refund.",
    "replacement": "You asked for a new one of the same model.",
    "repair": "You asked for a repair.",
}
NOTHING_ELSE = "You do not need to do anything else."
YOUR_COPY = "This page is your copy of the test."

BELIEVED = "We believe you saw that."
WORKED = "Key {key}: it was pressed {trials} times in the second test, and it worked each time."
BOUND = "A fault in fewer than 1 press in {presses} could still have escaped this test."
FIRST_REPORT = "The date of your first report, {day}, stays the date we count from."
ON_FILE = "This visit is on file. If the fault comes back, quote the reference, and you will not start again."

SENT = "Key {key} sends its signal, but programs do not receive it."
WORKS_NOW = "Key {key} worked in the second test: {hits} of {trials} presses arrived."
SETTING = "A setting or program called {name} was on."
NO_SETTING = "Software on this computer keeps the key from programs. Which one, the test can't tell."
SHIFT_HELD = "To hold Shift down for 8 seconds can turn this on without anyone noticing."
AT_HOME = "To check it at home, run `keycheck doctor`. It names what is on, and how to turn it off."
WAS_ON_BEFORE = "In your first test, {name} was on. In the second it was off."

OPEN = "Key {key}: {hits} of {trials} presses arrived, and that is not enough for an answer."
NOT_ASKED = "Key {key} was not tested closely enough for an answer."
NEXT_TIME = "We will go on until there is an answer. You do not need to tell it all again."

COMPARED = "The two tests side by side"
HEAD = ("Key", "You told us", "First test", "Second test", "What it can't rule out")
ARRIVED = "{hits} of {trials}"
NOT_TESTED = "no count"
CAN_MISS = "a miss in up to {rate} of presses"
ALSO = "found as well"

SERIALS = "Serial numbers"
FIRST_SERIAL = "Serial number, first test"
SECOND_SERIAL = "Serial number, second test"
LABEL_LABEL = "Serial number on the label"
RECEIPT_LABEL = "Serial number on the receipt"
FIRST_TEST = "First test"
SECOND_TEST = "Second test"
CODE_OF_HOME = "Claim code"

YOUR_CHOICE = "Your choice"
WHAT_NOW = "What happens next"
DECISION = "What was decided"
REFERENCE = "Reference"
DECIDED = "We do this"
AMOUNT = "Amount, and how it is paid"
BY_WHEN = "By when"
WHO = "Who sees to it"
SIGNED_SHOP = "Signed for the shop"
SIGNED_BUYER = "Signed by the customer"

SAY_FIRST = "Say first, before the test"
THANKS = "Thank you for bringing it in, and for the report."
SORRY_TRIP = "You made a trip because of this, and I am sorry."
SEE_THROUGH = "I am {name}, and I will see this through with you."
SEE_THROUGH_UNNAMED = "I will see this through with you."
REPEAT = "I will repeat the test on {keys} here, with you watching. It takes about a minute."
NO_PASSWORD = "I do not need your password, and nothing you type is kept."

SAY_THEN = "Say then"
YOU_DECIDE = "You may decide this yourself"
CHECK_FIRST = "Look at this before you decide"
SERIALS_DIFFER = "The two tests read different serial numbers. Ask which machine was tested first."
SERIALS_UNKNOWN = "Compare the serial number on the label with the one in the report."
SETTINGS_ON = "A setting or program called {name} was on during the second test."
UNCHECKED: dict[str, str] = {"not_sealed": "not sealed", "not_checked": "not checked"}
"""Of a report, after its date."""
UNCHECKED_TOLD: dict[str, str] = {
    "not_sealed": "The report of the {which} test is not sealed. Anybody could have written it.",
    "not_checked": "The report of the {which} test could not be checked: its recording, map or rules are not here.",
}
FIRST, SECOND = "first", "second"
RULES_DIFFER = "The two tests were made by different versions of the rules."
CONTROL_KEYBOARD = "Test the same key on a USB keyboard of the shop, 5 times. That tells keyboard and software apart."
CODES = "Codes"
OUR_CODE = "Our code: {codes}"

HANDOVER = "Handover note"
HANDOVER_TEXT = "The customer has told this once. Please do not ask again."
WALK_OVER = "If this is not your desk, walk it over. Do not send the customer."
FOR_DESK = "For which desk"
FROM_DESK = "From which desk, first name"
PRODUCT = "Product"
FAULT = "Fault, as told"
RESULT = "Result of the test"
WISH = "What the customer asked for"
PROMISED = "What we promised"
PAUSE = "You may pause this conversation. Ask a colleague to step in."
TAKE_CARE = "Take care of yourself"

WISHES: dict[Want, str] = {"refund": "a refund", "replacement": "a new one of the same model", "repair": "a repair"}

OTHER = "Key {key} has a fault that the second test found: {hits} of {trials} presses did what they should."
SEEN: dict[Symptom, str] = {
    "dead": "In the second test {hits} of {trials} presses of key {key} arrived.",
    "intermittent": "In the second test {hits} of {trials} presses of key {key} arrived.",
    "chatters": "In the second test {failed} of {trials} presses of key {key} arrived more than once.",
    "stuck": "In the second test key {key} came up in {hits} of {trials} tries.",
    "late_release": "In the second test {failed} of {trials} presses of key {key} came up late.",
    "wrong_code": "In the second test {failed} of {trials} presses of key {key} arrived as another key.",
    "extra_key": "In the second test {failed} of {trials} presses of key {key} set off another key as well.",
}
MORE = "The table below has {number} more."
KEEP_IT = "Keep this page"
FOR_THE_NEXT = "For whoever takes this on"
CASE = "The case so far"
