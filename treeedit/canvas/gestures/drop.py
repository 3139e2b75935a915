"""What a drag of the platform brings: from the palette, another window, another program, or back home."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QPainter

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.drag import Carry
from treeedit.canvas.gestures.drop_plan import Plan
from treeedit.canvas.gestures.gesture import Gesture, Keys
from treeedit.canvas.gestures.overlay import paint_hint
from treeedit.canvas.transfer.drag_data import LOAD_TYPE, PNG_TYPE, load_of, load_of_text
from treeedit.canvas.transfer.load import Load
from treeedit.canvas.transfer.picture_data import load_of_picture
from treeedit.figure.read_as import read_as
from treeedit.model.formula import Definition, FormulaError
from treeedit.words import told, translate

MOST_LETTERS = 100_000
_MOST_QUOTED = 60


class Strange:
    """What cannot be dropped, such as a text that is no formula; it says so, and once more when it is let go."""

    drifts = False

    def __init__(self, camera: Camera, sentence: str) -> None:
        self._camera, self._sentence = camera, told(sentence)
        self._point = QPointF()

    def move(self, point: QPointF, keys: Keys) -> None:
        self._point = point
        self._camera.viewport().update()

    def release(self, point: QPointF, keys: Keys) -> None:
        self.cancel()
        self._camera.stage.say(self._sentence)

    def cancel(self) -> None:
        self._camera.viewport().update()

    def paint(self, painter: QPainter) -> None:
        paint_hint(self._camera, painter, Plan(None, self._sentence), self._point)


class _Told(Carry):
    """Formulas from elsewhere; where they are let go, it is told how they were read."""

    def __init__(self, camera: Camera, load: Load) -> None:
        super().__init__(camera, load, QPointF())

    def release(self, point: QPointF, keys: Keys) -> None:
        known = self._camera.stage.session.forest.names()
        super().release(point, keys)
        if not self.is_illegal():
            trees = (self.load.expression, *(each for each, _ in self.load.more))
            self._camera.stage.say(read_as([Definition("", each) for each in trees], known) + ".")


def brought(camera: Camera, data: QMimeData, lent: Carry | None) -> Gesture | None:
    """The gesture that drag data begin; None if they are nothing for the canvas.

    lent: what has left this view by the same drag, and so comes back to be moved.
    """
    load = _load_of(data) if lent is None else lent.load
    if load is not None:
        carry = Carry(camera, load, QPointF() if lent is None else lent.grab)
        if data.hasFormat(PNG_TYPE):
            carry.ghosts.clear()  # the platform shows the picture that was given to it
        return carry
    if data.hasFormat(LOAD_TYPE) or data.hasUrls() or not data.hasText():
        return None
    return _brought_text(camera, data.text())


def _load_of(data: QMimeData) -> Load | None:
    """What is ours, as a tree or in a picture that carries one; a file is for the window, which opens it."""
    if data.hasFormat(LOAD_TYPE):
        return load_of(data)
    return None if any(url.isLocalFile() for url in data.urls()) else load_of_picture(data)


def _brought_text(camera: Camera, text: str) -> Gesture:
    if len(text) > MOST_LETTERS:
        return Strange(camera, translate("drop", "This text is too long to be a formula."))
    try:
        return _Told(camera, load_of_text(text, camera.stage.session.forest.names()))
    except FormulaError as error:
        line = told(text.strip().split("\n")[0], _MOST_QUOTED)
        return Strange(camera, translate("drop", "“{0}” is not a formula: {1}.").format(line, str(error).rstrip(".")))
