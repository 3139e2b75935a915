"""Names: of functions and of trees; one name means one thing."""

from __future__ import annotations

import pytest

from tests.support import grow
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest
from treeedit.model.naming import name_function, name_subtree, name_tree, rename_function, unname_function
from treeedit.model.records import EditError, Leaf, NodeId, Operation


@pytest.fixture
def forest() -> Forest:
    return grow("f = (x1 + x2)^2 + x3/(x2 + x1)")


def sums(forest: Forest) -> list[NodeId]:
    """The two instances of x1 + x2."""
    tree = forest.trees()[0]
    plus = [n for n, each in forest.nodes.items() if isinstance(each, Operation) and each.operator == "+"]
    return [node for node in plus if node != tree]


def names(forest: Forest) -> list[str]:
    """The name of each operation that has one."""
    analysis = analyse(forest)
    return [name for row in range(len(analysis.order.ids)) if (name := analysis.sets.name_of(row))]


def test_every_instance_of_a_named_subtree_bears_the_name(forest: Forest) -> None:
    forest.apply(name_subtree(forest, sums(forest)[0], "g"))
    assert names(forest) == ["g", "g"]


def test_another_name_replaces_the_first_and_keeps_the_colour(forest: Forest) -> None:
    first, second = sums(forest)
    forest.apply(name_subtree(forest, first, "g"))
    before = forest.functions["g"]
    forest.apply(name_subtree(forest, second, "k"))
    assert forest.functions == {"k": before}


def test_the_same_name_again_changes_nothing(forest: Forest) -> None:
    first, second = sums(forest)
    forest.apply(name_subtree(forest, first, "g"))
    assert name_subtree(forest, second, "g").is_empty()


def test_a_function_with_two_names_keeps_the_one_it_is_given(forest: Forest) -> None:
    g = (Leaf("x1"), Leaf("x2"), "+")
    forest.apply(name_function(forest, "g", g))
    forest.apply(name_function(forest, "k", g))
    forest.apply(name_subtree(forest, sums(forest)[0], "m"))
    assert list(forest.functions) == ["m"]


@pytest.mark.parametrize("name", ["f", "x1", "2", "sin", "a b", ""])
def test_a_function_cannot_bear_a_name_that_means_something_else(forest: Forest, name: str) -> None:
    with pytest.raises(EditError):
        name_function(forest, name, (Leaf("x1"),))
    with pytest.raises(EditError):
        name_subtree(forest, sums(forest)[0], name)


def test_two_functions_do_not_share_a_name(forest: Forest) -> None:
    forest.apply(name_subtree(forest, sums(forest)[0], "g"))
    with pytest.raises(EditError, match="already names another function"):
        name_subtree(forest, forest.trees()[0], "g")


def test_a_leaf_is_not_named(forest: Forest) -> None:
    leaf = next(node for node, record in forest.nodes.items() if isinstance(record, Leaf))
    with pytest.raises(EditError, match="leaf"):
        name_subtree(forest, leaf, "g")


def test_what_is_incomplete_is_not_named() -> None:
    forest = grow("f = x1 + □")
    with pytest.raises(EditError, match="empty"):
        name_subtree(forest, forest.trees()[0], "g")


def test_a_function_is_renamed_and_loses_its_name(forest: Forest) -> None:
    forest.apply(name_subtree(forest, sums(forest)[0], "g"))
    before = forest.functions["g"]
    forest.apply(rename_function(forest, "g", "k"))
    assert forest.functions == {"k": before}
    assert rename_function(forest, "k", "k").is_empty()
    with pytest.raises(EditError):
        rename_function(forest, "k", "x1")
    forest.apply(unname_function(forest, "k"))
    assert names(forest) == []
    with pytest.raises(EditError):
        unname_function(forest, "k")


def test_a_function_is_not_renamed_to_another_one(forest: Forest) -> None:
    forest.apply(name_subtree(forest, sums(forest)[0], "g"))
    forest.apply(name_subtree(forest, forest.trees()[0], "k"))
    with pytest.raises(EditError, match="another function"):
        rename_function(forest, "g", "k")


def test_a_tree_is_called_something_else() -> None:
    forest = grow("f = x + y; h = x*y")
    tree = forest.trees()[0]
    forest.apply(name_tree(forest, tree, " loss "))
    assert forest.roots[tree].name == "loss"
    assert name_tree(forest, tree, "loss").is_empty()


@pytest.mark.parametrize("name", ["h", "x", "3", "g", "no name", "exp"])
def test_a_tree_is_not_called_what_something_else_is(name: str) -> None:
    forest = grow("f = x + y; h = x*y")
    forest.apply(name_function(forest, "g", (Leaf("x"), Leaf("y"), "/")))
    with pytest.raises(EditError):
        name_tree(forest, forest.trees()[0], name)
