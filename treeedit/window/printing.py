"""Prints from a window: asks what, hands the sheets to the system's dialog and to the printer, or to a PDF.

Qt's part for printing is loaded when it is first asked for, as no first window needs it. A printer that takes nothing
and a file that cannot be written are told in one sentence. What takes long says how far it is, and can be ended.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QProgressDialog, QWidget

from treeedit.canvas.drawers import DRAWERS
from treeedit.canvas.paper_sheets import lay_pages, paint_sheets, sheets_of
from treeedit.canvas.stage import Stage
from treeedit.export.order import Cancelled, ExportError
from treeedit.files.carrier import document_to_carry
from treeedit.files.fault import FileError
from treeedit.files.paper import write_forest
from treeedit.files.writer import write_atomically
from treeedit.window.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from treeedit.window.print_dialog import PrintDialog

Tick = Callable[[float], None]
_SLOW_MS = 700
_WHITE = "#FFFFFF"
_NO_NAME = re.compile(r"[^\w .,()+−-]+")
_LONGEST_NAME = 80


class Printing(QObject):
    """Prints what is on a stage; sheets look the same whatever the window shows."""

    def __init__(self, stage: Stage, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._stage, self._settings, self._window = stage, settings, window
        self._folder = Path.home()

    def ask(self) -> PrintDialog:
        """Ask what is printed, and on which sheets."""
        from treeedit.window.print_dialog import PrintDialog

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
        handout = dialog.form.handout(sheets_of(printer, dialog.form.sheets()))
        numbers = wanted_sheets(printer, len(handout))

        def work(tick: Tick) -> None:
            def watched(share: float) -> None:
                try:
                    tick(share)
                except Cancelled:
                    printer.abort()
                    raise

            paint_sheets(printer, handout, numbers, watched)

        return self._carry_out(work, self.tr("The sheets could not be printed."), self.tr("Sent to the printer"))

    # --- to a file ---

    def _choose_file(self, dialog: PrintDialog) -> None:
        start = str(self._folder / f"{_file_name(dialog.form.title())}.pdf")
        name, _ = QFileDialog.getSaveFileName(dialog, self.tr("Save as PDF"), start, self.tr("PDF (*.pdf)"))
        if name and self.save(Path(name), dialog):
            dialog.accept()

    def save(self, path: Path, dialog: PrintDialog) -> bool:
        """Write what a dialog asks for as a PDF, which opens again as the tree; whether that is done."""
        path = path if path.suffix else path.with_suffix(".pdf")
        handout, title = dialog.sheets, dialog.form.title()
        document = document_to_carry(write_forest(self._stage.session.forest))

        def work(tick: Tick) -> None:
            write_atomically(path, DRAWERS.pdf(handout.sheets(tick), handout.scale, title, _WHITE, document))

        done = self._carry_out(
            work, self.tr("The sheets could not be saved."), self.tr("Exported {0}").format(path.name)
        )
        self._folder = path.parent if done else self._folder
        return done

    # --- both ---

    def _carry_out(self, work: Callable[[Tick], None], fault: str, done: str) -> bool:
        """Do the work, and say that it is done, or why it is not; nothing if the user has ended it."""
        progress = _Progress(self._window, self.tr("Drawing the sheets…"))
        try:
            work(progress.tick)
        except (ExportError, FileError) as error:
            progress.close()
            self._tell(fault, str(error))
            return False
        except Cancelled:
            return False
        finally:
            progress.deleteLater()
        self._stage.say(done)
        return True

    def _tell(self, fault: str, why: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "treeedit", fault, QMessageBox.StandardButton.Ok, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(why)
        box.exec()
        box.deleteLater()


class _Progress(QProgressDialog):
    """Appears if the work takes long."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self.setLabelText(words)
        self.setRange(0, 1000)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumDuration(_SLOW_MS)
        self.setValue(0)

    def tick(self, share: float) -> None:
        """Show which share is done. Cancelled if the user wants no more of it."""
        self.setValue(round(1000 * share))
        if self.wasCanceled():
            raise Cancelled


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
