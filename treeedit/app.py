"""Makes the application, hands the parts to each other, runs. No logic."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NO_DISPLAY = (
    "treeedit: no display was found, so there is no window; "
    "`treeedit eval` and `treeedit export` work without one (see treeedit --help)."
)


def run(paths: list[str]) -> int:
    """Open the window on the files given, or on the running example; gives the exit code."""
    if not _has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 2
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication

    from treeedit import assets
    from treeedit.model.forest import Forest
    from treeedit.session import Session
    from treeedit.window.main import MainWindow
    from treeedit.window.settings import Settings

    app = QApplication(sys.argv[:1])
    app.setApplicationName("treeedit")
    app.setStyle("Fusion")
    QFontDatabase.addApplicationFont(str(assets.font_file()))
    app.setFont("DejaVu Sans")
    session = Session(Forest())
    window = MainWindow(session, Settings())
    window.show()
    if paths:
        window.documents.open_path(Path(paths[0]))
    else:
        window.documents.open_example(assets.example_paths()[0])
    window.view.fit()
    return app.exec()


def _has_display() -> bool:
    """Whether a window can be shown; Linux needs an X or Wayland server, or a platform chosen by hand."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)
