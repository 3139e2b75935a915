"""Trees that a look makes lie on each other are moved apart, and others stay where they are."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figure.sketching import LOOK, box_of, box_of_text, formulas, overlap, page_of
from tests.support import content, grow
from treeedit.figure.figure import Bounds
from treeedit.figure.form import Form
from treeedit.figure.look import ORIENTATIONS, Look
from treeedit.figure.parting import MOST_PARTED, parted, points_of
from treeedit.figure.shared import drawing_of
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.forest import Forest, expression_of
from treeedit.model.formula import print_expression
from treeedit.model.records import Point

TWO = "f = -x1*(3 + □) + sin(θ_max)/ln(größe) - exp(2.5); h = max(x1, 0.1)"
TREES = f"{TWO}; k = (x + y)*(x + y) + 1/(x + y)"
SHARED = replace(LOOK, form=Form("shared"))


@pytest.mark.parametrize("form", ["tree", "shared"])
@pytest.mark.parametrize("where", ORIENTATIONS)
def test_no_nodes_lie_on_each_other(where: str, form: str) -> None:
    look = replace(LOOK, orientation=where, form=Form(form))
    shapes = [box_of(each) for each in page_of(parted(grow(TREES), look), look).shapes if each.node]
    assert not [pair for pair in combinations(shapes, 2) if overlap(*pair)]


def crowded(text: str, apart: float = 30.0) -> Forest:
    """Trees that are asked to stand almost on each other."""
    forest = grow(text)
    for i, root in enumerate(forest.trees()):
        forest.roots[root] = forest.roots[root]._replace(point=Point(apart * i, apart * i))
    return forest


def drawn_boxes(forest: Forest, look: Look) -> list[list[Bounds]]:
    """All that is drawn of each tree, numbers and grounds too, as rectangles in the picture."""
    analysis = analyse(forest)
    drawing, evaluation = drawing_of(forest, analysis, look), evaluated(forest, analysis)
    found = []
    for tree, root in enumerate(forest.trees()):
        rows = drawing.tree_rows(tree)
        still, numbers = drawing.still(rows), drawing.numbers(rows, evaluation)
        boxes = [box_of(each) for each in (*still.grounds, *still.shapes, *numbers.plates)]
        boxes += [box_of_text(each) for each in (*still.texts, *numbers.texts)]
        found.append([box.moved(*forest.roots[root].point) for box in boxes])
    return found


def whole(text: str) -> str:
    """The last formula of a text with its functions written out."""
    forest = grow(text)
    return print_expression(expression_of(forest, forest.trees()[-1]))


@settings(max_examples=60)
@given(st.lists(formulas(), min_size=2, max_size=4), st.sampled_from(ORIENTATIONS), st.sampled_from(["tree", "shared"]))
def test_nothing_that_is_drawn_of_a_tree_lies_on_another(texts: list[str], where: str, form: str) -> None:
    forest, look = (
        crowded("; ".join(f"f_{i} = {whole(text)}" for i, text in enumerate(texts))),
        replace(LOOK, orientation=where, form=Form(form)),
    )
    trees = drawn_boxes(parted(forest, look), look)
    for one, other in combinations(trees, 2):
        assert not any(overlap(a, b) for a in one for b in other)


def test_without_it_they_would() -> None:
    trees = drawn_boxes(crowded(TREES), LOOK)
    assert all(any(overlap(a, b) for a in one for b in other) for one, other in combinations(trees, 2))


def test_the_largest_tree_stays_and_what_has_just_come_gives_way() -> None:
    forest = crowded("f = x; h = x*y + z; k = x + y")
    drawing = drawing_of(forest, analyse(forest), LOOK)
    f, h, k = forest.trees()
    stands, gives_way = points_of(drawing), points_of(drawing, late={h})
    assert stands[h] == forest.roots[h].point
    assert gives_way[k] == forest.roots[k].point
    assert gives_way[h] != forest.roots[h].point
    assert stands[f] != forest.roots[f].point


def test_the_nearest_free_place_is_taken() -> None:
    forest = grow("f = x; h = y*y")
    leaf, product = forest.trees()
    forest.roots[leaf] = forest.roots[leaf]._replace(point=Point(forest.roots[product].point.x, 300.0))
    x, y = forest.roots[product].point
    drawing = drawing_of(forest, analyse(forest), LOOK)
    forest.roots[leaf] = forest.roots[leaf]._replace(point=Point(x + 2.0, y + 120.0))
    place = points_of(drawing)[leaf]
    assert place.x == x + 2.0
    assert y + 120.0 < place.y < y + 200.0


def test_a_free_corner_may_be_used_but_not_by_what_is_to_stand_beside_as_a_whole() -> None:
    forest = grow("f = sin(a*b + c*d); h = x")
    tree, leaf = forest.trees()
    drawing = drawing_of(forest, analyse(forest), LOOK)
    box = drawing.bounds(0).moved(*forest.roots[tree].point)
    corner = Point(box.right - 90.0, box.top + 40.0)
    forest.roots[leaf] = forest.roots[leaf]._replace(point=corner)
    assert points_of(drawing)[leaf] == corner
    whole = points_of(drawing, late={leaf}, whole={leaf})[leaf]
    assert not overlap(drawing.bounds(1).moved(*whole), box)


def test_very_many_trees_stand_where_they_were_put() -> None:
    forest = crowded("; ".join("x" for _ in range(MOST_PARTED + 1)), apart=0.1)
    assert parted(forest, LOOK) is forest


@pytest.mark.parametrize("look", [LOOK, SHARED, replace(LOOK, orientation="bottom")])
def test_what_does_not_overlap_stays_the_same(look: Look) -> None:
    forest = grow("f = x*x; h = y")
    assert parted(forest, look) is forest


def test_the_forest_itself_is_not_changed_and_trees_that_are_not_chosen_do_not_count() -> None:
    forest, look = grow(TREES), replace(LOOK, orientation="left")
    before = content(forest.copy())
    first, second, _ = forest.trees()
    assert parted(forest, look, (second,)) is forest
    assert list(parted(forest, look, (first, second)).roots) == list(forest.roots)
    assert content(forest) == before
