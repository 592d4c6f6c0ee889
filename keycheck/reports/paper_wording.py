"""The headings and sentences of the buyer's paper: what is asked, what was ruled out, what comes next."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Verdict
from keycheck.returns.fact import Want

ASKED = "What is asked for"
FOUND = "What was found"
RULED_OUT = "What was ruled out"
OPEN = "What is open"
NEXT = "What comes next"
LIMITS = "What this page shows, and what it does not"
DETAILS = "Details of the test"
CHECK = "How to check it"
GROUNDS = "What was counted, key by key"
CODES = "Codes for the desk that takes it back"

HEAD = ("Key", "What happens", "Cause", "Worked", "Bound (95 %)", "Heard by")
KNOWN_GOOD = "known to work"
BESIDE = "pressed before and after"
NOTHING = "–"
MORE_KEYS = "{number} more faulty keys stand under “{where}”."

PICTURE = "Picture of the keyboard"
SWIPE = "Swipe sideways to see the whole keyboard."
PAGE_OF = "Page {page} of {pages}"
PRACTICE_WORD = "PRACTICE"
CLAIM_CODE = "Claim code"
QR_HOLDS = "The square holds the faulty keys, the counts, the date and the seal. It holds no name and no link."
SEALED = (
    "This file holds the sealed report and its recording. `keycheck verify` says whether both hold. "
    "The seal shows that the file has not changed since it was made. It does not prove who pressed the key."
)
NOT_SEALED = "Not sealed: anybody could have written this report, or changed it."
DIGEST = "SHA-256 of {file}:"

WANTED: dict[Want, str] = {
    "refund": "A refund.",
    "replacement": "A new one of the same model.",
    "repair": "A repair.",
}
WANTED_PRICE = "A refund of {price}."
ANSWER_BY = "An answer is asked for by {day}. The letter says how."
NO_LETTER = "No letter goes with this page, as the test found no fault that a seller answers for."

SHOW_IT = "Show this page to the seller, and ask for the same test there. It takes about a minute."
CHANGE_SETTING = "Run `keycheck doctor`. It names what was found, and how to change it. Then test again."
NAME_KEY = "If a key fails at times, name it, as in `keycheck test --key A`. It then gets a test of its own."
TEST_AGAIN = "Test again what is open. The keys that have an answer need no second test."


def next_steps(verdict: Verdict) -> tuple[str, ...]:
    """What the person can do now."""
    if verdict.verdict == "no_fault_seen":
        return (NAME_KEY,)
    if verdict.verdict == "inconclusive":
        return (TEST_AGAIN,)
    if all(finding.cause == "software" for finding in verdict.findings):
        return (CHANGE_SETTING,)
    return (SHOW_IT,)
