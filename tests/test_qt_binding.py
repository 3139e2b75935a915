"""The binding of Qt itself: what would abort the program after an hour is found in a moment."""

import sys

from PySide6.QtCore import QPoint, QRect


def test_a_void_call_of_qt_leaves_the_references_to_none_alone() -> None:
    """PySide6 6.12.0 loses one reference a call on Python 3.10 and 3.11, until the interpreter dies."""
    rectangle = QRect()
    corner = QPoint()
    before = sys.getrefcount(None)
    for _ in range(1000):
        rectangle.moveTo(corner)
    assert abs(sys.getrefcount(None) - before) < 100
