"""The results of a class: several files are chosen, and one table comes out.

While an exercise is open they are marked by its numbers, and the table tells what somebody has changed of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.export.results import Asked, handed_in, results_csv
from treeedit.files.fault import FileError
from treeedit.files.paper import SUFFIX
from treeedit.files.source import check_outs
from treeedit.files.writer import write_atomically
from treeedit.window.widgets.message_box import tell

TABLE = ".csv"


class ClassResults(QObject):
    """Writes the table of what a class has handed in."""

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self._stage, self._window = stage, window
        self._folder = Path.home()

    def export(self) -> None:
        """Ask which files, and where the table goes, and write it."""
        title = (
            self.tr("Results of a class: choose what was handed in; the open exercise marks it")
            if self._stage.session.forest.blanks
            else self.tr("Results of a class: choose what was handed in")
        )
        trees = self.tr("Trees (*{0});;All files (*)").format(SUFFIX)
        names, _ = QFileDialog.getOpenFileNames(self._window, title, str(self._folder), trees)
        if not names:
            return
        self._folder = Path(names[0]).parent
        start, tables = str(self._folder / f"results{TABLE}"), self.tr("Tables (*{0})").format(TABLE)
        out, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export the results"), start, tables)
        if out:
            path = Path(out)
            self.write(path if path.suffix else path.with_suffix(TABLE), [Path(name) for name in names])

    def write(self, path: Path, files: Sequence[Path]) -> bool:
        """Write the table of some files; whether it is written. A fault is told in a dialog."""
        forest = self._stage.session.forest
        exercise = Asked(forest) if forest.blanks else None
        handed = [handed_in(each, exercise) for each in files]
        try:
            check_outs([path], files)
            write_atomically(path, results_csv(handed))
        except FileError as error:
            tell(self._window, self.tr("The results could not be exported."), str(error))
            return False
        unread = sum(bool(each.fault) for each in handed)
        words = (
            self.tr("Exported the results of {0} files")
            if not unread
            else self.tr("Exported the results of {0} files; {1} of them hold no exercise that can be read")
        )
        self._stage.say(words.format(len(handed), unread))
        return True
