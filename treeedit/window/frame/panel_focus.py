"""F6 goes round the parts of the window: canvas, formula, sets, palette, inspector. The part with the keys shows it.

A panel that is folded away is left out. Within a panel, Tab goes on.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from shiboken6 import isValid


class Part(NamedTuple):
    """One part of the window: all of it, and the widget that gets the keys if none within it asks for them."""

    whole: QWidget
    widget: QWidget


class Rounds(QObject):
    """Takes the keys from part to part."""

    def __init__(self, parts: list[Part]) -> None:
        super().__init__(parts[0].whole)
        self._parts = parts
        for part in parts:
            if part.widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                part.widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._show)

    def next(self) -> None:
        """Go on to the next part that is to be seen."""
        self._step(1)

    def previous(self) -> None:
        """Go back to the part before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        seen = [part for part in self._parts if part.whole.isVisible()]
        focus = QApplication.focusWidget()
        here = next((i for i, part in enumerate(seen) if _holds(part.whole, focus)), -1 if by > 0 else 0)
        if seen:
            enter(seen[(here + by) % len(seen)])

    def _show(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Mark the title of the panel that has the keys."""
        for part in self._parts:
            if isValid(part.whole) and isinstance(part.whole, QDockWidget):  # a window that goes gives up its keys
                _mark(part.whole, _holds(part.whole, new))


def enter(part: Part) -> None:
    """Give the keys to the first widget of a part that takes them by Tab."""
    inner = [each for each in part.widget.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
    wanting = [each for each in inner if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    direct = bool(part.widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not wanting
    target = part.widget if direct or not wanting else wanting[0]
    target.setFocus(Qt.FocusReason.TabFocusReason)


def _holds(whole: QWidget, inner: QWidget | None) -> bool:
    return inner is not None and (whole is inner or whole.isAncestorOf(inner))


def _mark(dock: QDockWidget, has_keys: bool) -> None:
    if dock.property("hasKeys") != has_keys:
        dock.setProperty("hasKeys", has_keys)
        dock.style().unpolish(dock)
        dock.style().polish(dock)
