"""The dialog for title and text: what is not touched stays as it is, and what is too long is told."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit

from tests.robot import Hand
from treeedit.model.about import MOST
from treeedit.window.frame.title_dialog import ask_about
from treeedit.window.widgets.inline_question import Sentence
from treeedit.window.widgets.text_field import Field


def answered(hand: Hand, title: str, text: str, act: Callable[[QDialog], None]) -> tuple[str, str] | None:
    """What comes of the dialog if somebody does this with it."""

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(0, work)
    return ask_about(hand.window, title, text)


def test_what_nobody_touches_stays_as_it_is(hand: Hand) -> None:
    title, text = " " + "t" * (2 * MOST["title"]), " two \n"
    assert answered(hand, title, text, QDialog.accept) == (title, text)


def test_what_is_typed_is_taken_without_the_blanks_around_it(hand: Hand) -> None:
    def act(dialog: QDialog) -> None:
        field = dialog.findChild(Field)
        field.setText(" Chain rule ")
        field.setModified(True)
        dialog.accept()

    assert answered(hand, "old", "text", act) == ("Chain rule", "text")


def test_a_text_that_is_too_long_is_refused_while_it_is_there(hand: Hand) -> None:
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        dialog.findChild(QPlainTextEdit).setPlainText("x" * (MOST["text"] + 1))
        dialog.findChild(QDialogButtonBox).accepted.emit()
        said.extend(label.text() for label in dialog.findChildren(Sentence) if label.isVisible())
        dialog.reject()

    assert answered(hand, "", "", act) is None
    assert len(said) == 1
    assert "at most 10,000 characters" in said[0]
