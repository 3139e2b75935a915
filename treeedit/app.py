"""Makes the application, hands the parts to each other, runs. No logic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from treeedit.display import missing_display
from treeedit.words import told

if TYPE_CHECKING:
    from PySide6 import QtWidgets

_WITHOUT = "`treeedit eval` and `treeedit export` work without a window"
_MOST_QUOTED = 200
_SWITCH_S = 0.001
"""How long Python's other threads may keep the user's waiting: a fifth of the usual time, or frames are late while a
copy for recovery is written."""


def run(paths: list[str]) -> int:
    """Open a window for each file given, or where one left off; gives the exit code."""
    missing = missing_display()
    if missing is not None:
        print(f"treeedit: {missing}; {_WITHOUT}.", file=sys.stderr)
        return 2
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        from treeedit.system_packages import advice

        words = f"a system library that windows need is missing ({told(error, _MOST_QUOTED)}); {_WITHOUT}."
        print(f"treeedit: {words} {advice()}" if sys.platform.startswith("linux") else words, file=sys.stderr)
        return 2
    return _run(QtWidgets.QApplication(sys.argv[:1]), [Path(path) for path in paths])


def _run(application: QtWidgets.QApplication, paths: list[Path]) -> int:
    from PySide6.QtCore import QCoreApplication, QStandardPaths
    from PySide6.QtGui import QFontDatabase

    from treeedit import assets, words
    from treeedit.window.documents.windows import Desk
    from treeedit.window.frame.error_dialog import Faults
    from treeedit.window.frame.garbage_collection import Garbage
    from treeedit.window.main import MainWindow
    from treeedit.window.settings import Settings

    application.setApplicationName("treeedit")
    words.use(QCoreApplication.translate)
    application.setStyle("Fusion")
    QFontDatabase.addApplicationFont(str(assets.font_file()))
    application.setFont("DejaVu Sans")
    sys.setswitchinterval(_SWITCH_S)
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericStateLocation)
    state = Path(folder) / "treeedit"
    faults = Faults(state / "log.txt")
    faults.install()
    garbage = Garbage(application)
    garbage.begin()
    desk = Desk(Settings(), MainWindow, state)
    desk.start(paths)
    code = application.exec()
    desk.end()
    garbage.end()
    faults.uninstall()
    return code
