"""What is drawn of a forest with folds: all that stands in none, and each fold once, with the numbers of its root."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figure.sketching import LOOK, drawn, inside, page_of, words
from tests.support import forests, grow
from treeedit.figure.drawing import Drawing
from treeedit.figure.shown import LONGEST_FORMULA, shown_of
from treeedit.figure.typeset import typeset
from treeedit.model import edits
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.folding import fold
from treeedit.model.forest import Forest
from treeedit.model.records import Leaf, NodeId, Operation, Point


def operations(forest: Forest) -> list[NodeId]:
    return [node for node, record in forest.nodes.items() if isinstance(record, Operation)]


def node_of(forest: Forest, operator: str) -> NodeId:
    return next(
        node for node, each in forest.nodes.items() if isinstance(each, Operation) and each.operator == operator
    )


def folded(text: str, *operators: str) -> Forest:
    forest = grow(text)
    forest.apply(fold(forest, [node_of(forest, operator) for operator in operators]))
    return forest


@st.composite
def folded_forests(draw: st.DrawFn) -> Forest:
    forest = draw(forests())
    if operations(forest):
        forest.apply(fold(forest, draw(st.lists(st.sampled_from(operations(forest)), max_size=4))))
    return forest


def held(forest: Forest) -> set[NodeId]:
    """The nodes that stand below a folded one."""
    return {node for node in forest.nodes for each in forest.folds if node != each and forest.holds(each, node)}


@given(folded_forests())
def test_drawn_are_the_nodes_that_stand_in_no_fold(forest: Forest) -> None:
    shown = shown_of(forest, analyse(forest), forest.folds)
    order = shown.analysis.order
    assert set(order.ids.tolist()) == forest.nodes.keys() - held(forest)
    assert set(shown.folds_by_id()) == forest.folds.keys() - held(forest)


@given(folded_forests())
def test_every_node_knows_the_row_that_is_drawn_for_it(forest: Forest) -> None:
    order = shown_of(forest, analyse(forest), forest.folds).analysis.order
    for node in forest.nodes:
        found = int(order.ids[order.rows[node]])
        assert found == node if node not in held(forest) else found in forest.folds and forest.holds(found, node)


@given(folded_forests())
def test_a_fold_counts_what_stands_below_it(forest: Forest) -> None:
    shown = shown_of(forest, analyse(forest), forest.folds)
    for node, hidden in zip(shown.folds_by_id(), shown.hidden.tolist(), strict=True):
        assert hidden == sum(forest.holds(node, each) for each in forest.nodes) - 1


@given(folded_forests())
def test_drawn_nodes_show_the_numbers_of_the_whole_forest(forest: Forest) -> None:
    analysis = analyse(forest)
    drawing, evaluation = Drawing(forest, analysis, LOOK), evaluated(forest, analysis)
    order = drawing.analysis.order
    notes = drawing.notes(range(len(order.ids)), evaluation)
    plain = Drawing(forest, analysis, LOOK, ()).notes(range(len(forest.nodes)), evaluation)
    assert [each.rpartition(": ")[2] for each in notes.values()] == [plain[node].rpartition(": ")[2] for node in notes]


@given(folded_forests())
def test_the_page_holds_everything(forest: Forest) -> None:
    figure = page_of(forest)
    shapes = [shape for shape in figure.shapes if shape.node]
    assert len(shapes) == len(forest.nodes) - len(held(forest))
    for shape in figure.shapes:
        half = shape.width / 2, shape.height / 2
        box = figure.bounds._replace(
            left=shape.x - half[0], right=shape.x + half[0], top=shape.y - half[1], bottom=shape.y + half[1]
        )
        assert inside(box, figure.bounds)


def test_nothing_is_copied_where_nothing_is_folded() -> None:
    forest = grow("x*y + x")
    analysis = analyse(forest)
    assert shown_of(forest, analysis, forest.folds).analysis is analysis


def test_a_fold_shows_its_formula_and_how_much_it_holds() -> None:
    texts = words(page_of(folded("f = (x1 + x2)*y", "+")))
    assert "x₁ + x₂" in texts
    assert "+2" in texts
    assert "x₁" not in texts


def test_a_fold_of_a_named_function_shows_the_name() -> None:
    texts = words(page_of(folded("g = x1 + x2; f = g*y", "+")))
    assert texts.count("g") == 1


def test_a_long_formula_loses_its_middle() -> None:
    figure = page_of(folded("f = sin(alpha*beta + gamma*delta + x/y + 12345) * z", "sin"))
    (text,) = (each for each in words(figure) if "…" in each)
    assert text.startswith("sin(α*β")
    assert text.endswith("12345)")
    assert len(text) <= LONGEST_FORMULA + 2


def test_a_fold_of_the_root_keeps_the_name_of_the_tree() -> None:
    assert "loss" in words(page_of(folded("loss = x + y", "+")))


def test_an_incomplete_fold_shows_its_formula_and_no_number() -> None:
    figure = page_of(folded("f = (x + □)*y", "+"))
    assert "x + □" in words(figure)
    assert not any(shape.dashed for shape in figure.shapes)
    assert not any(text.colour == LOOK.theme.value for text in figure.texts if text.x < 0)


def test_grounds_within_a_fold_are_not_drawn() -> None:
    forest = folded("g = x + y; f = g*g", "*")
    assert Drawing(forest, analyse(forest), LOOK).grounds == []


def test_the_ground_beside_a_fold_stays() -> None:
    drawing, _ = drawn("g = x + y; f = g*g")
    forest = drawing.forest
    forest.apply(fold(forest, [node_of(forest, "+")]))
    (ground,) = Drawing(forest, analyse(forest), LOOK).grounds
    assert len(ground.members) == 1


def test_the_layout_closes_up_over_a_fold() -> None:
    wide = Drawing(grow("(a + b)*(c + d)"), analyse(grow("(a + b)*(c + d)")), LOOK)
    forest = folded("(a + b)*(c + d)", "+")
    narrow = Drawing(forest, analyse(forest), LOOK)
    assert narrow.layout.right[0] - narrow.layout.left[0] < wide.layout.right[0] - wide.layout.left[0]


def test_a_fold_of_50000_terms_is_read_from_the_top_only() -> None:
    forest = Forest()
    forest.apply(edits.add(forest, (Leaf("a"), *(Leaf("b"), "+") * 50_000), Point(0, 0)))
    root = forest.trees()[0]
    shown = shown_of(forest, analyse(forest), [root])
    assert shown.hidden.tolist() == [100_000]
    assert np.array_equal(shown.analysis.order.ids, [root])
    assert "…" in shown.analysis.order.labels[-1]


@pytest.mark.parametrize("label", ["x_max", "theta"])
def test_labels_in_a_fold_are_typeset(label: str) -> None:
    assert typeset(label) in " ".join(words(page_of(folded(f"f = y*exp({label})", "exp"))))
