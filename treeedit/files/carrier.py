"""Pictures that carry a document: a PNG in a chunk of text, an SVG in its metadata, a PDF as an attached file.

What is carried is the text of a .tree file as a stream of zlib, whose checksum tells whether it is still whole. It is
stored in it and not made smaller: how small a zlib makes it differs between machines, and a picture does not. A picture
may come from anywhere, so nothing of it is parsed but the place where the document would be, in one pass, and no more
is unpacked than a picture of ours can carry.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib

from treeedit.files.fault import FileError
from treeedit.words import translate

MOST_CARRIED = 1 << 20
"""A document of more bytes is not put into a picture, nor taken out of one."""
CARRIERS = frozenset({".png", ".apng", ".svg", ".pdf"})
"""The suffixes of pictures that can carry a document."""
ATTACHED = "document.tree"
"""What the attached file of a PDF is called."""
_MOST_PACKED = 3 * MOST_CARRIED // 2
"""In base64 and with the ends of lines, if it cannot be made smaller at all."""
_MOST_CHUNKS = 20_000
"""Of a PNG; one of 64 MiB with lines of the usual length has 8,000."""
_BLOCK = 0xFFFF
"""Bytes in a stored block of a stream, at most."""
_KEYWORD = b"treeedit"
_MARKER = "treeedit-document"
_PNG, _PDF = b"\x89PNG\r\n\x1a\n", b"%PDF-"
_GIFS = b"GIF87a", b"GIF89a"
_HEAD = len(_PNG) + 25
"""Where the first chunk of a PNG, which says its size, ends."""
_FILE = re.compile(rb"/EF\s*<<\s*/F\s+(\d{1,10})\s+0\s+R")
_STREAM = re.compile(rb"\s*<<([^<>]{0,200})>>\s{0,4}stream\r?\n")


def document_to_carry(document: bytes) -> bytes:
    """The document if a picture can carry it, else nothing."""
    return document if len(document) <= MOST_CARRIED else b""


def is_picture(data: bytes) -> bool:
    """Whether bytes look like a picture that could carry a document, or like an animation, which cannot."""
    return (
        data.startswith((_PNG, _PDF))
        or _is_animation(data)
        or data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    )


def png_with(png: bytes, document: bytes) -> bytes:
    """A PNG that carries a document."""
    if not document:
        return png
    content = b"iTXt" + _KEYWORD + b"\0\1\0\0\0" + _stored(document)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return png[:_HEAD] + chunk + png[_HEAD:]


def svg_payload(document: bytes) -> tuple[str, str]:
    """The class and the text of the metadata of an SVG that carries a document."""
    return _MARKER, base64.b64encode(_stored(document)).decode() if document else ""


def _stored(document: bytes) -> bytes:
    """A stream of zlib that holds bytes as they are (RFC 1950, 1951): blocks of a length, its complement, the bytes."""
    found = [b"\x78\x01"]
    for start in range(0, max(1, len(document)), _BLOCK):
        part = document[start : start + _BLOCK]
        is_last = start + _BLOCK >= len(document)
        found += [struct.pack("<BHH", is_last, len(part), len(part) ^ 0xFFFF), part]
    return b"".join((*found, struct.pack(">I", zlib.adler32(document))))


def document_in(data: bytes) -> bytes:
    """The document that a picture carries. FileError with a sentence if it carries none, or a damaged one."""
    if _is_animation(data):
        raise FileError(
            translate("carrier", "a GIF or WebP carries no tree: open the .tree file, or a PNG, SVG or PDF of it")
        )
    packed = _from_png(data) if data.startswith(_PNG) else _from_pdf(data) if data.startswith(_PDF) else _from_svg(data)
    if packed is None:
        raise FileError(
            translate("carrier", "this picture carries no tree: it was not made by treeedit, or was saved again since")
        )
    return _unpacked(packed)


def _is_animation(data: bytes) -> bool:
    """Whether bytes look like a GIF or WebP. Their names could begin a formula, but no formula has zeros in it."""
    is_gif = data.startswith(_GIFS) and b"\0" in data[6:13]
    return is_gif or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        document = unpacker.decompress(packed, MOST_CARRIED + 1)
    except zlib.error:
        raise _damaged() from None
    if len(document) > MOST_CARRIED:
        raise _too_large()
    if not unpacker.eof:
        raise _damaged()
    return document


def _too_large() -> FileError:
    return FileError(translate("carrier", "the tree in this picture is larger than 1 MiB"))


def _damaged() -> FileError:
    return FileError(translate("carrier", "the tree in this picture is damaged"))


def _from_png(data: bytes) -> bytes | None:
    place = len(_PNG)
    for _ in range(_MOST_CHUNKS):
        if place + 12 > len(data):
            break
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 8 + length
        if data[place + 4 : place + 8] == b"iTXt" and data.startswith(_KEYWORD + b"\0\1\0", place + 8):
            content = _piece(data, place + 4, end)
            if data[end : end + 4] != struct.pack(">I", zlib.crc32(content)):
                raise _damaged()
            return content.split(b"\0", 4)[-1]
        place = end + 4
    return None


def _from_svg(data: bytes) -> bytes | None:
    marker = data.find(b'"' + _MARKER.encode() + b'"')
    start = data.find(b">", marker) + 1
    end = data.find(b"<", start)
    if marker < 0 or start <= 0 or end < 0 or start == end:
        return None
    try:
        return base64.b64decode(_piece(data, start, end).translate(None, b" \t\r\n"), validate=True)
    except binascii.Error:
        raise _damaged() from None


def _from_pdf(data: bytes) -> bytes | None:
    """The file that is attached, in the plain way in which Qt attaches it."""
    named = _FILE.search(data)
    start = data.find(b"\n" + named[1] + b" 0 obj") if named else -1
    found = _STREAM.match(data, data.find(b"obj", start) + 3) if start >= 0 else None
    if found is None or b"/FlateDecode" not in found[1]:
        return None
    end = data.find(b"endstream", found.end())
    return _piece(data, found.end(), end if end >= 0 else len(data))


def _piece(data: bytes, start: int, end: int) -> bytes:
    """A part of a picture, if it is not larger than what a document is packed into."""
    if end - start > _MOST_PACKED:
        raise _too_large()
    return data[start:end]
