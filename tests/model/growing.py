"""Forests for the tests of the model: from postfix notation, or at random."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from treeedit.model import edits, folding, naming, pinning, presets, rewriting
from treeedit.model.forest import Forest
from treeedit.model.operators import OPERATORS
from treeedit.model.order import order_of
from treeedit.model.passes import Evaluation, evaluate, tape_of
from treeedit.model.records import Edit, EditError, Expression, Leaf, Point, Slot

HERE = Point(0, 0)


def postfix(text: str) -> Expression:
    """`x1 x2 +` as an expression; `.` is an empty slot."""
    return tuple(None if word == "." else word if word in OPERATORS else Leaf(word) for word in text.split())


def forest_of(*trees: str | Expression) -> Forest:
    forest = Forest()
    for tree in trees:
        forest.apply(edits.add(forest, postfix(tree) if isinstance(tree, str) else tree, HERE))
    return forest


def numbers(*trees: str | Expression, **values: float) -> Evaluation:
    return evaluate(tape_of(order_of(forest_of(*trees))), values)


def random_expression(
    rng: Random, operations: int, operators: Sequence[str], labels: Sequence[str], gaps: float = 0.0
) -> Expression:
    """A random shape: operators are applied to the last finished subtrees, or leaves pushed, by turns of chance."""
    tokens: list[Leaf | str | None] = []
    finished = 0
    while operations or finished != 1:
        fitting = [key for key in operators if OPERATORS[key].arity <= finished]
        if fitting and rng.random() < 0.6 and (operations or finished > 1):
            pick = rng.choice(fitting) if operations else rng.choice([k for k in operators if OPERATORS[k].arity == 2])
            operations = max(operations - 1, 0)
            tokens.append(pick)
            finished -= OPERATORS[pick].arity - 1
        elif operations or not finished:
            tokens.append(None if rng.random() < gaps else Leaf(rng.choice(labels)))
            finished += 1
    return tuple(tokens) if tokens[-1] is not None else (Leaf(labels[0]),)


def random_edit(rng: Random, forest: Forest) -> Edit:
    """Something that a user could do next; an empty edit where that is not possible."""
    nodes = list(forest.nodes)
    if not nodes:
        return edits.add(forest, (Leaf("x"),), HERE)
    node, other = rng.choice(nodes), rng.choice(nodes)
    keys = sorted(OPERATORS)
    grown = random_expression(rng, rng.randrange(4), keys, "abcxyz12", gaps=0.2)
    number, name = rng.choice([*forest.notes, 0]), rng.choice("gkm")
    verbs = (
        lambda: edits.add(forest, grown, HERE),
        lambda: edits.insert_expression(forest, grown, node),
        lambda: edits.relabel_everywhere(forest, rng.choice("abcxyz"), rng.choice("abcxyz12")),
        lambda: edits.set_range(forest, rng.choice("abcxyz"), -9.0, rng.random() * 20.0, 0.5),
        lambda: folding.toggle_fold(forest, [node, other]),
        lambda: folding.fold_to_depth(forest, forest.trees(), rng.randrange(4)),
        lambda: pinning.pin_note(forest, node, "a note", HERE),
        lambda: pinning.change_note(forest, number, rng.choice(("", "another"))),
        lambda: pinning.repin_note(forest, number, other, HERE),
        lambda: presets.keep_preset(forest, name),
        lambda: presets.use_preset(forest, name),
        lambda: presets.rename_preset(forest, name, rng.choice("gkm")),
        lambda: naming.name_subtree(forest, node, name),
        lambda: naming.rename_function(forest, name, rng.choice("gkm")),
        lambda: naming.unname_function(forest, name),
        lambda: naming.name_tree(forest, forest.root_of(node), name),
        lambda: edits.supplant(forest, grown, node),
        lambda: edits.place(forest, node, rng.choice((HERE, Slot(other, 0)))),
        lambda: edits.place_instead(forest, node, other),
        lambda: edits.insert(forest, rng.choice(keys), node, rng.randrange(2)),
        lambda: edits.place_over(forest, node, other),
        lambda: edits.replace(forest, node, rng.choice(keys)),
        lambda: edits.remove(forest, [node]),
        lambda: edits.dissolve(forest, node),
        lambda: edits.swap(forest, node),
        lambda: edits.relabel(forest, node, rng.choice("abcxyz12")),
        lambda: rewriting.rewrite(forest, forest.root_of(node), grown),
        lambda: edits.duplicate(forest, node, HERE),
    )
    try:
        return rng.choice(verbs)()
    except (EditError, IndexError):
        return Edit()
