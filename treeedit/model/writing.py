"""The verb behind the formula line: what somebody has typed becomes trees of the canvas."""

from __future__ import annotations

from treeedit.model.edits import add, rewrite
from treeedit.model.forest import Forest
from treeedit.model.formula import Definition
from treeedit.model.naming import name_function, names_of, rename_function, unname_function
from treeedit.model.records import Edit, Expression, NodeId, Point

_LEAF_WIDTH = 110.0
_TREE_GAP = 60.0


def written(forest: Forest, root: NodeId | None, definitions: list[Definition], point: Point) -> Edit:
    """The edit that makes definitions visible: those that have a tree already rewrite it, the others are added.

    A definition's tree is the one that bears its name; `root`'s is also that of the first one that has no other.
    A definition that a later one uses names a function, instead of names that the text no longer has. `point` is the
    left end of the room for new trees. EditError as the verbs raise it.
    """
    trees = [each for each in definitions if not each.used]
    homes = _homes(forest, root, [each.name for each in trees])
    canvas, total = forest.copy(), Edit()
    for each, home in zip(trees, homes, strict=True):
        if home is not None:
            edit = rewrite(canvas, home, each.expression, each.name)
        else:
            half = _width(each.expression) / 2
            edit = add(canvas, each.expression, point._replace(x=point.x + half), each.name)
            point = point._replace(x=point.x + 2 * half + _TREE_GAP)
        total = _with(canvas, total, edit)
    for each in definitions:
        if each.used:
            total = _named(canvas, total, each, {other.name for other in definitions})
    return total


def _named(canvas: Forest, total: Edit, each: Definition, names: set[str]) -> Edit:
    """Name a function; names that would come before go if the text has none of them, the first hands its colour on."""
    known = names_of(canvas, each.expression)
    before = known[: known.index(each.name)] if each.name in known else known
    old = [name for name in before if name not in names]
    if old and each.name not in canvas.functions:
        total = _with(canvas, total, rename_function(canvas, old.pop(0), each.name))
    for name in old:
        total = _with(canvas, total, unname_function(canvas, name))
    return _with(canvas, total, name_function(canvas, each.name, each.expression))


def _homes(forest: Forest, root: NodeId | None, names: list[str]) -> list[NodeId | None]:
    """For each name the tree that it rewrites; None for a new one."""
    known = {each.name: node for node, each in forest.roots.items()}
    homes = [known.get(name) for name in names]
    if root is not None and root not in homes and None in homes:
        homes[homes.index(None)] = root
    return homes


def _with(canvas: Forest, total: Edit, edit: Edit) -> Edit:
    canvas.apply(edit)
    return total.then(edit)


def _width(expression: Expression) -> float:
    """About how wide a tree is drawn, in pixels."""
    return _LEAF_WIDTH * sum(not isinstance(token, str) for token in expression)
