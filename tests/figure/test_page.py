"""A page holds the trees that are asked for, where they stand on the canvas."""

from dataclasses import replace

import pytest

from tests.figure.sketching import LOOK, page_of, words
from tests.support import grow
from treeedit.figure.look import THEMES
from treeedit.figure.page import Page, page
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.steps import Pace, steps_of


def test_a_page_has_all_trees() -> None:
    forest = grow("f = x + y; h = x*y")
    figure = page_of(forest)
    assert {shape.node for shape in figure.shapes} == set(forest.nodes)
    assert {"f", "h"} <= set(words(figure))


def test_a_page_of_one_tree_has_no_other() -> None:
    forest = grow("f = x + y; h = x*y")
    analysis = analyse(forest)
    _, root = forest.trees()
    figure = page(forest, analysis, evaluated(forest, analysis), LOOK, [root])
    assert "h" in words(figure)
    assert "f" not in words(figure)


def test_the_trees_stand_where_the_canvas_has_them() -> None:
    forest = grow("f = x + y; h = x*y")
    places = {shape.node: (shape.x, shape.y) for shape in page_of(forest).shapes}
    assert all(places[root] == pytest.approx(forest.roots[root].point) for root in forest.roots)


def test_edges_are_open_where_their_labels_stand() -> None:
    figure = page_of("x + y")
    assert figure.plates == []
    assert all(edge.gap > 0 for edge in figure.edges)


def test_edges_without_labels_are_whole() -> None:
    assert all(edge.gap == 0 for edge in page_of("x + □").edges)


def test_every_node_has_a_note() -> None:
    forest = grow("f = x + y; h = x*y")
    assert set(page_of(forest).notes) == set(forest.nodes)


def test_a_page_of_nothing_is_empty() -> None:
    assert page_of(Forest()).shapes == []


@pytest.mark.parametrize("name", THEMES)
def test_the_theme_changes_colours_and_nothing_else(name: str) -> None:
    figure = page_of("x + y", replace(LOOK, theme=THEMES[name]))
    assert figure.bounds == page_of("x + y").bounds
    assert figure.paper == THEMES[name].paper


def test_a_page_of_a_step_says_nothing_that_is_not_known() -> None:
    forest = grow("f = 7*x")
    analysis = analyse(forest)
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE)
    numbers = evaluated(forest, analysis)
    bare = Page(forest, analysis, numbers, LOOK).figure(steps.known(0))
    assert not {"1", "×7"} & set(words(bare))
    assert sorted(bare.notes.values()) == ["7", "x", "×"]
    given = Page(forest, analysis, numbers, LOOK).figure(steps.known(1))
    assert "1" in words(given)
    assert sorted(given.notes.values()) == ["7: value 7", "x: value 1", "×"]
    last = Page(forest, analysis, numbers, LOOK).figure(steps.known(len(steps) - 1))
    assert last.notes == page(forest, analysis, numbers, LOOK).notes
