"""What only Qt can draw, handed to whoever exports: in the window, or where no display need be there.

What draws a format is imported when the first picture of it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication

from treeedit.export.order import Drawers
from treeedit.figure.figure import Figure


def _png(figure: Figure, scale: float, background: str, dots: float) -> bytes:
    from treeedit.canvas.painting.bitmap import png_bytes

    return png_bytes(figure, scale, background, dots)


def _pdf(figures: Iterable[Figure], scale: float, title: str, background: str, document: bytes) -> bytes:
    from treeedit.canvas.painting.pdf import pdf_bytes

    return pdf_bytes(figures, scale, title, background, document)


DRAWERS = Drawers(_png, _pdf)
"""Where an application runs."""


def prepare() -> None:
    """What the thread of the application has to do before another one draws."""
    from treeedit.canvas.painting.pdf import make_fonts_known

    make_fonts_known()


def _headless() -> QGuiApplication:
    """An application without a display, nor the theme of a desktop: GTK ends a program that has no display for it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("QT_QPA_PLATFORMTHEME", None)
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication([])


def _png_alone(figure: Figure, scale: float, background: str, dots: float) -> bytes:
    application = _headless()
    data = _png(figure, scale, background, dots)
    del application
    return data


def _pdf_alone(figures: Iterable[Figure], scale: float, title: str, background: str, document: bytes) -> bytes:
    application = _headless()
    data = _pdf(figures, scale, title, background, document)
    del application
    return data


HEADLESS = Drawers(_png_alone, _pdf_alone)
"""The same where no application runs and no display need be there."""
