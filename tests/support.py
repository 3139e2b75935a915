"""What many tests need: forests from a short notation, and forests at random."""

from __future__ import annotations

import os

from hypothesis import strategies as st

from treeedit.model.edits import add, remove, set_input, swap
from treeedit.model.forest import Forest
from treeedit.model.formula import forest_of
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Edit, EditError, Expression, Leaf, NodeId, Point

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
    verb = draw(st.sampled_from((_add, _remove, _swap, _set_input, _about)))
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
