"""Trees that a look makes lie on each other are moved apart, and others stay where they are."""

from dataclasses import replace
from itertools import combinations

import pytest

from tests.figure.sketching import LOOK, box_of, overlap, page_of
from tests.support import content, grow
from treeedit.figure.form import Form
from treeedit.figure.look import ORIENTATIONS, Look
from treeedit.figure.parting import parted

TWO = "f = -x1*(3 + □) + sin(θ_max)/ln(größe) - exp(2.5); h = max(x1, 0.1)"
TREES = f"{TWO}; k = (x + y)*(x + y) + 1/(x + y)"
SHARED = replace(LOOK, form=Form("shared"))


@pytest.mark.parametrize("form", ["tree", "shared"])
@pytest.mark.parametrize("where", ORIENTATIONS)
def test_no_nodes_lie_on_each_other(where: str, form: str) -> None:
    look = replace(LOOK, orientation=where, form=Form(form))
    shapes = [box_of(each) for each in page_of(parted(grow(TREES), look), look).shapes if each.node]
    assert not [pair for pair in combinations(shapes, 2) if overlap(*pair)]


def test_without_it_they_would() -> None:
    look = replace(LOOK, orientation="left")
    shapes = [box_of(each) for each in page_of(grow(TWO), look).shapes if each.node]
    assert [pair for pair in combinations(shapes, 2) if overlap(*pair)]


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
