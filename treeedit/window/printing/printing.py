"""Prints from a window: asks what, hands the sheets to the system's dialog and to the printer, or to a PDF.

Qt's part for printing is loaded when it is first asked for, as no first window needs it. A printer that takes nothing
and a file that cannot be written are told in one sentence. What takes long says how far it is, and can be ended.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressDialog, QWidget

from treeedit.canvas.painting.printer_pages import lay_pages, paint_sheets, sheets_of
from treeedit.canvas.painting.qt_writers import DRAWERS, prepare
from treeedit.canvas.scene.scene import Stage
from treeedit.export.handout import handout_of_all
from treeedit.export.options import Options, subject_for
from treeedit.export.order import ExportError, parted_subject
from treeedit.figure.arrangement import Sheets
from treeedit.files.carrier import document_to_carry
from treeedit.files.fault import FileError
from treeedit.files.paper import write_forest
from treeedit.files.writer import write_atomically
from treeedit.model.forest import Forest
from treeedit.model.patience import Cancelled, Progress, Tick, watched
from treeedit.window.settings import Settings
from treeedit.window.widgets.background_work import Work
from treeedit.window.widgets.message_box import tell
from treeedit.window.widgets.progress_lines import ProgressLines

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from treeedit.window.printing.dialog import PrintDialog

_SLOW_MS = 700
_PARTS = 1000
_LAST_WORD_S = 1.0
"""How long a window that closes waits for a PDF before it ends that."""
_WHITE = "#FFFFFF"
_NO_NAME = re.compile(r"[^\w .,()+−-]+")
_LONGEST_NAME = 80


class Printing(QObject):
    """Prints what is on a stage; sheets look the same whatever the window shows."""

    def __init__(self, stage: Stage, settings: Settings, lines: ProgressLines, window: QWidget) -> None:
        super().__init__(window)
        self._stage, self._settings, self._window = stage, settings, window
        self._folder = Path.home()
        self.work = Work(lines, self)
        self.work.given_up = self._say_given_up

    def ask(self) -> PrintDialog:
        """Ask what is printed, and on which sheets."""
        from treeedit.window.printing.dialog import PrintDialog

        dialog = PrintDialog(self._stage, self._settings, self._window, self._why_not())
        dialog.printer_wanted, dialog.file_wanted = self._choose_printer, self._choose_file
        dialog.open()
        return dialog

    def preview(self) -> PrintDialog:
        """Ask the same beside a preview of the sheets."""
        dialog = self.ask()
        dialog.show_preview()
        return dialog

    def _why_not(self) -> str:
        """Why nothing can be sent to a printer; "" if it can. The dialog of macOS always has something to offer."""
        from PySide6.QtPrintSupport import QPrinterInfo

        if sys.platform == "darwin" or QPrinterInfo.availablePrinterNames():
            return ""
        return self.tr("No printer is installed: save the sheets as a PDF, which prints on any other computer.")

    # --- to a printer ---

    def _choose_printer(self, dialog: PrintDialog) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_file_name(dialog.form.title()))
        printer.setCreator("treeedit")
        lay_pages(printer, dialog.sheets)
        system = QPrintDialog(printer, dialog)
        system.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        system.setMinMax(1, len(dialog.sheets))
        answer = system.exec()
        system.deleteLater()
        if answer == QDialog.DialogCode.Accepted and self.print_on(printer, dialog):
            dialog.accept()

    def print_on(self, printer: QPrinter, dialog: PrintDialog) -> bool:
        """Print what a dialog asks for, on a printer's pages as they are; whether that is done."""
        printer.setFullPage(True)
        waiting = _Waiting(self._window, self.tr("Drawing the sheets…"))
        progress = Progress(waiting.tick)
        try:
            with watched(progress.again):
                handout = dialog.form.handout(sheets_of(printer, dialog.form.sheets()))
                numbers = wanted_sheets(printer, len(handout))
                paint_sheets(printer, handout, numbers, partial(progress.at, 1.0), printer.abort)
        except ExportError as error:
            waiting.hide()
            tell(dialog, self.tr("The sheets could not be printed."), str(error))
            return False
        except Cancelled:
            return False
        finally:
            waiting.deleteLater()
        self._stage.say(self.tr("Sent to the printer"))
        return True

    # --- to a file ---

    def _choose_file(self, dialog: PrintDialog) -> None:
        start = str(self._folder / f"{_file_name(dialog.form.title())}.pdf")
        name, _ = QFileDialog.getSaveFileName(dialog, self.tr("Save as PDF"), start, self.tr("PDF (*.pdf)"))
        if name:
            self.save(Path(name), dialog)
            dialog.accept()

    def save(self, path: Path, dialog: PrintDialog) -> None:
        """Write what a dialog asks for as a PDF, which opens again as the tree: in a thread, from a copy of it."""
        prepare()
        path = path if path.suffix else path.with_name(f"{path.name}.pdf")
        forest, form = self._stage.session.forest.copy(), dialog.form
        make = partial(_write, forest, form.wishes(), form.sheets(), form.title(), path)
        self.work.begin(self.tr("Exporting {0}…").format(path.name), make, self._end, self._tell)

    def leave(self) -> None:
        """End what is being done; what is nearly done may come to its end."""
        self.work.finish(_LAST_WORD_S)

    def _end(self, path: Path) -> None:
        self._folder = path.parent
        self._stage.say(self.tr("Exported {0}").format(path.name))

    def _say_given_up(self) -> None:
        self._stage.say(self.tr("Cancelled: nothing was written."))

    def _tell(self, fault: Exception) -> None:
        """Tell a fault; one that nobody foresaw is not ours to explain."""
        if not isinstance(fault, ExportError | FileError | MemoryError):
            raise fault
        why = str(fault) or self.tr("There is not enough memory.")
        tell(self._window, self.tr("The sheets could not be saved."), why)


class _Waiting(QProgressDialog):
    """Appears if printing takes long. Nothing but this dialog can be used meanwhile."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self._is_asking = False
        self.setLabelText(words)
        self.setRange(0, _PARTS)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumDuration(_SLOW_MS)
        self.setValue(0)

    def tick(self, share: float) -> None:
        """Show which share is done. Cancelled if the user wants no more of it.

        What the window paints meanwhile asks, too, and is told nothing.
        """
        if self._is_asking:
            return
        self._is_asking = True
        self.setValue(min(_PARTS - 1, round(_PARTS * share)))
        QApplication.processEvents()
        self._is_asking = False
        if self.wasCanceled():
            raise Cancelled


def _write(forest: Forest, wishes: Sequence[Options], sheets: Sheets, title: str, path: Path, tick: Tick) -> Path:
    """Write a hand-out of a forest to a file, which is given back; in any thread."""
    progress = Progress(tick)
    document = document_to_carry(write_forest(forest))
    with watched(progress.again):
        handout = handout_of_all([parted_subject(subject_for(each, forest)) for each in wishes], title, sheets)
        drawn = handout.sheets(partial(progress.at, 1.0))
        data = DRAWERS.pdf(drawn, handout.scale, title, _WHITE, document)
    write_atomically(path, data)
    return path


def wanted_sheets(printer: QPrinter, count: int) -> Sequence[int]:
    """The numbers of the sheets that the system's dialog asks for, in the order of printing; they count from 0."""
    from PySide6.QtPrintSupport import QPrinter

    ranges = printer.pageRanges()
    is_all = printer.printRange() == QPrinter.PrintRange.AllPages or ranges.isEmpty()
    found = [number for number in range(count) if is_all or ranges.contains(number + 1)]
    return found[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else found


def _file_name(title: str) -> str:
    """A title as the name of a file."""
    return _NO_NAME.sub("-", title).strip(" .-")[:_LONGEST_NAME] or "treeedit"
