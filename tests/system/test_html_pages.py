"""The pages in a real browser: a silent console, nothing loaded, room on a phone, no barrier found."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from keycheck.evidence.signature import SealingKey
from keycheck.layouts.library import load
from keycheck.reports import html
from keycheck.reports.buyer_paper import buyer_paper
from keycheck.reports.paper import Code, Paper
from keycheck.reports.report import Product, Purchase
from keycheck.reports.sealing import sealed
from keycheck.returns.ask import Ask
from tests.reports.examples import SMALL, VERDICTS, report
from tests.reports.golden import PAPERS
from tests.reports.papers import ASK, TODAY
from tests.system.browser import Browser
from tests.system.requirements import tool, unmet

AXE = "axe_core_python"
"""The package that carries axe-core (MPL-2.0), the judge of barriers; a tool of the tests, never shipped."""

LONG = "Elektronikfachhandelsgesellschaft " * 4
NAMES = {"long": LONG, "arabic": "متجر الحاسوب", "japanese": "東京コンピュータ", "emoji": "Shop 😀🎉"}

PAGES = (
    "buyer",
    "practice",
    "several",
    "counter-confirmed",
    "counter-not_reproduced",
    "staff-confirmed",
    "letter-gb",
    *NAMES,
)

pytestmark = pytest.mark.xdist_group("browser")


def paper(name: str) -> Paper:
    """The paper of this name: of the golden files, of a verdict, or with this kind of names typed in."""
    if name in PAPERS:
        return PAPERS[name]()
    if name in VERDICTS:
        return buyer_paper(report(VERDICTS[name]), SMALL, ASK, TODAY)
    typed = NAMES[name]
    told = report(VERDICTS["dead"], product=Product(typed, typed, typed), purchase=Purchase(typed, typed))
    return buyer_paper(told, SMALL, Ask("GB", "refund", typed, typed, typed), TODAY)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One for all of them."""
    with Browser(tool("html", "chromium", "chromium"), tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A page as a file."""
    file = tmp_path / "page.html"
    file.write_bytes(html.render(paper(request.param), "trace.jsonl"))
    return file


def test_page_opens_without_a_word_in_the_console_and_loads_nothing(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.complaints() == []
    asked_for = [e["params"]["request"]["url"] for e in browser.events if e["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked_for if url != page.as_uri()] == []


@pytest.mark.parametrize("width", [360, 1000])
def test_page_fits_its_window(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width)
    assert browser.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1000])
def test_axe_finds_no_barrier(browser: Browser, page: Path, width: int) -> None:
    if find_spec(AXE) is None:
        unmet("html", "axe-core is missing: pip install '.[test]'")
    browser.open(page, width)
    browser.run(files(AXE).joinpath("axe.min.js").read_text(encoding="utf-8") + "; 0")
    found = browser.run(
        "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))"
    )
    assert found == []


def test_printed_page_is_as_wide_as_its_sheet(browser: Browser, page: Path) -> None:
    browser.open(page, 700)
    browser.ask("Emulation.setEmulatedMedia", media="print")
    try:
        assert browser.run("document.documentElement.scrollWidth") <= 700
    finally:
        browser.ask("Emulation.setEmulatedMedia", media="")


def test_sealed_page_of_a_whole_keyboard_runs_nothing_either(browser: Browser, tmp_path: Path) -> None:
    layout = load("ansi-104")
    whole = report(VERDICTS["dead"])
    files = sealed(whole, SealingKey.new(), b'{"schema":"keycheck.trace/1"}\n')
    code = Code(files.claim_code, files.qr_svg)
    file = tmp_path / "page.html"
    file.write_bytes(html.render(buyer_paper(whole, layout, ASK, TODAY, code), "trace.jsonl", files.enclosed))
    browser.open(file, 360)
    assert browser.complaints() == []
    assert browser.run("document.documentElement.scrollWidth") <= 360
    links: Any = browser.run("[...document.querySelectorAll('a')].map(a => a.id)")
    assert links == ["keycheck-report", "keycheck-trace"]
