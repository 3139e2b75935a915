"""Printing from the window: what is asked, what comes out, and what is said where there is no printer."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog
from shiboken6 import isValid

from tests.robot import Hand, turn
from tests.support import grow
from tests.window.answering import Answers
from treeedit.canvas.painting.printer_pages import lay_pages
from treeedit.figure.arrangement import PAPERS, Beside, Turn
from treeedit.files.paper import load
from treeedit.model.exercises import hide
from treeedit.model.records import Blank
from treeedit.window.printing.dialog import PrintDialog
from treeedit.window.printing.form import KEY, LEVEL, NODE, PICTURE, TASK, PrintForm
from treeedit.window.printing.printing import wanted_sheets
from treeedit.window.settings import Key


@pytest.fixture
def dialog(hand: Hand) -> PrintDialog:
    hand.do("print")
    (found,) = hand.window.findChildren(PrintDialog)
    return found


def choose(dialog: PrintDialog, field: str, data: str) -> None:
    """Choose what stands for some data in a field of the form."""
    box = getattr(dialog.form, field)
    box.setCurrentIndex(box.findData(data))
    dialog.refresh()


def printer(path: Path, dialog: PrintDialog) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    lay_pages(made, dialog.sheets)
    return made


def pages(path: Path) -> int:
    return path.read_bytes().count(b"/Type /Page\n")


# What is asked


def test_at_first_one_picture_of_all_trees_is_printed(dialog: PrintDialog) -> None:
    assert len(dialog.sheets) == 1
    assert dialog.form.roots() == tuple(dialog._stage.session.forest.trees())


def test_trees_of_a_turned_canvas_are_printed_apart(hand: Hand) -> None:
    hand.open_example(7)
    hand.window.parts.appearance.turn_to("left")
    dialog = hand.window.parts.printing.ask()
    (subject,) = dialog.form.subjects()
    dialog.reject()
    assert subject.places is not None
    assert subject.places.roots != subject.forest.roots


def test_steps_ask_how_many_go_on_a_sheet(dialog: PrintDialog) -> None:
    assert not dialog.form.per_sheet.isVisibleTo(dialog)
    choose(dialog, "steps", NODE)
    assert dialog.form.per_sheet.isVisibleTo(dialog)


@pytest.mark.parametrize("places", ["2", "3", "4", "6", "9"])
def test_the_most_instructive_steps_fill_their_sheets(dialog: PrintDialog, places: str) -> None:
    choose(dialog, "steps", KEY)
    choose(dialog, "per_sheet", places)
    (subject,) = dialog.form.subjects()
    assert len(subject.series) == len(dialog.sheets) * int(places)


def test_levels_are_fewer_than_nodes(dialog: PrintDialog) -> None:
    counts = []
    for steps in (NODE, LEVEL):
        choose(dialog, "steps", steps)
        counts.append(len(dialog.form.subjects()[0].series))
    assert counts[0] > counts[1] > 3


def test_paper_orientation_and_lines_are_those_that_are_chosen(dialog: PrintDialog) -> None:
    choose(dialog, "steps", NODE)
    choose(dialog, "paper", "letter")
    choose(dialog, "turn", "landscape")
    dialog.form.lines.setChecked(True)
    asked = dialog.form.sheets()
    assert (asked.paper, asked.turn, asked.beside) == (PAPERS["letter"], Turn.LANDSCAPE, Beside.LINES)


def test_the_tree_of_the_selection_is_offered_first(hand: Hand) -> None:
    hand.write("h = x1*x4")
    hand.stage.select([hand.node("x4")])
    form = PrintForm(hand.stage, hand.window.parts.desk.settings)
    assert form.roots() == (hand.root("h"),)
    form.what.setCurrentIndex(0)
    assert set(form.roots()) == {hand.root("f"), hand.root("h")}
    form.deleteLater()


def test_each_tree_may_have_a_sheet_of_its_own(hand: Hand) -> None:
    hand.write("h = x1*x4")
    hand.stage.select([])
    dialog = hand.window.parts.printing.ask()
    assert len(dialog.sheets) == 1
    dialog.form.what.setCurrentIndex(1)
    assert len(dialog.sheets) == 2


def test_the_look_is_that_of_the_canvas_in_colours_for_paper(hand: Hand) -> None:
    hand.do("scheme_dark")
    hand.do("fractions")
    form = PrintForm(hand.stage, hand.window.parts.desk.settings)
    (subject,) = form.subjects()
    assert subject.look.theme.paper == "#FFFFFF"
    assert subject.look.format is hand.stage.look.format
    form.deleteLater()


def test_what_is_chosen_is_remembered_but_not_which_trees(hand: Hand, dialog: PrintDialog) -> None:
    choose(dialog, "steps", KEY)
    choose(dialog, "per_sheet", "6")
    choose(dialog, "colours", "greyscale")
    dialog.form.sentences.setChecked(False)
    dialog.form.what.setCurrentIndex(1)
    dialog.reject()
    form = PrintForm(hand.stage, hand.window.parts.desk.settings)
    assert (form.steps.currentData(), form.per_sheet.currentData(), form.colours.currentData()) == (
        KEY,
        "6",
        "greyscale",
    )
    assert not form.sentences.isChecked()
    assert form.what.currentIndex() == 0
    form.deleteLater()


@pytest.mark.parametrize("kept", ["<", '{"per_sheet": 5}', '{"theme": "<b>"}', '{"steps": "chosen", "theme": "dark"}'])
def test_settings_that_are_nonsense_are_not_taken_up(hand: Hand, kept: str) -> None:
    hand.window.parts.desk.settings.keep(Key.PRINT, kept)
    form = PrintForm(hand.stage, hand.window.parts.desk.settings)
    assert (form.steps.currentData(), form.per_sheet.currentData()) == (PICTURE, "4")
    assert not form.lines.isChecked()
    form.deleteLater()


def test_an_exercise_asks_whether_the_solutions_follow(hand: Hand) -> None:
    hand.session.do(hide(hand.forest, [Blank("value", hand.root("f"))]), "hide")
    dialog = hand.window.parts.printing.ask()
    assert dialog.form.exercise.isVisibleTo(dialog)
    assert len(dialog.sheets) == 2
    choose(dialog, "exercise", TASK)
    assert len(dialog.sheets) == 1


def test_too_many_steps_are_told_and_cannot_be_printed(hand: Hand) -> None:
    hand.session.open(grow("+".join(["y"] * 200)))
    dialog = hand.window.parts.printing.ask()
    choose(dialog, "steps", NODE)
    dialog.form.what.setCurrentIndex(0)
    dialog.refresh()
    assert "are too many" in dialog._count.text()
    assert not dialog._save.isEnabled()
    choose(dialog, "steps", PICTURE)
    assert dialog._save.isEnabled()


# The preview


def test_the_preview_is_shown_on_request(dialog: PrintDialog) -> None:
    assert not dialog.view.isVisibleTo(dialog)
    dialog._toggle.click()
    assert dialog.view.isVisibleTo(dialog)


@pytest.mark.parametrize("scheme", ["scheme_light", "scheme_dark"])
def test_sheets_are_white_in_every_scheme(hand: Hand, scheme: str) -> None:
    hand.do(scheme)
    dialog = hand.window.parts.printing.preview()
    turn()
    picture, page = dialog.view.grab().toImage(), dialog.view.page()
    corner = page.topLeft().toPoint()
    ratio = picture.devicePixelRatio()
    assert picture.pixelColor(round((corner.x() + 4) * ratio), round((corner.y() + 4) * ratio)).name() == "#ffffff"
    assert picture.pixelColor(round((corner.x() - 4) * ratio), round((corner.y() + 4) * ratio)).name() != "#ffffff"


def test_keys_and_arrows_turn_the_sheets(hand: Hand) -> None:
    dialog = hand.window.parts.printing.preview()
    choose(dialog, "steps", NODE)
    assert dialog._where.text().startswith("Sheet 1 of")
    QTest.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog._where.text().startswith("Sheet 2 of")
    dialog._on.click()
    assert dialog._where.text().startswith("Sheet 3 of")
    for _ in range(5):
        QTest.keyClick(dialog.view, Qt.Key.Key_PageUp)
    assert dialog._where.text().startswith("Sheet 1 of")
    assert not dialog._back.isEnabled()


def test_fewer_sheets_leave_none_of_them_out_of_reach(hand: Hand) -> None:
    dialog = hand.window.parts.printing.preview()
    choose(dialog, "steps", NODE)
    for _ in range(4):
        dialog._turn_over()
    choose(dialog, "per_sheet", "9")
    count = len(dialog.sheets)
    assert dialog._where.text() == f"Sheet {count} of {count}"


# Into a PDF


def test_a_saved_pdf_opens_again_as_the_tree(hand: Hand, dialog: PrintDialog, answers: Answers, tmp_path: Path) -> None:
    choose(dialog, "steps", NODE)
    answers.name = str(tmp_path / "sheets")
    count = len(dialog.sheets)
    dialog._save.click()
    hand.window.parts.printing.work.finish()
    path = tmp_path / "sheets.pdf"
    assert pages(path) == count > 3
    assert len(load(path).nodes) == len(hand.forest.nodes)
    assert not isValid(dialog) or not dialog.isVisible()


def test_a_file_that_cannot_be_written_is_told(
    hand: Hand, dialog: PrintDialog, answers: Answers, tmp_path: Path
) -> None:
    answers.name = str(tmp_path / "none" / "a.pdf")
    dialog._save.click()
    hand.window.parts.printing.work.finish()
    assert "could not be saved" in answers.said[0]


# On a printer


def test_without_a_printer_a_sentence_says_what_to_do(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = hand.window.parts.printing.ask()
    assert not dialog._print.isEnabled()
    assert dialog._save.isDefault()


def test_with_a_printer_printing_is_what_enter_does(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["office"]))
    dialog = hand.window.parts.printing.ask()
    assert dialog._print.isEnabled()
    assert dialog._print.isDefault()


def test_the_sheets_go_to_the_printer(hand: Hand, dialog: PrintDialog, tmp_path: Path) -> None:
    choose(dialog, "steps", NODE)
    assert hand.window.parts.printing.print_on(printer(tmp_path / "a.pdf", dialog), dialog)
    assert pages(tmp_path / "a.pdf") == len(dialog.sheets)


def test_only_the_pages_that_are_asked_for_are_printed(hand: Hand, dialog: PrintDialog, tmp_path: Path) -> None:
    choose(dialog, "steps", NODE)
    made = printer(tmp_path / "a.pdf", dialog)
    made.setPrintRange(QPrinter.PrintRange.PageRange)
    made.setFromTo(2, 3)
    assert list(wanted_sheets(made, 6)) == [1, 2]
    assert hand.window.parts.printing.print_on(made, dialog)
    assert pages(tmp_path / "a.pdf") == 2


@pytest.mark.qt_log_ignore("QPainter::begin|QPdf|QPrinter|cannot|Could not|No such")
def test_a_printer_that_fails_is_told(hand: Hand, dialog: PrintDialog, answers: Answers, tmp_path: Path) -> None:
    assert not hand.window.parts.printing.print_on(printer(tmp_path / "none" / "a.pdf", dialog), dialog)
    assert "could not be printed" in answers.said[0]


def test_dialogs_that_are_closed_are_gone(hand: Hand) -> None:
    gone = []
    for _ in range(3):
        dialog = hand.window.parts.printing.preview()
        gone.append(weakref.ref(dialog))
        dialog.reject()
        del dialog
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [each() for each in gone] == [None] * 3


def test_printing_can_be_ended_at_any_moment(
    hand: Hand, dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda self: True)
    assert not hand.window.parts.printing.print_on(printer(tmp_path / "a.pdf", dialog), dialog)


def test_a_window_that_closes_lets_a_pdf_come_to_its_end(hand: Hand, dialog: PrintDialog, tmp_path: Path) -> None:
    hand.window.parts.printing.save(tmp_path / "a.pdf", dialog)
    hand.window.close_unasked()
    assert pages(tmp_path / "a.pdf") == 1
