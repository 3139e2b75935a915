"""Cut, copy and paste of trees. What is copied is there for everybody: as formula, as tree, as PNG and as SVG.

What is pasted may be anything: a tree of ours, a picture that carries one, formulas from a mail or a paper, or nothing
of use, which is said in one sentence. Text fields have their own keys for this; these act where the canvas has the
focus, or a menu is used.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from treeedit.canvas.gestures.drop_plan import plan_at
from treeedit.canvas.scene.scene import to_point
from treeedit.canvas.transfer.drag_data import PNG_TYPE, load_of, load_of_trees, tree_data
from treeedit.canvas.transfer.load import Load
from treeedit.canvas.transfer.picture_data import holds_picture, load_of_picture
from treeedit.canvas.view.view import View
from treeedit.export.cutting import outermost
from treeedit.figure.read_as import read_as
from treeedit.model import edits
from treeedit.model.belongings import with_belongings
from treeedit.model.expanding import with_functions
from treeedit.model.forest import Forest, expression_of
from treeedit.model.formula import Definition, print_latex
from treeedit.model.gathering import Gathered, gathered
from treeedit.model.naming import name_function
from treeedit.model.records import Edit, EditError, Input, NodeId, Point
from treeedit.window.editing.commands import Editing
from treeedit.window.editing.insertion_point import free_place

_MOST_LATEX = 20_000


class Clipboard(QObject):
    """Copies what is chosen on a view, and pastes where its cursor is."""

    def __init__(self, view: View, editing: Editing) -> None:
        super().__init__(view)
        self._view, self._stage, self._session, self._editing = view, view.stage, view.stage.session, editing
        application = QApplication.instance()
        if application is not None and QGuiApplication.platformName() == "offscreen":
            application.aboutToQuit.connect(self._let_go)

    def copy(self) -> None:
        """Put the chosen subtrees on the clipboard."""
        data = tree_data(self._stage, self._stage.selection)
        outer = outermost(self._session.forest, self._stage.selection)
        if len(outer) > 1:
            data.setText("\n".join(self._named(node, line) for node, line in zip(outer, _lines(data), strict=True)))
        _clipboard().setMimeData(data)
        if not data.hasFormat(PNG_TYPE):
            self._stage.say(self.tr("Copied as formula and tree; there is too much of it for a picture."))
        else:
            self._stage.say(self.tr("Copied as formula, tree and picture."))

    def cut(self) -> None:
        """Put the chosen subtrees on the clipboard and take them away."""
        self.copy()
        self._editing.remove()

    def copy_latex(self) -> None:
        """Put the chosen subtrees on the clipboard as LaTeX, a line each."""
        forest = self._session.forest
        trees = [expression_of(forest, node) for node in outermost(forest, self._stage.selection)]
        if sum(map(len, trees)) > _MOST_LATEX:
            self._stage.say(self.tr("This is too large to be copied as LaTeX."))
            return
        _clipboard().setText("\n".join(map(print_latex, trees)))
        self._stage.say(self.tr("Copied as LaTeX."))

    def paste(self) -> None:
        """Put what the clipboard holds at the cursor, else as loose trees into the view."""
        data = _clipboard().mimeData()
        load = None if data is None else load_of(data) or load_of_picture(data)
        if load is not None:
            self._put(load)
        elif data is not None and data.hasText() and data.text().strip():
            self._put_text(data.text())
        elif data is not None and holds_picture(data):
            self._stage.say(self.tr("The clipboard holds a picture without a tree in it; nothing is pasted."))
        else:
            self._stage.say(self.tr("The clipboard holds no formula and no tree."))

    # --- pasting ---

    def _put_text(self, text: str) -> None:
        known = self._session.forest.names()
        found = gathered(text, known)
        if found.definitions:
            if not self._put(self._load_of(found), found):
                return
            self._stage.say(" ".join(each for each in (f"{read_as(found.definitions, known)}.", found.fault) if each))
        elif found.fault:
            self._stage.say(found.fault)

    def _load_of(self, found: Gathered) -> Load:
        functions = self._session.forest.functions
        trees = [with_functions(each.expression, functions) for each in found.definitions if not each.used]
        return load_of_trees(trees)

    def _put(self, load: Load, found: Gathered | None = None) -> bool:
        """Put a load where it goes; whether it could be. A refusal is said."""
        before = set(self._session.forest.nodes)
        if not self._editing.do(lambda: self._pasted(load, found), self.tr("paste")):
            return False
        forest = self._session.forest
        fresh = [node for node in outermost(forest, set(forest.nodes) - before) if node in forest.nodes]
        self._stage.select(fresh)
        self._view.keep_fitted()
        return True

    def _pasted(self, load: Load, found: Gathered | None) -> Edit:
        """The edit of a paste: one tree at the cursor; several, or none chosen, loose."""
        forest = self._session.forest
        cursor = self._stage.cursor()
        if cursor is not None and not load.more:
            return _with_values(plan_at(self._stage, replace(load, values=()), cursor).edit or Edit(), load)
        names = {} if found is None else {i: each.name for i, each in enumerate(_trees(found))}
        middle = to_point(free_place(self._view))
        trees = [(load.expression, Point(0.0, 0.0)), *load.more]
        canvas, total = forest.copy(), Edit()
        for i, (expression, away) in enumerate(trees):
            place = Point(middle.x + away.x, middle.y + away.y)
            total = _then(canvas, total, edits.add(canvas, expression, place, names.get(i, "")))
        for each in [] if found is None else found.definitions:
            if each.used:
                total = _called(canvas, total, each)
        return with_belongings(forest, _with_values(total, load), load.belongings)

    def _named(self, node: NodeId, line: str) -> str:
        """A copied line as the definition of its tree's name; a subtree has none."""
        root = self._session.forest.roots.get(node)
        return line if root is None else f"{root.name} = {line}"

    def _let_go(self) -> None:
        """The offscreen platform crashes at exit over a clipboard that is still full."""
        _clipboard().clear()


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


def _lines(data: QMimeData) -> list[str]:
    return data.text().split("\n")


def _trees(found: Gathered) -> list[Definition]:
    """The formulas that become trees; the others are used by these."""
    return [each for each in found.definitions if not each.used]


def _then(canvas: Forest, total: Edit, edit: Edit) -> Edit:
    canvas.apply(edit)
    return total.then(edit)


def _called(canvas: Forest, total: Edit, each: Definition) -> Edit:
    """Name a function if the name is free; a paste is not refused over a name."""
    try:
        return _then(canvas, total, name_function(canvas, each.name, each.expression))
    except EditError:
        return total


def _with_values(edit: Edit, load: Load) -> Edit:
    """The inputs that an edit brings, with the values and ranges that come along."""
    inputs = {label: (before, _valued(load, label, after)) for label, (before, after) in edit.inputs.items()}
    return replace(edit, inputs=inputs)


def _valued(load: Load, label: str, given: Input | None) -> Input | None:
    known = dict(load.values).get(label)
    return given if known is None or given is None else replace(known, mark=given.mark)
