"""What PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) ask for and a program can see, read by another one's parser.

typst checks what it writes; this reads the file again through qpdf, by the clauses named here. It is no certificate:
veraPDF, which gives one, is in none of the registries that the tests are installed from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

CLAIMS = {b"pdfaid:part": b"3", b"pdfaid:conformance": b"A", b"pdfuaid:part": b"1"}
"""What the metadata has to say (19005-3, 6.6.4; 14289-1, 5)."""

STANDARD = frozenset(
    (
        *("Document", "Part", "Sect", "Div", "Title", "P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Quote", "Code"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Link", "Figure", "Caption"),
        *("Note", "Reference", "BlockQuote", "Annot", "Form", "Formula", "NonStruct"),
    )
)
"""Types of structure (32000-1, 14.8.4); Title comes by the map of roles."""

INSIDE = {
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
"""Which types stand only in which (32000-1, 14.8.4.3)."""

PROGRAMS = {"/OpenAction", "/AA", "/JavaScript", "/JS", "/Launch", "/XFA", "/Encrypt", "/NeedsRendering"}
"""What a file for archives may not have (19005-3, 6.1.3, 6.4, 6.5)."""

FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}

SHOWS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI"}
"""Operators that put something on the page."""


def complaints(data: bytes) -> list[str]:
    """Everything that is against either standard, a sentence each."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [*pdf.check_pdf_syntax(), *_file(pdf), *_metadata(pdf), *_attached(pdf), *_fonts(pdf), *_structure(pdf)]


def dictionaries(pdf: pikepdf.Pdf) -> list[Any]:
    """Every dictionary of the file, those inside of others too."""
    found: list[Any] = []
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            found.append(thing)
            waiting += [kid for kid in thing.values() if _is_inside(kid)]
        elif isinstance(thing, pikepdf.Array):
            waiting += [kid for kid in thing if _is_inside(kid)]
    return found


def _is_inside(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary | pikepdf.Array) and not kid.is_indirect


def _file(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "not one output intent with its profile (19005-3, 6.2.3)"
    if "/ID" not in pdf.trailer:
        yield "no identifier in the trailer (19005-3, 6.1.3)"
    if not root.get("/Lang"):
        yield "no language (14289-1, 7.2)"
    if not root.get("/MarkInfo", {}).get("/Marked", False) or root.MarkInfo.get("/Suspects", False):
        yield "not marked as tagged, or suspect (14289-1, 7.1)"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "its title is not shown (14289-1, 7.1)"
    for found in (PROGRAMS & set(thing.keys()) for thing in dictionaries(pdf)):
        if found:
            yield f"it holds {sorted(found)} (19005-3, 6.5)"
    for page in pdf.pages:
        if page.get("/Tabs") != "/S" or "/StructParents" not in page:
            yield "a page without an order of reading (14289-1, 7.18.3)"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream: Any = pdf.Root.get("/Metadata")
    if stream is None or "/Filter" in stream:
        yield "no plain metadata (19005-3, 6.6.2)"
        return
    said = dict(re.findall(rb"<(pdf(?:a|ua)id:\w+)>(\w+)<", bytes(stream.read_bytes())))
    if said != CLAIMS:
        yield f"its metadata claims {said} (19005-3, 6.6.4; 14289-1, 5)"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "no title (14289-1, 7.1)"


def _attached(pdf: pikepdf.Pdf) -> Iterator[str]:
    listed = {name: entry.obj.objgen for name, entry in pdf.attachments.items()}
    associated: list[Any] = list(pdf.Root.get("/AF", []))
    if {entry.objgen for entry in associated} != set(listed.values()):
        yield "attached files and associated ones are not the same (19005-3, 6.8)"
    for entry in associated:
        embedded = entry.EF.F
        if (
            "/AFRelationship" not in entry
            or "/Subtype" not in embedded
            or not entry.get("/UF")
            or not entry.get("/Desc")
        ):
            yield "an attached file without its relation, type, name or description (19005-3, 6.8)"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    fonts = [thing for thing in dictionaries(pdf) if thing.get("/Type") == "/Font"]
    if not fonts:
        yield "no font at all"
    for font in fonts:
        if "/FontDescriptor" in font and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
            font.FontDescriptor.keys()
        ):
            yield f"{font.BaseFont} is not embedded (19005-3, 6.2.11.4)"
        if font.Subtype == "/Type0" and "/ToUnicode" not in font:
            yield f"{font.BaseFont} does not say which signs it writes (19005-3, 6.2.11.7)"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree: Any = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        yield "no structure (14289-1, 7.1)"
        return
    elements = list(_elements(tree, ""))
    roles = {name.lstrip("/") for name in tree.get("/RoleMap", {})}
    marked: Counter[tuple[Any, int]] = Counter()
    level = 0
    for kind, parent, element, content in elements:
        marked.update(content)
        if kind not in STANDARD | roles:
            yield f"a {kind}, which no standard knows (14289-1, 7.1)"
        if kind in INSIDE and parent not in INSIDE[kind]:
            yield f"a {kind} in a {parent} (14289-1, 7.2)"
        if kind in ("Figure", "Formula") and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            yield f"a {kind} without words in its place (14289-1, 7.3)"
        if heading := re.fullmatch("H([1-6])", kind):
            if int(heading[1]) > level + 1:
                yield f"an {kind} after a heading of level {level} (14289-1, 7.4.2)"
            level = int(heading[1])
        if kind == "TH" and not any("/Scope" in attributes for attributes in element.get("/A", [])):
            yield "a TH that does not say what it heads (14289-1, 7.5)"
    if [kind for kind, parent, *_ in elements if not parent] != ["Document"]:
        yield "not one Document at the top (14289-1, 7.1)"
    yield from _pages(pdf, marked)


def _elements(node: Any, parent: str, page: Any = None) -> Iterator[tuple[str, str, Any, list[tuple[Any, int]]]]:
    """Each element with its type, that of its parent, and which marked content of which page is its own."""
    kind = str(node.get("/S", "")).lstrip("/")
    page = node.get("/Pg", page)
    kids = node.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    content = [(page.objgen, int(kid)) for kid in kids if isinstance(kid, int)]
    references = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR"]
    content += [((kid.get("/Pg") or page).objgen, int(kid.MCID)) for kid in references]
    if kind:
        yield kind, parent, node, content
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and kid.get("/Type") not in ("/MCR", "/OBJR"):
            yield from _elements(kid, kind, page)


def _pages(pdf: pikepdf.Pdf, marked: Counter[tuple[Any, int]]) -> Iterator[str]:
    """Whatever a page shows belongs to one element of the structure, or says that it is an ornament."""
    found: Counter[tuple[Any, int]] = Counter()
    for page in pdf.pages:
        depth: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name in ("BDC", "BMC"):
                properties: Any = instruction.operands[1] if name == "BDC" else {}
                depth.append(name)
                if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
                    found[page.objgen, int(properties.MCID)] += 1
            elif name == "EMC":
                depth.pop()
            elif name in SHOWS and not depth:
                yield f"{name} on a page, neither in the structure nor an ornament (14289-1, 7.1)"
    if found != marked:
        astray = dict((found - marked) + (marked - found))
        yield f"marked content that is not in the structure once: {astray} (14289-1, 7.1)"
