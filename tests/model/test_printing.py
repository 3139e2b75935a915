"""Trees as text with the names of their functions; that printing is the inverse of reading is in test_formula.py."""

from __future__ import annotations

from random import Random

import pytest

from tests.model.growing import random_expression
from tests.support import grow
from treeedit.model.edits import add
from treeedit.model.forest import Forest, expression_of, operands_first
from treeedit.model.formula import Definition, forest_of, parse
from treeedit.model.naming import name_function
from treeedit.model.operators import OPERATORS
from treeedit.model.printing import print_definitions
from treeedit.model.records import Edit, Expression, Function, Leaf, Point, Root
from treeedit.model.typesetting import print_latex
from treeedit.model.writing import written

HERE = Point(0.0, 0.0)


def expression(text: str) -> Expression:
    return parse(text)[-1].expression


def named(text: str, **functions: str) -> Forest:
    """A forest and its functions, named one after the other."""
    forest = grow(text)
    for name, definition in functions.items():
        forest.apply(name_function(forest, name, expression(definition)))
    return forest


def printed(text: str, **functions: str) -> str:
    forest = named(text, **functions)
    return print_definitions(forest, forest.trees()[0])


def test_a_named_function_is_defined_before_it_is_used() -> None:
    assert printed("f = (x1 + x2)^2 + x3/(x1 + x2)", g="x1 + x2") == "g = x1 + x2; f = g^2 + x3/g"


def test_without_names_there_is_only_the_tree() -> None:
    assert printed("f = (x1 + x2)^2") == "f = (x1 + x2)^2"


def test_functions_that_the_tree_does_not_use_are_left_out() -> None:
    assert printed("f = (x1 + x2)^2", g="x1*x2", k="sin(x1 + x2)") == "f = (x1 + x2)^2"


def test_names_stand_in_the_definitions_of_others_in_whatever_order_they_were_given() -> None:
    text = "k = a*b; g = k + 1; f = sin(g) + g^k"
    assert printed("f = sin(a*b + 1) + (a*b + 1)^(a*b)", g="a*b + 1", k="a*b") == text
    assert printed("f = sin(a*b + 1) + (a*b + 1)^(a*b)", k="a*b", g="a*b + 1") == text


def test_a_function_that_only_a_definition_uses_is_defined_too() -> None:
    assert printed("f = sin(a*b + 1)", g="a*b + 1", k="a*b") == "k = a*b; g = k + 1; f = sin(g)"


def test_an_instance_with_its_operands_in_another_order_is_written_out() -> None:
    assert printed("f = (a + b)*(b + a)", g="a + b") == "g = a + b; f = g*(b + a)"


def test_a_tree_can_be_an_instance_itself() -> None:
    assert printed("f = a + b", g="a + b") == "g = a + b; f = g"


def test_a_leaf_can_have_a_name_as_well() -> None:
    assert printed("f = a + 2*a", g="a", two="2") == "g = a; two = 2; f = g + two*g"


def test_what_is_incomplete_has_no_name() -> None:
    assert printed("f = sin(a + □)*(a + b)", g="a + □", k="a + b") == "k = a + b; f = sin(a + □)*k"


def test_of_two_names_the_first_counts_as_in_the_sets() -> None:
    assert printed("f = sin(a + b)", g="a + b", k="a + b") == "g = a + b; f = sin(g)"
    assert printed("f = sin(b + a)", g="a + b", k="b + a") == "f = sin(b + a)"


def test_a_name_that_is_a_label_or_the_tree_s_own_is_not_used() -> None:
    forest = named("f = (a + b)*g")
    for name in ("g", "f"):
        forest.apply(Edit(functions={name: (None, Function(expression("a + b")))}))
        assert print_definitions(forest, forest.trees()[0]) == "f = (a + b)*g"


def test_a_tree_that_is_called_like_one_of_its_inputs_has_no_name_in_the_text() -> None:
    forest = named("f = a + b")
    (root,) = forest.trees()
    forest.apply(Edit(roots={root: (forest.roots[root], Root(HERE, "a"))}))
    assert print_definitions(forest, root) == "a + b"


def test_a_part_of_a_tree_is_printed_without_a_name_of_its_own() -> None:
    forest = named("f = sin(a + b)*2", g="a + b")
    sine = next(node for node in forest.nodes if getattr(forest.nodes[node], "operator", "") == "sin")
    assert print_definitions(forest, sine) == "g = a + b; sin(g)"


@pytest.mark.parametrize("seed", range(60))
def test_what_is_printed_is_read_as_the_same_tree(seed: int) -> None:
    rng, forest = Random(seed), Forest()
    grown = random_expression(rng, 14, ["+", "*", "-", "sin", "neg", "^"], ["a", "b", "2"], gaps=0.03)
    forest.apply(add(forest, grown, HERE, "f"))
    (root,) = forest.trees()
    for name in ("g", "k", "m", "n"):
        definition = expression_of(forest, rng.choice(operands_first(forest, root)))
        turned = name_function(forest, name, definition if rng.random() < 0.8 else (Leaf("a"), Leaf("b"), "+"))
        forest.apply(turned)
    text = print_definitions(forest, root)
    *functions, tree = parse(text)
    assert tree == Definition("f", grown)
    assert all(each.used for each in functions)
    assert {each.name: each.expression for each in functions}.items() <= {
        name: each.definition for name, each in forest.functions.items()
    }.items()
    assert written(forest, root, [*functions, tree], HERE).is_empty()
    assert content_of(forest_of(text)) == [grown]


def content_of(forest: Forest) -> list[Expression]:
    return [expression_of(forest, root) for root in forest.trees()]


def test_a_name_is_used_for_every_operator() -> None:
    for key, entry in OPERATORS.items():
        forest = Forest()
        forest.apply(add(forest, (*(Leaf("a"), Leaf("b"), "+") * entry.arity, key), HERE, "f"))
        forest.apply(name_function(forest, "g", expression("a + b")))
        text = print_definitions(forest, forest.trees()[0])
        assert text.count("g") - entry.spelling.count("g") == 1 + entry.arity, text
        assert parse(text)[-1].expression == expression_of(forest, forest.trees()[0])


def test_a_leaning_tree_of_40_000_nodes_is_printed_with_names() -> None:
    forest = Forest()
    forest.apply(add(forest, (Leaf("a"), *(Leaf("b"), Leaf("c"), "*", "+") * 10_000), HERE, "f"))
    forest.apply(name_function(forest, "g", expression("b*c")))
    text = print_definitions(forest, forest.trees()[0])
    assert text.startswith("g = b*c; f = a + g + g + g")
    assert text.count("g") == 10_001


def test_a_small_number_is_a_product_with_a_power_of_ten_however_its_minus_is_written() -> None:
    assert print_latex((Leaf("2.776e−17"),)) == print_latex((Leaf("2.776e-17"),)) == r"2.776 \times 10^{-17}"
