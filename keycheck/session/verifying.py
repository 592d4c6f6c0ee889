"""Whether a report can be believed: is its seal intact, and does its recording give its verdict?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import RULES, Verdict
from keycheck.errors import BadFile
from keycheck.errors.bad_json import REFUSALS, refusal
from keycheck.errors.bounded_file import bytes_of
from keycheck.errors.printable import LONGEST_QUOTE, printable
from keycheck.events import trace_file
from keycheck.events.trace import Header
from keycheck.evidence.claim_code import claim_code
from keycheck.evidence.enclosed import MAX_PAGE, Enclosed, enclosed_in, is_page
from keycheck.evidence.envelope import Envelope, is_sealed, taken_apart
from keycheck.evidence.page_seal import page_seal
from keycheck.layouts.layout import Layout
from keycheck.layouts.legends import as_recorded
from keycheck.layouts.library import ids, load
from keycheck.reports.report import MAX_BYTES, SCHEMA, Report, decode, encode, keyboard_of, listened_by
from keycheck.session.beside import recording_beside

Kind = Literal[
    "holds",
    "other_rules",
    "trace_gone",
    "no_map",
    "not_sealed",
    "altered",
    "page_of_another",
    "not_supported",
    "damaged",
]
"""What can be said of a file.

holds: intact, and its recording gives its verdict. other_rules: intact, and made by rules that this keycheck does not
have. trace_gone: intact, and no recording is there. no_map: intact, and the map is not known here. not_sealed: nobody
has sealed it. altered: a seal, or the digest of the recording, does not fit. page_of_another: the page was sealed by
somebody else than the report in it. not_supported: sealed, but the recording gives another answer. damaged: it can't be
read as what it says it is.
"""

EXIT_STATUS: dict[Kind, int] = {
    "holds": 0,
    "other_rules": 3,
    "trace_gone": 3,
    "no_map": 3,
    "not_sealed": 4,
    "altered": 4,
    "page_of_another": 4,
    "not_supported": 4,
    "damaged": 4,
}
"""3 says of these what it says of an examination: there is no answer that stands."""


class Answer(msgspec.Struct, frozen=True):
    """What was found out about one file."""

    file: str
    answer: Kind
    where: str = ""
    """Of an answer that refuses or doubts: the place, what was found there and what was expected."""
    key: str | None = None
    """The public key of the seal, in hex; None where no seal fits."""
    known_as: str | None = None
    """Whose key that is, as far as anybody here has written it down."""
    claim_code: str | None = None
    report: Report | None = None
    """What is sealed; None where no seal fits: nobody should read on."""
    verdict: Verdict | None = None
    """What the recording gives here, by the rules of this keycheck; None where it could not be asked."""
    rules: str = RULES
    """The rules of this keycheck."""

    @property
    def same_result(self) -> bool:
        """Whether the rules of this keycheck come to what the report says, whatever rules it was made by."""
        if self.report is None or self.verdict is None:
            return False
        said = self.report.verdict
        return said == msgspec.structs.replace(self.verdict, rules=said.rules)

    @property
    def exit_status(self) -> int:
        """0 holds; 3 could not be checked whole; 4 is refused."""
        return 0 if self.answer == "other_rules" and self.same_result else EXIT_STATUS[self.answer]


def verify(path: Path, known: Mapping[bytes, str]) -> Answer:
    """The answer for a report.json with its recording beside it, or for a page that encloses both.

    `known`: public keys, and whose they are. Never raises for what is wrong with the file.
    """
    try:
        return _verify(path, known)
    except BadFile as bad:
        return Answer(bad.file, "damaged", f"{bad.place}: found {bad.found}, expected {bad.expected}")


def _verify(path: Path, known: Mapping[bytes, str]) -> Answer:
    file, data = str(path), bytes_of(path, lambda start: MAX_PAGE if is_page(start) else MAX_BYTES)
    enclosed = enclosed_in(data, file) if is_page(data) else Enclosed(data, None)
    if len(enclosed.report) > MAX_BYTES:
        raise BadFile(file, "the report in it", f"{len(enclosed.report)} bytes", f"at most {MAX_BYTES}")
    if not is_sealed(enclosed.report):
        decode(enclosed.report, file)
        return Answer(file, "not_sealed", "found a report without a seal, expected a sealed one")
    envelope = taken_apart(enclosed.report, file)
    if not envelope.is_intact:
        return _broken(envelope.body, file)
    report = decode(enclosed.report, file)
    if encode(report) != enclosed.report:
        raise BadFile(file, "$", "another spelling", "the one of keycheck, in which nothing stands twice")
    if is_page(data) and (refused := _page_refused(data, file, envelope, known)) is not None:
        return refused
    trace = enclosed.trace or recording_beside(path, report.trace_file)
    told = _Told(file, report, envelope, known.get(envelope.key))
    if trace is None:
        return told.answer("trace_gone", f"found no {report.trace_file}")
    return _recomputed(trace, told, path)


def _broken(body: bytes, file: str) -> Answer:
    """The answer for a report that its seal does not fit: still a whole document, or not even that."""
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except REFUSALS as error:
        raise refusal(file, body, error, SCHEMA) from None
    return Answer(file, "altered", "found a report that does not fit its seal, expected the one that was sealed")


def _page_refused(page: bytes, file: str, envelope: Envelope, known: Mapping[bytes, str]) -> Answer | None:
    """Why the words around the report can't be believed; None where they can."""
    seal = page_seal(page)
    if seal is None:
        return Answer(file, "altered", "found a page without a whole seal of its own, expected one over all its words")
    if not seal.is_intact:
        return Answer(file, "altered", "found a page that does not fit its seal, expected the one that was sealed")
    if seal.key not in (envelope.key, *known):
        where = f"found a page sealed by {seal.key.hex()}, expected the key of the report in it, {envelope.key.hex()}"
        return Answer(file, "page_of_another", where)
    return None


class _Told(msgspec.Struct, frozen=True):
    """What an intact seal says."""

    file: str
    report: Report
    envelope: Envelope
    known_as: str | None

    def answer(self, answer: Kind, where: str = "", verdict: Verdict | None = None) -> Answer:
        """The answer, with all of this."""
        key, code = self.envelope.key.hex(), claim_code(self.envelope.body)
        return Answer(self.file, answer, where, key, self.known_as, code, self.report, verdict)


def _recomputed(data: bytes, told: _Told, path: Path) -> Answer:
    """The answer that the recording gives, drawn from it through the one function that made the report."""
    report, name = told.report, f"{path.parent / told.report.trace_file}"
    if (digest := sha256(data).hexdigest()) != report.trace_sha256:
        trace_file.decode(data, name)
        where = f"found a recording with the digest {digest}, expected {report.trace_sha256}, which the report names"
        return Answer(name, "altered", where)
    trace = trace_file.decode(data, name)
    if trace.header.layout not in ids():
        return told.answer("no_map", f"found the map {printable(repr(trace.header.layout), LONGEST_QUOTE)}")
    layout = _map(trace.header.layout, trace.header.locale)
    verdict = diagnose(trace, layout)
    if report.verdict.rules != RULES:
        where = f"found rules {printable(report.verdict.rules, LONGEST_QUOTE)}, expected rules {RULES}"
        return told.answer("other_rules", where, verdict)
    contradiction = _contradiction(report, _expected(report, trace.header, layout, verdict))
    if contradiction is None:
        return told.answer("holds", verdict=verdict)
    return told.answer("not_supported", f"{contradiction}: found another answer than the recording gives", verdict)


@lru_cache(maxsize=64)
def _map(layout: str, locale: str) -> Layout:
    return as_recorded(load(layout), locale)


def _expected(report: Report, header: Header, layout: Layout, verdict: Verdict) -> Report:
    """The report with all that follows from the recording as the recording has it."""
    # What a map is called is no fact of the examination, and may be said better in a later keycheck.
    keyboard = msgspec.structs.replace(keyboard_of(header, layout), layout_name=report.keyboard.layout_name)
    practice, sources = header.practice, listened_by(header)
    return msgspec.structs.replace(report, practice=practice, keyboard=keyboard, sources=sources, verdict=verdict)


def _contradiction(said: Report, expected: Report) -> str | None:
    """The place where a report says what its recording does not; None where there is none."""
    if said == expected:
        return None
    for place, one, other in (("$.verdict", said.verdict, expected.verdict), ("$", said, expected)):
        for field in msgspec.structs.fields(one):
            if getattr(one, field.name) != getattr(other, field.name):
                return f"{place}.{field.name}"
    return None
