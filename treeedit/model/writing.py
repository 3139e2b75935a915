"""The verb behind the formula line: what somebody has typed becomes trees of the canvas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain

from treeedit.model.edits import add
from treeedit.model.expanding import substituted
from treeedit.model.forest import Forest, expression_of
from treeedit.model.formula import MAX_NODES, Definition
from treeedit.model.naming import name_function, names_of, rename_function, unname_function
from treeedit.model.records import Edit, EditError, Expression, Leaf, NodeId, Point
from treeedit.model.rewriting import rewrite
from treeedit.model.rows import Reach, guessed, in_a_row
from treeedit.model.sameness import Sameness
from treeedit.words import translate


def written(
    forest: Forest,
    root: NodeId | None,
    definitions: list[Definition],
    point: Point,
    shown: Collection[str] = (),
    reach: Reach = guessed,
) -> Edit:
    """The edit that makes definitions visible: those that have a tree already rewrite it, the others are added.

    A definition's tree is the one that bears its name; `root`'s is also that of the first one that has no other.
    A definition that a later one uses names a function, instead of names that the text no longer has. One of a function
    that no later one uses means it anew in all other trees; if it stands in none, and the text has no tree, it is
    drawn. A function's name that the text uses and does not define stands for that function. `shown`: the functions
    that the text defined before somebody changed it; one that it no longer has loses its name if it stands in no other
    tree. `point` is the left end of the room for new trees, and `reach` tells how much each takes.
    EditError as the verbs raise it.
    """
    gone = [name for name in shown if not _is_mentioned(name, definitions)]
    anew = names_meant_anew(forest, definitions, shown)
    definitions = [each._replace(used=each.used or each.name in anew) for each in _expanded(forest, definitions)]
    trees = [each for each in definitions if not each.used]
    homes = _homes(forest, root, [each.name for each in trees])
    fresh = [each.expression for each, home in zip(trees, homes, strict=True) if home is None]
    points = in_a_row(fresh, point, reach)
    canvas, total = forest.copy(), Edit()
    for each, home in zip(trees, homes, strict=True):
        if home is not None:
            edit = rewrite(canvas, home, each.expression, each.name)
        else:
            edit = add(canvas, each.expression, points.pop(0), each.name)
        total = _with(canvas, total, edit)
    others = [tree for tree in forest.trees() if tree not in homes]
    for each in definitions:
        if each.name in anew:
            total = _meant_anew(canvas, total, each, others)
            if not trees and not _stands(canvas, each.name, canvas.trees()):
                total = _drawn(canvas, total, each, point)
        elif each.used:
            total = _named(canvas, total, each, {other.name for other in definitions})
    for name in gone:
        if name in canvas.functions and not _stands(canvas, name, [other for other in forest.roots if other != root]):
            total = _with(canvas, total, unname_function(canvas, name))
    return total


def names_meant_anew(forest: Forest, definitions: list[Definition], shown: Collection[str] = ()) -> set[str]:
    """The names of functions that definitions give another meaning without using them; `shown` as in `written`."""
    known = {*shown, *forest.functions}
    return {each.name for each in definitions if not each.used and each.name in known}


def _meant_anew(canvas: Forest, total: Edit, each: Definition, trees: list[NodeId]) -> Edit:
    """Let a function's name mean another expression, in these trees too."""
    known = canvas.functions.get(each.name)
    if known is not None:
        for tree in trees:
            before = expression_of(canvas, tree)
            after = substituted(before, known.definition, each.expression)
            if after != before:
                total = _with(canvas, total, rewrite(canvas, tree, after))
        for name, function in list(canvas.functions.items()):
            definition = substituted(function.definition, known.definition, each.expression)
            if name != each.name and definition != function.definition:
                total = _with(canvas, total, name_function(canvas, name, definition))
    return _with(canvas, total, name_function(canvas, each.name, each.expression))


def _drawn(canvas: Forest, total: Edit, each: Definition, point: Point) -> Edit:
    """Make a function a tree."""
    total = _with(canvas, total, unname_function(canvas, each.name))
    return _with(canvas, total, add(canvas, each.expression, point, each.name))


def _is_mentioned(name: str, definitions: list[Definition]) -> bool:
    return any(each.name == name or Leaf(name) in each.expression for each in definitions)


def _stands(forest: Forest, name: str, trees: list[NodeId]) -> bool:
    """Whether a function has an instance in one of these trees, as far as they are still there."""
    sameness = Sameness()
    number = sameness.of(forest.functions[name].definition)
    there = (expression_of(forest, tree) for tree in trees if tree in forest.roots)
    return any(number in sameness.by_token(tree) for tree in there)


def _expanded(forest: Forest, definitions: list[Definition]) -> list[Definition]:
    """The definitions with the document's functions in the place of names that the text does not define."""
    own = {each.name for each in definitions}
    labels = {token.label for each in definitions for token in each.expression if isinstance(token, Leaf)}
    meant = (labels & forest.functions.keys()) - own
    if meant:
        meant = meant.difference(forest.labels())
    meanings: dict[Leaf | str | None, Expression] = {Leaf(name): forest.functions[name].definition for name in meant}
    return [each._replace(expression=_with_meanings(each.expression, meanings)) for each in definitions]


def _with_meanings(expression: Expression, meanings: Mapping[Leaf | str | None, Expression]) -> Expression:
    if not meanings:
        return expression
    if sum(len(meanings.get(token, (token,))) for token in expression) > MAX_NODES:
        raise EditError(translate("writing", "Here the formulas grow beyond {0:,} nodes.").format(MAX_NODES))
    return tuple(chain.from_iterable(meanings.get(token, (token,)) for token in expression))


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
