"""The files that an HTML page of keycheck encloses: the very links that a reader sees, in a page with one meaning.

A page is read only in the one spelling that keycheck writes, in which a browser finds the same elements as we do: no
comment, no script, no second address. That takes one pass, however the page was made.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator

from keycheck.errors import BadFile
from keycheck.errors.places import at_byte
from keycheck.languages import N_

POLICY = b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"  # noqa: E501
"""Nothing is loaded and nothing runs."""

_TAG = re.compile(rb"<([^<>]*)>")
_SPELLED = re.compile(rb'/?([a-z][a-z0-9]*)((?: [a-zA-Z:-]+="[^"]*")*) ?/?')
_ATTRIBUTE = re.compile(rb' ([a-zA-Z:-]+)="')
_LINK = re.compile(
    rb'<a id="keycheck-(?:report|trace|map)" href="data:application/(?:json|toml);base64,([A-Za-z0-9+/=]*)"'
    rb' download="[A-Za-z0-9_.-]+">'
)
_ID = re.compile(rb' id="([^"]*)"')
_ELEMENTS = frozenset(
    b"a article body br circle code dd defs desc div dl dt figcaption figure footer g h1 h2 h3 h4 head header html li"
    b" line main meta ol p path pattern polygon pre rect section small span strong style svg table tbody td text th"
    b" thead time title tr tspan ul".split()
)
"""None of them loads or runs anything by itself."""
_ATTRIBUTES = frozenset(
    b"aria-hidden aria-label aria-labelledby charset class content d data-code data-label dir fill font-family"
    b" font-size font-weight height id lang name paint-order patternUnits r role rx scope stroke stroke-dasharray"
    b" stroke-linecap stroke-linejoin stroke-width tabindex text-anchor viewBox width x xmlns y".split()
)
"""None of them loads, leads away, hides, or paints where other words stand."""
_MOVED = re.compile(rb'(?:g|text) [^<>]*transform="[a-z0-9 ().-]+"[^<>]*')
"""What a drawing may move: parts of it, which a browser cuts off at its edge, never the drawing itself."""
_CLASS = re.compile(rb' class="([^"]*)"')
_CLASSES = re.compile(rb"(?!.* )(?:across|practice)|(?!.*(?:across|practice))[a-z_ -]*")
"""The two that lie over other words stand alone, so that whoever looks for them finds them."""

MOST_TAGS = 10_000
"""A page on which every key of a full keyboard has a fault has 1,500 (measured)."""
MOST_BYTES = 50_000
"""Of one that links to no enclosed file; the longest, a path of the QR code, has 5,000 (measured)."""


def links(page: bytes, file: str) -> Iterator[bytes]:
    """Each enclosed file, in order. Raises BadFile where the page is not spelled as keycheck spells it."""
    ids: set[bytes] = set()
    for found in _tags(page, file):
        tag = found[0]
        if link := _LINK.fullmatch(tag):
            yield _unpacked(link[1], file, found.start())
        elif tag != POLICY:
            _refuse_what_acts(found, file)
        for name in _ID.findall(tag):
            if name in ids:
                raise BadFile(file, at_byte(found.start()), N_("one id twice"), N_("each id once"))
            ids.add(name)


def _tags(page: bytes, file: str) -> Iterator[re.Match[bytes]]:
    begin, styles = page.find(b">") + 1, 0
    for number, found in enumerate(_TAG.finditer(page, begin)):
        if number == MOST_TAGS:
            raise BadFile(
                file,
                at_byte(begin),
                N_("more than {number} elements").format(number=MOST_TAGS),
                N_("a page as keycheck writes it"),
            )
        if (stray := page.find(b"<", begin, found.start())) >= 0:
            raise BadFile(
                file,
                at_byte(stray),
                N_("a sign that opens no element"),
                N_("a page as keycheck writes it"),
            )
        begin, styles = found.end(), styles + (found[1] == b"style")
        yield found
    if b"<" in page[begin:] or styles > 1:
        raise BadFile(
            file,
            at_byte(begin),
            N_("an element that is not closed, or a second style"),
            N_("a page of keycheck"),
        )


def _refuse_what_acts(found: re.Match[bytes], file: str) -> None:
    spelled = _SPELLED.fullmatch(found[1]) if len(found[1]) <= MOST_BYTES else None
    names = set(_ATTRIBUTE.findall(spelled[2])) if spelled else set()
    acts = names - (_ATTRIBUTES | {b"transform"} if _MOVED.fullmatch(found[1]) else _ATTRIBUTES)
    dressed = all(map(_CLASSES.fullmatch, _CLASS.findall(found[1])))
    known = spelled is not None and spelled[1] in _ELEMENTS and (spelled[1] != b"a" or found[1] == b"/a")
    if not known or acts or not dressed:
        raise BadFile(
            file,
            at_byte(found.start()),
            N_("another element"),
            N_("one as keycheck writes it in a page"),
        )


def _unpacked(data: bytes, file: str, place: int) -> bytes:
    try:
        return b64decode(data, validate=True)
    except ValueError:
        raise BadFile(file, at_byte(place), N_("damaged base64"), N_("an enclosed file")) from None
