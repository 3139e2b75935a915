"""Bookmarks for the pages of a PDF: what happens at each step, in the side panel of whoever reads it.

Qt writes none, so they are appended as an update, in the way the format provides for: no byte before them changes. A
PDF that is not built as expected stays without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_SIZE, _ROOT = re.compile(rb"/Size\s+(\d+)"), re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_TREE, _KIDS = re.compile(rb"/Pages\s+(\d+)\s+0\s+R"), re.compile(rb"/Kids\s*\[([\s\dR]*)\]")
_END = 2_000
"""Bytes at the end of a file in which its trailer stands."""


def with_bookmarks(pdf: bytes, words: Sequence[str]) -> bytes:
    """A PDF with a bookmark for each of its pages."""
    trailer = _TRAILER.search(pdf[-_END:])
    size, root = (each.search(trailer[1]) if trailer else None for each in (_SIZE, _ROOT))
    if not words or trailer is None or size is None or root is None:
        return pdf
    catalog = _object(pdf, int(root[1]))
    tree = _TREE.search(catalog)
    kids = _KIDS.search(_object(pdf, int(tree[1]))) if tree else None
    pages = re.findall(rb"(\d+)\s+0\s+R", kids[1]) if kids else []
    if len(pages) != len(words):
        return pdf
    first = int(size[1])
    fresh = _bookmarks(first, [int(each) for each in pages], words)
    fresh[int(root[1])] = b"<<\n/Outlines %d 0 R%s>>" % (first, catalog)
    head = b"/Prev %s" % trailer[2] + _SIZE.sub(b"/Size %d" % (first + len(words) + 1), trailer[1])
    return pdf + _update(len(pdf), fresh, head)


def _object(pdf: bytes, number: int) -> bytes:
    """What stands in the dictionary of an object; nothing if there is none."""
    start = pdf.rfind(b"\n%d 0 obj\n<<" % number)
    end = pdf.find(b">>\nendobj", start)
    return pdf[pdf.find(b"<<", start) + 2 : end] if 0 <= start < end else b""


def _bookmarks(first: int, pages: Sequence[int], words: Sequence[str]) -> dict[int, bytes]:
    """The objects of the bookmarks: their list, and each of them with its neighbours."""
    last = first + len(pages)
    found = {first: b"<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>" % (first + 1, last, len(pages))}
    for number, page, title in zip(range(first + 1, last + 1), pages, words, strict=True):
        before = b"" if number == first + 1 else b" /Prev %d 0 R" % (number - 1)
        after = b"" if number == last else b" /Next %d 0 R" % (number + 1)
        text = ("\ufeff" + title).encode("utf-16-be", "replace").hex().encode()
        place = b"/Dest [%d 0 R /Fit]" % page
        found[number] = b"<</Title <%s> /Parent %d 0 R%s%s %s>>" % (text, first, before, after, place)
    return found


def _update(start: int, objects: Mapping[int, bytes], trailer: bytes) -> bytes:
    """Objects to be appended at a place of a file, the table of where they stand, and the new trailer."""
    parts, table, where = [], [b"xref\n"], start
    for number, body in sorted(objects.items()):
        table.append(b"%d 1\n%010d 00000 n \n" % (number, where))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        where += len(parts[-1])
    return b"".join((*parts, *table, b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, where)))
