"""A line takes a text whole or not at all, whichever way it comes."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

import treeedit
from tests.robot import CONTROL, Hand
from treeedit.window.widgets.text_field import LONGEST, Field

WINDOW = Path(treeedit.__file__).parent / "window"


@pytest.fixture
def field(app: QApplication) -> Field:
    field = Field("1.5", most=10)
    field.show()
    return field


def paste(field: Field, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)


def drop(field: Field, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    at, copy = QPointF(3.0, 3.0), Qt.DropAction.CopyAction
    field.dropEvent(QDropEvent(at, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def compose(field: Field, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


WAYS = [paste, drop, compose]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_too_long_leaves_the_line_as_it_was_and_is_told(field: Field, way) -> None:  # type: ignore[no-untyped-def]
    heard: list[str] = []
    field.edited.connect(heard.append)
    way(field, "12345678901")
    assert field.text() == "1.5"
    assert heard == []
    assert "at most 10 characters" in QToolTip.text()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_fits_is_taken_whole(field: Field, way) -> None:  # type: ignore[no-untyped-def]
    heard: list[str] = []
    field.edited.connect(heard.append)
    way(field, "1234567")
    assert sorted(field.text()) == sorted("1.51234567")
    assert heard == [field.text()]


def test_keys_beyond_the_end_are_not_taken(field: Field) -> None:
    field.end(False)
    QTest.keyClicks(field, "23456789")
    assert field.text() == "1.52345678"
    assert field.cursorPosition() == 10


def test_a_text_of_the_programs_is_shown_whole_and_may_only_become_shorter(field: Field) -> None:
    field.setText("a" * 30)
    QTest.keyClicks(field, "b")
    assert field.text() == "a" * 30
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "a" * 28


def test_a_line_holds_more_than_it_takes_by_itself(app: QApplication) -> None:
    field = Field()
    paste(field, "x" * LONGEST)
    assert len(field.text()) == LONGEST


def _made_or_derived(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return [node.func]
    return node.bases if isinstance(node, ast.ClassDef) else []


def test_every_line_of_the_program_is_such_a_field() -> None:
    names = {
        (file.name, node.lineno)
        for file in sorted(WINDOW.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_bytes()))
        for made in _made_or_derived(node)
        if isinstance(made, ast.Name) and made.id == "QLineEdit" and file.name != "text_field.py"
    }
    assert names == set()


def test_what_would_hold_up_the_window_is_not_read(hand: Hand) -> None:
    before = hand.formulas()
    hand.paste_formula("+".join(["x1"] * 40_000))
    assert hand.formulas() == before
    assert "at most 100,000 characters" in hand.window.parts.formula.line.accessibleDescription()
