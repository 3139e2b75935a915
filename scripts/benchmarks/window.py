"""The canvas and the window, drawn offscreen: a frame, a slide, an edit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from benchmarks.measuring import Scale, Table, alternating, best
from benchmarks.peers import insertion
from benchmarks.trees import inputs, readable, trees
from treeedit import assets
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.tree_item import FULL_SCALE, SHAPES_SCALE
from treeedit.canvas.view.view import View
from treeedit.figure.form import Form
from treeedit.figure.look import Look
from treeedit.figure.shared import SharedDrawing
from treeedit.model import edits
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, Expression, Point
from treeedit.session import Session
from treeedit.window.main import MainWindow
from treeedit.window.settings import Settings

WIDTH, HEIGHT = 1400, 900
PANELS = 600
READABLE = 200


def application() -> QApplication:
    """The one application of this process, with the font of the program."""
    app = cast(QApplication | None, QApplication.instance())
    if app is None:
        app = QApplication([])
        app.setStyle("Fusion")
        QFontDatabase.addApplicationFont(str(assets.font_file()))
        app.setFont("DejaVu Sans")
    return app


def grown(expression: Expression) -> Forest:
    forest = Forest()
    forest.apply(edits.add(forest, expression, Point(0, 0)))
    return forest


def slide(session: Session) -> Callable[[], None]:
    """A call that changes every input, so that no number on the canvas stays as it was."""
    seeds = cycle((1, 2))

    def turn() -> None:
        change = Edit()
        for label, value in inputs(next(seeds)).items():
            if label in session.forest.inputs:
                change = change.then(edits.set_input(session.forest, label, value))
        session.do(change, "slide", turn)
        assert session.evaluation

    return turn


def frame(scale: Scale) -> Table:
    """A frame of the canvas with the whole forest in view: every number new, and nothing new."""
    title = f"frame: the canvas at {WIDTH} × {HEIGHT}, all nodes in view, ms"
    table = Table(title, ["tree", "nodes", "level of detail", "all numbers new", "nothing new"])
    app = application()
    for shape, _, expression in [("readable", READABLE, readable(READABLE)), *trees(scale)]:
        session = Session(grown(expression))
        view = View(Stage(session, Look()))
        view.resize(WIDTH, HEIGHT)
        view.show()
        app.processEvents()
        view.fit()
        change = slide(session)
        idle = best(view.viewport().repaint, scale.seconds / 2)
        new = best(lambda: (change(), view.viewport().repaint()), scale.seconds / 2)  # noqa: B023
        new -= best(change, scale.seconds / 4)
        table.rows.append([shape, len(session.forest.nodes), level(view), max(new, 0.0), idle])
        view.close()
    return table


def level(view: View) -> str:
    scale = view.scale_now()
    return "texts" if scale >= FULL_SCALE else "shapes" if scale >= SHAPES_SCALE else "raster"


class Painted(QObject):
    """Counts the frames of a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.frames = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.frames += event.type() == QEvent.Type.Paint
        return False


class Window:
    """The whole window on a forest, and a way to wait for its next frame."""

    def __init__(self, forest: Forest, folder: str) -> None:
        self.app = application()
        self.session = Session(Forest())
        self.window = MainWindow(self.session, Settings(Path(folder) / "settings.json"))
        self.window.parts.stage.still_motion = True
        self.window.resize(WIDTH + PANELS, HEIGHT + PANELS // 3)
        self.window.show()
        self.session.open(forest)
        self.window.view.fit()
        self.painted = Painted()
        self.window.view.viewport().installEventFilter(self.painted)
        self.settle()

    def settle(self) -> None:
        for _ in range(5):
            self.app.processEvents()

    def until_painted(self) -> None:
        """Let events run until the canvas has a new frame and nothing else waits."""
        before = self.painted.frames
        while self.painted.frames == before:
            self.app.processEvents()

    def close(self) -> None:
        self.session.stack.setClean()
        self.window.close()
        self.window.deleteLater()
        self.session.deleteLater()
        self.settle()


def morph(scale: Scale) -> Table:
    """From tree form to shared form: what the switch takes, and a frame on the way, all in view and at 100 %."""
    title = f"morph: from tree form to shared form at {WIDTH} × {HEIGHT}, ms"
    table = Table(title, ["tree", "nodes", "functions", "to begin", "a frame, all in view", "a frame at 100 %"])
    app = application()
    for shape, _, expression in [("readable", READABLE, readable(READABLE)), *trees(scale)]:
        session = Session(grown(expression))
        stage = Stage(session, Look())
        view = View(stage)
        view.resize(WIDTH, HEIGHT)
        view.show()
        app.processEvents()
        view.fit()
        begun = best(lambda: stage.restyle(Look(form=Form("shared"))), 0.0)  # noqa: B023
        if stage.morph is not None and isinstance(stage.drawing, SharedDrawing):
            times = [frame_of_morph(stage, view, scale.seconds / 2)]
            view.zoom_to_full_size()
            times.append(frame_of_morph(stage, view, scale.seconds / 2))
            functions = len(stage.drawing.sharing.nodes)
            table.rows.append([shape, len(session.forest.nodes), functions, begun, *times])
        stage.restyle(Look())
        view.close()
    return table


def frame_of_morph(stage: Stage, view: View, seconds: float) -> float:
    moments = cycle((0.1, 0.5, 0.9))
    assert stage.morph is not None
    stage._motion.stop()

    def turn() -> None:
        stage._move(next(moments))
        view.viewport().repaint()

    def turns() -> None:
        for _ in range(3):
            turn()

    return best(turns, seconds) / 3


def slider(scale: Scale) -> Table:
    """From a slider's value to the repainted window: one input, both passes, cards, inspector, canvas."""
    table = Table("slider: from set_input to the repainted window, ms", ["tree", "nodes", "slide to frame"])
    with tempfile.TemporaryDirectory() as folder:
        for shape, _, expression in [("readable", READABLE, readable(READABLE)), *trees(scale)]:
            shown = Window(grown(expression), folder)
            session, label, gesture = shown.session, next(iter(shown.session.forest.inputs)), object()

            def turn(value: float) -> None:
                session.do(edits.set_input(session.forest, label, value), "slide", gesture)  # noqa: B023
                shown.until_painted()  # noqa: B023

            table.rows.append([shape, len(session.forest.nodes), best(alternating(turn, 0.5, -0.7), scale.seconds)])
            shown.close()
    return table


def session(scale: Scale) -> Table:
    """A node is inserted or removed: the session with its canvas alone, and to the repainted window."""
    table = Table(
        "session: an edit with its new order, tape, sets, layout, finder and items, ms",
        ["tree", "nodes", "edit", "and numbers", "in the window, to the frame"],
    )
    application()
    with tempfile.TemporaryDirectory() as folder:
        for shape, _, expression in trees(scale):
            done = Session(grown(expression))
            stage = Stage(done, Look())
            stage.still_motion = True
            there = insertion(done.forest)
            gesture = object()
            turns = [there.inverse(), there]

            def edit() -> Session:
                turns.reverse()  # noqa: B023
                done.do(turns[0], "edit", gesture)  # noqa: B023
                assert len(done.analysis.sets.set_of)  # noqa: B023
                return done  # noqa: B023

            row = [best(edit, scale.seconds), best(lambda: edit().evaluation, scale.seconds)]
            row.append(edit_to_frame(expression, folder, scale.seconds))
            table.rows.append([shape, len(done.forest.nodes), *row])
    return table


def edit_to_frame(expression: Expression, folder: str, seconds: float) -> float:
    shown = Window(grown(expression), folder)
    there = insertion(shown.session.forest)

    def turn(change: Edit) -> None:
        shown.session.do(change, "edit", there)
        shown.until_painted()

    found = best(alternating(turn, there, there.inverse()), seconds)
    shown.close()
    return found
