"""Makes the application, hands the parts to each other, runs. No logic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from treeedit.display import missing_display

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from treeedit.window.main import MainWindow

_WITHOUT = "`treeedit eval` and `treeedit export` work without a window"


def run(paths: list[str]) -> int:
    """Open a window for each file given, or one on the running example; gives the exit code."""
    missing = missing_display()
    if missing is not None:
        print(f"treeedit: {missing}; {_WITHOUT}.", file=sys.stderr)
        return 2
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        print(f"treeedit: a system library that windows need is missing ({error}); {_WITHOUT}.", file=sys.stderr)
        return 2
    application = QtWidgets.QApplication(sys.argv[:1])
    windows = _windows(application, paths)
    for window in windows:
        window.show()
        window.view.fit()
    code = application.exec()
    for window in windows:
        window.session.end()
    return code


def _windows(application: QApplication, paths: list[str]) -> list[MainWindow]:
    from PySide6.QtGui import QFontDatabase

    from treeedit import assets
    from treeedit.window.main import open_window
    from treeedit.window.settings import Settings

    application.setApplicationName("treeedit")
    application.setStyle("Fusion")
    QFontDatabase.addApplicationFont(str(assets.font_file()))
    application.setFont("DejaVu Sans")
    settings = Settings()
    if not paths:
        return [open_window(settings, None)]
    return [open_window(settings, Path(path)) for path in paths]
