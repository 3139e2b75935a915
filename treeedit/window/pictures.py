"""Exports from a window: asks what and where, and writes the file. What is asked is the dialog's, how it is written the
table's.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from treeedit.canvas.drawers import DRAWERS
from treeedit.canvas.stage import Stage
from treeedit.export.exports import Export, export_bytes, export_of
from treeedit.export.order import ExportError, Order
from treeedit.files.fault import FileError
from treeedit.files.writer import write_atomically
from treeedit.window.picture_dialog import PictureDialog
from treeedit.words import translate


class Pictures(QObject):
    """Exports what is on a stage; pictures look the same whatever the window shows."""

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self._stage, self._window = stage, window
        self._folder = Path.home()
        self._last = "png"

    def export(self) -> None:
        """Ask what and where, and write the file."""
        dialog = PictureDialog(self._stage, self._window, self._last)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        export = dialog.chosen()
        start = str(self._folder / f"{dialog.title()}{export.suffix}")
        words = f"{translate('exports', export.name)} (*{export.suffix})"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export"), start, words)
        if name:
            self._last = export.key
            path = Path(name)
            self.write(path if path.suffix else path.with_suffix(export.suffix), dialog.order(), export)

    def write(self, path: Path, order: Order, export: Export | None = None) -> bool:
        """Write an order to a file; whether it is written. A fault is told in a dialog.

        A suffix that does not belong to the format chooses another one.
        """
        try:
            chosen = export if export is not None and path.suffix.lower() == export.suffix else export_of(path)
            write_atomically(path, export_bytes(chosen, order, DRAWERS))
        except (ExportError, FileError) as error:
            self._tell(str(error))
            return False
        self._folder = path.parent
        self._stage.say(self.tr("Exported {0}").format(path.name))
        return True

    def _tell(self, why: str) -> None:
        text = self.tr("The picture could not be exported.")
        box = QMessageBox(QMessageBox.Icon.Warning, "treeedit", text, QMessageBox.StandardButton.Ok, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(why)
        box.exec()
