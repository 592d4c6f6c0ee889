"""Whether a report can be believed: what is damaged, altered, re-sealed or made up is told apart, and never passed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from keycheck.cli.verify_words import WHICH_MACHINE, WORDED_OTHERWISE, words
from keycheck.evidence.envelope import put_together, seal_of, taken_apart
from keycheck.evidence.page_seal import blanked, sealed_page
from keycheck.evidence.signature import SealingKey
from keycheck.host.machine import Machine
from keycheck.languages import speaking
from keycheck.languages.speech import LANGUAGES
from keycheck.layouts import library
from keycheck.layouts.library import load
from keycheck.layouts.map_text import as_toml
from keycheck.reports.formats import Format, render
from keycheck.reports.page import page as page_of
from keycheck.reports.purchase import Purchase
from keycheck.reports.report import Product, Report, decode
from keycheck.reports.sealing import Sealed, seal
from keycheck.reports.wording import PRACTICE
from keycheck.returns.ask import Ask
from keycheck.session import contradiction
from keycheck.session.answer import EXIT_STATUS, Answer
from keycheck.session.outcome import seal_report
from keycheck.session.planted import Planted
from keycheck.session.report_names import names
from keycheck.session.simulated import SimulatedExamination
from keycheck.session.verifying import verify
from keycheck.simulation.fault import Fault
from tests.languages.pseudo import CODE, brackets, known

KEY, FORGER = SealingKey(b"k" * 32), SealingKey(b"f" * 32)
LAYOUT = load("ansi-104")
MADE = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_map_is_left_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telling of a report brings the map beside it, for the whole process."""
    monkeypatch.setattr(library, "_brought", {})


class Made(NamedTuple):
    """One report, with all that was sealed with it."""

    report: Report
    sealed: Sealed

    def write(self, folder: Path, data: bytes | None = None, trace: bytes | None = None) -> Path:
        """report.json and trace.jsonl in this folder; the report's path."""
        (folder / "trace.jsonl").write_bytes(trace or self.sealed.trace or b"")
        (folder / "report.json").write_bytes(data or self.sealed.data)
        return folder / "report.json"


@pytest.fixture(scope="module")
def made() -> Made:
    trace = SimulatedExamination(
        Planted(LAYOUT, (Fault("dead", "Digit5"),), "careful", 1), "2026-11-22T10:00:00Z"
    ).run()
    return Made(*seal_report(trace, LAYOUT, Machine(), Purchase("Shop", "4711"), KEY, MADE))


@pytest.fixture(scope="module")
def html(made: Made) -> bytes:
    return render(made.report, LAYOUT, "html", made.sealed)


def asked(path: Path, known: dict[bytes, str] | None = None) -> Answer:
    return verify(path, known or {})


def test_report_with_its_recording_holds(made: Made, tmp_path: Path) -> None:
    answer = asked(made.write(tmp_path), {KEY.public: "us"})
    assert (answer.answer, answer.exit_status, answer.known_as) == ("holds", 0, "us")
    assert answer.verdict == made.report.verdict
    assert answer.claim_code == made.sealed.claim_code


def test_unknown_key_is_told_and_refuses_nothing(made: Made, tmp_path: Path) -> None:
    answer = asked(made.write(tmp_path), {FORGER.public: "somebody"})
    assert (answer.answer, answer.known_as, answer.key) == ("holds", None, KEY.public.hex())


def test_machine_and_purchase_are_said_to_be_told(made: Made, tmp_path: Path) -> None:
    nothing = msgspec.structs.replace(made.report, purchase=Purchase())
    machine = msgspec.structs.replace(nothing, product=Product(serial="SN-OF-ANOTHER"))
    told = [asked(made.write(tmp_path, seal(report, FORGER))) for report in (nothing, made.report, machine)]
    assert [(answer.answer, WHICH_MACHINE in words(answer).does_not_prove) for answer in told] == [
        ("holds", False),
        ("holds", True),
        ("holds", True),
    ]


def test_report_whose_recording_is_gone_is_intact_and_no_more(made: Made, tmp_path: Path) -> None:
    path = made.write(tmp_path)
    (tmp_path / "trace.jsonl").unlink()
    answer = asked(path)
    assert (answer.answer, answer.exit_status, answer.verdict) == ("trace_gone", 3, None)


def test_report_without_a_seal_is_refused(made: Made, tmp_path: Path) -> None:
    body = taken_apart(made.sealed.data, "report.json").body
    assert asked(made.write(tmp_path, body)).answer == "not_sealed"


ALTERED = {
    "a key": (b"Digit5", b"Digit7"),
    "a count": (b'"trials": 5', b'"trials": 6'),
    "a shop": (b"4711", b"4712"),
    "practice": (b'"practice": true', b'"practice": false'),
}


@pytest.mark.parametrize(("was", "forged"), ALTERED.values(), ids=ALTERED)
def test_altered_report_is_refused_and_not_told(made: Made, tmp_path: Path, was: bytes, forged: bytes) -> None:
    data = made.sealed.data.replace(was, forged)
    assert data != made.sealed.data
    answer = asked(made.write(tmp_path, data))
    assert (answer.answer, answer.exit_status, answer.report) == ("altered", 4, None)


def test_report_that_was_cut_is_damaged(made: Made, tmp_path: Path) -> None:
    for cut in (0, 1, 500, len(made.sealed.data) - 1):
        (tmp_path / "report.json").write_bytes(made.sealed.data[:cut])
        assert asked(tmp_path / "report.json").answer in ("damaged", "not_sealed")
        assert asked(tmp_path / "report.json").exit_status == 4


def test_recording_of_another_examination_is_altered_and_half_a_recording_damaged(made: Made, tmp_path: Path) -> None:
    trace = made.sealed.trace or b""
    other = trace.replace(b'"started":"2026-11-22T10', b'"started":"2026-11-22T11')
    assert asked(made.write(tmp_path, trace=other)).answer == "altered"
    assert asked(made.write(tmp_path, trace=trace[:-20])).answer == "damaged"


def changed(report: Report, **parts: Any) -> Report:
    """The report with other parts of its verdict, or of its one finding, and the first of its controls."""
    verdict = report.verdict
    finding = msgspec.structs.replace(verdict.findings[0], **parts.pop("finding", {}))
    parts = {"findings": (finding,), **parts}
    return msgspec.structs.replace(report, verdict=msgspec.structs.replace(verdict, **parts))


FORGED: dict[str, tuple[str, Callable[[Report], Report]]] = {
    "more trials": ("$.verdict.findings", lambda r: changed(r, finding={"trials": 20})),
    "more hits": ("$.verdict.findings", lambda r: changed(r, finding={"hits": 1})),
    "another key": ("$.verdict.findings", lambda r: changed(r, finding={"key": "Digit7"})),
    "another cause": ("$.verdict.cause", lambda r: changed(r, cause="software")),
    "another bound": ("$.verdict.miss_rate_below", lambda r: changed(r, miss_rate_below=0.05)),
    "fewer keys": ("$.verdict.tested", lambda r: changed(r, tested=90)),
    "no fault": ("$.verdict.verdict", lambda r: changed(r, verdict="no_fault_seen", findings=(), cause=None)),
    "a real keyboard": (
        "$.practice",
        lambda r: msgspec.structs.replace(changed(r, practice=False), practice=False, sources=()),
    ),
    "another keyboard": (
        "$.keyboard",
        lambda r: msgspec.structs.replace(r, keyboard=msgspec.structs.replace(r.keyboard, name="My other keyboard")),
    ),
    "made before it was recorded": (
        "$.created_utc",
        lambda r: msgspec.structs.replace(r, created_utc="2026-11-22T09:59:59Z"),
    ),
    "made long after it was recorded": (
        "$.created_utc",
        lambda r: msgspec.structs.replace(r, created_utc="2026-11-24T10:00:00Z"),
    ),
    "another version": (
        "$.tool.version",
        lambda r: msgspec.structs.replace(r, tool=msgspec.structs.replace(r.tool, version="99.0")),
    ),
    "a promise": ("$.limits_text", lambda r: msgspec.structs.replace(r, limits_text="A refund is due today.")),
    "another name of the map": (
        "$.keyboard.layout_name",
        lambda r: msgspec.structs.replace(r, keyboard=msgspec.structs.replace(r.keyboard, layout_name="FAULTY")),
    ),
    "a name that was chosen": ("$.report_id", lambda r: msgspec.structs.replace(r, report_id="KC-OFFICIAL-1")),
    "a better source": ("$.sources", lambda r: msgspec.structs.replace(r, sources=r.sources[:1])),
}


@pytest.mark.parametrize(("place", "forge"), FORGED.values(), ids=FORGED)
def test_edited_report_that_is_sealed_again_is_refused_by_its_recording(
    made: Made, tmp_path: Path, place: str, forge: Callable[[Report], Report]
) -> None:
    forged = seal(forge(made.report), FORGER)
    assert taken_apart(forged, "report.json").is_intact
    answer = asked(made.write(tmp_path, forged), {FORGER.public: "a key that is known"})
    assert (answer.answer, answer.exit_status) == ("not_supported", 4)
    assert answer.where.startswith(place)


def test_report_that_says_two_things_is_refused(made: Made, tmp_path: Path) -> None:
    """Readers of JSON differ on which of two members of one name counts."""
    body = taken_apart(made.sealed.data, "report.json").body
    twice = body.replace(b'  "report_id"', b'  "mode": "home",\n  "report_id"')
    assert twice != body
    answer = asked(made.write(tmp_path, put_together(twice, seal_of(twice, FORGER))))
    assert (answer.answer, answer.exit_status) == ("damaged", 4)


def test_rules_that_the_recording_does_not_name_are_refused(made: Made, tmp_path: Path) -> None:
    forged = changed(made.report, finding={"trials": 20}, rules="2")
    answer = asked(made.write(tmp_path, seal(forged, FORGER)))
    assert (answer.answer, answer.where.split(":")[0], answer.exit_status) == ("not_supported", "$.verdict.rules", 4)


def of_recording(report: Report, trace: bytes) -> Report:
    """The report as that of this recording."""
    digest = sha256(trace).hexdigest()
    name = next(names(digest, report.created_utc))
    return msgspec.structs.replace(report, trace_sha256=digest, report_id=name)


def by_rules(made: Made, rules: str, key: SealingKey = KEY, **parts: Any) -> tuple[bytes, bytes]:
    """The report and its recording as a keycheck with these rules would have written them."""
    trace = (made.sealed.trace or b"").replace(b'"rules":"1"', f'"rules":"{rules}"'.encode(), 1)
    report = changed(made.report, rules=rules, **parts)
    return seal(of_recording(report, trace), key), trace


def test_report_by_other_rules_that_come_to_another_result_is_doubted(made: Made, tmp_path: Path) -> None:
    answer = asked(made.write(tmp_path, *by_rules(made, "2", finding={"trials": 20})))
    assert (answer.answer, answer.same_result, answer.exit_status) == ("other_rules", False, 3)


def test_report_by_other_rules_that_come_to_the_same_is_believed(made: Made, tmp_path: Path) -> None:
    answer = asked(made.write(tmp_path, *by_rules(made, "2")))
    assert (answer.answer, answer.same_result, answer.exit_status) == ("other_rules", True, 0)


@pytest.mark.parametrize("rules", ["0", "", "01", "x", "-1"])
def test_rules_that_never_were_are_refused(made: Made, tmp_path: Path, rules: str) -> None:
    answer = asked(made.write(tmp_path, *by_rules(made, rules, FORGER)))
    assert (answer.answer, answer.exit_status) == ("not_supported", 4)


def test_other_rules_hide_no_other_keyboard(made: Made, tmp_path: Path) -> None:
    data, trace = by_rules(made, "2")
    report = decode(data, "report.json")
    keyboard = msgspec.structs.replace(report.keyboard, name="Another keyboard", vendor_id=0x17EF)
    forged = seal(msgspec.structs.replace(report, keyboard=keyboard, seal=None), FORGER)
    assert asked(made.write(tmp_path, forged, trace)).where.startswith("$.keyboard")


def test_page_encloses_all_it_needs(made: Made, html: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(html)
    answer = asked(tmp_path / "report.html")
    assert (answer.answer, answer.claim_code) == ("holds", made.sealed.claim_code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_encloses_all_it_needs(made: Made, tmp_path: Path, language: str) -> None:
    pytest.importorskip("typst", reason="typst has no build for this system")
    with speaking(language):
        pdf = render(made.report, LAYOUT, "pdf", made.sealed)
    (tmp_path / "report.pdf").write_bytes(pdf)
    answer = asked(tmp_path / "report.pdf")
    assert (answer.answer, answer.words) == ("holds", "not_compared")
    for mark in (b"<pdfaid:part>3", b"<pdfuaid:part>1"):
        assert mark in pdf


def test_page_with_changed_words_is_altered(html: bytes, tmp_path: Path) -> None:
    """The report in it is intact: only the words that people read are not."""
    (tmp_path / "report.html").write_bytes(html.replace(b"<h1>Key 5", b"<h1>Key 6"))
    assert asked(tmp_path / "report.html").answer == "altered"


def test_page_that_somebody_else_has_sealed_again_is_refused(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(render(made.report, LAYOUT, "html", replace(made.sealed, key=FORGER)))
    assert asked(path).answer == "page_of_another"
    assert asked(path, {FORGER.public: "us"}).answer == "holds"


def test_page_without_its_seal_is_altered(html: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(html.replace(b"keycheck-page-seal:", b"keycheck-page-sea1:"))
    assert asked(tmp_path / "report.html").answer == "altered"


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_page_that_was_made_without_the_report_is_called_so_and_refused(
    made: Made, tmp_path: Path, form: Format
) -> None:
    if form == "pdf":
        pytest.importorskip("typst", reason="typst has no build for this system")
    path = tmp_path / "page"
    path.write_bytes(render(made.report, LAYOUT, form, made.sealed, enclose=False))
    answer = asked(path)
    assert (answer.answer, answer.exit_status, answer.report) == ("no_report", 4, None)
    assert "Ask for report.json." in words(answer).refusal


def test_page_says_what_the_report_says(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    for size in ("a4", "us-letter"):
        path.write_bytes(render(made.report, LAYOUT, "html", made.sealed, size=size))
        assert asked(path).words == "same"
    assert asked(made.write(tmp_path)).words == "no_page"


def sealed_again(page: bytes) -> bytes:
    """The page with a seal of the key that the report in it was sealed with."""
    return sealed_page(blanked(page), KEY)


PRACTICE_WORDS = f'<header class="practice"><p>{PRACTICE}</p></header>\n'.encode()
OTHER_RESULTS: dict[str, tuple[bytes, bytes]] = {
    "another key": (b"<h1>Key 5 does not work.", b"<h1>Key 6 does not work."),
    "another tag": (b'<p class="tag">FAULT', b'<p class="tag">NO FAULT'),
    "no PRACTICE": (PRACTICE_WORDS, b""),
    "hidden PRACTICE": (b".practice { position: sticky;", b".practice { display: none;"),
    "the tag of a counter without PRACTICE": (PRACTICE_WORDS, b'<p class="tag">The fault was seen again</p>'),
    "a second line that stays in sight": (
        b"</main>",
        b'<header class="practice"><svg viewBox="0 0 9 9"><text>All keys work.</text></svg></header></main>',
    ),
    "a second word across": (b"</main>", b'<div class="across"><p>All keys work.</p></div></main>'),
}


@pytest.mark.parametrize(("was", "forged"), OTHER_RESULTS.values(), ids=OTHER_RESULTS)
def test_page_with_another_result_is_refused_whoever_has_sealed_it(
    html: bytes, tmp_path: Path, was: bytes, forged: bytes
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(sealed_again(re.sub(re.escape(was), lambda _: forged, html, flags=re.IGNORECASE)))
    assert path.read_bytes() != html
    answer = asked(path)
    assert (answer.answer, answer.exit_status, answer.report) == ("altered", 4, None)


def test_sheet_about_a_second_test_is_known_by_all_but_its_words(html: bytes, tmp_path: Path) -> None:
    """What it says is the shop's; that PRACTICE can be read on it is not."""
    result = rb'<p class="tag">[^<]*</p>\n<h1>[^<]*</h1>'
    sheet = re.sub(result, b'<p class="tag">The fault was seen again</p>\n<h1>Key 5 missed all.</h1>', html)
    hidden = sheet.replace(b"</style>", b".practice, .across { display: none; }</style>")
    path, told = tmp_path / "report.html", []
    for page in (sheet, hidden):
        assert page != html
        path.write_bytes(sealed_again(page))
        told.append((asked(path).answer, asked(path).words))
    assert told == [("holds", "not_compared"), ("altered", "no_page")]


def test_words_beside_the_result_that_only_the_writer_knows_are_not_vouched_for(
    made: Made, html: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    letter = render(made.report, LAYOUT, "html", made.sealed, ask=Ask("GB", "refund"), today=MADE.date())
    for written in (letter, sealed_again(html.replace(b"</main>", b"<p>Pay at once.</p></main>"))):
        path.write_bytes(written)
        answer = asked(path)
        assert (answer.answer, answer.words) == ("holds", "not_compared")


OTHER_SQUARES: dict[str, tuple[bytes, bytes]] = {
    "another square": (rb'(<path stroke="#000" d=")[^"]*(")', rb"\1M2 2h5\2"),
    "another text": (rb'(data-code="KC1:)[A-Z0-9]{3}', rb"\g<1>000"),
    "neither": (rb'(data-code=")[^"]*(")', rb"\1\2"),
}


@pytest.mark.parametrize(("was", "forged"), OTHER_SQUARES.values(), ids=OTHER_SQUARES)
def test_page_whose_square_holds_something_else_is_not_vouched_for(
    html: bytes, tmp_path: Path, was: bytes, forged: bytes
) -> None:
    """Even where somebody has sealed it again with the key of the report."""
    changed = re.sub(was, forged, html, count=1)
    assert changed != html
    (tmp_path / "report.html").write_bytes(sealed_again(changed))
    assert asked(tmp_path / "report.html").words == "not_compared"


@pytest.fixture(scope="module")
def in_brackets(made: Made) -> bytes:
    """The page in another language."""
    with brackets():
        return render(made.report, LAYOUT, "html", made.sealed)


def test_page_in_another_language_is_compared_in_that_language(made: Made, in_brackets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(in_brackets)
    with known():
        assert (asked(path).answer, asked(path).words) == ("holds", "same")
        with speaking(CODE):
            assert asked(path).words == "same"
    letter = Ask("GB", "refund", letter_language=CODE)
    with known():
        path.write_bytes(render(made.report, LAYOUT, "html", made.sealed, ask=letter, today=MADE.date()))
        assert (asked(path).answer, asked(path).words) == ("holds", "not_compared")


OTHER_WORDS = {
    "the language it says": (b'<html lang="qbr"', b'<html lang="en"'),
    "a language nobody speaks": (b'<html lang="qbr"', b'<html lang="tlh"'),
    "its result": (b"does not work", b"works well"),
}


@pytest.mark.parametrize(("was", "forged"), OTHER_WORDS.values(), ids=OTHER_WORDS)
def test_page_whose_language_or_words_were_changed_is_refused(
    made: Made, in_brackets: bytes, tmp_path: Path, was: bytes, forged: bytes
) -> None:
    """Even by somebody who seals it again with the key of the report."""
    path = tmp_path / "report.html"
    changed = in_brackets.replace(was, forged)
    assert changed != in_brackets
    for data in (changed, sealed_again(changed)):
        path.write_bytes(data)
        with known():
            assert (asked(path).answer, asked(path).exit_status) == ("altered", 4)


def test_page_of_another_language_is_not_believed_where_nobody_speaks_it(in_brackets: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(in_brackets)
    assert asked(tmp_path / "report.html").answer == "altered"


def test_words_of_another_version_are_not_vouched_for(
    made: Made, html: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.html").write_bytes(html)
    monkeypatch.setattr(contradiction, "__version__", "99.0")
    assert asked(tmp_path / "report.html").words == "not_compared"


def by_version(made: Made, version: str, **parts: Any) -> tuple[bytes, bytes]:
    """The report and its recording as this version would have written them, sealed by somebody else."""
    trace = (made.sealed.trace or b"").replace(
        f'"keycheck":"{made.report.tool.version}"'.encode(), b'"keycheck":"%s"' % version.encode()
    )
    tool = msgspec.structs.replace(made.report.tool, version=version)
    return seal(of_recording(msgspec.structs.replace(made.report, tool=tool, **parts), trace), FORGER), trace


@pytest.mark.parametrize("field", ["limits_text", "layout_name"])
def test_report_of_another_version_puts_no_words_of_its_own_on_a_page(made: Made, tmp_path: Path, field: str) -> None:
    """Another version may have had other words; they are said not to be compared, and no page shows them."""
    promise, keyboard = "A retest is not needed.", made.report.keyboard
    of_map = {"keyboard": msgspec.structs.replace(keyboard, layout_name=promise)}
    parts: dict[str, Any] = {"limits_text": promise} if field == "limits_text" else of_map
    answer = asked(made.write(tmp_path, *by_version(made, "0.0.9", **parts)))
    assert answer.report is not None
    assert (answer.answer, WORDED_OTHERWISE in words(answer).does_not_prove) == ("holds", True)
    assert promise.encode() not in render(answer.report, LAYOUT, "text")
    same = asked(made.write(tmp_path, *by_version(made, "0.0.9")))
    assert (same.answer, WORDED_OTHERWISE in words(same).does_not_prove) == ("holds", False)


def test_changed_bits_of_a_report_are_refused(made: Made, tmp_path: Path) -> None:
    """All of them: tests/reports/test_sealing.py."""
    refuse_some(made.write(tmp_path), 200)


def test_changed_bits_of_a_page_are_refused(html: bytes, tmp_path: Path) -> None:
    """More of them: tests/evidence/test_page_seal.py."""
    path = tmp_path / "report.html"
    path.write_bytes(html)
    refuse_some(path, 60)


def refuse_some(path: Path, times: int) -> None:
    """Each of so many bits, changed by itself, gives status 4."""
    good, draw = path.read_bytes(), random.Random(1)
    assert asked(path).answer == "holds"
    for _ in range(times):
        place, bit = draw.randrange(len(good)), draw.randrange(8)
        bad = bytearray(good)
        bad[place] ^= 1 << bit
        path.write_bytes(bad)
        assert asked(path).exit_status == 4, f"byte {place}, bit {bit}"


def test_every_answer_has_its_exit_status() -> None:
    assert set(EXIT_STATUS.values()) == {0, 3, 4}


OWN = msgspec.structs.replace(LAYOUT, id="mine", name="A board of my own")


@pytest.fixture(scope="module")
def of_own_map() -> Made:
    """The report of a keyboard whose map is none of keycheck's."""
    trace = SimulatedExamination(Planted(OWN, (Fault("dead", "Digit5"),), "careful", 1), "2026-11-22T10:00:00Z").run()
    return Made(*seal_report(trace, OWN, Machine(), Purchase(), KEY, MADE))


def test_map_beside_is_the_one_that_was_sealed(of_own_map: Made, tmp_path: Path) -> None:
    (tmp_path / "layout.toml").write_bytes(as_toml(OWN).encode())
    assert asked(of_own_map.write(tmp_path)).answer == "holds"


def test_map_of_ones_own_is_called_so_with_its_number_of_keys(of_own_map: Made, tmp_path: Path) -> None:
    """Whoever leaves out a dead key could give the map the name of a whole one."""
    (tmp_path / "layout.toml").write_bytes(as_toml(OWN).encode())
    said = f"a map of the person's own, with {len(OWN.testable)} testable keys"
    assert ("Whose layout", said) in page_of(of_own_map.report, OWN).keyboard
    assert any(said in sentence for sentence in words(asked(of_own_map.write(tmp_path))).does_not_prove)


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_page_encloses_a_map_of_ones_own(of_own_map: Made, tmp_path: Path, form: Format) -> None:
    if form == "pdf":
        pytest.importorskip("typst", reason="typst has no build for this system")
    file = tmp_path / "report"
    file.write_bytes(render(of_own_map.report, OWN, form, of_own_map.sealed))
    answer = asked(file)
    assert answer.answer == "holds"
    assert "result:     Key 5 does not work." in words(answer).lines


def test_map_that_is_not_there_leaves_the_seal(of_own_map: Made, tmp_path: Path) -> None:
    answer = asked(of_own_map.write(tmp_path))
    assert (answer.answer, answer.exit_status, answer.verdict) == ("no_map", 3, None)


def test_other_map_beside_is_refused(of_own_map: Made, tmp_path: Path) -> None:
    """With fewer keys a keyboard that was not tested whole would seem so."""
    fewer = msgspec.structs.replace(OWN, keys=OWN.keys[:50])
    (tmp_path / "layout.toml").write_bytes(as_toml(fewer).encode())
    answer = asked(of_own_map.write(tmp_path))
    assert (answer.answer, answer.exit_status) == ("altered", 4)
    assert answer.file.endswith("layout.toml")


def test_map_that_is_not_the_one_that_was_sealed_is_not_even_read(of_own_map: Made, tmp_path: Path) -> None:
    (tmp_path / "layout.toml").write_bytes(b"keys = [" * 50)
    assert asked(of_own_map.write(tmp_path)).answer == "altered"
