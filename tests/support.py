"""What many tests need: forests from a short notation, and forests at random."""

from __future__ import annotations

import mmap
import os
from pathlib import Path

from hypothesis import strategies as st

from treeedit.model.edits import (
    add,
    dissolve,
    insert_expression,
    relabel,
    relabel_everywhere,
    remove,
    set_input,
    set_range,
    supplant,
    swap,
)
from treeedit.model.exercises import KINDS, answer, clear_answers, hide, show
from treeedit.model.folding import fold, fold_to_depth, toggle_fold, unfold_all
from treeedit.model.forest import Forest
from treeedit.model.formula import forest_of
from treeedit.model.naming import name_function, name_subtree, name_tree, rename_function, unname_function
from treeedit.model.operators import OPERATORS
from treeedit.model.pinning import change_note, move_note, pin_note, remove_notes, repin_note
from treeedit.model.presets import keep_preset, remove_preset, rename_preset, use_preset
from treeedit.model.records import Blank, Edit, EditError, Expression, Leaf, NodeId, Point
from treeedit.model.rewriting import rewrite

# What a program in a process of its own needs: its search paths, Qt's unpacked system libraries among them.
PATHS = {
    name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH", "FONTCONFIG_FILE") if name in os.environ
}

LABELS = ("x1", "x2", "theta", "θ", "w_11", "2", "0.5", "pi")


@st.composite
def expressions(draw: st.DrawFn, max_operations: int = 8) -> Expression:
    """Any tree, empty slots included; its root is a node."""
    stack: list[Expression] = [_operand(draw)]
    for _ in range(draw(st.integers(0, max_operations))):
        operator = draw(st.sampled_from(sorted(OPERATORS)))
        while len(stack) < OPERATORS[operator].arity:
            stack.append(_operand(draw))
        operands = [stack.pop() for _ in range(OPERATORS[operator].arity)]
        stack.append((*(token for operand in operands for token in operand), operator))
    whole = stack[-1]
    return whole if whole != (None,) else (Leaf("x1"),)


def _operand(draw: st.DrawFn) -> Expression:
    label = draw(st.sampled_from((*LABELS, None)))
    return (None if label is None else Leaf(label),)


def points() -> st.SearchStrategy[Point]:
    place = st.floats(-1e5, 1e5)
    return st.builds(Point, place, place)


@st.composite
def edits(draw: st.DrawFn, forest: Forest) -> Edit:
    """Something that a user could do next."""
    verb = draw(st.sampled_from(_VERBS))
    try:
        return verb(draw, forest)
    except EditError:
        return Edit()


def _add(draw: st.DrawFn, forest: Forest) -> Edit:
    return add(forest, draw(expressions()), draw(points()))


def _remove(draw: st.DrawFn, forest: Forest) -> Edit:
    return remove(forest, [_node(draw, forest)])


def _swap(draw: st.DrawFn, forest: Forest) -> Edit:
    return swap(forest, _node(draw, forest))


def _set_input(draw: st.DrawFn, forest: Forest) -> Edit:
    label = draw(st.sampled_from(sorted(forest.inputs) or ["none"]))
    return set_input(forest, label, draw(st.floats(allow_nan=False, allow_infinity=False)))


def _about(draw: st.DrawFn, forest: Forest) -> Edit:
    text = draw(st.text(st.characters(exclude_categories=("Cs",)), max_size=20))
    key = draw(st.sampled_from(("title", "text")))
    return Edit(about={key: (forest.about.get(key), text)})


def _change_tree(draw: st.DrawFn, forest: Forest) -> Edit:
    node, grown = _node(draw, forest), draw(expressions(max_operations=3))
    verbs = (
        lambda: supplant(forest, grown, node),
        lambda: insert_expression(forest, grown, node),
        lambda: rewrite(forest, forest.root_of(node), grown),
        lambda: dissolve(forest, node),
        lambda: relabel(forest, node, draw(_labels)),
        lambda: relabel_everywhere(forest, draw(_labels), draw(_labels)),
    )
    return draw(st.sampled_from(verbs))()


def _fold(draw: st.DrawFn, forest: Forest) -> Edit:
    node = _node(draw, forest)
    verbs = (
        lambda: fold(forest, [node]),
        lambda: toggle_fold(forest, forest.nodes),
        lambda: fold_to_depth(forest, forest.trees(), draw(st.integers(0, 3))),
        lambda: unfold_all(forest, [node]),
    )
    return draw(st.sampled_from(verbs))()


def _note(draw: st.DrawFn, forest: Forest) -> Edit:
    node, text, offset = _node(draw, forest), draw(_texts), draw(points())
    number = draw(st.sampled_from(sorted(forest.notes) or [0]))
    verbs = (
        lambda: pin_note(forest, node, text, offset),
        lambda: change_note(forest, number, text),
        lambda: move_note(forest, number, offset),
        lambda: repin_note(forest, number, node, offset),
        lambda: remove_notes(forest, [number]),
    )
    return draw(st.sampled_from(verbs))()


def _blank(draw: st.DrawFn, forest: Forest) -> Edit:
    blank = Blank(draw(st.sampled_from(KINDS)), _node(draw, forest))
    verbs = (
        lambda: hide(forest, [blank, blank]),
        lambda: show(forest, [blank]),
        lambda: answer(forest, next(iter(forest.blanks), blank), draw(_texts)),
        lambda: clear_answers(forest),
    )
    return draw(st.sampled_from(verbs))()


def _preset(draw: st.DrawFn, forest: Forest) -> Edit:
    name, other = draw(st.sampled_from("abc")), draw(_texts)
    verbs = (
        lambda: keep_preset(forest, name),
        lambda: keep_preset(forest, other, sorted(forest.inputs)),
        lambda: use_preset(forest, name),
        lambda: rename_preset(forest, name, other),
        lambda: remove_preset(forest, name),
    )
    return draw(st.sampled_from(verbs))()


def _name(draw: st.DrawFn, forest: Forest) -> Edit:
    node, name, other = _node(draw, forest), draw(_names), draw(_names)
    verbs = (
        lambda: name_function(forest, name, draw(expressions(max_operations=2))),
        lambda: name_subtree(forest, node, name),
        lambda: rename_function(forest, name, other),
        lambda: unname_function(forest, name),
        lambda: name_tree(forest, forest.root_of(node), name),
    )
    return draw(st.sampled_from(verbs))()


def _set_range(draw: st.DrawFn, forest: Forest) -> Edit:
    label = draw(st.sampled_from(sorted(forest.inputs) or ["none"]))
    return set_range(forest, label, *draw(st.tuples(st.floats(), st.floats(), st.floats())))


_labels = st.sampled_from(LABELS)
_names = st.sampled_from(("g", "k", "m", "x1", "f", "2"))
_texts = st.text(max_size=12)
_VERBS = (
    _add,
    _add,
    _remove,
    _swap,
    _set_input,
    _set_range,
    _about,
    _change_tree,
    _fold,
    _note,
    _preset,
    _name,
    _blank,
)


def _node(draw: st.DrawFn, forest: Forest) -> NodeId:
    if not forest.nodes:
        raise EditError("There is no node.")
    return draw(st.sampled_from(sorted(forest.nodes)))


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """What a few edits leave on the canvas."""
    forest = Forest()
    for _ in range(draw(st.integers(0, 8))):
        forest.apply(draw(edits(forest)))
    return forest


def content(forest: Forest) -> tuple[object, ...]:
    """All that is stored of a forest, to compare two."""
    return (*forest.tables(), forest.extras)


def grow(text: str) -> Forest:
    """The forest of a formula, □ being an empty slot: grow("(x1 + x2)^2")."""
    return forest_of(text)


def resident_bytes() -> int:
    """The memory of this process that is not on the disk."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * mmap.PAGESIZE
