"""Widgets in lines, like words: those that stay keep their place, those that go are gone for good."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from treeedit.window.widgets.flow_layout import FlowLayout


@pytest.fixture
def page(app: QApplication) -> QWidget:
    """A widget 100 pixels wide."""
    page = QWidget()
    page.resize(100, 400)
    return page


def label(width: int) -> QLabel:
    found = QLabel()
    found.setFixedSize(width, 20)
    return found


def settled(page: QWidget) -> None:
    page.show()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_what_does_not_fit_goes_to_the_next_line(page: QWidget) -> None:
    flow, (a, b, c) = FlowLayout(5), (label(40), label(40), label(40))
    page.setLayout(flow)
    flow.arrange([a, b, c])
    settled(page)
    assert [(each.x(), each.y()) for each in (a, b, c)] == [(0, 0), (45, 0), (0, 25)]
    assert flow.heightForWidth(100) == 45
    assert flow.heightForWidth(200) == 20


def test_widgets_come_go_and_stay_in_the_order_that_is_asked_for(page: QWidget) -> None:
    flow, (a, b, c) = FlowLayout(5), (label(20), label(20), label(20))
    page.setLayout(flow)
    flow.arrange([a, b])
    settled(page)
    flow.arrange([c, a])
    settled(page)
    assert (c.x(), a.x()) == (0, 25)
    assert c.isVisible()
    assert not isValid(b)


def test_a_widget_that_grows_moves_the_others(page: QWidget) -> None:
    flow, (a, b) = FlowLayout(5), (label(20), label(20))
    page.setLayout(flow)
    flow.arrange([a, b])
    settled(page)
    a.setFixedSize(30, 20)
    settled(page)
    assert b.x() == 35


def test_cleared_it_is_empty(page: QWidget) -> None:
    flow, a = FlowLayout(), label(20)
    page.setLayout(flow)
    flow.arrange([a])
    flow.clear()
    settled(page)
    assert flow.count() == 0
    assert not isValid(a)
