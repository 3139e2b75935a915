"""Nothing is lost: what was unsaved when the program was killed is offered at the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.files.test_drafts import LEAVE
from tests.robot import lay_away, turn
from tests.support import PATHS, grow
from tests.window.answering import Answers
from treeedit.files.paper import load, save
from treeedit.files.processes import Process, this_process
from treeedit.files.recovery import About, Recovery, new_key
from treeedit.model.edits import set_input
from treeedit.window.documents import autosave
from treeedit.window.documents.recovery_dialog import RecoveryDialog
from treeedit.window.documents.windows import Desk
from treeedit.window.main import MainWindow
from treeedit.window.settings import Settings
from treeedit.window.widgets.notification_bar import Notice

WORK = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from treeedit.window.main import MainWindow

def work():
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    window.parts.formula.begin_new()
    QTest.keyClicks(window.parts.formula.line, "q*q\\r")
    QTimer.singleShot(450, lambda: print("done", flush=True))

begin = QApplication.exec

def run(application):
    QTimer.singleShot(100, work)
    return begin()

QApplication.exec = run
from treeedit.cli import main
main([])
"""


@pytest.fixture
def desk(app: QApplication, tmp_path: Path) -> Desk:
    return Desk(Settings(tmp_path / "s.json"), MainWindow, tmp_path / "state")


def leave(tmp_path: Path, text: str, about: About) -> str:
    """What a killed process leaves; its key."""
    recovery, key = Recovery(tmp_path / "state" / "unsaved"), new_key()
    recovery.keep(key, grow(text), about)
    recovery.finish()
    make_lost(tmp_path / "state" / "unsaved" / f"{key}.json")
    return key


def make_lost(note: Path) -> None:
    """Let a copy be one of a process that is gone."""
    told = msgspec.json.decode(note.read_bytes())
    told["process"] = msgspec.to_builtins(Process(2**22 + 1, this_process().host, "gone"))
    note.write_bytes(msgspec.json.encode(told))


def offered(desk: Desk) -> RecoveryDialog:
    desk.start([])
    desk.offer_lost()
    turn()
    return desk.windows[0].findChild(RecoveryDialog)


def copies(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "state" / "unsaved").glob("*.tree"))


def ended(desk: Desk) -> None:
    lay_away(desk.windows[0])
    desk.end()


def test_an_edit_is_soon_on_the_disk_and_gone_when_saved(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.tree"
    save(grow("f = a*b"), path)
    desk.start([path])
    session = desk.windows[0].session
    session.do(set_input(session.forest, "a", 7.0), "set")
    qtbot.waitUntil(lambda: len(copies(tmp_path)) == 1)
    (copy,) = copies(tmp_path)
    assert load(copy).inputs["a"].value == 7.0
    desk.windows[0].documents.save()
    qtbot.waitUntil(lambda: copies(tmp_path) == [])
    ended(desk)


def test_a_window_that_is_closed_leaves_no_copy(desk: Desk, tmp_path: Path) -> None:
    desk.start([])
    session = desk.windows[0].session
    session.do(set_input(session.forest, "x1", 7.0), "set")
    QTest.qWait(250)
    ended(desk)
    assert copies(tmp_path) == []


def test_nothing_is_offered_where_nothing_is_lost(desk: Desk) -> None:
    assert offered(desk) is None
    ended(desk)


def test_a_restored_document_is_unsaved_under_its_old_name_and_its_copy_lives_on(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.tree"
    save(grow("f = a"), path)
    leave(tmp_path, "f = a*b", About("a.tree", str(path)))
    dialog = offered(desk)
    dialog.restore_all()
    window = desk.windows[0]
    assert window.documents.path == path
    assert not window.session.stack.isClean()
    assert sorted(window.session.forest.inputs) == ["a", "b"]
    assert desk.recovery.lost() == []
    assert len(copies(tmp_path)) == 1
    window.documents.save()
    QTest.qWait(250)
    desk.recovery.finish()
    assert copies(tmp_path) == []
    assert sorted(load(path).inputs) == ["a", "b"]
    ended(desk)


def edited_and_killed(desk: Desk, tmp_path: Path) -> Path:
    """A file that was open, and edited, when the program was killed, with what is left of that; the desk has ended."""
    path = tmp_path / "a.tree"
    save(grow("f = a"), path)
    desk.start([path])
    session = desk.windows[0].session
    session.do(set_input(session.forest, "a", 7.0), "set")
    QTest.qWait(250)
    desk.recovery.finish()
    left = [(each, each.read_bytes()) for each in (tmp_path / "state" / "unsaved").iterdir()]
    ended(desk)
    for each, data in left:
        each.write_bytes(data)
        if each.suffix == ".json":
            make_lost(each)
    return path


def test_a_restored_document_whose_file_has_changed_since_the_crash_asks(
    desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    path = edited_and_killed(desk, tmp_path)
    save(grow("f = theirs"), path)
    theirs = path.read_bytes()
    desk = Desk(Settings(tmp_path / "s.json"), MainWindow, tmp_path / "state")
    offered(desk).restore_all()
    window = desk.windows[0]
    assert window.documents.path == path
    assert "a.tree has changed on disk, and here" in window.parts.notice.text()
    assert not window.documents.save()
    assert len(answers.said) == 1
    assert path.read_bytes() == theirs
    answers.press = "Replace"
    assert window.documents.save()
    assert load(path).inputs["a"].value == 7.0
    ended(desk)


@pytest.mark.parametrize("is_touched", [False, True])
def test_a_restored_document_whose_file_is_as_it_was_is_saved_unasked(
    desk: Desk, answers: Answers, tmp_path: Path, is_touched: bool
) -> None:
    path = edited_and_killed(desk, tmp_path)
    if is_touched:
        os.utime(path, (5, 5))
    desk = Desk(Settings(tmp_path / "s.json"), MainWindow, tmp_path / "state")
    offered(desk).restore_all()
    window = desk.windows[0]
    assert window.parts.notice.text() == ""
    assert window.documents.save()
    assert answers.said == []
    assert load(path).inputs["a"].value == 7.0
    ended(desk)


def test_a_restored_document_whose_file_is_gone_says_so(desk: Desk, tmp_path: Path) -> None:
    leave(tmp_path, "f = a", About("a.tree", str(tmp_path / "a.tree"), "0" * 64))
    offered(desk).restore_all()
    assert "no longer on the disk" in desk.windows[0].parts.notice.text()
    ended(desk)


@pytest.fixture
def blocked(desk: Desk, tmp_path: Path) -> Path:
    """What stands where the folder of the copies is to be, in the way even of root; the desk is at work, unsaved."""
    desk.start([])
    (tmp_path / "state").mkdir(exist_ok=True)
    (tmp_path / "state" / "unsaved").write_text("")
    session = desk.windows[0].session
    session.do(set_input(session.forest, "x1", 7.0), "set")
    return tmp_path / "state" / "unsaved"


def test_copies_that_cannot_be_written_are_told_until_they_can_be(desk: Desk, blocked: Path, qtbot: QtBot) -> None:
    window = desk.windows[0]
    notice, session = window.parts.notice, window.session
    qtbot.waitUntil(lambda: "no copy of it can be kept" in notice.text())
    assert notice.isVisible()
    assert f"{blocked}: there is a file of this name" in notice.text()
    blocked.unlink()
    session.do(set_input(session.forest, "x1", 8.0), "set")
    qtbot.waitUntil(lambda: notice.text() == "")
    assert len(copies(blocked.parent.parent)) == 1
    ended(desk)


def test_a_copy_that_could_not_be_written_is_tried_again_without_an_edit(
    desk: Desk, blocked: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "_AGAIN_MS", 50)
    notice = desk.windows[0].parts.notice
    qtbot.waitUntil(lambda: notice.text() != "")
    blocked.unlink()
    qtbot.waitUntil(lambda: notice.text() == "")
    assert len(copies(blocked.parent.parent)) == 1
    ended(desk)


def test_what_is_told_of_copies_is_told_once(desk: Desk, blocked: Path, qtbot: QtBot) -> None:
    window = desk.windows[0]
    notice, session = window.parts.notice, window.session
    qtbot.waitUntil(lambda: notice.text() != "")
    press(notice, "Later")
    session.do(set_input(session.forest, "x1", 8.0), "set")
    QTest.qWait(600)
    assert not desk.recovery.is_waiting(window.keeper._key)
    assert notice.text() == ""
    ended(desk)


def test_what_is_told_of_copies_goes_when_the_document_is_saved(
    desk: Desk, blocked: Path, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    notice = desk.windows[0].parts.notice
    qtbot.waitUntil(lambda: notice.text() != "")
    answers.name = str(tmp_path / "mine.tree")
    press(notice, "Save")
    assert load(answers.name).inputs["x1"].value == 7.0
    QTest.qWait(600)
    assert notice.text() == ""
    ended(desk)


def test_what_is_told_of_copies_stands_beside_what_is_told_of_the_file(
    desk: Desk, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.tree"
    save(grow("f = a"), path)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "unsaved").write_text("")
    desk.start([path])
    window = desk.windows[0]
    window.session.do(set_input(window.session.forest, "a", 7.0), "set")
    save(grow("f = b"), path)
    window.documents.check()
    qtbot.waitUntil(lambda: "no copy of it can be kept" in window.parts.notice.text())
    assert "a.tree has changed on disk, and here" in window.parts.notice.text()
    press(window.parts.notice, "Keep mine")
    assert window.parts.notice.text().startswith("A crash would take")
    press(window.parts.notice, "Save")
    assert window.parts.notice.text() == ""
    assert not window.parts.notice.isVisible()
    assert load(path).inputs["a"].value == 7.0
    ended(desk)


def press(notice: Notice, words: str) -> None:
    next(button for button in notice.findChildren(QPushButton) if button.text() == words).click()


def test_every_lost_document_gets_a_window(desk: Desk, tmp_path: Path) -> None:
    for name in "abc":
        leave(tmp_path, f"f = {name}", About())
    dialog = offered(desk)
    dialog.restore_all()
    labels = sorted(label for each in desk.windows for label in each.session.forest.inputs)
    assert labels == ["a", "b", "c"]
    ended(desk)


def test_later_keeps_a_document_for_the_next_start(desk: Desk, tmp_path: Path) -> None:
    leave(tmp_path, "f = a", About())
    dialog = offered(desk)
    dialog.cards[0].later.click()
    assert len(desk.recovery.lost()) == 1
    ended(desk)


def test_discard_asks_and_removes(desk: Desk, answers: Answers, tmp_path: Path) -> None:
    leave(tmp_path, "f = a", About("<b>a"))
    dialog = offered(desk)
    dialog.cards[0].discard.click()
    assert len(desk.recovery.lost()) == 1
    answers.press = "Discard"
    dialog.cards[0].discard.click()
    assert desk.recovery.lost() == []
    assert "<b>a" in answers.said[0]
    ended(desk)


def test_a_broken_copy_says_so_and_is_kept(desk: Desk, tmp_path: Path) -> None:
    key = leave(tmp_path, "f = a", About())
    (tmp_path / "state" / "unsaved" / f"{key}.tree").write_bytes(b"{")
    dialog = offered(desk)
    dialog.restore_all()
    assert "cannot be read" in dialog.cards[0].words.text()
    assert not dialog.cards[0].restore.isEnabled()
    assert len(desk.recovery.lost()) == 1
    ended(desk)


def test_a_lost_document_shows_a_picture(desk: Desk, tmp_path: Path) -> None:
    leave(tmp_path, "f = (x1 + x2)^2", About())
    dialog = offered(desk)
    QTest.qWait(30)
    assert not dialog.cards[0].picture.pixmap().isNull()
    ended(desk)


def test_lost_documents_are_told_apart(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    for text in ("f = x1*x1 + 1", "g = " + " + ".join(["x"] * 40), "f = a*b; h = a"):
        leave(tmp_path, text, About())
    large = " + ".join(f"x{number}" for number in range(400))
    leave(tmp_path, f"f = {large}; h = a", About())
    dialog = offered(desk)
    qtbot.waitUntil(lambda: all(card.what.text() for card in dialog.cards))
    long_one = "g = " + " + ".join(["x"] * 40)
    assert sorted(card.what.text() for card in dialog.cards) == sorted(
        ["f = x1*x1 + 1", long_one[:64] + "…", "f = a*b and another tree", "800 nodes in 2 trees"]
    )
    ended(desk)


def test_what_is_too_large_to_be_read_in_the_dialog_is_counted(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    key = leave(tmp_path, "f = x1*x1 + 1", About())
    with (tmp_path / "state" / "unsaved" / f"{key}.tree").open("ab") as copy:
        copy.write(b" " * (1 << 20))
    dialog = offered(desk)
    qtbot.waitUntil(lambda: dialog.cards[0].what.text() == "5 nodes")
    ended(desk)


def test_a_document_whose_note_has_a_path_that_cannot_be_is_restored_as_never_saved(desk: Desk, tmp_path: Path) -> None:
    key = leave(tmp_path, "f = a", About("a.tree", "/somewhere/a.tree"))
    note = tmp_path / "state" / "unsaved" / f"{key}.json"
    note.write_bytes(note.read_bytes().replace(b"/somewhere", b"/some\\u0000where"))
    dialog = offered(desk)
    assert "never saved" in dialog.cards[0].words.text()
    dialog.restore_all()
    (window,) = desk.windows
    assert window.documents.path is None
    assert sorted(window.session.forest.inputs) == ["a"]
    ended(desk)


def test_a_start_removes_what_killed_saves_have_left_in_the_folders_in_use(desk: Desk, tmp_path: Path) -> None:
    path, copy = tmp_path / "a.tree", tmp_path / "state" / "unsaved" / "a.tree"
    copy.parent.mkdir(parents=True)
    save(grow("f = a"), path)
    desk.recents.add(path)
    for place in (path, copy):
        subprocess.run([sys.executable, "-c", LEAVE, str(place)], check=True)
    desk.start([])
    desk.clear_drafts().join()
    assert list(tmp_path.rglob("*.tmp")) == []
    ended(desk)


@pytest.mark.timeout(30)
def test_a_killed_program_offers_its_unsaved_document_at_the_next_start(desk: Desk, tmp_path: Path) -> None:
    environment = PATHS | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    child = subprocess.Popen([sys.executable, "-c", WORK], env=environment, stdout=subprocess.PIPE)
    assert child.stdout is not None
    with child, child.stdout:
        assert child.stdout.readline() == b"done\n"
        others = Recovery(tmp_path / "treeedit" / "unsaved")
        assert others.lost() == []
        child.send_signal(signal.SIGKILL)
        child.wait()
    (lost,) = others.lost()
    assert time.time() - lost.time < 5
    assert "q" in others.forest(lost).inputs
