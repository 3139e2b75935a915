"""What is typed into the formula line becomes trees, names and functions."""

from __future__ import annotations

import pytest

from tests.support import content, grow
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.model.formula import parse, print_definitions
from treeedit.model.naming import name_function
from treeedit.model.records import EditError, NodeId, Point
from treeedit.model.writing import written

LEFT = Point(100.0, 50.0)


def write(forest: Forest, root: NodeId | None, text: str) -> None:
    before = content(forest.copy())
    edit = written(forest, root, parse(text), LEFT)
    assert content(forest) == before
    forest.apply(edit)
    forest.check()


def shown(forest: Forest) -> list[str]:
    return [print_definitions(forest, root) for root in forest.trees()]


def test_a_formula_rewrites_the_tree_that_is_chosen() -> None:
    forest = grow("f = x + y; h = x*y")
    write(forest, forest.trees()[1], "sin(x)*y")
    assert shown(forest) == ["f = x + y", "h = sin(x)*y"]


def test_a_name_finds_its_tree_before_the_chosen_one() -> None:
    forest = grow("f = x + y; h = x*y")
    write(forest, forest.trees()[1], "f = x + 2")
    assert shown(forest) == ["f = x + 2", "h = x*y"]


def test_a_new_name_for_the_chosen_tree_is_its_name_from_now_on() -> None:
    forest = grow("f = x + y")
    write(forest, forest.trees()[0], "loss = x + y")
    assert shown(forest) == ["loss = x + y"]


def test_trees_that_are_new_stand_side_by_side() -> None:
    forest = Forest()
    write(forest, None, "p = x + y; q = x*y*z")
    first, second = (forest.roots[root].point for root in forest.trees())
    assert LEFT.x < first.x < second.x
    assert first.y == second.y == LEFT.y
    assert shown(forest) == ["p = x + y", "q = x*y*z"]


def test_a_definition_that_is_used_names_a_function() -> None:
    forest = grow("f = x")
    write(forest, forest.trees()[0], "g = x1 + x2; f = g^2 + x3/g")
    assert list(forest.functions) == ["g"]
    assert shown(forest) == ["g = x1 + x2; f = g^2 + x3/g"]


def test_what_is_shown_changes_nothing_when_it_is_typed_again() -> None:
    forest = grow("g = x1 + x2; f = g^2 + x3/g")
    forest.apply(set_input(forest, "x1", 4.0))
    (root,) = forest.trees()
    assert written(forest, root, parse(print_definitions(forest, root)), LEFT).is_empty()


def test_a_function_that_the_text_calls_something_else_keeps_its_colour() -> None:
    forest = grow("g = x1 + x2; f = g^2 + x3/g")
    mark = forest.functions["g"].mark
    write(forest, forest.trees()[0], "k = x1 + x2; f = k^2 + x3/k")
    assert {name: each.mark for name, each in forest.functions.items()} == {"k": mark}
    assert shown(forest) == ["k = x1 + x2; f = k^2 + x3/k"]


def test_two_names_of_one_text_for_one_function_both_stay() -> None:
    forest = Forest()
    write(forest, None, "g = a + b; k = b + a; f = g*k")
    assert set(forest.functions) == {"g", "k"}


def test_a_name_that_an_input_has_elsewhere_is_refused_and_nothing_happens() -> None:
    forest = grow("f = x + g")
    with pytest.raises(EditError, match="“g”"):
        written(forest, None, parse("g = a + b; h = g*g"), LEFT)


def test_names_that_mean_other_functions_change_their_meaning() -> None:
    forest = grow("g = x1 + x2; f = g^2")
    forest.apply(name_function(forest, "k", parse("x1*x2")[0].expression))
    write(forest, forest.trees()[0], "k = x1 + x2; f = k^2")
    assert shown(forest) == ["k = x1 + x2; f = k^2"]
    assert list(forest.functions) == ["k"]


def with_g(text: str) -> Forest:
    """A forest in which g names a + b."""
    forest = grow(text)
    forest.apply(name_function(forest, "g", parse("a + b")[0].expression))
    return forest


def rewritten(forest: Forest, text: str) -> list[str]:
    """The first tree written anew by somebody to whom its text defined g."""
    edit = written(forest, forest.trees()[0], parse(text), LEFT, ["g"])
    forest.apply(edit)
    forest.check()
    return sorted(shown(forest))


def test_a_function_s_name_that_the_text_does_not_define_stands_for_the_function() -> None:
    forest = with_g("f = (a + b)^2")
    assert rewritten(forest, "f = g*c") == ["g = a + b; f = g*c"]
    assert "g" not in forest.inputs


def test_a_name_that_an_input_has_stands_for_the_input() -> None:
    forest = grow("f = g + 1; h = a + b")
    forest.functions["g"] = with_g("a + b").functions["g"]
    write(forest, forest.trees()[0], "f = g*2")
    assert "f = g*2" in shown(forest)


def test_a_definition_that_goes_from_the_text_takes_the_name_along() -> None:
    forest = with_g("f = (a + b)^2")
    assert rewritten(forest, "f = (a + b)^3") == ["f = (a + b)^3"]
    assert not forest.functions


def test_a_name_that_stands_in_another_tree_stays() -> None:
    forest = with_g("f = (a + b)^2; h = sin(a + b)")
    assert rewritten(forest, "f = c") == ["f = c", "g = a + b; h = sin(g)"]


def test_a_shown_definition_that_nothing_uses_stays_a_function_and_grows_no_tree() -> None:
    forest = with_g("f = (a + b)^2")
    assert rewritten(forest, "g = a + b; f = c") == ["f = c"]
    assert list(forest.functions) == ["g"]


def test_a_function_s_name_that_is_defined_alone_means_it_anew_where_it_stands() -> None:
    forest = grow("g = x1 + x2; f = g^2 + x3/g")
    edit = written(forest, forest.trees()[0], parse("g = x1*x2"), LEFT, ("g",))
    forest.apply(edit)
    forest.check()
    assert shown(forest) == ["g = x1*x2; f = g^2 + x3/g"]


def test_it_does_so_in_every_tree_and_in_every_other_function() -> None:
    forest = grow("g = x + y; h = g^2; f = h + 1; k = g - h")
    forest.apply(written(forest, None, parse("g = x*y"), LEFT))
    forest.check()
    assert shown(forest) == ["g = x*y; h = g^2; f = h + 1", "g = x*y; h = g^2; k = g - h"]


def test_a_function_that_stands_nowhere_is_drawn_where_its_formula_is_all_that_is_typed() -> None:
    forest = grow("g = x + y; f = g^2")
    forest.apply(written(forest, forest.trees()[0], parse("g = x + y; f = x"), LEFT, ("g",)))
    assert shown(forest) == ["f = x"]
    forest.apply(written(forest, forest.trees()[0], parse("g = x*y"), LEFT))
    forest.check()
    assert shown(forest) == ["f = x", "g = x*y"]
