"""The sentences of the counter: fact, meaning, offer, by when, who; no blame, no guess at anybody's mind."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Cause, Symptom
from keycheck.languages import N_, NN_
from keycheck.returns.fact import Want
from keycheck.returns.outcome import Outcome

TITLE = N_("Result of the second test")
STAFF_TITLE = N_("For the person at the counter")

TAG: dict[Outcome, str] = {
    "confirmed": N_("The fault was seen again"),
    "different_fault": N_("Another fault was seen"),
    "software_cause": N_("The cause is a setting or a program"),
    "not_reproduced": N_("The fault did not show again"),
    "not_settled": N_("Not decided yet"),
}

TONE: dict[Outcome, str] = {
    "confirmed": "fault",
    "different_fault": "fault",
    "software_cause": "inconclusive",
    "not_reproduced": "inconclusive",
    "not_settled": "inconclusive",
}

ANOTHER_FAULT = N_("We saw another fault than the one you told us about.")

OF_KEYS: dict[Outcome, str] = {
    "confirmed": N_("{keys}: the fault is there."),
    "different_fault": N_("{keys}: another fault than the one you told us about."),
    "software_cause": N_("{keys}: software keeps it from programs."),
    "not_reproduced": N_("{keys}: each press of the second test arrived."),
    "not_settled": N_("{keys}: no answer yet."),
}
"""The headline says it of the keys that came out so, and of no other."""

TOLD: dict[Symptom, str] = {
    "dead": N_("You told us that key {key} does not work."),
    "intermittent": N_("You told us that key {key} misses some presses."),
    "chatters": N_("You told us that key {key} sends one press more than once."),
    "stuck": N_("You told us that key {key} stays down."),
    "late_release": N_("You told us that key {key} comes up late."),
    "wrong_code": N_("You told us that key {key} arrives as another key."),
    "extra_key": N_("You told us that key {key} sets off another key as well."),
}

CAUSE: dict[Cause, str] = {
    "hardware": N_("The keyboard is faulty."),
    "not_separated": N_("Whether the keyboard or software causes it, this test can't tell."),
    "software": N_("The cause is a setting, a program or a driver on this computer."),
    "by_design": N_("The keyboard is made this way."),
}

SOLD_LIKE_THIS = N_("We sold it to you like this, and we are sorry.")
YOU_ASKED: dict[Want, str] = {
    "refund": N_("You asked for a refund."),
    "replacement": N_("You asked for a new one of the same model."),
    "repair": N_("You asked for a repair."),
}
NOTHING_ELSE = N_("You do not need to do anything else.")
YOUR_COPY = N_("This page is your copy of the test.")

BELIEVED = N_("We believe you saw that.")
WORKED = N_("Key {key}: it was pressed {trials} times in the second test, and it worked each time.")
BOUND = N_("A fault in fewer than 1 press in {presses} could still have escaped this test.")
FIRST_REPORT = N_("The date of your first report, {day}, stays the date we count from.")
ON_FILE = N_("This visit is on file. If the fault comes back, quote the reference, and you will not start again.")

SENT = N_("Key {key} sends its signal, but programs do not receive it.")
WORKS_NOW = N_("Key {key} worked in the second test: {hits} of {trials} presses arrived.")
SETTING = N_("A setting or program called {name} was on.")
NO_SETTING = N_("Software on this computer keeps the key from programs. Which one, the test can't tell.")
SHIFT_HELD = N_("To hold Shift down for 8 seconds can turn this on without anyone noticing.")
AT_HOME = N_("To check it at home, run `keycheck doctor`. It names what is on, and how to turn it off.")
WAS_ON_BEFORE = N_("In your first test, {name} was on. In the second it was off.")

OPEN = N_("Key {key}: {hits} of {trials} presses arrived, and that is not enough for an answer.")
NOT_ASKED = N_("Key {key} was not tested closely enough for an answer.")
NEXT_TIME = N_("We will go on until there is an answer. You do not need to tell it all again.")

COMPARED = N_("The two tests side by side")
HEAD = (N_("Key"), N_("You told us"), N_("First test"), N_("Second test"), N_("What it can't rule out"))
NOT_TESTED = N_("no count")
CAN_MISS = N_("a miss in up to {rate} of presses")
BY_SOFTWARE = N_("software as the cause")
ALSO = N_("found as well")

FIRST_SERIAL = N_("Serial number, first test")
SECOND_SERIAL = N_("Serial number, second test")
FIRST_TEST = N_("First test")
SECOND_TEST = N_("Second test")
CODE_OF_HOME = N_("Claim code")

YOUR_CHOICE = N_("Your choice")
WHAT_NOW = N_("What happens next")
DECISION = N_("What was decided")
REFERENCE = N_("Reference")
DECIDED = N_("We do this")
AMOUNT = N_("Amount, and how it is paid")
BY_WHEN = N_("By when")
WHO = N_("Who sees to it")
SIGNED_SHOP = N_("Signed for the shop")
SIGNED_BUYER = N_("Signed by the customer")

SAY_FIRST = N_("Say first, before the test")
THANKS = N_("Thank you for bringing it in, and for the report.")
SORRY_TRIP = N_("You made a trip because of this, and I am sorry.")
SEE_THROUGH = N_("I am {name}, and I will see this through with you.")
SEE_THROUGH_UNNAMED = N_("I will see this through with you.")
REPEAT = N_("I will repeat the test on {keys} here, with you watching. It takes about a minute.")
NO_PASSWORD = N_("I do not need your password, and nothing you type is kept.")

SAY_THEN = N_("Say then")
YOU_DECIDE = N_("You may decide this yourself")
CHECK_FIRST = N_("Look at this before you decide")
SERIALS_DIFFER = N_("The two tests read different serial numbers. Ask which machine was tested first.")
SERIAL_OF_ONE = N_("Compare the serial number on the label with the one in the report.")
ORDERS_DIFFER = N_("The two tests name different orders. Make sure that it is the same machine.")
TEST_CLOSELY = N_("Test it closely, which takes a minute or two: `keycheck test {options}`.")
SETTINGS_ON = N_("A setting or program called {name} was on during the second test.")
UNCHECKED: dict[str, str] = {"not_sealed": N_("not sealed"), "not_checked": N_("not checked")}
"""Of a report, after its date."""
UNCHECKED_TOLD: dict[tuple[str, str], str] = {
    ("first", "not_sealed"): N_("The report of the first test is not sealed. Anybody could have written it."),
    ("first", "not_checked"): N_(
        "The report of the first test could not be checked: its recording, map or rules are not here."
    ),
    ("second", "not_sealed"): N_("The report of the second test is not sealed. Anybody could have written it."),
    ("second", "not_checked"): N_(
        "The report of the second test could not be checked: its recording, map or rules are not here."
    ),
}
RULES_DIFFER = N_("The two tests were made by different versions of the rules.")
CONTROL_KEYBOARD = N_(
    "Test the same key on a USB keyboard of the shop, 5 times. That tells keyboard and software apart."
)
CODES = N_("Codes")
OUR_CODE = N_("Our code: {codes}")

HANDOVER = N_("Handover note")
HANDOVER_TEXT = N_("The customer has told this once. Please do not ask again.")
WALK_OVER = N_("If this is not your desk, walk it over. Do not send the customer.")
FOR_DESK = N_("For which desk")
FROM_DESK = N_("From which desk, first name")
PRODUCT = N_("Product")
FAULT = N_("Fault, as told")
RESULT = N_("Result of the test")
WISH = N_("What the customer asked for")
PROMISED = N_("What we promised")
PAUSE = N_("You may pause this conversation. Ask a colleague to step in.")
TAKE_CARE = N_("Take care of yourself")

WISHES: dict[Want, str] = {
    "refund": N_("a refund"),
    "replacement": N_("a new one of the same model"),
    "repair": N_("a repair"),
}

OTHER = N_("Key {key} has a fault that the second test found: {hits} of {trials} presses did what they should.")
SEEN: dict[Symptom, str] = {
    "dead": N_("In the second test {hits} of {trials} presses of key {key} arrived."),
    "intermittent": N_("In the second test {hits} of {trials} presses of key {key} arrived."),
    "chatters": N_("In the second test {failed} of {trials} presses of key {key} arrived more than once."),
    "stuck": N_("In the second test key {key} came up in {hits} of {trials} tries."),
    "late_release": N_("In the second test {failed} of {trials} presses of key {key} came up late."),
    "wrong_code": N_("In the second test {failed} of {trials} presses of key {key} arrived as another key."),
    "extra_key": N_("In the second test {failed} of {trials} presses of key {key} set off another key as well."),
}
MORE = NN_("The table below has {n} more.", "The table below has {n} more.")
KEEP_IT = N_("Keep this page")
FOR_THE_NEXT = N_("For whoever takes this on")
CASE = N_("The case so far")
