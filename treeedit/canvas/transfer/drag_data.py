"""What is dragged or copied: JSON of a type of our own, and for everybody else a formula and pictures.

What comes back is read with suspicion: it may be from another window, another program, or nobody's friend. Only what
is wholly sound becomes a load.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData

from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.canvas.scene.scene import Stage, to_point
from treeedit.canvas.transfer.load import Load
from treeedit.export.cutting import cut_out, outermost
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.order import ExportError, Order, Subject, parted_subject, subject_of
from treeedit.figure.look import LIGHT
from treeedit.files.carrier import document_to_carry
from treeedit.files.fault import FileError
from treeedit.files.paper import write_forest
from treeedit.files.writer import write_atomically
from treeedit.model.belongings import NOTHING, Belongings, CarriedNote, belongings_of
from treeedit.model.forest import expression_of, operands_first
from treeedit.model.formula import FormulaError, print_expression
from treeedit.model.gathering import gathered
from treeedit.model.labels import checked_label, is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.pinning import FARTHEST, text_fault
from treeedit.model.records import EditError, Expression, Input, Leaf, NodeId, Point, widened
from treeedit.model.rows import in_a_row

LOAD_TYPE = "application/x-treeedit-load+json"
SVG_TYPE, PNG_TYPE = "image/svg+xml", "image/png"
PICTURE_SCALE = 2.0
MOST_PICTURED = 2000
"""Nodes: a picture of more is neither readable nor quickly made."""
_LONGEST_NAME = 40
"""Of a file, in characters; file systems allow 255 bytes."""
_MOST_TOKENS = 2_000_000
_MOST_NOTES = 2_000
_FARTHEST = 1e7


def load_data(expression: Expression) -> QMimeData:
    """An expression as drag data, as JSON of our own type."""
    data = QMimeData()
    data.setData(LOAD_TYPE, msgspec.json.encode(_tokens(expression)))
    return data


def tree_data(stage: Stage, nodes: Iterable[NodeId]) -> QMimeData:
    """The subtrees of some nodes, the outermost: as our own type, as formulas line by line, as PNG and as SVG."""
    outer = outermost(stage.session.forest, nodes)
    data = QMimeData()
    if outer:
        data.setData(LOAD_TYPE, _packed(stage, outer))
        data.setText("\n".join(print_expression(expression_of(stage.session.forest, node)) for node in outer))
        for kind, picture in _pictures(stage, outer).items():
            data.setData(kind, picture)
    return data


def load_of(data: QMimeData) -> Load | None:
    """The load that drag data carry; None if they are not ours or not sound."""
    if not data.hasFormat(LOAD_TYPE):
        return None
    try:
        found = msgspec.json.decode(data.data(LOAD_TYPE).data(), type=list[_Leaf | str | None] | _Trees)
    except (msgspec.DecodeError, RecursionError):
        return None
    trees = found if isinstance(found, _Trees) else _Trees([_Tree(found)])
    return _load(trees) if _is_sound(trees) else None


def load_of_text(text: str, names: Iterable[str] = ()) -> Load:
    """The load of formulas in a text for a document that has these names. FormulaError if it has none."""
    found = gathered(text, names)
    grown = [each.expression for each in found.definitions if not each.used]
    if not grown:
        raise FormulaError(found.fault.rstrip("."))
    return load_of_trees(grown)


def load_of_trees(trees: Sequence[Expression]) -> Load:
    """The load of some trees, side by side."""
    (first, y), *others = in_a_row(trees, Point(0.0, 0.0))
    more = (Point(x - first, each - y) for x, each in others)
    return Load(trees[0], more=tuple(zip(trees[1:], more, strict=True)))


def picture_file(data: QMimeData, folder: Path, name: str) -> Path | None:
    """The picture of drag data as a PNG file in a folder, for who takes only files; None if there is none.

    A full disk is no reason not to drag: the other forms of the data go on without the file.
    """
    if not data.hasFormat(PNG_TYPE):
        return None
    path = folder / f"{name[:_LONGEST_NAME] or 'tree'}.png"
    try:
        write_atomically(path, bytes(data.data(PNG_TYPE).data()))
    except FileError:
        return None
    return path


# --- what is written ---


class _Leaf(msgspec.Struct):
    label: str


class _Note(msgspec.Struct):
    """A note on the place-th node of its tree, operands first."""

    place: int
    text: str
    x: float
    y: float


class _Tree(msgspec.Struct):
    """A tree, how far its root stands from the first one's, its notes, and the places of its folds."""

    tokens: list[_Leaf | str | None]
    x: float = 0.0
    y: float = 0.0
    folds: list[int] = []
    notes: list[_Note] = []


class _Input(msgspec.Struct):
    value: float
    low: float
    high: float
    step: float


class _Trees(msgspec.Struct):
    trees: list[_Tree]
    inputs: dict[str, _Input] = {}


def _tokens(expression: Expression) -> list[_Leaf | str | None]:
    return [_Leaf(token.label) if isinstance(token, Leaf) else token for token in expression]


def _packed(stage: Stage, nodes: list[NodeId]) -> bytes:
    forest, first = stage.session.forest, stage.place_of(nodes[0])
    trees = []
    for node in nodes:
        away = stage.place_of(node) - first
        folds, notes = belongings_of(forest, [node])
        told = [_Note(note.place, note.text, *note.offset) for note in notes]
        trees.append(_Tree(_tokens(expression_of(forest, node)), away.x(), away.y(), list(folds), told))
    labels = {token.label for tree in trees for token in tree.tokens if isinstance(token, _Leaf)}
    known = {label: each for label, each in forest.inputs.items() if label in labels}
    inputs = {label: _Input(each.value, each.low, each.high, each.step) for label, each in known.items()}
    return msgspec.json.encode(_Trees(trees, inputs))


def _pictures(stage: Stage, nodes: list[NodeId]) -> dict[str, bytes]:
    """The subtrees as pictures by type: none if there is too much to draw."""
    forest = stage.session.forest
    if sum(len(operands_first(forest, node)) for node in nodes) > MOST_PICTURED:
        return {}
    subject = _subject(stage, nodes)
    title = print_expression(expression_of(forest, nodes[0]))
    document = document_to_carry(write_forest(subject.forest))
    order = Order(subject, PICTURE_SCALE, title, LIGHT.paper, document=document)
    try:
        kinds = ((PNG_TYPE, "png"), (SVG_TYPE, "svg"))
        return {kind: export_bytes(EXPORTS[key], order, DRAWERS) for kind, key in kinds}
    except ExportError:
        return {}


def _subject(stage: Stage, nodes: list[NodeId]) -> Subject:
    """The subtrees drawn as trees of their own, on light paper whatever the window shows."""

    def place(node: NodeId) -> Point:
        return to_point(stage.place_of(node))

    hidden = [each for each in stage.veil.fields if stage.veil.hides(each)]
    alone = cut_out(stage.session.forest, nodes, place, hidden)
    are_trees = all(node in stage.session.forest.roots for node in nodes)
    shows = stage.look.shows if are_trees else stage.look.shows - {"names"}
    return parted_subject(subject_of(alone, replace(stage.look, theme=LIGHT, shows=shows)))


# --- what is read ---


def _load(trees: _Trees) -> Load:
    first, *others = ((_expression(tree), Point(tree.x, tree.y)) for tree in trees.trees)
    values = ((label, widened(Input(e.value, e.low, e.high, e.step))) for label, e in trees.inputs.items())
    belongings, places = NOTHING, 0
    for tree in trees.trees:
        belongings = belongings.joined(_belongings(tree).moved(places))
        places += sum(token is not None for token in tree.tokens)
    return Load(first[0], values=tuple(values), more=tuple(others), belongings=belongings)


def _belongings(tree: _Tree) -> Belongings:
    notes = (CarriedNote(note.place, note.text, Point(note.x, note.y)) for note in tree.notes)
    return Belongings(tuple(tree.folds), tuple(notes))


def _expression(tree: _Tree) -> Expression:
    return tuple(Leaf(token.label) if isinstance(token, _Leaf) else token for token in tree.tokens)


def _is_sound(trees: _Trees) -> bool:
    """Whether there are trees, near each other, and numbers for names: nothing that could surprise the program."""
    return (
        0 < sum(len(tree.tokens) for tree in trees.trees) <= _MOST_TOKENS
        and all(abs(place) <= _FARTHEST for tree in trees.trees for place in (tree.x, tree.y))
        and all(_is_one_tree(_expression(tree)) for tree in trees.trees)
        and all(map(_are_sound_belongings, trees.trees))
        and all(_is_label(label) and is_name(label) and _is_input(each) for label, each in trees.inputs.items())
    )


def _is_input(given: _Input) -> bool:
    numbers = (given.value, given.low, given.high, given.step)
    return all(math.isfinite(each) for each in numbers) and given.low < given.high and given.step > 0


def _are_sound_belongings(tree: _Tree) -> bool:
    """Whether only operations are folded, each once, and notes are what a document may hold."""
    nodes = [token for token in tree.tokens if token is not None]
    return (
        len(tree.notes) <= _MOST_NOTES
        and len(set(tree.folds)) == len(tree.folds)
        and all(0 <= place < len(nodes) and isinstance(nodes[place], str) for place in tree.folds)
        and all(0 <= note.place < len(nodes) and not text_fault(note.text) for note in tree.notes)
        and all(abs(part) <= FARTHEST for note in tree.notes for part in (note.x, note.y))
    )


def _is_one_tree(expression: Expression) -> bool:
    """Whether tokens from anywhere are a tree, operands first, of operators and labels that there are."""
    depth = 0
    for token in expression:
        arity = 0
        if isinstance(token, str):
            arity = OPERATORS[token].arity if token in OPERATORS else depth + 1
        if arity > depth or (isinstance(token, Leaf) and not _is_label(token.label)):
            return False
        depth += 1 - arity
    return depth == 1 and expression[-1] is not None


def _is_label(text: str) -> bool:
    try:
        return checked_label(text) == text
    except EditError:
        return False
