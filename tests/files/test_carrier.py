"""A picture carries a document whole, or says that it does not; no picture can hang or fill the memory."""

import struct
import zlib
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.files.carrier import MOST_CARRIED, document_in, document_to_carry, is_picture, png_with, svg_payload
from treeedit.files.fault import FileError

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
    import base64

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
    packed = picture.find(zlib.compress(DOCUMENT, 9)[:6]) + 20
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
