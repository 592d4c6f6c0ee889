"""The headings and sentences of the buyer's paper: what is asked, what was ruled out, what comes next."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Verdict
from keycheck.languages import N_, NN_, _
from keycheck.returns.fact import Want

ASKED = N_("What is asked for")
FOUND = N_("What was found")
RULED_OUT = N_("What was ruled out")
OPEN = N_("What is open")
NEXT = N_("What comes next")
LIMITS = N_("What this page shows, and what it does not")
DETAILS = N_("Details of the test")
CHECK = N_("How to check it")
GROUNDS = N_("What was counted, key by key")
CODES = N_("Codes for the desk that takes it back")

HEAD = (N_("Key"), N_("What happens"), N_("Cause"), N_("Worked"), N_("Bound (95 %)"), N_("Heard by"))
KNOWN_GOOD = N_("known to work")
BESIDE = N_("pressed before and after")
NOTHING = "–"
MORE_KEYS = NN_("{n} more faulty key stands under “{where}”.", "{n} more faulty keys stand under “{where}”.")

PICTURE = N_("Picture of the keyboard")
SWIPE = N_("Swipe sideways to see the whole keyboard.")
PAGE_OF = N_("Page {page} of {pages}")
PRACTICE_WORD = N_("PRACTICE")
CLAIM_CODE = N_("Claim code")
QR_HOLDS = N_("The square holds the faulty keys, the counts, the date and the seal. It holds no name and no link.")
SEALED = N_(
    "This file holds the sealed report and its recording. `keycheck verify` says whether both hold. "
    "The seal shows that the file has not changed since it was made. It does not prove who pressed the key."
)
NOT_SEALED = N_("Not sealed: anybody could have written this report, or changed it.")
DIGEST = N_("SHA-256 of {file}:")

WANTED: dict[Want, str] = {
    "refund": N_("A refund."),
    "replacement": N_("A new one of the same model."),
    "repair": N_("A repair."),
}
WANTED_PRICE = N_("A refund of {price}.")
ANSWER_BY = N_("An answer is asked for by {day}. The letter says how.")
NO_LETTER = N_("No letter goes with this page, as the test found no fault that a seller answers for.")

SHOW_IT = N_("Show this page to the seller, and ask for the same test there. It takes about a minute.")
CHANGE_SETTING = N_("Run `keycheck doctor`. It names what was found, and how to change it. Then test again.")
NAME_KEY = N_("If a key fails at times, name it, as in `keycheck test --key A`. It then gets a test of its own.")
TEST_AGAIN = N_("Test again what is open. The keys that have an answer need no second test.")


def next_steps(verdict: Verdict) -> tuple[str, ...]:
    """What the person can do now."""
    if verdict.verdict == "no_fault_seen":
        return (_(NAME_KEY),)
    if verdict.verdict == "inconclusive":
        return (_(TEST_AGAIN),)
    if all(finding.cause == "software" for finding in verdict.findings):
        return (_(CHANGE_SETTING),)
    return (_(SHOW_IT),)
