"""Draw the README's pictures into resources/pictures: python scripts/screenshots.py [FOLDER].

The rule: no display is needed, and the same program draws the same pixels again; what a picture shows is stated in
PICTURES and nowhere else.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.window import application
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest

from treeedit.assets import example_paths, resources
from treeedit.canvas.painting.bitmap import png_bytes
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.options import Options, Size, Which, order_for
from treeedit.figure.look import DARK, Look
from treeedit.figure.page import page
from treeedit.files.paper import load
from treeedit.files.writer import write_atomically
from treeedit.model.analysis import analyse, evaluated
from treeedit.window.main import MainWindow, open_window
from treeedit.window.settings import Key, Settings

WIDTH, HEIGHT = 1360, 840
SETTLED_MS = 500
SUM_OF_G = 18
"""The step of the running example at which ∂f/∂g is added up."""


def light_window() -> bytes:
    """The window on the running example."""
    return _window(_choose_root)


def lesson_window() -> bytes:
    """The same at the step that adds up the partials of g."""
    return _window(_step_to_the_sum)


def _choose_root(window: MainWindow) -> None:
    window.parts.stage.select([window.parts.stage.session.forest.trees()[0]])


def _step_to_the_sum(window: MainWindow) -> None:
    window.parts.stepping.toggle()
    window.parts.stepping.go_to(SUM_OF_G)


def _window(prepare: Callable[[MainWindow], None]) -> bytes:
    """A window on the running example, prepared in some way."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.json")
        settings.keep(Key.SCHEME, "light")
        window = open_window(settings, None)
        window.parts.stage.still_motion = True
        window.resize(WIDTH, HEIGHT)
        window.show()
        QTest.qWait(SETTLED_MS)
        prepare(window)
        QTest.qWait(SETTLED_MS)
        window.view.fit()
        window.view.setFocus()
        QTest.qWait(SETTLED_MS)
        picture = _encoded(window.grab().toImage())
        _put_away(window)
    return picture


def dark_picture() -> bytes:
    """The exported picture of a neuron with its squared error, dark."""
    path = next(path for path in example_paths() if "neuron" in path.name)
    forest = load(path)
    analysis = analyse(forest)
    figure = page(forest, analysis, evaluated(forest, analysis), Look(DARK))
    return png_bytes(figure, 1.0, figure.paper)


def moving_steps() -> bytes:
    """The most instructive steps of the running example, as an animation."""
    options = Options(format="gif", steps=Which.KEY, seconds=2.0, size=Size.PIXELS, pixels=760)
    return export_bytes(EXPORTS["gif"], order_for(options, load(example_paths()[0])), DRAWERS)


PICTURES: dict[str, Callable[[], bytes]] = {
    "window.png": light_window,
    "lesson.png": lesson_window,
    "neuron-dark.png": dark_picture,
    "steps.gif": moving_steps,
}


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image.convertToFormat(QImage.Format.Format_RGB888))
    return bytes(data.data())


def _put_away(window: MainWindow) -> None:
    window.session.stack.setClean()
    window.close()
    window.deleteLater()


def main(arguments: list[str]) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application()
    folder = Path(arguments[0]) if arguments else resources() / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        write_atomically(folder / name, draw())
        print(folder / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
