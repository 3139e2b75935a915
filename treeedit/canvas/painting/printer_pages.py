"""Sheets of a hand-out on a printer, or on whatever else has pages: vectors, and texts as text.

A sheet is drawn onto the whole page, margins included: those of the sheet itself are wider than what printers leave
white. How a page lies and how large it is, is the printer's; `sheets_of` takes it over, as the user may have chosen
another paper in the system's dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from treeedit.canvas.painting.pdf import paint_for_reading
from treeedit.export.handout import Handout
from treeedit.export.order import ExportError
from treeedit.figure.arrangement import Paper, Sheets, Turn
from treeedit.figure.figure import Figure
from treeedit.model.patience import quietly
from treeedit.words import translate


def lay_pages(device: QPagedPaintDevice, handout: Handout) -> None:
    """Let pages have the size of the sheets and lie as these do, without margins of their own."""
    wide, high = handout.arrangement.width, handout.arrangement.height
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    turn = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turn, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def sheets_of(device: QPagedPaintDevice, asked: Sheets) -> Sheets:
    """The same sheets on the pages as they are."""
    size = device.pageLayout().fullRectPoints().size()
    wide, high = float(size.width()), float(size.height())
    turn = Turn.LANDSCAPE if wide > high else Turn.PORTRAIT
    return replace(asked, paper=Paper(min(wide, high), max(wide, high)), turn=turn)


def paint_sheets(
    device: QPagedPaintDevice,
    handout: Handout,
    numbers: Sequence[int],
    tick: Callable[[float], None] = quietly,
    abort: Callable[[], object] = lambda: None,
) -> None:
    """Draw sheets with these numbers, a page each; `tick` is told which share is done, and may raise to end it.

    abort: takes back what the device has got so far, before that is ended. ExportError if the device takes none.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise ExportError(translate("printing", "The printer cannot be written to: choose another one, or a PDF."))
    try:
        for place, number in enumerate(numbers):
            tick(place / len(numbers))
            if place and not device.newPage():
                raise ExportError(translate("printing", "The printer takes no further page."))
            _paint_sheet(painter, handout.sheet(number), device)
    except Exception:
        abort()
        raise
    finally:
        painter.end()


def _paint_sheet(painter: QPainter, sheet: Figure, device: QPagedPaintDevice) -> None:
    """A sheet on the whole page, as large as it goes."""
    left, top, right, bottom = sheet.bounds
    wide, high = device.width(), device.height()
    unit = min(wide / (right - left), high / (bottom - top))
    painter.resetTransform()
    painter.translate((wide - (right - left) * unit) / 2, (high - (bottom - top) * unit) / 2)
    painter.scale(unit, unit)
    painter.translate(-left, -top)
    paint_for_reading(painter, sheet)
