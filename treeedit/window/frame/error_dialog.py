"""What the user sees of a fault of the program: one dialog, never two, and never a storm of them.

Whatever happens in here must not make more faults: what cannot be logged is not logged, and what fails in the telling
goes to the terminal. The log names the program's own lines, not the user's files.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import threading
import time
import traceback
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import treeedit
from treeedit.canvas.painting.paint_guard import GATE, Fault
from treeedit.window.documents.document_window import DocumentWindow

_MOST_LOG = 200_000
_PACKAGE = Path(__file__).resolve().parents[2]


class Faults(QObject):
    """Takes up the faults of all threads, logs them and shows the first of many."""

    _happened = Signal(object)

    def __init__(self, log: Path | None = None) -> None:
        super().__init__()
        self._log = log
        self._dialog: FaultDialog | None = None
        self._happened.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._before = sys.excepthook, threading.excepthook

    def install(self) -> None:
        """Take up faults from now on."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._hook, self._thread_hook
        GATE.tell, GATE.is_busy, GATE.counted = self.show, self._is_open, self._count

    def uninstall(self) -> None:
        """Leave faults to those who had them before."""
        sys.excepthook, threading.excepthook = self._before
        GATE.release()

    def show(self, fault: Fault) -> None:
        """Log a fault and show the dialog; where that fails, the terminal has to do."""
        text = details_of(fault)
        with contextlib.suppress(Exception):
            print(text, file=sys.stderr)
            self._write(text)
        try:
            self._dialog = FaultDialog(text, _window())
            self._dialog.tell_more(GATE.untold)
            self._dialog.finished.connect(self._closed)
            self._dialog.show()
        except Exception:
            self._dialog = None
            traceback.print_exc()
        GATE.untold = 0

    def _hook(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C at the terminal
            self._before[0](kind, error, error.__traceback__)
            return
        GATE.pass_on(Fault(kind, error, error.__traceback__))

    def _thread_hook(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._happened.emit(Fault(told.exc_type, told.exc_value, told.exc_traceback))

    def _take(self, fault: Fault) -> None:
        GATE.pass_on(fault)

    def _is_open(self) -> bool:
        return self._dialog is not None

    def _count(self, untold: int) -> None:
        if self._dialog is not None:
            self._dialog.tell_more(untold)

    def _closed(self, _result: int) -> None:
        self._dialog = None
        GATE.begin_quiet()

    def _write(self, text: str) -> None:
        """Add to the log; the older half of what grew too long goes aside, and replaces what lies there."""
        if self._log is None:
            return
        self._log.parent.mkdir(parents=True, exist_ok=True)
        if self._log.exists() and self._log.stat().st_size > _MOST_LOG:
            self._log.replace(self._log.with_suffix(".old.txt"))
        with self._log.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{text}\n")


class FaultDialog(QDialog):
    """Says that something went wrong, and offers to save a copy; the details are folded away."""

    def __init__(self, details: str, window: DocumentWindow | None) -> None:
        super().__init__(window)
        self._window, self._text = window, details
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong"))
        words = QLabel(
            self.tr(
                "Something went wrong inside treeedit. Your document is unharmed as far as treeedit can tell, "
                "and you can go on working. If you want to be sure, save a copy first."
            )
        )
        words.setWordWrap(True)
        self.more = QLabel()
        self.more.hide()
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.hide()
        column = QVBoxLayout(self)
        for each in (words, self.more, self.details, self._buttons()):
            column.addWidget(each)
        self.setMinimumWidth(560)

    def tell_more(self, number: int) -> None:
        """Say how many further faults there were."""
        self.more.setText(self.tr("… and {0} more since then.").format(f"{number:,}"))
        self.more.setVisible(number > 0)

    def _buttons(self) -> QWidget:
        roles = QDialogButtonBox.ButtonRole
        box = QDialogButtonBox()
        self.fold = box.addButton(self.tr("Show &details"), roles.ResetRole)
        self.copy = box.addButton(self.tr("&Copy details"), roles.ActionRole)
        self.save = box.addButton(self.tr("&Save a copy…"), roles.ActionRole)
        self.go_on = box.addButton(self.tr("C&ontinue"), roles.AcceptRole)
        self.save.setVisible(self._window is not None)
        self.fold.clicked.connect(self._fold)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        box.accepted.connect(self.accept)
        self.go_on.setDefault(True)
        return box

    def _fold(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self.fold.setText(self.tr("Show &details") if self.details.isHidden() else self.tr("Hide &details"))
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _save(self) -> None:
        if self._window is not None:
            self._window.documents.save_copy()


def details_of(fault: Fault) -> str:
    """A fault for those who mend it: versions, and the lines of the program, without the folders before them."""
    text = "".join(traceback.format_exception(*fault)).replace(f"{_PACKAGE.parent}/", "")
    home = str(Path.home())
    text = text.replace(home, "~") if len(home) > 1 else text
    return f"treeedit {treeedit.__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}\n{text}"


def _window() -> DocumentWindow | None:
    """The window that is in use, or any."""
    found = [QApplication.activeWindow(), *QApplication.topLevelWidgets()]
    return next((each for each in found if isinstance(each, DocumentWindow) and each.isVisible()), None)
