"""The formats: one report, the same words in each, and text from outside that stays text."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.diagnosis.verdict import Undecided
from keycheck.errors.printable import LONGEST, printable
from keycheck.reports.formats import FORMATS, Format, render
from keycheck.reports.pdf import NoPdfWriter
from keycheck.reports.report import Product, Purchase
from keycheck.reports.wording import PRACTICE
from tests.reports.examples import SMALL, VERDICTS, report, verdict
from tests.reports.golden import CASES, file_of, written
from tests.reports.papers import ASK, TODAY

LIMITS = "One test is a claim until somebody else repeats it."


@pytest.mark.parametrize(("name", "form"), CASES, ids=[f"{name}-{form}" for name, form in CASES])
def test_report_is_written_as_it_always_was(name: str, form: Format) -> None:
    assert written(name, form) == file_of(name, form).read_text(encoding="utf-8")


def words_of_pdf(data: bytes, folder: Path) -> list[str]:
    """The words of each page, on one line."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    pytest.importorskip("typst", reason="typst has no build for this system")
    (folder / "report.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", str(folder / "report.pdf"), "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize("name", VERDICTS)
def test_every_format_says_the_result_and_the_limits(name: str, tmp_path: Path) -> None:
    whole = report(VERDICTS[name])
    result = {
        "dead": "Key 5 does not work.",
        "two_dead": "Keys 5 and A do not work.",
        "stuck": "Key Left Shift is stuck down.",
        "software": "Key 5 sends its signal, but programs do not receive it.",
        "several": "Key A misses some presses.",
        "no_fault": "No fault seen: each of the 12 keys worked when it was pressed.",
        "traits": "No fault seen: each of the 12 keys worked when it was pressed.",
        "inconclusive": "Not decided: no clear answer for key 5 yet.",
        "practice": "Key 5 does not work.",
        "line": "Keys 4, 5 and 6 do not work.",
    }[name]
    pdf = " ".join(words_of_pdf(render(whole, SMALL, "pdf"), tmp_path))
    for text in (render(whole, SMALL, "text").decode(), render(whole, SMALL, "html").decode(), pdf):
        flat = " ".join(text.split())
        assert result in flat
        assert LIMITS in flat
        assert "keycheck replay trace.jsonl" in flat
        assert "3b" * 10 in flat


def test_practice_stands_on_every_page_of_the_pdf(tmp_path: Path) -> None:
    waiting = tuple(Undecided(key.code, "nobody pressed it", 1, 0, "press it") for key in SMALL.keys) * 4
    long = report(verdict(practice=True, verdict="inconclusive", undecided=waiting))
    pages = words_of_pdf(render(long, SMALL, "pdf"), tmp_path)
    assert len(pages) > 1
    assert [page for page in pages if PRACTICE not in page] == []


def test_practice_stands_on_the_page_and_is_set_for_every_printed_one() -> None:
    page = render(report(VERDICTS["practice"]), SMALL, "html").decode()
    assert f'<header class="practice"><p>{PRACTICE}</p></header>' in page
    assert f'@top-center {{ content: "{PRACTICE}"' in page


@pytest.mark.parametrize("form", FORMATS)
def test_real_keyboard_is_never_called_practice(form: Format, tmp_path: Path) -> None:
    data = render(report(VERDICTS["dead"]), SMALL, form)
    text = " ".join(words_of_pdf(data, tmp_path)) if form == "pdf" else data.decode()
    assert "PRACTICE" not in text
    assert "simulated" not in text


def test_same_report_gives_the_same_pdf() -> None:
    pytest.importorskip("typst", reason="typst has no build for this system")
    whole = report(VERDICTS["several"])
    assert render(whole, SMALL, "pdf") == render(whole, SMALL, "pdf")


def test_pdf_is_an_archive_file_that_screen_readers_can_follow() -> None:
    pytest.importorskip("typst", reason="typst has no build for this system")
    pdf = render(report(VERDICTS["dead"]), SMALL, "pdf")
    for mark in (b"<pdfaid:part>3", b"<pdfaid:conformance>A", b"<pdfuaid:part>1", b"Keyboard test report"):
        assert mark in pdf


def test_template_of_the_pdf_compiles_without_a_warning() -> None:
    typst = pytest.importorskip("typst", reason="typst has no build for this system")
    import msgspec

    from keycheck.reports import pdf
    from keycheck.reports.buyer_paper import buyer_paper

    folder = Path(pdf.__file__).parent
    _, warnings = typst.compile_with_warnings(
        str(folder / "templates" / "paper.typ"),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(folder / "fonts")]),
        sys_inputs={
            "paper": msgspec.json.encode(buyer_paper(report(VERDICTS["practice"]), SMALL, ASK, TODAY)).decode(),
            "date": "2026-11-22",
            "size": "us-letter",
        },
    )
    assert [warning.message for warning in warnings] == []


def test_system_without_typst_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoPdfWriter) as missing:
        render(report(VERDICTS["dead"]), SMALL, "pdf")
    assert str(missing.value) == (
        "This system has no PDF writer for keycheck. "
        "Your report is in report.html: open it and choose Print, Save as PDF."
    )


@pytest.mark.parametrize(
    "seller", ["日本語の店", "متجر", "दुकान", "shop 😀", "x" * 400], ids=["cjk", "ar", "hi", "sign", "long"]
)
def test_name_in_any_script_still_makes_a_pdf(seller: str) -> None:
    pytest.importorskip("typst", reason="typst has no build for this system")
    assert render(report(verdict(), purchase=Purchase(seller)), SMALL, "pdf").startswith(b"%PDF-")


class Markup(HTMLParser):
    """What a page consists of."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


HTML_ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>",
    "{{ 7 * 7 }}",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("attack", HTML_ATTACKS)
def test_markup_that_a_person_types_stays_text_in_html(attack: str) -> None:
    told = report(
        verdict(practice=True),
        product=Product(attack, attack, attack, attack),
        purchase=Purchase(attack, attack, attack, attack),
        report_id=attack,
    )
    usual, attacked = (Markup(render(r, SMALL, "html")) for r in (report(VERDICTS["practice"]), told))
    assert attacked.tags == usual.tags
    assert [name for name, _ in attacked.attributes] == [name for name, _ in usual.attributes]


def test_html_runs_nothing_and_loads_nothing() -> None:
    page = render(report(VERDICTS["several"]), SMALL, "html")
    markup = Markup(page)
    assert "script" not in markup.tags
    assert [name for name, _ in markup.attributes if name.startswith("on") or name in {"src", "href"}] == []
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in markup.attributes
    assert not re.search(r"https?:", page.decode().replace("http://www.w3.org/2000/svg", ""))


def test_html_says_its_language_and_heads_its_columns_and_rows() -> None:
    markup = Markup(render(report(VERDICTS["dead"]), SMALL, "html"))
    assert ("lang", "en") in markup.attributes
    assert markup.attributes.count(("scope", "col")) == 6
    assert markup.attributes.count(("scope", "row")) == 3
    ids = [value for name, value in markup.attributes if name == "id"]
    assert [one for one in ids if ids.count(one) > 1] == []


TYPST_ATTACKS = ['#panic("no")', '#read("/etc/passwd")', "= Heading *bold* $x$ @ref <label>", "*/ #strong[x] /*"]


@pytest.mark.parametrize("attack", TYPST_ATTACKS)
def test_markup_that_a_person_types_stays_text_in_the_pdf(attack: str, tmp_path: Path) -> None:
    pages = words_of_pdf(render(report(verdict(), product=Product(attack)), SMALL, "pdf"), tmp_path)
    assert attack.replace(" ", "") in pages[0].replace(" ", "")


@given(typed=st.text(st.characters(), max_size=60))
def test_text_carries_no_control_character_to_the_terminal(typed: str) -> None:
    told = report(verdict(), product=Product(typed, typed, typed, typed), purchase=Purchase(typed, "\x1b[2J" + typed))
    text = render(told, SMALL, "text").decode()
    assert [sign for sign in text if not sign.isprintable() and sign not in "\n\u200c\u200d\u00a0\u202f\u3000"] == []


@pytest.mark.parametrize("name", VERDICTS)
def test_text_fits_into_80_columns(name: str) -> None:
    told = report(VERDICTS[name], purchase=Purchase("shop " * 50, "9" * 300))
    assert max(map(len, render(told, SMALL, "text").decode().splitlines())) <= 80


@given(text=st.text(st.characters(), max_size=400))
def test_printable_text_is_one_line_of_bounded_length_and_stays_as_it_is(text: str) -> None:
    clean = printable(text)
    assert len(clean) <= LONGEST
    assert clean.splitlines() == ([clean] if clean else [])
    assert printable(clean) == clean


def test_printable_text_keeps_the_spaces_that_hold_a_word_and_its_mark_together() -> None:
    assert printable(" Quel\n clavier\u202f?\u2003Touche\u00a05\u00a0") == "Quel clavier\u202f? Touche\u00a05"
