"""What only Qt can draw, handed to whoever exports: in the window, or where no display need be there."""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication

from treeedit.canvas.pdf import pdf_bytes
from treeedit.canvas.raster import png_bytes
from treeedit.export.order import Drawers
from treeedit.figure.figure import Figure

DRAWERS = Drawers(png_bytes, pdf_bytes)
"""Where an application runs."""


def _headless() -> QGuiApplication:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("QT_QPA_PLATFORMTHEME", None)  # that of GTK ends the process where no display is
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication([])


def _png(figure: Figure, scale: float, background: str, dots: float) -> bytes:
    application = _headless()
    data = png_bytes(figure, scale, background, dots)
    del application
    return data


def _pdf(figures: Iterable[Figure], scale: float, title: str, background: str, document: bytes) -> bytes:
    application = _headless()
    data = pdf_bytes(figures, scale, title, background, document)
    del application
    return data


HEADLESS = Drawers(_png, _pdf)
"""The same where no application runs and no display need be there."""
