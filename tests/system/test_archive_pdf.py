"""Every paper as a PDF for archives and screen readers, judged by another reader than the one that wrote it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest

from keycheck.evidence.signature import SealingKey
from keycheck.reports.formats import render, set_as
from keycheck.reports.paper import Size
from keycheck.reports.sealing import sealed
from tests.reports.examples import PRODUCT, SMALL, VERDICTS, report
from tests.reports.golden import PAPERS
from tests.reports.papers import ASK, TODAY, told_by
from tests.system.requirements import tool, unmet

try:
    import pikepdf

    from tests.system.archive_pdf import complaints, dictionaries
except ImportError:
    pikepdf = None  # type: ignore[assignment, unused-ignore]

FAULTY = report(VERDICTS["dead"], product=PRODUCT)


@pytest.fixture(scope="module", autouse=True)
def tools() -> None:
    if pikepdf is None:
        unmet("pdf", "pikepdf is missing: pip install '.[test]'")
    try:
        import typst  # noqa: F401
    except ImportError:
        unmet("pdf", "typst is missing: it has no build for this system")


def buyers(size: Size = "a4") -> bytes:
    """The buyer's paper with its letter, which encloses the report and its recording."""
    files = sealed(FAULTY, SealingKey(b"k" * 32), b'{"schema":"keycheck.trace/1"}\n')
    return render(FAULTY, SMALL, "pdf", files, ask=ASK, today=TODAY, size=size)


@pytest.mark.parametrize("size", get_args(Size))
def test_buyers_paper_is_for_archives_and_screen_readers(size: Size) -> None:
    assert complaints(buyers(size)) == []


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_for_archives_and_screen_readers(name: str) -> None:
    assert complaints(set_as(PAPERS[name](), "pdf", FAULTY)) == []


def without(*names: str) -> Callable[[Any], None]:
    """What is left out of every dictionary of the file."""

    def change(pdf: Any) -> None:
        for thing in dictionaries(pdf):
            for name in {*names} & {*thing.keys()}:
                del thing[name]

    return change


def of_metadata(was: bytes, now: bytes) -> Callable[[Any], None]:
    return lambda pdf: pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(was, now))


def unmarked(pdf: Any) -> None:
    """Something more on the page, of which the structure knows nothing."""
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S")


def opens(pdf: Any) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


BROKEN: dict[str, tuple[Callable[[Any], None], str]] = {
    "no words for a picture": (without("/Alt"), "a Figure without words"),
    "no language": (without("/Lang"), "no language"),
    "no profile of colours": (without("/DestOutputProfile"), "output intent"),
    "no font": (without("/FontFile2", "/FontFile3"), "is not embedded"),
    "no signs of a font": (without("/ToUnicode"), "which signs it writes"),
    "no relation": (without("/AFRelationship"), "without its relation"),
    "not associated": (without("/AF"), "not the same"),
    "no structure": (without("/StructTreeRoot"), "no structure"),
    "no scope": (without("/Scope"), "does not say what it heads"),
    "no order of reading": (without("/Tabs"), "order of reading"),
    "title not shown": (without("/DisplayDocTitle"), "title is not shown"),
    "not in the structure": (unmarked, "neither in the structure nor an ornament"),
    "another claim": (of_metadata(b"<pdfuaid:part>1", b"<pdfuaid:part>2"), "claims"),
    "a program": (opens, "/OpenAction"),
}


@pytest.mark.parametrize(("change", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_missing_is_found(change: Callable[[Any], None], said: str) -> None:
    """A judge that finds nothing wrong has to be able to."""
    changed = BytesIO()
    with pikepdf.open(BytesIO(buyers())) as pdf:
        change(pdf)
        pdf.save(changed)
    assert any(said in complaint for complaint in complaints(changed.getvalue()))


def test_poppler_sees_every_font_embedded(tmp_path: Path) -> None:
    pdffonts = tool("pdf", "pdffonts", "poppler-utils")
    (tmp_path / "paper.pdf").write_bytes(buyers())
    told = subprocess.run([pdffonts, str(tmp_path / "paper.pdf")], capture_output=True, text=True, check=True).stdout
    fonts = [line.split()[-5:-2] for line in told.splitlines()[2:]]
    assert fonts
    assert all(font == ["yes", "yes", "yes"] for font in fonts)


def test_addresses_are_links_and_are_copied_from_the_page_as_they_are(tmp_path: Path) -> None:
    pdftotext = tool("pdf", "pdftotext", "poppler-utils")
    shown = set(re.findall(r"https?://\S+\w", " ".join(told_by(PAPERS["buyer"]()))))
    with pikepdf.open(BytesIO(buyers())) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert {str(note.A.URI) for note in notes if note.Subtype == "/Link"} == shown != set()
    (tmp_path / "paper.pdf").write_bytes(buyers())
    copied = subprocess.run([pdftotext, str(tmp_path / "paper.pdf"), "-"], capture_output=True, check=True).stdout
    words = copied.decode().replace("\n", "")
    assert [address for address in shown if address not in words] == []
    assert "3b" * 32 in words, "the digest can be copied too"
    assert "\u200b" not in words
