"""The document and its file: new, open, save, the unsaved mark, and the question before work is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.files.test_carrier import PNG, bomb_png
from tests.robot import LEFT, NONE, Hand, drag_event, turn
from tests.support import grow
from tests.window.answering import Answers
from treeedit import assets
from treeedit.files.paper import load, save, write_forest

Button = QMessageBox.StandardButton


def change(hand: Hand) -> None:
    hand.enter("x1", "4")


def test_an_unchanged_document_has_no_mark(hand: Hand) -> None:
    assert not hand.window.isWindowModified()


def test_a_changed_document_has_the_unsaved_mark_until_the_change_is_undone(hand: Hand) -> None:
    change(hand)
    assert hand.window.isWindowModified()
    hand.undo()
    assert not hand.window.isWindowModified()


def test_what_is_saved_is_what_stands_on_the_canvas(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    change(hand)
    answers.name = str(tmp_path / "mine.tree")
    hand.do("save")
    assert write_forest(load(answers.name)) == write_forest(hand.forest)
    assert not hand.window.isWindowModified()
    assert "mine.tree" in hand.window.windowTitle()


def test_a_name_without_a_suffix_gets_one(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    answers.name = str(tmp_path / "mine")
    hand.do("save_as")
    assert (tmp_path / "mine.tree").exists()


def test_saving_again_asks_for_no_name(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    answers.name = str(tmp_path / "mine.tree")
    hand.do("save")
    before = (tmp_path / "mine.tree").read_bytes()
    answers.name = ""
    hand.do("save")
    assert (tmp_path / "mine.tree").read_bytes() == before


def test_a_save_that_fails_says_why_and_keeps_the_mark(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    change(hand)
    answers.name = str(tmp_path / "no" / "such" / "folder.tree")
    hand.do("save")
    assert len(answers.said) == 1
    assert hand.window.isWindowModified()


def test_a_document_may_be_opened_and_kept(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    save(grow("h = a*b"), tmp_path / "h.tree")
    answers.name = str(tmp_path / "h.tree")
    hand.do("open")
    assert hand.formulas() == ["h = a*b"]
    assert answers.said == []


@pytest.mark.parametrize("action", ["close", "quit"])
def test_work_is_not_lost_without_a_question(hand: Hand, answers: Answers, tmp_path: Path, action: str) -> None:
    save(grow("h = a*b"), tmp_path / "h.tree")
    answers.name = str(tmp_path / "h.tree")
    change(hand)
    before = write_forest(hand.forest)
    hand.do(action)
    assert len(answers.said) == 1
    assert write_forest(hand.forest) == before
    assert hand.window.isVisible()


def test_discard_lets_the_work_go(hand: Hand, answers: Answers) -> None:
    change(hand)
    answers.answer = Button.Discard
    hand.window.documents.new()
    assert hand.forest.nodes == {}
    assert not hand.window.isWindowModified()


def test_save_in_the_question_saves_first(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    change(hand)
    answers.answer, answers.name = Button.Save, str(tmp_path / "kept.tree")
    hand.window.documents.new()
    assert load(answers.name).inputs["x1"].value == 4
    assert hand.forest.nodes == {}


def test_save_in_the_question_without_a_name_stays(hand: Hand, answers: Answers) -> None:
    change(hand)
    answers.answer, answers.name = Button.Save, ""
    hand.window.documents.new()
    assert hand.forest.nodes != {}


BROKEN = [b"", b"{", b"null", b'{"treeedit": "9.0"}', b"\x00\xff", b'{"treeedit": "<b>1.0</b>"}']


@pytest.mark.parametrize("data", BROKEN, ids=repr)
def test_a_broken_file_gives_one_sentence_and_leaves_what_was_open(
    hand: Hand, answers: Answers, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "<img src=x>.tree"
    path.write_bytes(data)
    before = write_forest(hand.forest)
    assert not hand.window.documents.open_path(path)
    assert write_forest(hand.forest) == before
    assert len(answers.said) == 1
    assert answers.formats == {Qt.TextFormat.PlainText}


def test_a_file_dropped_on_the_window_is_opened(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "h.tree"
    save(grow("h = a*b"), path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    enter = drag_event(QDragEnterEvent, QPointF(5, 5), data)
    QApplication.sendEvent(hand.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(hand.window, QDropEvent(QPointF(5, 5), copy, data, LEFT, NONE))
    assert hand.formulas() == ["h = a*b"]


PICTURES = {
    "bomb.png": bomb_png(),
    "bare.png": PNG,
    "cut.svg": b'<svg><metadata id="treeedit-document">AAA',
    "odd.svg": b'<svg><metadata id="treeedit-document">A</metadata></svg>',
    "loop.pdf": b"%PDF-1.4\n1 0 obj\n<</EF <</F 1 0 R>>>>\nstream\nendobj\n",
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_hostile_picture_that_is_dropped_gives_one_sentence_and_leaves_what_was_open(
    hand: Hand, answers: Answers, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(PICTURES[name])
    before = write_forest(hand.forest)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(hand.window, drag_event(QDragEnterEvent, QPointF(5, 5), data))
    QApplication.sendEvent(hand.window, QDropEvent(QPointF(5, 5), copy, data, LEFT, NONE))
    (said,) = answers.said
    assert name in said
    assert answers.formats == {Qt.TextFormat.PlainText}
    assert write_forest(hand.forest) == before


@pytest.mark.parametrize("number", range(len(assets.example_paths())))
def test_every_example_opens_and_is_painted(empty: Hand, number: int) -> None:
    empty.open_example(number)
    assert empty.forest.nodes
    assert not empty.window.grab().isNull()


def test_an_example_is_saved_elsewhere(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    change(hand)
    assert hand.window.documents.path is None


def test_a_title_from_a_file_is_text(hand: Hand, tmp_path: Path) -> None:
    forest = grow("x")
    forest.about.update(title="<b>bold</b> [*] &x", text="<img src=/dev/zero>")
    path = tmp_path / "<i>x.tree"
    save(forest, path)
    hand.window.documents.open_example(path)
    assert not hand.window.grab().isNull()
    assert hand.window.windowTitle().startswith("<b>bold</b> [*][*] &x[*]")


def test_a_file_name_with_a_mark_in_it_stays_as_it_is(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "a[*]b.tree"
    save(grow("x"), path)
    hand.window.documents.open_path(path)
    assert "a[*][*]b.tree" in hand.window.windowTitle()


# --- copies, and going back ---


def test_a_saved_copy_changes_neither_the_name_nor_the_mark(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    change(hand)
    answers.name = str(tmp_path / "copy.tree")
    hand.do("save_copy")
    assert load(answers.name).inputs["x1"].value == 4
    assert hand.window.documents.path is None
    assert hand.window.isWindowModified()


def test_revert_asks_and_goes_back_to_the_file(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    answers.name = str(tmp_path / "a.tree")
    hand.do("save")
    change(hand)
    hand.do("revert")
    assert hand.forest.inputs["x1"].value == 4
    answers.press = "Revert"
    hand.do("revert")
    assert hand.forest.inputs["x1"].value == 1
    assert not hand.window.isWindowModified()


# --- what others do to the file ---


@pytest.fixture
def saved(hand: Hand, tmp_path: Path) -> Path:
    """The file of the hand's document."""
    save(grow("h = x1*b"), tmp_path / "h.tree")
    hand.window.documents.open_path(tmp_path / "h.tree")
    return tmp_path / "h.tree"


def press(hand: Hand, words: str) -> None:
    """Press a button of the bar above the canvas."""
    next(button for button in hand.window.parts.notice.findChildren(QPushButton) if button.text() == words).click()


def test_an_unedited_document_follows_its_file_even_after_an_atomic_replace(
    hand: Hand, saved: Path, qtbot: QtBot
) -> None:
    for text in ("h = c", "h = d"):
        save(grow(text), saved)
        qtbot.waitUntil(lambda text=text: hand.formulas() == [text], timeout=3000)
    assert not hand.window.isWindowModified()
    assert "changed on disk" in hand.status()


def test_an_edited_document_stays_and_a_bar_offers_the_choice(hand: Hand, saved: Path) -> None:
    change(hand)
    save(grow("h = c"), saved)
    hand.window.documents.check()
    assert hand.formulas() == ["h = x1*b"]
    assert "h.tree has changed on disk" in hand.window.parts.notice.text()
    press(hand, "Reload")
    assert hand.formulas() == ["h = c"]
    assert hand.window.parts.notice.text() == ""


def test_keep_mine_lets_a_save_replace_the_file_unasked(hand: Hand, answers: Answers, saved: Path) -> None:
    change(hand)
    save(grow("h = c"), saved)
    hand.window.documents.check()
    press(hand, "Keep mine")
    hand.window.documents.check()
    assert hand.window.parts.notice.text() == ""
    hand.do("save")
    assert answers.said == []
    assert load(saved).inputs["x1"].value == 4


def test_saving_over_a_changed_file_asks_first(hand: Hand, answers: Answers, saved: Path) -> None:
    change(hand)
    save(grow("h = c"), saved)
    hand.do("save")
    assert len(answers.said) == 1
    assert "c" in load(saved).inputs
    answers.press = "Replace"
    hand.do("save")
    assert load(saved).inputs["x1"].value == 4


def test_a_deleted_file_leaves_the_document_unsaved_and_says_so(hand: Hand, saved: Path) -> None:
    saved.unlink()
    hand.window.documents.check()
    assert hand.window.isWindowModified()
    assert "no longer on the disk" in hand.window.parts.notice.text()
    press(hand, "Save again")
    assert saved.exists()
    assert not hand.window.isWindowModified()


@pytest.mark.parametrize("data", [b"", b"{", b"<b>half"])
def test_a_file_that_is_broken_from_outside_leaves_the_document_unsaved_and_says_so(
    hand: Hand, answers: Answers, saved: Path, data: bytes
) -> None:
    before = saved.read_bytes()
    saved.write_bytes(data)
    hand.window.documents.check()
    assert hand.window.isWindowModified()
    assert "h.tree has been broken on the disk (" in hand.window.parts.notice.text()
    hand.do("close")
    assert len(answers.said) == 1
    hand.window.documents.check()
    press(hand, "Save again")
    assert len(answers.said) == 1
    assert saved.read_bytes() == before
    assert not hand.window.isWindowModified()


def test_saving_over_a_file_that_is_broken_asks_first(hand: Hand, answers: Answers, saved: Path) -> None:
    saved.write_bytes(b"{")
    hand.window.documents.check()
    hand.do("save")
    assert len(answers.said) == 1
    assert saved.read_bytes() == b"{"


def test_save_again_asks_if_the_file_has_changed_once_more(hand: Hand, answers: Answers, saved: Path) -> None:
    saved.write_bytes(b"{")
    hand.window.documents.check()
    save(grow("h = c"), saved)
    press(hand, "Save again")
    assert len(answers.said) == 1
    assert "c" in load(saved).inputs


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b"{")])
@pytest.mark.parametrize("text", ["h = x1*b", "h = c"])
def test_an_unedited_document_whose_file_is_whole_again_follows_it(
    hand: Hand, saved: Path, lose: Callable[[Path], None], text: str
) -> None:
    lose(saved)
    hand.window.documents.check()
    assert hand.window.isWindowModified()
    save(grow(text), saved)
    hand.window.documents.check()
    assert hand.formulas() == [text]
    assert hand.window.parts.notice.text() == ""
    assert not hand.window.isWindowModified()


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b"{")])
@pytest.mark.parametrize("is_edited_before", [False, True])
def test_an_edited_document_whose_file_is_whole_again_stays_unsaved(
    hand: Hand, saved: Path, lose: Callable[[Path], None], is_edited_before: bool
) -> None:
    before = saved.read_bytes()
    for moment in (True, False):
        if moment == is_edited_before:
            change(hand)
        if moment:
            lose(saved)
        hand.window.documents.check()
    saved.write_bytes(before)
    hand.window.documents.check()
    assert hand.window.parts.notice.text() == ""
    assert hand.window.isWindowModified()
    save(grow("h = c"), saved)
    hand.window.documents.check()
    assert "has changed on disk, and here" in hand.window.parts.notice.text()


# --- what is open on the canvas when another document comes ---


def rewrite(hand: Hand) -> QWidget:
    hand.stage.select([hand.node("b")])
    hand.key(Qt.Key.Key_F2)
    hand.write_on_field("q1")
    return hand.window.parts.editing.in_place


def rewrite_badly(hand: Hand) -> QWidget:
    field = rewrite(hand)
    hand.write_on_field("+")
    return field


def quick_add(hand: Hand) -> QWidget:
    hand.write_on_canvas("sq")
    return hand.window.parts.adding.quick_add


def replace_operator(hand: Hand) -> QWidget:
    hand.stage.select([hand.node("*")])
    hand.window.parts.adding.replace()
    hand.write_on_field("max")
    return hand.window.parts.adding.quick_add


def note(hand: Hand) -> QWidget:
    hand.stage.select([hand.node("b")])
    hand.window.parts.notes.begin_new()
    hand.write_on_field("look")
    return hand.window.parts.notes.editor


def number(hand: Hand) -> QWidget:
    hand.click_at(hand.at_number("x1"))
    hand.write_on_field("4")
    return hand.window.parts.number_field


def name(hand: Hand) -> QWidget:
    hand.stage.select([hand.node("*")])
    hand.window.parts.naming.open()
    hand.write_on_field("g")
    return hand.window.parts.naming


def answer(hand: Hand) -> QWidget:
    hand.hide_all()
    hand.click_at(hand.at_blank("value", "*"))
    hand.write_on_field("1")
    return hand.window.parts.exercises.field


OPENED = (rewrite, rewrite_badly, quick_add, replace_operator, note, number, name, answer)


@pytest.mark.parametrize("begin", OPENED)
def test_a_field_that_is_open_closes_when_the_document_is_reverted(
    hand: Hand, answers: Answers, saved: Path, begin: Callable[[Hand], QWidget]
) -> None:
    hand.view.setFocus()
    field = begin(hand)
    assert field.isVisible()
    save(grow("h = c"), saved)
    answers.press = "Revert"
    hand.window.documents.revert()
    turn()
    assert not field.isVisible()
    assert hand.formulas() == ["h = c"]
    assert not hand.window.isWindowModified()
    hand.key(Qt.Key.Key_Return)
    assert hand.formulas() == ["h = c"]


@pytest.mark.parametrize("begin", [rewrite, note])
def test_what_is_being_typed_is_an_edit_when_the_file_changes_on_disk(
    hand: Hand, saved: Path, begin: Callable[[Hand], QWidget]
) -> None:
    hand.view.setFocus()
    field = begin(hand)
    save(grow("h = c"), saved)
    hand.window.documents.check()
    assert not field.isVisible()
    assert hand.formulas() != ["h = c"]


def test_a_note_that_is_being_typed_is_not_lost_without_a_question(hand: Hand, answers: Answers, saved: Path) -> None:
    hand.view.setFocus()
    note(hand)
    hand.do("close")
    assert len(answers.said) == 1
    assert [each.text for each in hand.forest.notes.values()] == ["look"]


def test_an_own_save_is_no_change_on_disk(hand: Hand, saved: Path) -> None:
    change(hand)
    hand.do("save")
    hand.window.documents.check()
    assert hand.forest.inputs["x1"].value == 4
    assert "changed on disk" not in hand.status()
