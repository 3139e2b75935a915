"""A document that is near what a file can hold is told so once, and nothing that does not fit crashes an edit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.robot import ALT, Hand
from treeedit.files import limits, weight
from treeedit.files.paper import write_forest
from treeedit.model.edits import add
from treeedit.model.records import Leaf, Point
from treeedit.window.documents.fullness import NEAR


def limit(monkeypatch: pytest.MonkeyPatch, most: float) -> None:
    for module in (limits, weight):
        monkeypatch.setattr(module, "MAX_BYTES", int(most))


def grow_a_leaf(hand: Hand) -> None:
    forest = hand.forest
    hand.session.do(add(forest, (Leaf("x1"),), Point(500.0, 0.0)), "add")


def test_a_document_that_comes_near_the_limits_is_told_once(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = hand.window.parts.notice
    limit(monkeypatch, (hand.session.weight.bytes + 10) / NEAR)
    assert notice.text() == ""
    grow_a_leaf(hand)
    assert "takes 8" in notice.text()
    notice.findChild(QPushButton).click()
    grow_a_leaf(hand)
    assert notice.text() == ""


def test_a_document_that_shrinks_again_is_told_no_more(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, (hand.session.weight.bytes + 10) / NEAR)
    grow_a_leaf(hand)
    hand.undo()
    assert hand.window.parts.notice.text() == ""


def test_a_large_document_is_told_when_it_opens(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, hand.session.weight.bytes / 0.9)
    hand.session.open(hand.forest.copy())
    assert "takes 90 %" in hand.window.parts.notice.text()


def paste(hand: Hand) -> None:
    QApplication.clipboard().setText("u = a*b + c")
    hand.do("paste")


GROWING: dict[str, Callable[[Hand], object]] = {
    "a formula in the line": lambda hand: hand.paste_formula("u = a*b + c"),
    "paste": paste,
    "duplicate": lambda hand: hand.do("duplicate"),
    "drag from the palette": lambda hand: hand.take("sin").onto_edge("x3"),
    "drag a copy": lambda hand: hand.drag("/").holding(ALT).to_canvas(300.0, 500.0),
    "hide numbers": lambda hand: hand.window.parts.exercises.hide_share("value", "all"),
}


@pytest.mark.parametrize("way", GROWING)
def test_what_does_not_fit_is_refused_with_a_sentence(hand: Hand, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.click("x3")
    before = write_forest(hand.forest)
    limit(monkeypatch, hand.session.weight.bytes)
    GROWING[way](hand)
    assert write_forest(hand.forest) == before
    said = (hand.window.statusBar().currentMessage(), hand.window.parts.formula.message.text())
    assert any("too large for a file" in each for each in said)
