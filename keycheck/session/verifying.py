"""Whether a report can be believed, by its seal and by drawing its verdict from its recording again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import RULES, Verdict
from keycheck.errors import BadFile
from keycheck.errors.bad_json import REFUSALS, refusal
from keycheck.errors.bounded_file import bytes_of
from keycheck.errors.printable import LONGEST_QUOTE, printable
from keycheck.events import trace_file
from keycheck.events.trace import Header, Trace
from keycheck.evidence.claim_code import claim_code
from keycheck.evidence.enclosed import MAX_PAGE, Enclosed, EnclosesNothing, enclosed_in, is_page
from keycheck.evidence.envelope import Envelope, is_sealed, taken_apart
from keycheck.evidence.page_seal import page_seal
from keycheck.languages import N_
from keycheck.layouts.layout import Layout
from keycheck.layouts.legends import as_recorded
from keycheck.layouts.library import own, own_ids
from keycheck.reports.report import MAX_BYTES, SCHEMA, Report, decode, encode
from keycheck.session import contradiction
from keycheck.session.answer import Answer, Kind
from keycheck.session.beside import LAYOUT_FILE, map_beside, recording_beside
from keycheck.session.page_words import Words, words_on


def verify(path: Path, known: Mapping[bytes, str]) -> Answer:
    """The answer for a report.json with its recording beside it, or for a page that encloses both.

    `known`: public keys, and whose they are. Never raises for what is wrong with the file.
    """
    try:
        return _verify(path, known)
    except EnclosesNothing as only_paper:
        return Answer(only_paper.file, "no_report", only_paper.where)
    except BadFile as bad:
        return damaged(bad)


def damaged(bad: BadFile) -> Answer:
    """The answer about a file that can't be read as a report."""
    return Answer(bad.file, "damaged", bad.where)


def _verify(path: Path, known: Mapping[bytes, str]) -> Answer:
    file, data = str(path), bytes_of(path, lambda start: MAX_PAGE if is_page(start) else MAX_BYTES)
    enclosed = enclosed_in(data, file) if is_page(data) else Enclosed(data, None)
    if len(enclosed.report) > MAX_BYTES:
        raise BadFile(
            file,
            N_("the report in it"),
            N_("{number} bytes").format(number=len(enclosed.report)),
            N_("at most {most}").format(most=MAX_BYTES),
        )
    if not is_sealed(enclosed.report):
        if decode(enclosed.report, file).seal is not None:
            raise BadFile(file, "$.seal", N_("a seal in another spelling"), N_("the seal as keycheck writes it"))
        return Answer(file, "not_sealed", N_("found a report without a seal, expected a sealed one"))
    envelope = taken_apart(enclosed.report, file)
    if not envelope.is_intact:
        return _broken(envelope.body, file)
    report = decode(enclosed.report, file)
    if encode(report) != enclosed.report:
        raise BadFile(file, "$", N_("another spelling"), N_("the one of keycheck, in which nothing stands twice"))
    if is_page(data) and (refused := _page_refused(data, file, envelope, known)) is not None:
        return refused
    trace = enclosed.trace or recording_beside(path, report.trace_file)
    told = _Told(file, report, envelope, known.get(envelope.key), enclosed, data if is_page(data) else None)
    if trace is None:
        return told.answer("trace_gone", N_("found no {file}").format(file=report.trace_file))
    return _recomputed(trace, told, path)


def _broken(body: bytes, file: str) -> Answer:
    """The answer for a report that its seal does not fit: still a whole document, or not even that."""
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except REFUSALS as error:
        raise refusal(file, body, error, SCHEMA) from None
    return Answer(file, "altered", N_("found a report that does not fit its seal, expected the one that was sealed"))


def _page_refused(page: bytes, file: str, envelope: Envelope, known: Mapping[bytes, str]) -> Answer | None:
    """Why the words around the report can't be believed; None where they can."""
    seal = page_seal(page)
    if seal is None:
        return Answer(
            file, "altered", N_("found a page without a whole seal of its own, expected one over all its words")
        )
    if not seal.is_intact:
        return Answer(file, "altered", N_("found a page that does not fit its seal, expected the one that was sealed"))
    if seal.key not in (envelope.key, *known):
        where = N_("found a page sealed by {key}, expected the key of the report in it, {own}").format(
            key=seal.key.hex(), own=envelope.key.hex()
        )
        return Answer(file, "page_of_another", where)
    return None


class _Told(msgspec.Struct, frozen=True):
    """What an intact seal says."""

    file: str
    report: Report
    envelope: Envelope
    known_as: str | None
    enclosed: Enclosed
    page: bytes | None

    def answer(self, answer: Kind, where: str = "", verdict: Verdict | None = None) -> Answer:
        """The answer, with all of this."""
        key, code = self.envelope.key.hex(), claim_code(self.envelope.body)
        words: Words = "no_page" if self.page is None else "not_compared"
        return Answer(self.file, answer, where, key, self.known_as, code, self.report, verdict, words=words)

    def words_on_page(self, layout: Layout) -> Words:
        """Whether the page, if it is one, says what the report says."""
        if self.page is None:
            return "no_page"
        return words_on(self.page, self.report, layout, self.enclosed, claim_code(self.envelope.body))

    def not_supported(self, place: str, verdict: Verdict | None = None) -> Answer:
        """The answer to a report that says in this place what its recording does not."""
        return self.answer(
            "not_supported", N_("{place}: found another answer than the recording gives").format(place=place), verdict
        )


def _recomputed(data: bytes, told: _Told, path: Path) -> Answer:
    """The answer that the recording gives, drawn from it through the one function that made the report."""
    report, name = told.report, f"{path.parent / told.report.trace_file}"
    if (digest := sha256(data).hexdigest()) != report.trace_sha256:
        trace_file.decode(data, name)
        where = N_("found a recording with the digest {digest}, expected {named}, which the report names").format(
            digest=digest, named=report.trace_sha256
        )
        return Answer(name, "altered", where)
    trace = trace_file.decode(data, name)
    if (place := contradiction.with_recording(report, trace)) is not None:
        return told.not_supported(place)
    layout = _map(trace.header, report, path, told.enclosed.layout)
    if not isinstance(layout, Layout):
        return layout or told.answer(
            "no_map", N_("found the map {layout}").format(layout=printable(repr(trace.header.layout), LONGEST_QUOTE))
        )
    return _with_map(told, trace, layout)


def _with_map(told: _Told, trace: Trace, layout: Layout) -> Answer:
    """The answer to a report that agrees with its recording in all that hangs on no map."""
    if (place := contradiction.with_map(told.report, layout)) is not None:
        return told.not_supported(place)
    answer = _judged(told, diagnose(trace, layout), layout)
    words = answer.words if answer.answer == "not_supported" else told.words_on_page(layout)
    if words == "others":
        return Answer(
            told.file, "altered", N_("found a page with another result than the report in it, expected its own")
        )
    return msgspec.structs.replace(answer, layout=layout, words=words)


def _judged(told: _Told, verdict: Verdict, layout: Layout) -> Answer:
    """The answer to a report that agrees with its recording in all but its verdict and its words, asked now."""
    rules = told.report.verdict.rules
    differs = contradiction.with_verdict(told.report, verdict) if rules == RULES else None
    if (place := differs or contradiction.with_wording(told.report, layout)) is not None:
        return told.not_supported(place, verdict)
    if rules != RULES:
        where = N_("found rules {rules}, expected rules {ours}").format(
            rules=printable(rules, LONGEST_QUOTE), ours=RULES
        )
        return told.answer("other_rules", where, verdict)
    return told.answer("holds", verdict=verdict)


def _map(header: Header, report: Report, path: Path, enclosed: bytes | None) -> Layout | Answer | None:
    """The map of that recording: keycheck's own, or the one with the report, which the report names by its digest.

    None where there is neither; the answer where it is another map.
    """
    if header.layout in own_ids():
        return _own(header.layout, header.locale)
    data, name = enclosed or map_beside(path), str(path.parent / LAYOUT_FILE)
    if report.layout_sha256 is None or data is None:
        return None
    if (digest := sha256(data).hexdigest()) != report.layout_sha256:
        where = N_("found a map with the digest {digest}, expected {named}, which the report names").format(
            digest=digest, named=report.layout_sha256
        )
        return Answer(name, "altered", where)
    from keycheck.layouts.map_file import parse  # the TOML parser, which our own maps do not need

    found = parse(data, name)
    return as_recorded(found, header.locale) if found.id == header.layout else None


@lru_cache(maxsize=64)
def _own(layout: str, locale: str) -> Layout:
    return as_recorded(own(layout), locale)
