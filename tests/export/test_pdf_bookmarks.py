"""A PDF of steps has a bookmark for each page, appended so that nothing before it changes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.export.ordering import order_of, steps_of_order
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.order import Course, Order
from treeedit.export.pdf_bookmarks import with_bookmarks
from treeedit.files.paper import read_forest, write_forest


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


def order(**more: bytes) -> Order:
    return steps_of_order(order_of("f = x1*x1 + θ", **more), Course())


def made(order: Order) -> bytes:
    return export_bytes(EXPORTS["pdf"], order, DRAWERS)


def plain(order: Order) -> bytes:
    return DRAWERS.pdf((each.figure for each in order.frames()), 1.0, "", "none", order.document)


@pytest.mark.skipif(shutil.which("pdftohtml") is None, reason="pdftohtml (poppler-utils) is missing")
def test_a_reader_finds_a_bookmark_for_every_page(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(order()))
    command = ["pdftohtml", "-xml", "-i", "-stdout", tmp_path / "a.pdf"]
    found = subprocess.run(command, capture_output=True, check=True, text=True)
    assert not found.stderr
    bookmarks = re.findall(r'<item page="(\d+)">(.*)</item>', found.stdout)
    words = [each.words for each in order().subject.series.frames]
    assert bookmarks == [(str(number), each) for number, each in enumerate(words, 1)]


def test_what_was_there_stays_as_it_was() -> None:
    assert made(order()).startswith(plain(order()))
    assert made(order()) != plain(order())


def test_a_single_picture_has_none() -> None:
    single = order_of("f = x1*x1 + θ")
    assert made(single) == plain(single)


def test_the_table_says_where_the_new_objects_stand() -> None:
    data = made(order())
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    entries = re.findall(rb"(\d+) 1\n(\d{10}) 00000 n \n", data[start:])
    assert len(entries) == len(order().subject.steps) + 2
    for number, place in entries:
        assert data.startswith(b"%s 0 obj\n" % number, int(place))


def test_it_opens_again_as_the_tree() -> None:
    document = write_forest(order().subject.forest)
    assert write_forest(read_forest(made(order(document=document)))) == document


@pytest.mark.parametrize("data", [b"", b"%PDF-", b"trailer\n<<\n/Size 3\n/Root 9 0 R>>\nstartxref\n3\n%%EOF\n"])
def test_what_is_not_built_as_expected_stays_without(data: bytes) -> None:
    assert with_bookmarks(data, ["one"]) == data


def test_another_number_of_pages_stays_without() -> None:
    data = plain(order())
    assert with_bookmarks(data, ["one"]) == data
