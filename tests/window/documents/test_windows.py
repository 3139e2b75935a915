"""Many windows: which one a document comes to, what they are called, quitting, and coming back where one left off."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from tests.robot import LEFT, NONE, Hand, drag_event, lay_away, turn
from tests.support import grow
from tests.window.answering import Answers
from treeedit.files.lock import Holder, Locks
from treeedit.files.paper import load, save
from treeedit.files.processes import Process
from treeedit.model.formula import print_formula
from treeedit.window.documents.recents import MOST, RecentMenu, Recents
from treeedit.window.documents.windows import Desk
from treeedit.window.main import MainWindow
from treeedit.window.settings import Key, Settings

Button = QMessageBox.StandardButton
RUNNING_ELSEWHERE = Process(1, "elsewhere", "1")


def tree(folder: Path, name: str, text: str = "h = a*b") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    save(grow(text), folder / name)
    return folder / name


def shown(window: MainWindow) -> list[str]:
    forest = window.session.forest
    return [print_formula(forest, root) for root in forest.trees()]


def change(hand: Hand) -> None:
    hand.enter("x1", "4")


def started(tmp_path: Path, *paths: Path) -> Desk:
    """The program's start, with its state in a folder of the test's."""
    desk = Desk(Settings(tmp_path / "s.json"), MainWindow, tmp_path / "state")
    desk.start(paths)
    turn()
    return desk


def ended(desk: Desk) -> None:
    if desk.windows:
        lay_away(desk.windows[0])
    desk.end()


# --- which window ---


def test_new_takes_the_place_of_the_untouched_first_example(hand: Hand) -> None:
    hand.do("new")
    assert hand.window.parts.desk.windows == [hand.window]
    assert hand.forest.nodes == {}


def test_new_leaves_an_edited_document_alone_and_opens_a_window(hand: Hand, answers: Answers) -> None:
    change(hand)
    hand.do("new")
    first, second = hand.window.parts.desk.windows
    assert first is hand.window
    assert hand.forest.nodes
    assert not second.session.forest.nodes
    assert second.isVisible()
    assert second.pos() != first.pos()
    assert answers.said == []


def test_an_opened_file_does_not_take_the_place_of_another_one(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    for name in ("a", "b"):
        answers.name = str(tree(tmp_path, f"{name}.tree", name))
        hand.do("open")
    assert [shown(each) for each in hand.window.parts.desk.windows] == [["a"], ["b"]]


def test_a_file_that_is_open_is_shown_where_it_is(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    path = tree(tmp_path, "a.tree")
    (tmp_path / "link.tree").symlink_to(path)
    hand.window.parts.desk.open_paths(hand.window, [path])
    answers.name = str(tmp_path / "link.tree")
    hand.do("open")
    assert len(hand.window.parts.desk.windows) == 1


def test_an_example_gets_a_window_of_its_own_beside_an_edited_one(hand: Hand) -> None:
    from treeedit import assets

    change(hand)
    hand.window.parts.desk.open_example(hand.window, assets.example_paths()[1])
    assert len(hand.window.parts.desk.windows) == 2


def test_several_files_dropped_open_several_windows(hand: Hand, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tree(tmp_path, f"{name}.tree", name))) for name in "abc"])
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(hand.window, drag_event(QDragEnterEvent, QPointF(5, 5), data))
    QApplication.sendEvent(hand.window, QDropEvent(QPointF(5, 5), copy, data, LEFT, NONE))
    assert [shown(each) for each in hand.window.parts.desk.windows] == [["a"], ["b"], ["c"]]


def test_files_of_one_name_are_told_apart_by_their_folders(hand: Hand, tmp_path: Path) -> None:
    paths = [tree(tmp_path / folder, "a.tree") for folder in ("talks", "notes")]
    hand.window.parts.desk.open_paths(hand.window, paths)
    titles = [each.windowTitle() for each in hand.window.parts.desk.windows]
    assert titles == ["a.tree (talks)[*] – treeedit", "a.tree (notes)[*] – treeedit"]
    hand.window.parts.desk.windows[1].close_unasked()
    assert hand.window.windowTitle() == "a.tree[*] – treeedit"


def test_nothing_is_saved_over_what_another_window_has_open(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    change(hand)
    path = tree(tmp_path, "a.tree")
    hand.window.parts.desk.open_paths(hand.window, [path])
    answers.name = str(path)
    hand.do("save_as")
    assert len(answers.said) == 1
    assert "x1" not in load(path).inputs


# --- quitting ---


def test_quitting_asks_for_each_unsaved_window_and_a_cancel_leaves_all(hand: Hand, answers: Answers) -> None:
    change(hand)
    hand.do("new")
    hand.do("quit")
    assert len(answers.said) == 1
    assert [each.isVisible() for each in hand.window.parts.desk.windows] == [True, True]


def test_quitting_closes_all_windows(hand: Hand, answers: Answers) -> None:
    change(hand)
    hand.do("new")
    answers.answer = Button.Discard
    hand.do("quit")
    assert hand.window.parts.desk.windows == []
    assert len(answers.said) == 1


# --- where one left off ---


def test_the_first_start_shows_the_running_example(app: QApplication, tmp_path: Path) -> None:
    desk = started(tmp_path)
    assert [shown(each) for each in desk.windows] == [["(x1 + x2)^2 + x3/(x1 + x2)"]]
    assert desk.windows[0].documents.is_pristine()
    ended(desk)


def test_the_last_windows_come_back_as_they_were_left(app: QApplication, tmp_path: Path) -> None:
    desk = started(tmp_path, tree(tmp_path, "a.tree", "a"), tree(tmp_path, "b.tree", "b*c"))
    desk.windows[1].view.zoom(0.5)
    standing = desk.windows[1].view.standing()
    desk.quit()
    desk.end()
    again = started(tmp_path)
    assert [shown(each) for each in again.windows] == [["a"], ["b*c"]]
    assert again.windows[0].view.standing() is None
    assert again.windows[1].view.standing() == pytest.approx(standing, abs=4.0)
    ended(again)


def test_the_last_windows_stay_away_if_they_are_not_wanted(app: QApplication, tmp_path: Path) -> None:
    desk = started(tmp_path, tree(tmp_path, "a.tree", "a"))
    desk.windows[0].menus.actions["reopen"].trigger()
    desk.quit()
    again = started(tmp_path)
    assert [each.documents.path for each in again.windows] == [None]
    ended(again)


def test_a_window_whose_file_is_gone_stays_away(app: QApplication, tmp_path: Path) -> None:
    path = tree(tmp_path, "a.tree")
    started(tmp_path, path).quit()
    path.unlink()
    again = started(tmp_path)
    assert [each.documents.path for each in again.windows] == [None]
    ended(again)


@pytest.mark.parametrize(
    "text", ["", "{", '[{"path": 3}]', '[{"path": "\\u0000"}]', '[{"path": "/", "view": [1e999]}]']
)
def test_hostile_windows_in_the_settings_are_harmless(app: QApplication, tmp_path: Path, text: str) -> None:
    settings = Settings(tmp_path / "s.json")
    settings.keep(Key.WINDOWS, text)
    settings.save()
    desk = started(tmp_path)
    assert len(desk.windows) == 1
    ended(desk)


# --- recent files ---


def test_recent_files_stand_newest_first_and_only_once(tmp_path: Path) -> None:
    recents = Recents(Settings(tmp_path / "s.json"))
    for number in [*range(MOST + 3), 5]:
        recents.add(tmp_path / f"{number}.tree")
    assert [path.stem for path in recents.paths()][:3] == ["5", "14", "13"]
    assert len(recents.paths()) == MOST


def test_two_processes_share_the_recent_files_and_lose_none(tmp_path: Path) -> None:
    one, other = (Recents(Settings(tmp_path / "s.json")) for _ in range(2))
    one.add(tmp_path / "a.tree")
    other.add(tmp_path / "b.tree")
    one.add(tmp_path / "c.tree")
    assert [path.stem for path in other.paths()] == ["c", "b", "a"]


def test_the_recent_menu_opens_a_file_and_greys_what_is_gone(hand: Hand, tmp_path: Path) -> None:
    recents = hand.window.parts.desk.recents
    recents.add(tree(tmp_path, "a & b.tree", "a"))
    recents.add(tmp_path / "gone.tree")
    menu = hand.window.findChild(RecentMenu)
    menu.fill()
    gone, there, _line, clear = menu.actions()
    assert not gone.isEnabled()
    assert "a && b.tree" in there.text()
    there.trigger()
    assert shown(hand.window) == ["a"]
    clear.trigger()
    assert recents.paths() == []


# --- locks ---


def put_lock(tmp_path: Path, path: Path) -> None:
    """What another process leaves that has the file open."""
    Locks(tmp_path / "state" / "locks").take(path)
    (lock,) = (tmp_path / "state" / "locks").iterdir()
    lock.write_bytes(msgspec.json.encode(Holder(RUNNING_ELSEWHERE, 5.0)))


def test_a_file_that_another_process_has_open_can_be_opened_as_a_copy(
    app: QApplication, answers: Answers, tmp_path: Path
) -> None:
    desk, path = started(tmp_path), tree(tmp_path, "a.tree", "a")
    put_lock(tmp_path, path)
    answers.press = "Open a copy"
    desk.open_paths(desk.windows[0], [path])
    window = desk.windows[0]
    assert "a.tree is open in another treeedit" in answers.said[0]
    assert shown(window) == ["a"]
    assert window.documents.path is None
    assert not window.session.stack.isClean()
    ended(desk)


@pytest.mark.parametrize(("press", "opens"), [("Open anyway", True), ("", False)])
def test_a_locked_file_can_be_opened_anyway_or_not(
    app: QApplication, answers: Answers, tmp_path: Path, press: str, opens: bool
) -> None:
    desk, path = started(tmp_path), tree(tmp_path, "a.tree", "a")
    put_lock(tmp_path, path)
    answers.press = press
    desk.open_paths(desk.windows[0], [path])
    assert (desk.windows[0].documents.path == path) is opens
    ended(desk)


def test_locks_go_with_the_document_and_with_the_window(app: QApplication, tmp_path: Path) -> None:
    locks = tmp_path / "state" / "locks"
    desk = started(tmp_path, tree(tmp_path, "a.tree"))
    assert len(os.listdir(locks)) == 1
    desk.windows[0].documents.open_path(tree(tmp_path, "b.tree"))
    assert len(os.listdir(locks)) == 1
    ended(desk)
    assert os.listdir(locks) == []
