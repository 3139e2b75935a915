"""What is painted over the scene during a drag: words beside the pointer stay in the view."""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from treeedit.canvas.gestures.overlay import hint_place

VIEW, SIZE = QRectF(0, 0, 800, 600), QSizeF(200, 24)


@pytest.mark.parametrize("at", [(10, 10), (795, 10), (10, 595), (799, 599), (400, 300), (700, 590)])
def test_words_beside_the_pointer_stay_in_the_view(at: tuple[float, float]) -> None:
    assert VIEW.contains(QRectF(hint_place(QPointF(*at), SIZE, VIEW), SIZE))


@pytest.mark.parametrize("at", [(400, 300), (795, 300), (400, 595), (799, 599)])
def test_words_do_not_lie_under_the_pointer(at: tuple[float, float]) -> None:
    assert not QRectF(hint_place(QPointF(*at), SIZE, VIEW), SIZE).contains(QPointF(*at))


def test_words_wider_than_the_view_begin_at_its_left_edge() -> None:
    assert hint_place(QPointF(400, 300), QSizeF(900, 24), VIEW).x() == 0
