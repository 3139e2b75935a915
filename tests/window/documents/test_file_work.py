"""Opening and saving that take long: the window goes on, says how far it is, and nothing is lost by Cancel."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.robot import Hand, lay_away
from tests.support import content, grow
from tests.window.answering import Answers
from treeedit.files.paper import load, save
from treeedit.files.recovery import new_key
from treeedit.files.sight import Sight
from treeedit.model.forest import Forest
from treeedit.model.formula import print_formula
from treeedit.model.patience import Tick
from treeedit.window.documents import file_work
from treeedit.window.documents.file_reading import Arrival, Found
from treeedit.window.documents.windows import Desk
from treeedit.window.main import MainWindow
from treeedit.window.settings import Settings
from treeedit.window.widgets.background_work import PATIENCE_MS, Work

QUARTER = 0.25


@pytest.fixture
def held(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """What is read and written waits for this, asks all the time whether to go on, and is never waited for."""
    event, read, write = threading.Event(), file_work.found_in, file_work.written_to

    def wait(tick: Tick) -> None:
        while not event.wait(0.001):
            tick(QUARTER)

    def slow_read(path: Path, tick: Tick) -> Found:
        wait(tick)
        return read(path, tick)

    def slow_write(path: Path, forest: Forest, tick: Tick) -> Sight:
        wait(tick)
        return write(path, forest, tick)

    monkeypatch.setattr(file_work, "found_in", slow_read)
    monkeypatch.setattr(file_work, "written_to", slow_write)
    monkeypatch.setattr(file_work, "HEAD_START_S", 0.0)
    yield event
    event.set()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with another document."""
    found = tmp_path / "other.tree"
    save(grow("p * q"), found)
    return found


def formulas(window: MainWindow) -> list[str]:
    forest = window.session.forest
    return [print_formula(forest, root) for root in forest.trees()]


def saved(hand: Hand, path: Path) -> Path:
    """The hand's document lies here, and has been edited since."""
    save(hand.forest, path)
    assert hand.window.documents.open_path(path)
    hand.click("/")
    hand.do("delete")
    return path


def is_over(work: Work) -> bool:
    return not work.is_running


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.name != "settings.json")


def press_escape(hand: Hand) -> None:
    """As the keyboard does it, wherever the keys go."""
    QTest.keyClick(hand.window.windowHandle(), Qt.Key.Key_Escape)


# --- opening ---


def test_what_takes_long_says_how_far_it_is_after_half_a_second(
    hand: Hand, held: threading.Event, path: Path, qtbot: QtBot
) -> None:
    work = hand.window.documents.work.opening
    assert PATIENCE_MS == 500
    work._patience.setInterval(1)
    hand.window.parts.desk.open_paths(hand.window, [path])
    assert hand.window.parts.lines.isHidden()
    qtbot.waitUntil(lambda: work.line is not None and work.line.bar.value() == 1000 * QUARTER)
    assert not hand.window.parts.lines.isHidden()
    held.set()
    qtbot.waitUntil(lambda: is_over(work))
    assert hand.window.parts.lines.isHidden()


def test_a_cancelled_opening_leaves_what_was_open(hand: Hand, held: threading.Event, path: Path, qtbot: QtBot) -> None:
    before, work = content(hand.forest.copy()), hand.window.documents.work.opening
    hand.window.parts.desk.open_paths(hand.window, [path])
    work.tell()
    assert work.line is not None
    QTest.mouseClick(work.line.button, Qt.MouseButton.LeftButton)
    assert is_over(work)
    assert hand.window.parts.lines.lines == []
    assert content(hand.forest) == before
    assert hand.status() == "Cancelled: nothing was opened."


def test_escape_cancels_unless_a_field_with_something_in_it_has_it(
    hand: Hand, held: threading.Event, path: Path
) -> None:
    work, line = hand.window.documents.work.opening, hand.window.parts.formula.line
    hand.window.parts.desk.open_paths(hand.window, [path])
    work.tell()
    assert line.text()
    line.setFocus()
    press_escape(hand)
    assert work.is_running
    line.clear()
    line.setFocus()
    press_escape(hand)
    assert is_over(work)


def test_a_line_makes_no_panel_narrower(hand: Hand, held: threading.Event, tmp_path: Path) -> None:
    lines = hand.window.parts.lines
    short = lines.add("a", hand.window.close)
    needed = lines.minimumSizeHint().width()
    lines.remove(short)
    long = lines.add("a" * 120, hand.window.close)
    assert lines.minimumSizeHint().width() == needed
    lines.remove(long)


def test_an_edit_meanwhile_stays_and_the_file_gets_a_window_of_its_own(
    hand: Hand, held: threading.Event, path: Path, qtbot: QtBot
) -> None:
    desk = hand.window.parts.desk
    assert hand.window.documents.is_pristine()
    desk.open_paths(hand.window, [path])
    hand.enter("x1", "7")
    held.set()
    qtbot.waitUntil(lambda: len(desk.windows) == 2)
    assert hand.forest.inputs["x1"].value == 7.0
    assert content(desk.windows[1].session.forest) == content(load(path))
    lay_away(desk.windows[1])


def test_several_files_come_one_after_the_other(
    hand: Hand, held: threading.Event, path: Path, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    desk, last = hand.window.parts.desk, tmp_path / "last.tree"
    save(grow("a + b"), last)
    desk.open_paths(hand.window, [path, tmp_path / "none.tree", path, last])
    held.set()
    qtbot.waitUntil(lambda: len(desk.windows) == 2)
    assert [each.documents.path for each in desk.windows] == [path, last]
    assert len(answers.said) == 1
    lay_away(desk.windows[1])


def test_cancel_ends_all_that_were_to_come(
    hand: Hand, held: threading.Event, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.window.parts.desk.open_paths(hand.window, [path, tmp_path / "more.tree"])
    hand.window.documents.work.opening.tell()
    hand.window.parts.lines.lines[0].ended()
    held.set()
    qtbot.wait(1)
    assert is_over(hand.window.documents.work.opening)
    assert len(hand.window.parts.desk.windows) == 1


def test_a_fault_that_comes_late_is_told(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    hand.window.parts.desk.open_paths(hand.window, [tmp_path / "none.tree"])
    assert answers.said == []
    held.set()
    qtbot.waitUntil(lambda: answers.said != [])
    assert "none.tree: there is no such file" in answers.said[0]


def test_one_file_is_opened_at_a_time(hand: Hand, held: threading.Event, path: Path) -> None:
    hand.window.parts.desk.open_paths(hand.window, [path])
    hand.window.parts.desk.open_paths(hand.window, [path])
    assert hand.status() == "Another file is being opened: wait for it, or cancel it."
    assert len(hand.window.parts.lines.lines) == 1


def test_a_window_that_closes_ends_what_is_on_its_way(hand: Hand, held: threading.Event, path: Path) -> None:
    hand.window.parts.desk.open_paths(hand.window, [path])
    hand.window.close()
    assert hand.window.parts.desk.windows == []
    assert is_over(hand.window.documents.work.opening)


def test_an_edit_while_the_file_is_read_again_is_kept(
    hand: Hand, held: threading.Event, path: Path, answers: Answers, qtbot: QtBot
) -> None:
    held.set()
    hand.window.documents.open_path(path)
    work = hand.window.documents.work.opening
    qtbot.waitUntil(lambda: is_over(work))
    held.clear()
    hand.do("random")
    answers.press = "Revert"
    hand.window.documents.revert()
    assert work.is_running
    hand.session.stack.undo()
    hand.session.stack.redo()
    before = content(hand.forest.copy())
    held.set()
    qtbot.waitUntil(lambda: is_over(work))
    assert content(hand.forest) == before


def test_the_last_windows_come_back_however_long_they_take(
    hand: Hand, held: threading.Event, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = another_start(hand, path, tmp_path)
    desk.start([])
    window = desk.windows[0]
    assert window.isVisible()
    assert window.documents.path is None
    held.set()
    qtbot.waitUntil(lambda: window.documents.path == path)
    lay_away(window)


def test_a_last_window_that_is_cancelled_shows_the_example(
    hand: Hand, held: threading.Event, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = another_start(hand, path, tmp_path)
    desk.start([])
    window = desk.windows[0]
    window.documents.work.opening.tell()
    window.parts.lines.lines[0].ended()
    held.set()
    qtbot.waitUntil(lambda: bool(window.session.forest.nodes))
    assert window.documents.is_pristine()
    lay_away(window)


def test_what_is_typed_while_a_last_window_comes_back_keeps_its_window(
    hand: Hand, held: threading.Event, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = another_start(hand, path, tmp_path)
    desk.start([])
    window = desk.windows[0]
    window.parts.formula.begin_new()
    QTest.keyClicks(window.parts.formula.line, "a*b")
    held.set()
    qtbot.waitUntil(lambda: len(desk.windows) == 2)
    assert formulas(window) == ["a*b"]
    assert formulas(desk.windows[1]) == ["p*q"]
    lay_away(window)


def test_what_is_restored_while_its_file_is_read_is_not_replaced_by_it(
    hand: Hand, held: threading.Event, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = another_start(hand, path, tmp_path)
    desk.start([])
    window = desk.windows[0]
    desk.restore(window, Arrival(grow("r + s"), path, Sight(path), is_saved=False), new_key())
    held.set()
    qtbot.waitUntil(lambda: is_over(window.documents.work.opening))
    assert [formulas(each) for each in desk.windows] == [["r + s"]]
    lay_away(window)


def test_a_file_that_is_named_twice_has_one_window(
    hand: Hand, held: threading.Event, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(Settings(tmp_path / "other.json"), MainWindow)
    desk.start([path, path])
    held.set()
    qtbot.waitUntil(lambda: len(desk.windows) == 1)
    assert formulas(desk.windows[0]) == ["p*q"]
    lay_away(desk.windows[0])


def another_start(hand: Hand, path: Path, tmp_path: Path) -> Desk:
    """A desk whose windows were left on this file."""
    from treeedit.window.documents import last_session

    settings = Settings(tmp_path / "left.json")
    hand.window.documents.path = path
    last_session.remember(settings, [hand.window])
    hand.window.documents.path = None
    return Desk(settings, MainWindow)


# --- saving ---


def test_a_cancelled_save_leaves_the_old_file_and_no_draft(
    hand: Hand, held: threading.Event, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_work, "HEAD_START_S", 3600.0)
    held.set()
    path = saved(hand, tmp_path / "a.tree")
    held.clear()
    monkeypatch.setattr(file_work, "HEAD_START_S", 0.0)
    before, work = path.read_bytes(), hand.window.documents.work.saving
    assert not hand.window.documents.save()
    work.tell()
    hand.view.setFocus()
    press_escape(hand)
    assert is_over(work)
    held.set()
    assert path.read_bytes() == before
    assert names(tmp_path) == ["a.tree"]
    assert not hand.session.stack.isClean()
    assert hand.status() == "Cancelled: nothing was saved."


def test_what_is_saved_is_the_document_as_it_was_and_later_edits_are_unsaved(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.name = str(tmp_path / "a.tree")
    before, stack = content(hand.forest.copy()), hand.session.stack
    assert not hand.window.documents.save()
    hand.enter("x1", "7")
    held.set()
    qtbot.waitUntil(lambda: is_over(hand.window.documents.work.saving))
    assert content(load(tmp_path / "a.tree")) == before
    assert not stack.isClean()


def test_going_back_behind_a_save_is_an_edit_like_others(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    hand.enter("x1", "6")
    answers.name = str(tmp_path / "a.tree")
    hand.window.documents.save()
    hand.session.stack.undo()
    assert hand.session.stack.isClean()
    held.set()
    qtbot.waitUntil(lambda: is_over(hand.window.documents.work.saving))
    assert not hand.session.stack.isClean()


def test_a_window_closes_when_it_is_saved(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    hand.enter("x1", "7")
    answers.answer, answers.name = QMessageBox.StandardButton.Save, str(tmp_path / "a.tree")
    desk = hand.window.parts.desk
    hand.window.close()
    assert desk.windows == [hand.window]
    hand.window.close()
    assert len(answers.said) == 1
    held.set()
    qtbot.waitUntil(lambda: desk.windows == [])
    assert load(tmp_path / "a.tree").inputs["x1"].value == 7.0


def test_a_window_whose_save_is_cancelled_stays(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    hand.enter("x1", "7")
    answers.answer, answers.name = QMessageBox.StandardButton.Save, str(tmp_path / "a.tree")
    hand.window.close()
    hand.window.documents.work.saving.tell()
    hand.window.parts.lines.lines[0].ended()
    held.set()
    qtbot.wait(1)
    assert hand.window.parts.desk.windows == [hand.window]
    assert names(tmp_path) == []


def test_an_edit_while_a_closing_window_is_saved_is_asked_about(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    hand.enter("x1", "7")
    answers.answer, answers.name = QMessageBox.StandardButton.Save, str(tmp_path / "a.tree")
    hand.window.close()
    hand.enter("x1", "8")
    answers.answer = QMessageBox.StandardButton.Cancel
    held.set()
    qtbot.waitUntil(lambda: len(answers.said) == 2)
    assert hand.window.parts.desk.windows == [hand.window]
    assert hand.forest.inputs["x1"].value == 8.0


def test_quitting_waits_for_what_is_saved(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    hand.enter("x1", "7")
    answers.answer, answers.name = QMessageBox.StandardButton.Save, str(tmp_path / "a.tree")
    desk = hand.window.parts.desk
    desk.quit()
    assert desk.windows == [hand.window]
    held.set()
    qtbot.waitUntil(lambda: desk.windows == [])
    assert (tmp_path / "a.tree").exists()


def test_a_save_that_fails_late_is_told_and_nothing_closes(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    hand.enter("x1", "7")
    answers.answer, answers.name = QMessageBox.StandardButton.Save, str(tmp_path / "none" / "a.tree")
    hand.window.close()
    held.set()
    qtbot.waitUntil(lambda: len(answers.said) == 2)
    assert "could not be saved" in answers.said[1]
    assert hand.window.parts.desk.windows == [hand.window]


def test_a_document_is_saved_once_at_a_time(
    hand: Hand, held: threading.Event, tmp_path: Path, answers: Answers
) -> None:
    answers.name = str(tmp_path / "a.tree")
    hand.window.documents.save()
    hand.window.documents.save()
    assert hand.status() == "The document is being saved already: wait for it, or cancel it."
