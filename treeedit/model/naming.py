"""The verbs that name: functions, by a name that every instance of them bears, and trees.

One rule for all: in a document, a name means one thing. It is not a number, not the label of an input on the canvas,
and no tree is called like a function, or like another tree.
"""

from __future__ import annotations

from treeedit.model.draft import Draft
from treeedit.model.forest import Forest, expression_of
from treeedit.model.labels import Spellings, is_name
from treeedit.model.records import Edit, EditError, Expression, Function, Leaf, NodeId
from treeedit.model.sameness import INCOMPLETE, Sameness
from treeedit.words import translate


def name_function(forest: Forest, name: str, expression: Expression) -> Edit:
    """Name a function: every instance of it, in every tree, bears the name. What bore the name before loses it."""
    label = _free_of_inputs(forest, name, "a function")
    if label in _tree_names(forest):
        raise EditError(translate("naming", "“{0}” already names a tree.").format(label))
    draft = Draft(forest)
    known = forest.functions.get(label)
    mark = draft.fresh_mark() if known is None else known.mark
    draft.name_function(label, Function(expression, mark))
    return draft.edit()


def name_subtree(forest: Forest, node: NodeId, name: str) -> Edit:
    """Name the function of which a subtree is an instance; if it has a name, it gets this one instead.

    EditError for a leaf, for what is incomplete, and for a name that means something else.
    """
    definition = _function_at(forest, node)
    old = names_of(forest, definition)
    label = Spellings(forest.names()).checked(name)
    if label in old:
        return _only(forest, label, old)
    if label in forest.functions:
        raise EditError(translate("naming", "“{0}” already names another function.").format(label))
    named = _only(forest, old[0], old) if old else Edit()
    after = name_function(forest, label, forest.functions[old[0]].definition if old else definition)
    return named.then(_moved(forest, old[0], label, after)) if old else after


def names_of(forest: Forest, expression: Expression) -> list[str]:
    """The names of the function that an expression is; the first is the one that its instances bear."""
    sameness = Sameness()
    number = sameness.of(expression)
    same = [name for name, each in forest.functions.items() if sameness.of(each.definition) == number]
    return [] if number == INCOMPLETE else same


def rename_function(forest: Forest, old: str, new: str) -> Edit:
    """Give a function another name; its colour stays. EditError if the new name means something else."""
    function = _function(forest, old)
    label = Spellings(forest.names()).checked(new)
    if label == old:
        return Edit()
    if label in forest.functions:
        raise EditError(translate("naming", "“{0}” already names another function.").format(label))
    return _moved(forest, old, label, name_function(forest, label, function.definition))


def unname_function(forest: Forest, name: str) -> Edit:
    """Take a function's name away; its instances stay."""
    return Edit(functions={name: (_function(forest, name), None)})


def name_tree(forest: Forest, root: NodeId, name: str) -> Edit:
    """Call a tree something else. EditError if the name is taken."""
    before = forest.roots.get(root)
    if before is None:
        raise EditError(translate("naming", "There is no tree at node {0}.").format(root))
    label = Spellings(forest.names()).checked(name)
    if label == before.name:
        return Edit()
    label = _free_of_inputs(forest, label, "a tree")
    if label in _tree_names(forest):
        raise EditError(translate("naming", "“{0}” already names another tree.").format(label))
    if label in forest.functions:
        raise EditError(translate("naming", "“{0}” already names a function.").format(label))
    return Edit(roots={root: (before, before._replace(name=label))})


def _function_at(forest: Forest, node: NodeId) -> Expression:
    if node not in forest.nodes:
        raise EditError(translate("naming", "There is no node {0}.").format(node))
    if isinstance(forest.nodes[node], Leaf):
        raise EditError(translate("naming", "A leaf has its label; only an operation can be named."))
    definition = expression_of(forest, node)
    if Sameness().of(definition) == INCOMPLETE:
        raise EditError(translate("naming", "A slot is still empty; what is complete can be named."))
    return definition


def _function(forest: Forest, name: str) -> Function:
    if name not in forest.functions:
        raise EditError(translate("naming", "There is no function {0}.").format(name))
    return forest.functions[name]


def _only(forest: Forest, name: str, names: list[str]) -> Edit:
    """Keep one of a function's names."""
    return Edit(functions={other: (forest.functions[other], None) for other in names if other != name})


def _moved(forest: Forest, old: str, new: str, named: Edit) -> Edit:
    """A function's name instead of its old one, in the same colour."""
    function = forest.functions[old]
    return named.then(Edit(functions={old: (function, None), new: (named.functions[new][1], function)}))


def _free_of_inputs(forest: Forest, name: str, what: str) -> str:
    label = Spellings(forest.names()).checked(name)
    if not is_name(label) or label in forest.labels():
        raise EditError(
            translate("naming", "“{0}” is a number or an input here and cannot name {1}.").format(label, what)
        )
    return label


def _tree_names(forest: Forest) -> set[str]:
    return {root.name for root in forest.roots.values()}
