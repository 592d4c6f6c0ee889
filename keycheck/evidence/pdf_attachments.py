"""The files that a PDF of keycheck encloses: the very attachments that a reader lists, from the catalogue downwards.

Only the plain structure that typst writes is read: one table of all objects, each in its place, no object beside it.
So nothing that is found here is hidden from a reader, and nothing that a reader finds is hidden from us.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from keycheck.errors import BadFile
from keycheck.errors.places import at_byte
from keycheck.languages import N_

_END = re.compile(rb"\nstartxref\n(\d{1,10})\n%%EOF\s{0,2}")
_TABLE = re.compile(rb"xref\n0 (\d{1,5})\n0000000000 65535 f\r\n((?:\d{10} 00000 n\r\n){0,99999})trailer\n<<([^<>]*)>>")
# A paper of keycheck has some 600 objects at most, and three files; a longer table, or list, is not looked through.
_ROOT = re.compile(rb"/Root (\d{1,6}) 0 R\b")
_LISTED = re.compile(rb"/Names<</EmbeddedFiles<</Names\[((?:\([A-Za-z0-9_.-]{1,200}\)\d{1,6} 0 R){0,99})\]>>>>")
_NAMED = re.compile(rb"\(([A-Za-z0-9_.-]{1,200})\)(\d{1,6}) 0 R")
_SPECIFIED = re.compile(
    rb"<</Type/Filespec/F\(([A-Za-z0-9_.-]+)\)/UF\(([A-Za-z0-9_.-]+)\)/EF<</F (\d{1,6}) 0 R/UF (\d{1,6}) 0 R>>"
    rb"(?:/AFRelationship/[A-Za-z]+)?/Desc(?:\([A-Za-z ,.-]*\)|<FEFF[0-9A-F]{0,1000}>)>>"
)
_STREAM = re.compile(rb"<</Length (\d{1,10})/Type/EmbeddedFile(/Filter/FlateDecode)?[^\n]*>>\nstream\r?\n")
_DATE = re.compile(rb"\(D:\d{14}Z\)")
_HEXED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ENCLOSING = re.compile(rb"/(?:EmbeddedFiles?|Filespec|FileAttachment|ObjStm|XRef)\b")

MOST_BYTES = 500_000
"""Of all dictionaries together, which are searched sign by sign; a long paper of ours has 30,000 (measured)."""


def attachments(pdf: bytes, file: str, most: int) -> Iterator[bytes]:
    """Each attached file, in the order of the catalogue, of at most so many bytes in all when unpacked.

    Raises BadFile where the PDF is built otherwise than keycheck builds it, or holds a file that is not listed.
    """
    objects, root = _objects(pdf, file)
    dictionaries = [_dictionary(body) for body in objects.values()]
    if (size := sum(map(len, dictionaries))) > MOST_BYTES:
        raise BadFile(
            file,
            N_("its objects"),
            N_("{number} bytes beside their data").format(number=size),
            N_("at most {most} bytes").format(most=MOST_BYTES),
        )
    if not (enclosing := _enclosing(dictionaries)):
        return
    listed = _LISTED.findall(catalogue := objects.get(root, b""))
    if len(listed) != 1 or _plainly(catalogue).count(b"/Names") != 2:
        raise BadFile(
            file, N_("its catalogue"), N_("{number} lists of attached files").format(number=len(listed)), N_("one")
        )
    named = _NAMED.findall(listed[0])
    streams = [_specified(objects, name, int(number), file) for name, number in named]
    if len({name for name, _ in named}) != len(named) or enclosing != 2 * len(named) + 1:
        raise BadFile(file, N_("its attached files"), N_("one that is not listed, or listed twice"), N_("each once"))
    for number in streams:
        yield (data := _data(objects[number], most, file))
        most -= len(data)


def _objects(pdf: bytes, file: str) -> tuple[dict[int, bytes], int]:
    """Each object by its number, without its frame, and the number of the catalogue."""
    end = _END.fullmatch(pdf, max(0, pdf.rfind(b"\nstartxref\n")))
    table = _TABLE.fullmatch(pdf, int(end[1]), end.start()) if end else None
    root = _ROOT.findall(table[3]) if table else []
    if end is None or table is None or len(root) != 1 or b"/Prev" in table[3]:
        raise BadFile(file, N_("its end"), N_("another table of objects"), N_("the one that keycheck writes"))
    starts = [int(entry) for entry in table[2].split(b" 00000 n\r\n")[:-1]]
    numbered = sorted((start, number) for number, start in enumerate(starts, 1))
    objects = {}
    for (start, number), (next_start, _) in pairwise([*numbered, (table.start(), 0)]):
        whole = pdf[start:next_start]
        head, tail = b"%d 0 obj\n" % number, b"\nendobj\n"
        if not whole.startswith(head) or not whole.rstrip(b"\n").endswith(tail.rstrip()):
            raise BadFile(
                file,
                at_byte(start),
                N_("no whole object"),
                N_("the object {number}").format(number=number),
            )
        objects[number] = whole[len(head) : whole.rindex(tail)]
    if not numbered or pdf[: numbered[0][0]].count(b"\n") > 3 or len(numbered) + 1 != int(table[1]):
        raise BadFile(file, N_("its objects"), N_("others than its table has"), N_("the same"))
    return objects, int(root[0])


def _enclosing(dictionaries: list[bytes]) -> int:
    """How many names of the dictionaries have to do with enclosed files, however they are spelled."""
    return sum(len(_ENCLOSING.findall(_plainly(dictionary))) for dictionary in dictionaries)


def _dictionary(body: bytes) -> bytes:
    """The object without the data of its stream; all of it where its text or a comment could hide where that begins."""
    dictionary, _, data = body.partition(b">>\nstream")
    hides = data and set(b"(%") & set(_DATE.sub(b"", dictionary))
    return body if hides else dictionary


def _plainly(dictionary: bytes) -> bytes:
    return _HEXED.sub(lambda sign: bytes([int(sign[1], 16)]), dictionary)


def _specified(objects: dict[int, bytes], name: bytes, number: int, file: str) -> int:
    """The number of the object that holds the attachment of this name."""
    found = _SPECIFIED.fullmatch(objects.get(number, b""))
    if found is None or {found[1], found[2]} != {name} or found[3] != found[4] or int(found[3]) not in objects:
        raise BadFile(
            file,
            N_("its object {number}").format(number=number),
            N_("another description"),
            N_("that of an attached file"),
        )
    return int(found[3])


def _data(body: bytes, most: int, file: str) -> bytes:
    head = _STREAM.match(body)
    if head is None or body[head.end() + int(head[1]) :].strip() != b"endstream":
        raise BadFile(
            file, N_("an attached file"), N_("another frame, or a false length"), N_("the one that keycheck writes")
        )
    data = body[head.end() : head.end() + int(head[1])]
    return _unpacked(data, most, file) if head[2] else data


def _unpacked(data: bytes, most: int, file: str) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data, most + 1)
    except zlib.error:
        raise BadFile(file, N_("an attached file"), N_("damaged data"), N_("an attached file")) from None
    if len(unpacked) > most or not unpacking.eof or unpacking.unused_data:
        found = (
            N_("more than {most} bytes when unpacked").format(most=most)
            if len(unpacked) > most
            else N_("data that is cut off")
        )
        raise BadFile(file, N_("an attached file"), found, N_("an attached file of keycheck"))
    return unpacked
