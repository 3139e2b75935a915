"""Sheets on a printer: a page each, on the paper as it lies, vectors and texts that can be searched."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from tests.export.ordering import order_of
from treeedit.canvas.painting.printer_pages import lay_pages, paint_sheets, sheets_of
from treeedit.export.handout import Handout, handout_of
from treeedit.export.order import Course, ExportError
from treeedit.figure.arrangement import PAPERS, Sheets, Turn
from treeedit.model.patience import Cancelled


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


def handout(sheets: Sheets = Sheets(), numbers: tuple[int, ...] = (0, 1, 2, 3, -1)) -> Handout:  # noqa: B008
    order = order_of("f = x1*x2 + x1", title="Sums", sheets=sheets)
    return handout_of(replace(order, subject=replace(order.subject, course=Course(numbers=numbers))))


def printer(path: Path, found: Handout) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    lay_pages(made, found)
    return made


def printed(path: Path, found: Handout) -> bytes:
    paint_sheets(printer(path, found), found, range(len(found)))
    return path.read_bytes()


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} (poppler-utils) is missing")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("turn", [Turn.PORTRAIT, Turn.LANDSCAPE])
def test_pages_have_the_size_of_the_sheets_and_lie_as_these_do(paper: str, turn: Turn, tmp_path: Path) -> None:
    found = printed(tmp_path / "a.pdf", handout(Sheets(paper=PAPERS[paper], turn=turn)))
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", found)
    sides = tuple(PAPERS[paper]) if turn is Turn.PORTRAIT else tuple(PAPERS[paper])[::-1]
    assert [(float(wide), float(high)) for wide, high in boxes] == [pytest.approx(sides, abs=1.0)] * 2


def test_it_is_all_vectors(tmp_path: Path) -> None:
    assert b"/Subtype /Image" not in printed(tmp_path / "a.pdf", handout())


@needs("pdftotext")
def test_its_texts_can_be_found(tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", handout())
    done = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True, text=True)
    first, second = done.stdout.split("\f")[:2]
    assert {"Sums", "Step 1 of 11", "Page 1 of 2"} <= set(first.splitlines())
    assert {"Sums", "Step 11 of 11", "Page 2 of 2"} <= set(second.splitlines())


@needs("pdftoppm")
def test_what_is_printed_reaches_no_margin(tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", handout(Sheets(6)))
    subprocess.run(["pdftoppm", "-r", "30", "-png", tmp_path / "a.pdf", tmp_path / "a"], check=True)
    page = QImage(str(tmp_path / "a-1.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [(x, y) for x in range(page.width()) for y in range(page.height()) if page.pixelColor(x, y).red() < 200]
    assert dark
    assert all(13 <= x < page.width() - 13 and 13 <= y < page.height() - 13 for x, y in dark)


def test_the_paper_that_the_system_chose_is_taken_over(tmp_path: Path) -> None:
    made = printer(tmp_path / "a.pdf", handout())
    a5 = QPageSize(QPageSize.PageSizeId.A5)
    made.setPageLayout(QPageLayout(a5, QPageLayout.Orientation.Landscape, QMarginsF(10, 10, 10, 10)))
    asked = sheets_of(made, Sheets(6))
    assert (asked.per_sheet, asked.paper, asked.turn) == (6, PAPERS["a5"], Turn.LANDSCAPE)


@pytest.mark.qt_log_ignore("QPainter::begin|QPdf|QPrinter|cannot|Could not|No such")
def test_a_printer_that_takes_nothing_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written to"):
        printed(tmp_path / "none" / "a.pdf", handout())


def test_it_can_be_ended_on_the_way(tmp_path: Path) -> None:
    def stop(share: float) -> None:
        if share > 0:
            raise Cancelled

    found = handout()
    with pytest.raises(Cancelled):
        paint_sheets(printer(tmp_path / "a.pdf", found), found, range(len(found)), stop)
