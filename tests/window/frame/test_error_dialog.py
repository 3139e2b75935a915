"""A fault of the program: one dialog, never a storm, and the document can be saved."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.robot import Hand, turn
from tests.window.answering import Answers
from treeedit.canvas.painting.paint_guard import GATE, guarded
from treeedit.files.paper import load
from treeedit.window.frame.error_dialog import FaultDialog, Faults


@pytest.fixture
def faults(hand: Hand, tmp_path: Path) -> Iterator[Faults]:
    GATE.forget()
    faults = Faults(tmp_path / "state" / "log.txt")
    faults.install()
    yield faults
    faults.uninstall()
    GATE.forget()


def fail(words: str = "a fault") -> None:
    """What Python does with an exception that nobody caught."""
    try:
        raise RuntimeError(words)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def dialogs() -> list[FaultDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, FaultDialog) and each.isVisible()]


def test_a_fault_is_shown_with_its_details_folded_away(faults: Faults) -> None:
    fail("what went wrong")
    (dialog,) = dialogs()
    assert dialog.details.isHidden()
    dialog.fold.click()
    assert "what went wrong" in dialog.details.toPlainText()


def test_further_faults_are_only_counted_while_the_dialog_is_open_and_after(faults: Faults) -> None:
    for _ in range(38):
        fail()
    (dialog,) = dialogs()
    assert "37" in dialog.more.text()
    dialog.go_on.click()
    fail()
    assert dialogs() == []


def test_a_fault_in_painting_goes_the_same_way(faults: Faults) -> None:
    for _ in range(3):
        guarded(fail_in_paint)()
    (dialog,) = dialogs()
    assert "2" in dialog.more.text()


def fail_in_paint() -> None:
    raise ValueError("in paint")


def test_a_fault_in_another_thread_is_shown(faults: Faults) -> None:
    thread = threading.Thread(target=fail_in_paint)
    thread.start()
    thread.join()
    turn()
    assert len(dialogs()) == 1


def test_the_document_can_be_saved_from_the_dialog_and_stays_as_it_is(
    hand: Hand, faults: Faults, answers: Answers, tmp_path: Path
) -> None:
    hand.enter("x1", "4")
    fail()
    answers.name = str(tmp_path / "saved.tree")
    dialogs()[0].save.click()
    assert load(answers.name).inputs["x1"].value == 4
    assert hand.window.isWindowModified()


def test_details_can_be_copied(faults: Faults) -> None:
    fail("these details")
    dialogs()[0].copy.click()
    assert "these details" in QApplication.clipboard().text()
    QApplication.clipboard().clear()


def test_a_fault_in_the_dialog_itself_ends_there(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(dialog: FaultDialog, number: int) -> None:
        fail("inside the dialog")
        raise RuntimeError("no dialog")

    monkeypatch.setattr(FaultDialog, "tell_more", broken)
    fail("the first")
    assert "the first" in capsys.readouterr().err
    assert GATE.untold == 0


def test_faults_are_logged_and_the_log_stays_small(faults: Faults, tmp_path: Path) -> None:
    log = tmp_path / "state" / "log.txt"
    fail("logged <b>&")
    assert "logged <b>&" in log.read_text(encoding="utf-8")
    assert str(Path.home()) + "/" not in log.read_text(encoding="utf-8")
    log.write_text("x" * 300_000, encoding="utf-8")
    dialogs()[0].go_on.click()
    GATE.forget()
    fail("afterwards")
    assert log.stat().st_size < 10_000
    assert (tmp_path / "state" / "log.old.txt").stat().st_size == 300_000


def test_a_log_that_cannot_be_written_costs_nothing(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    faults = Faults(tmp_path / "file" / "log.txt")
    faults.install()
    GATE.forget()
    fail()
    assert len(dialogs()) == 1
    faults.uninstall()
    GATE.forget()
