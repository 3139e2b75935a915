"""A picture carries a document whole, or says that it does not; no picture can hang or fill the memory."""

import base64
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import grow
from treeedit.files.carrier import MOST_CARRIED, document_in, document_to_carry, is_picture, png_with, svg_payload
from treeedit.files.fault import FileError
from treeedit.files.paper import load, write_forest

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(17) + struct.pack(">I", 0) + b"IEND" + bytes(4)
DOCUMENT = '{"treeedit": "1.0", "θ": "<>"}'.encode() * 50
BOMB = zlib.compress(bytes(200 << 20), 9)


def svg_with(document: bytes) -> bytes:
    name, text = svg_payload(document)
    return f'<?xml version="1.0"?>\n<svg><metadata id="{name}">{text}</metadata></svg>'.encode()


def pdf_with(packed: bytes) -> bytes:
    return (
        b"%PDF-1.4\n22 0 obj\n<<\n/Filter /FlateDecode\n/Length 23 0 R\n>>\nstream\n" + packed + b"endstream\nendobj\n"
        b"24 0 obj\n<<\n/EF <</F 22 0 R>>\n>>\nendobj\n"
    )


def bomb_png() -> bytes:
    content = b"iTXttreeedit\0\1\0\0\0" + BOMB
    return PNG[:33] + struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content)) + PNG[33:]


def bomb_svg() -> bytes:
    return b'<svg><metadata id="treeedit-document">' + base64.b64encode(BOMB) + b"</metadata></svg>"


MAKERS: dict[str, Callable[[], bytes]] = {
    "png": lambda: png_with(PNG, DOCUMENT),
    "svg": lambda: svg_with(DOCUMENT),
    "pdf": lambda: pdf_with(zlib.compress(DOCUMENT)),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_put_in_comes_out(kind: str) -> None:
    picture = MAKERS[kind]()
    assert is_picture(picture)
    assert document_in(picture) == DOCUMENT


@pytest.mark.parametrize("size", [1, 0xFFFE, 0xFFFF, 0x10000, 200_000, MOST_CARRIED])
def test_a_document_of_any_size_comes_out(size: int) -> None:
    document = (DOCUMENT * (size // len(DOCUMENT) + 1))[:size]
    assert document_in(png_with(PNG, document)) == document
    assert document_in(svg_with(document)) == document


def test_what_is_carried_depends_on_the_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(zlib, "compress")
    monkeypatch.delattr(zlib, "compressobj")
    assert DOCUMENT in png_with(PNG, DOCUMENT)


def test_a_document_and_a_formula_are_no_pictures() -> None:
    assert not any(map(is_picture, (b'{"treeedit": "1.0"}', b"x*x", b"", b"  {")))


@pytest.mark.parametrize("picture", [PNG, b"<svg></svg>", b"%PDF-1.4\n", b"<html>", svg_with(b"")])
def test_a_picture_without_a_tree_says_so_in_a_sentence(picture: bytes) -> None:
    with pytest.raises(FileError, match="carries no tree"):
        document_in(picture)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_damaged_tree_is_noticed(kind: str) -> None:
    picture = bytearray(MAKERS[kind]())
    place = picture.find(b">", picture.find(b"metadata")) + 30 if kind == "svg" else picture.rfind(b"x") + 20
    packed = picture.find(zlib.compress(DOCUMENT, 9)[:6] if kind == "pdf" else DOCUMENT[:20]) + 20
    place = place if kind == "svg" else packed
    picture[place] = ord("A") if picture[place] != ord("A") else ord("B")
    with pytest.raises(FileError, match=r"damaged|carries no tree"):
        document_in(bytes(picture))


@pytest.mark.parametrize("picture", [bomb_png(), bomb_svg(), pdf_with(BOMB)], ids=["png", "svg", "pdf"])
def test_a_bomb_is_refused_before_it_unfolds(picture: bytes) -> None:
    start = perf_counter()
    with pytest.raises(FileError, match="larger than 1 MiB"):
        document_in(picture)
    assert perf_counter() - start < 0.4


@pytest.mark.parametrize(
    "picture",
    [
        b"%PDF-" + b"/EF <</F 1 0 R>>" * 200_000,
        b"<svg" + b'<metadata id="' * 300_000,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0iTXt\0\0\0\0" * 100_000,
        b"%PDF-\n1 0 obj <<" + b" " * 2_000_000 + b"/EF <</F 1 0 R>>",
    ],
    ids=["pdf", "svg", "png", "blank"],
)
def test_a_hostile_picture_takes_no_time(picture: bytes) -> None:
    start = perf_counter()
    with pytest.raises(FileError):
        document_in(picture)
    assert perf_counter() - start < 0.4


@given(st.binary(max_size=300), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"%PDF-", b'<svg id="treeedit-document">']))
def test_no_bytes_make_it_fall(tail: bytes, head: bytes) -> None:
    with pytest.raises(FileError):
        document_in(head + tail)


def test_a_large_document_is_not_carried() -> None:
    assert document_to_carry(bytes(MOST_CARRIED)) != b""
    assert document_to_carry(bytes(MOST_CARRIED + 1)) == b""


# --- pictures that somebody made to do harm ---


def chunk(name: bytes, data: bytes, crc: int | None = None) -> bytes:
    return (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data) if crc is None else crc)
    )


def itxt(packed: bytes, crc: int | None = None) -> bytes:
    return PNG[:33] + chunk(b"iTXt", b"treeedit\0\1\0\0\0" + packed, crc) + PNG[33:]


def svg_of(text: bytes, head: bytes = b"") -> bytes:
    return b'<?xml version="1.0"?>\n' + head + b'<svg><metadata id="treeedit-document">' + text + b"</metadata></svg>"


MUCH = 24 << 20
LAUGHS = (
    b"<!DOCTYPE svg [" + b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 12)) + b"]>"
)
SELF = b"%PDF-1.4\n1 0 obj\n<</EF <</F 1 0 R>>>>\nstream\nendobj\n"
HOSTILE = {
    "png, wrong checksum": itxt(zlib.compress(DOCUMENT), 0),
    "png, cut": itxt(zlib.compress(DOCUMENT))[:-40],
    "png, a length beyond its end": PNG[:33] + b"\xff\xff\xff\xffiTXt" + b"treeedit\0\1\0\0\0x",
    "png, no packed text": itxt(b""),
    "png, random text": itxt(bytes(range(256)) * 40),
    "png, 24 MiB of text": itxt(bytes(MUCH)),
    "png, a million chunks": PNG[:33] + chunk(b"tEXt", b"") * 1_000_000,
    "svg, entities": svg_of(b"&l11;", LAUGHS),
    "svg, 24 MiB of base64": svg_of(b"A" * MUCH),
    "svg, 24 MiB of nothing": svg_of(b" " * MUCH),
    "svg, wrong padding": svg_of(base64.b64encode(zlib.compress(DOCUMENT))[:-3]),
    "svg, an element within": svg_of(b"<script>alert(1)</script>"),
    "svg, no end": b'<svg id="treeedit-document">' + b"A" * 100_000,
    "pdf, an attachment of itself": SELF,
    "pdf, a stream without an end": pdf_with(zlib.compress(DOCUMENT)).partition(b"endstream")[0][:-20],
    "pdf, 24 MiB without an end": pdf_with(bytes(MUCH)).partition(b"endstream")[0],
    "pdf, 24 MiB of stream": pdf_with(bytes(MUCH)),
    "pdf, another filter": pdf_with(b"x").replace(b"/FlateDecode", b"/LZWDecode"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_picture_is_refused_in_one_line_and_little_memory(kind: str, tmp_path: Path) -> None:
    picture = HOSTILE[kind]
    (tmp_path / "a.picture").write_bytes(picture)
    tracemalloc.start()
    try:
        with pytest.raises(FileError) as refused:
            document_in(picture)
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(refused.value).isprintable()
    assert taken < 6 * MOST_CARRIED
    with pytest.raises(FileError, match=r"^a\.picture: "):
        load(tmp_path / "a.picture")


def carrying(document: bytes) -> bytes:
    return itxt(zlib.compress(document))


NODES = b'{"treeedit": "1.0", "about": {}, "roots": [], "inputs": [], "functions": [], "nodes": [%s]}'
DOCUMENTS = {
    "ten million nodes": b'{"treeedit": "1.0", "nodes": [' + b"{}," * 10_000_000 + b"{}]}",
    "deep brackets": b"[" * 500_000,
    "deep braces": b'{"a":' * 100_000,
    "a number without an end": b'{"treeedit": ' + b"9" * 500_000 + b"}",
    "another tree's operands": NODES % b'{"id": 1, "operator": "+", "operands": [1, 1]}',
    "a label that is none": NODES % b'{"id": 1, "label": "=cmd|\\"/c calc\\"!A1"}',
    "not even text": b"\xff" * 1000,
    "a picture in the picture": carrying(DOCUMENT),
    "nothing": b"",
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_a_picture_carries_is_read_as_suspiciously_as_a_file(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(carrying(DOCUMENTS[kind]))
    with pytest.raises(FileError, match=r"^a\.png: ") as refused:
        load(tmp_path / "a.png")
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 400


def test_nothing_is_decoded_of_a_picture_but_what_it_carries(tmp_path: Path) -> None:
    document = write_forest(grow("f = x*y"))
    head = PNG[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 16, 6, 0, 0, 0))
    (tmp_path / "a.png").write_bytes(png_with(head + chunk(b"IDAT", BOMB) + chunk(b"IEND", b""), document))
    assert write_forest(load(tmp_path / "a.png")) == document


def found_in(picture: bytes) -> bytes:
    """What a picture carries; nothing if it is refused."""
    try:
        return document_in(picture)
    except FileError:
        return b""


def test_a_picture_that_is_cut_anywhere_gives_the_whole_tree_or_none() -> None:
    picture = MAKERS["png"]()
    assert {found_in(picture[:end]) for end in range(len(picture) + 1)} == {b"", DOCUMENT}


def test_what_cannot_be_made_smaller_is_carried_up_to_the_limit() -> None:
    random = b"".join(zlib.crc32(bytes([i & 255, i >> 8 & 255, i >> 16])).to_bytes(4, "big") for i in range(1 << 18))
    assert len(random) == MOST_CARRIED
    assert document_in(png_with(PNG, random)) == random
    assert document_in(svg_with(random)) == random


@pytest.mark.parametrize(
    "head", [b"GIF89a\x10\0\x10\0\xf7\0\0", b"GIF87a\x10\0\x10\0\0\0\0", b"RIFF\x24\0\0\0WEBPVP8X"]
)
def test_an_animation_says_that_its_kind_carries_nothing(head: bytes) -> None:
    assert is_picture(head)
    with pytest.raises(FileError, match=r"a GIF or WebP carries no tree: open the \.tree file"):
        document_in(head)


def test_a_formula_may_begin_as_a_gif_does() -> None:
    assert not is_picture(b"GIF89a * x + GIF87a")
