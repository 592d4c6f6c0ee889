"""What `keycheck verify` says of its answer: what it proves, what it does not, and why a file is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from keycheck.errors import Refused
from keycheck.languages import N_, _, speaking, told
from keycheck.languages.patterns import labelled

if TYPE_CHECKING:
    from keycheck.layouts.layout import Layout
    from keycheck.reports.report import Report
    from keycheck.session.answer import Answer, Kind

OWN = N_("this computer")
"""Whose key it is that lies in the data folder."""

KEY_SHOWN = 16
"""Hex digits of a public key that people are shown."""

HEAD: dict[Kind, str] = {
    "holds": N_("The report holds: its seal is intact, and its recording gives its verdict."),
    "other_rules": N_("The seal is intact. The report was made by other rules than this keycheck has."),
    "trace_gone": N_("The seal is intact. The recording is not there, so the verdict could not be drawn again."),
    "no_map": N_(
        "The seal is intact. This keycheck does not have the map of the keyboard, so it could not judge again."
    ),
    "not_sealed": N_("not sealed: anybody could have written it."),
    "no_report": N_(
        "a page without the report in it: nothing on it can be checked. keycheck makes such pages where a serial number"
        " is to stay private, and anybody can make one. Ask for report.json."
    ),
    "altered": N_("altered: it is not what was sealed. Ask for the file again, from whoever made it."),
    "page_of_another": N_("the page was sealed by somebody else than the report in it. Ask for report.json instead."),
    "not_supported": N_("it does not follow from its recording. The report says what was not measured."),
    "damaged": N_("damaged, or no report of keycheck. Ask for the file again, from whoever made it."),
}

UNCHANGED = N_("The report has not changed since it was sealed.")
FOLLOWS = N_("The verdict follows from the recording: keycheck has drawn it again.")
SAME_BY_OTHER_RULES = N_("The rules of this keycheck come to the same result from the recording.")

NOBODY_SAYS_WHO = N_("It does not prove who pressed the keys, or that they were pressed at all.")
MAY_BE_INVENTED = N_("It does not prove that the recording is real. Only a retest shows that. It takes about a minute.")
WHICH_MACHINE = N_("It does not prove which machine it was, or when it was bought: compare the serial number.")
NOT_REDRAWN = N_("It does not prove that the verdict follows from what was recorded.")
OTHER_RESULT = N_("By the rules of this keycheck the recording gives another result.")
UNKNOWN_KEY = N_("It does not prove who made it: the key of its seal is not known here.")
OWN_MAP = N_("It says nothing of keys that its map leaves out: it is {map}.")
SAME_WORDS = N_("The page says what the report says: keycheck has written it again.")
WORDS_NOT_COMPARED = N_("The words on this page were not compared. Read the result here.")
WORDED_OTHERWISE = N_("Some words in the report are not those of this keycheck. They were not compared.")
IN_THE_FUTURE = N_("It does not prove when it was made: the date that it says is still to come.")
ABOUT_NO_KEYBOARD = N_("It says nothing about a real keyboard: this one was simulated.")


@dataclass(frozen=True, slots=True)
class Words:
    """The answer in sentences."""

    lines: tuple[str, ...]
    """For a person who reads all of it; empty for a file that is refused."""
    proves: tuple[str, ...]
    does_not_prove: tuple[str, ...]
    refusal: str
    """One line; empty for a file that is not refused."""


def words(answer: Answer) -> Words:
    """What to say."""
    if answer.report is None or answer.exit_status == 4:
        return Words((), (), (), told(refused(answer)))
    proves, does_not_prove = tuple(_proves(answer)), tuple(_does_not_prove(answer, answer.report))
    return Words(tuple(_lines(answer, answer.report, proves, does_not_prove)), proves, does_not_prove, "")


def refused(answer: Answer) -> Refused:
    """The error for an answer that refuses the file."""
    return Refused(answer.file, HEAD[answer.answer], answer.where)


def for_programs(answer: Answer) -> bytes:
    """The same as JSON, on one line, in English whatever is spoken.

    The map is left out, which every keycheck has or which lies with the report.
    """
    import msgspec

    with speaking("en"):
        said = words(answer)
    told = msgspec.structs.asdict(answer) | {"proves": said.proves, "does_not_prove": said.does_not_prove}
    del told["layout"]
    # A name of a file may hold bytes that are no text, which JSON can't.
    told["file"] = answer.file.encode(errors="replace").decode()
    return msgspec.json.encode(told)


def one_line(answer: Answer, words: Words) -> str:
    """The answer among many: the file, what was found out, and for one that is not refused its result."""
    if answer.report is None or words.refusal:
        return words.refusal
    practice = _("PRACTICE.") + " " if answer.report.practice else ""
    said = _("The report holds.") if answer.answer == "holds" else _(HEAD[answer.answer])
    unknown = "" if answer.known_as else " " + _("Sealed by a key that is not known here.")
    return f"{answer.file}: {practice}{said} {result(answer.report, answer.layout)} ({answer.claim_code}){unknown}"


def _lines(answer: Answer, report: Report, proves: tuple[str, ...], does_not_prove: tuple[str, ...]) -> Iterator[str]:
    from keycheck.errors.printable import printable
    from keycheck.reports import wording

    if report.practice:
        yield _(wording.PRACTICE)
    yield _(HEAD[answer.answer])
    yield ""
    whose = _(OWN) if answer.known_as == OWN else answer.known_as or _("a key that is not known here")
    yield from _labelled(
        (_("result"), result(report, answer.layout)),
        (_("made"), _made(report)),
        (_("claim code"), answer.claim_code or ""),
        (_("sealed by"), f"{printable(whose)} ({(answer.key or '')[:KEY_SHOWN]})"),
    )
    yield ""
    yield _("What this proves:")
    yield from (f"* {sentence}" for sentence in proves)
    yield _("What it does not prove:")
    yield from (f"* {sentence}" for sentence in does_not_prove)


def _labelled(*pairs: tuple[str, str]) -> Iterator[str]:
    labels = [labelled(label, "") for label, _said in pairs]
    room = max(map(len, labels))
    yield from (f"{label:<{room}}{said}" for label, (_label, said) in zip(labels, pairs, strict=True))


def _made(report: Report) -> str:
    from keycheck.errors.printable import printable

    said = _("{time}, by rules {rules}")
    return said.format(time=printable(report.created_utc), rules=printable(report.verdict.rules))


def result(report: Report, layout: Layout | None) -> str:
    """In one sentence; without the names of keys where there is no map that could be checked, and that says them."""
    from keycheck.layouts.legends import as_recorded
    from keycheck.layouts.library import own, own_ids
    from keycheck.reports import wording

    keyboard = report.keyboard
    if layout is None and keyboard.layout not in own_ids():
        return wording.tag(report.verdict)
    return wording.result(report.verdict, layout or as_recorded(own(keyboard.layout), keyboard.locale))


def _proves(answer: Answer) -> Iterator[str]:
    yield _(UNCHANGED)
    if answer.answer == "holds":
        yield _(FOLLOWS)
    if answer.answer == "other_rules" and answer.same_result:
        yield _(SAME_BY_OTHER_RULES)
    if answer.words == "same":
        yield _(SAME_WORDS)


def _does_not_prove(answer: Answer, report: Report) -> Iterator[str]:
    from keycheck.reports.purchase import Purchase
    from keycheck.reports.report import Product, moment
    from keycheck.session.contradiction import has_other_words

    if report.practice:
        yield _(ABOUT_NO_KEYBOARD)
    if answer.words == "not_compared":
        yield _(WORDS_NOT_COMPARED)
    if has_other_words(report, answer.layout):
        yield _(WORDED_OTHERWISE)
    yield _(NOBODY_SAYS_WHO)
    if report.product != Product() or report.purchase != Purchase():
        yield _(WHICH_MACHINE)
    if answer.answer == "other_rules" and not answer.same_result:
        yield _(OTHER_RESULT)
    yield _(NOT_REDRAWN if answer.verdict is None else MAY_BE_INVENTED)
    if report.layout_sha256 is not None:
        yield _(OWN_MAP).format(map=_own_map(report))
    if moment(report) - timedelta(days=1) > datetime.now(UTC):
        yield _(IN_THE_FUTURE)
    if answer.known_as is None:
        yield _(UNKNOWN_KEY)


def _own_map(report: Report) -> str:
    """Whose map it is, and of how many keys: each testable one has one of these answers."""
    from keycheck.reports import wording

    verdict = report.verdict
    without_answer = (*verdict.undecided, *verdict.not_tested, *verdict.not_on_keyboard)
    return wording.own_map(verdict.tested + len(without_answer))
