"""What can be put on the clipboard out of an export: pictures that carry the document, and texts."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from treeedit.canvas.transfer.drag_data import PNG_TYPE, SVG_TYPE
from treeedit.export.exports import Export, Kind

_TEXT = "text/plain"
_COPIED = {".png": PNG_TYPE, ".svg": SVG_TYPE, ".tikz": _TEXT, ".tex": _TEXT}


def copied_as(export: Export) -> str | None:
    """The type by which other programs find a format on the clipboard; None if none would understand it."""
    return _COPIED.get(export.suffix, None if export.kind is Kind.PICTURE else _TEXT)


def put_on_clipboard(export: Export, data: bytes) -> None:
    """Let everybody have what an export has made."""
    kind, found = copied_as(export), QMimeData()
    if kind is None:
        return
    if kind == _TEXT:
        found.setText(data.decode())
    else:
        found.setData(kind, data)
    QGuiApplication.clipboard().setMimeData(found)
