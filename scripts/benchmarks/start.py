"""The start: from the command to the window, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from benchmarks.measuring import Scale, Table, best

# The program itself; only its event loop ends as soon as the canvas has its first frame.
UNTIL_SHOWN = """
import os
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and type(watched.parent()).__name__ == "View":
            watched.removeEventFilter(self)
            QApplication.sendEvent(watched, event)
            os._exit(0)
        return False

def shown(application):
    watch = Watch()
    for widget in application.allWidgets():
        widget.installEventFilter(watch)
    while True:
        application.processEvents()

QApplication.exec = shown
from treeedit.cli import main
main([])
"""
COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "import PySide6.QtWidgets": ("-c", "import PySide6.QtWidgets"),
    "treeedit eval x1*x2": ("-m", "treeedit", "eval", "x1*x2"),
    "treeedit, to the first frame": ("-c", UNTIL_SHOWN),
}


def start(scale: Scale) -> Table:
    """Each command from its call to its end, or to the window's first frame; the files are in the system's cache."""
    table = Table("start: second and later starts, ms", ["command", "time"])
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": folder}
        for name, command in COMMANDS.items():

            def call(command: tuple[str, ...] = command) -> None:
                subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, check=True)

            table.rows.append([name, best(call, 2 * scale.seconds)])
    return table
