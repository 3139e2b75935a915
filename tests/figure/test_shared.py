"""The shared form: the same numbers as in the tree form, and nothing over anything else."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figure.sketching import LOOK, box_of, box_of_text, formulas, inside, overlap, page_of, with_values, words
from tests.figure.test_orientation import points
from tests.figure.test_shown import folded_forests
from tests.support import forests, grow
from treeedit.figure.figure import Bounds, opened
from treeedit.figure.form import TOGETHER, Form
from treeedit.figure.look import ORIENTATIONS, SLOT_RADIUS, Look
from treeedit.figure.shared import SharedDrawing, drawing_of
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.records import Leaf
from treeedit.model.steps import Known

SHARED = replace(LOOK, form=Form("shared"))
EXAMPLE = "g = x1 + x2; f = g^2 + x3/g"
VALUES = {"x1": 1.0, "x2": 2.0, "x3": 3.0}
looks = st.builds(
    lambda where, rule, shows: replace(LOOK, orientation=where, form=Form("shared", rule), shows=frozenset(shows)),
    st.sampled_from(ORIENTATIONS),
    st.sampled_from(TOGETHER),
    st.sets(st.sampled_from(sorted(LOOK.shows))).map(lambda shows: shows | {"values"}),
)


def of_forest(forest: Forest, look: Look = SHARED) -> tuple[SharedDrawing, Evaluation]:
    analysis = analyse(forest)
    drawing = drawing_of(forest, analysis, look)
    assert isinstance(drawing, SharedDrawing)
    return drawing, evaluated(forest, analysis)


def drawn(text: str, look: Look = SHARED, **values: float) -> tuple[SharedDrawing, Evaluation]:
    return of_forest(with_values(grow(text), values), look)


def symbols(drawing: SharedDrawing) -> list[str]:
    order = drawing.analysis.order
    return [order.labels[order.label[row]] if order.operator[row] < 0 else "o" for row in drawing.sharing.nodes]


# --- numbers ---


def test_the_running_example_shows_each_function_once_with_the_sum_of_what_arrives() -> None:
    written = words(page_of(EXAMPLE, SHARED, **VALUES))
    assert Counter(written)["x₁"] == 1
    assert Counter(written)["17/3"] == 3
    assert Counter(written)["6 + (−1/3)"] == 1


def test_with_only_the_inputs_together_the_sum_is_written_at_each_of_them() -> None:
    written = words(page_of(EXAMPLE, replace(LOOK, form=Form("shared", "inputs")), **VALUES))
    assert Counter(written)["6 + (−1/3)"] == 2
    assert {"6", "−1/3"} <= set(written)


def test_both_edges_of_x_times_x_bring_their_part() -> None:
    written = words(page_of("x*x", SHARED, x=3.0))
    assert Counter(written)["×3"] == 2
    assert Counter(written)["3 + 3"] == 1


def test_of_many_summands_the_first_and_the_last_are_written() -> None:
    assert "1 + … + 1" in words(page_of("x + x + x + x", SHARED))


@given(forests(), st.sampled_from(TOGETHER))
def test_every_partial_is_the_sum_of_its_instances_to_the_last_digit(forest: Forest, rule: str) -> None:
    drawing, evaluation = of_forest(forest, replace(LOOK, form=Form("shared", rule), digits=12))
    rows = drawing.sharing.nodes
    values, partials = drawing.shown.from_whole(evaluation.value), drawing.partials(rows, evaluation)
    sums = drawing.analysis.sets.sums(evaluation.partial)
    for row, partial in zip(rows.tolist(), partials.tolist(), strict=True):
        members = drawing.instances(row)
        assert np.array_equal(values[members], np.full(len(members), values[row]), equal_nan=True)
        number = int(drawing.shown.from_whole(drawing.analysis.sets.set_of)[row])
        if number >= 0 and len(drawing.analysis.sets.all_sets[number].members) == len(members):
            assert drawing.look.number(partial) == drawing.look.number(float(sums[number]))


@given(forests())
def test_what_the_edges_bring_adds_up_to_the_partial(forest: Forest) -> None:
    drawing, evaluation = of_forest(forest)
    brought, rows = drawing.brought(evaluation), drawing.sharing.nodes
    for row, partial in zip(rows.tolist(), drawing.partials(rows, evaluation).tolist(), strict=True):
        if len(edges := drawing.sharing.arrivals(row)):
            np.testing.assert_allclose(brought[edges].sum(), partial, rtol=1e-9)


@settings(max_examples=40)
@given(formulas(), st.sampled_from(("all", "inputs")))
def test_nothing_is_written_that_the_cards_do_not_know(text: str, rule: str) -> None:
    forest = with_values(grow(text), {"x": -1 / 3})
    shared = set(words(page_of(forest, replace(SHARED, form=Form("shared", rule), shows=frozenset({"partials"})))))
    drawing, evaluation = of_forest(forest)
    sets = drawing.analysis.sets
    constants = np.bincount(sets.function + 1000 * drawing.analysis.tape.output, weights=evaluation.partial)
    sums = [*sets.sums(evaluation.partial), *constants]
    known = {LOOK.number(float(each)) for each in (*sums, *evaluation.partial) if each == each}
    labels = set(words(page_of(forest, replace(LOOK, shows=frozenset()))))
    ours = {each for each in shared - labels if " + " not in each and each not in ("undefined", "–", "kink")}
    assert ours <= known


def test_an_edge_is_counted_for_the_operand_even_where_plus_has_them_turned() -> None:
    drawing, evaluation = drawn("sin(x + y)*cos(y + x)", replace(LOOK, form=Form("shared", "operations")))
    total = drawing.partials(drawing.sharing.nodes, evaluation)
    assert drawing.brought(evaluation).sum() == pytest.approx(float(total.sum()) - 1.0)


def test_a_partial_is_known_when_the_last_one_has_arrived_and_a_value_with_the_first() -> None:
    drawing, evaluation = drawn("x*x", x=3.0)
    nothing, sums = np.zeros(3, dtype=np.bool_), np.zeros(1, dtype=np.bool_)
    one = np.array([True, False, False])
    half = drawing.numbers([0, 1, 2], evaluation, Known(one, one, sums))
    assert words(half) == ["3"]
    both = drawing.numbers([0, 1, 2], evaluation, Known(nothing, np.array([True, True, False]), sums))
    assert Counter(words(both)) == {"×3": 2, "6": 1, "3 + 3": 1}


# --- what runs together ---


def test_one_function_may_be_kept_apart() -> None:
    drawing, _ = drawn(EXAMPLE + " - x1", replace(LOOK, form=Form("shared").toggled((Leaf("x1"),))))
    assert Counter(symbols(drawing))["x1"] == 2
    assert Counter(symbols(drawing))["x2"] == 1


def test_toggling_twice_is_the_form_as_it_was() -> None:
    for rule in TOGETHER:
        for function in ((Leaf("x1"),), (Leaf("x1"), Leaf("x2"), "+")):
            form = Form("shared", rule)
            assert form.toggled(function).runs_together(function) != form.runs_together(function)
            assert form.toggled(function).toggled(function) == form


@settings(max_examples=60)
@given(folded_forests(), looks)
def test_a_fold_stays_one_node_and_every_node_has_an_edge_to_it(forest: Forest, look: Look) -> None:
    drawing, _ = of_forest(forest, look)
    nodes = set(drawing.sharing.nodes.tolist())
    assert set(drawing.sharing.operand.tolist()) | set(drawing.analysis.order.roots.tolist()) == nodes
    assert set(drawing.sharing.parent.tolist()) <= nodes
    assert (drawing._arrival >= 0).sum() == (drawing.analysis.order.parent >= 0).sum()


def test_folds_of_one_function_run_together_with_what_stands_over_them() -> None:
    forest = grow("sin(x + y)*sin(x + y) + x")
    pluses = [row for row in forest.nodes if not isinstance(forest.nodes[row], Leaf)]
    folded = [node for node in pluses if forest.operands(node) and forest.slot_of(node) is not None]
    sums = [node for node in folded if len(forest.operands(node)) == 2 and forest.slot_of(node) is not None]
    lowest = [node for node in sums if all(isinstance(forest.nodes[each], Leaf) for each in forest.operands(node))]  # type: ignore[index]
    analysis = analyse(forest)
    drawing = drawing_of(forest, analysis, SHARED, lowest)
    assert isinstance(drawing, SharedDrawing)
    assert (len(drawing.sharing.node), len(drawing.sharing.nodes)) == (7, 5)


def test_a_form_that_is_too_large_is_drawn_as_a_tree() -> None:
    forest = grow("*".join(["x"] * 120))
    analysis = analyse(forest)
    assert not isinstance(drawing_of(forest, analysis, SHARED), SharedDrawing)


# --- places ---


@settings(max_examples=60)
@given(formulas(), looks)
def test_no_box_lies_over_another_and_no_edge_crosses_one(text: str, look: Look) -> None:
    drawing, _ = drawn(text, look, x=-1 / 3)
    rows = drawing.tree_nodes(0).tolist()
    boxes = {row: drawing.box_around(slice(row, row + 1)) for row in rows}
    assert not any(overlap(a, b) for a, b in combinations(boxes.values(), 2))
    for edge in drawing._edges_to(drawing.tree_nodes(0)):
        parent, operand = drawing.sharing.parent[edge], drawing.sharing.operand[edge]
        places = [
            place for each in drawing._curves(drawing._chain(edge), "") for c in each.curves() for place in points(c)
        ]
        for row, box in boxes.items():
            inner = Bounds(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)
            if row not in (parent, operand):
                assert not any(inner.left < x < inner.right and inner.top < y < inner.bottom for x, y in places)


@settings(max_examples=25)
@given(formulas(), looks)
def test_numbers_stand_in_the_box_of_their_node_and_no_edge_crosses_them(text: str, look: Look) -> None:
    drawing, evaluation = drawn(text, replace(look, shows=look.shows - {"locals"}), x=-1 / 3)
    rows = drawing.tree_nodes(0).tolist()
    boxes = [drawing.box_around(slice(row, row + 1)) for row in rows]
    edges = [c for edge in drawing.still(rows).edges for c in edge.curves()]
    for each in drawing.numbers(rows, evaluation).texts:
        if each.text != "kink":
            box = box_of_text(each)
            inner = Bounds(box.left + 0.1, box.top + 4, box.right - 0.1, box.bottom - 4)
            assert any(inside(inner, box) for box in boxes)
            for curve in edges:
                assert not any(inner.left < x < inner.right and inner.top < y < inner.bottom for x, y in points(curve))


@settings(max_examples=60)
@given(formulas(), looks)
def test_everything_lies_within_the_bounds(text: str, look: Look) -> None:
    drawing, evaluation = drawn(text, look, x=1 / 3)
    rows, bounds = drawing.tree_rows(0), drawing.bounds(0)
    for figure in (drawing.still(rows), drawing.numbers(rows, evaluation)):
        assert all(inside(box_of(each), bounds) for each in (*figure.shapes, *figure.plates))
        assert all(inside(box_of_text(each), bounds) for each in figure.texts)


@settings(max_examples=60)
@given(folded_forests(), looks)
def test_every_node_and_slot_is_found_where_it_is_drawn(forest: Forest, look: Look) -> None:
    drawing, _ = of_forest(forest, look)
    for tree in range(len(drawing.analysis.order.roots)):
        for row in drawing.tree_nodes(tree):
            x, y = float(drawing.x[row]), float(drawing.y[row])
            assert row in drawing.rows_near(tree, Bounds(x, y, x, y))
            assert row in drawing.rows_within(tree, Bounds(x, y, x, y))
        for row, index in drawing.empty_slots_near(tree, drawing.bounds(tree)).tolist():
            x, y = drawing.slot_place(row, index)
            assert [row, index] in drawing.empty_slots_near(tree, Bounds(x, y, x, y)).tolist()
            assert inside(Bounds(x, y, x, y).grown(SLOT_RADIUS), drawing.bounds(tree))


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_the_root_stands_where_it_is_asked_to(where: str) -> None:
    drawing, _ = drawn(EXAMPLE, replace(SHARED, orientation=where))
    (root,) = drawing.analysis.order.roots
    others = [row for row in drawing.sharing.nodes if row != root]
    ahead = {"top": drawing.y, "bottom": -drawing.y, "left": drawing.x, "right": -drawing.x}[where]
    assert all(ahead[row] > ahead[root] for row in others)
    assert (drawing.x[root], drawing.y[root]) == (0.0, 0.0)


@pytest.mark.parametrize("where", ORIENTATIONS)
@pytest.mark.parametrize("text", ["x*x", "((x*x)*(x*x))*((x*x)*(x*x)) + x", EXAMPLE])
def test_every_edge_makes_room_for_its_label_on_a_page(text: str, where: str) -> None:
    drawing, evaluation = drawn(text, replace(SHARED, orientation=where))
    rows = drawing.tree_rows(0)
    plates = drawing.numbers(rows, evaluation).plates
    assert sum(1 for edge in opened(drawing.still(rows).edges, plates) if edge.gap) == len(
        drawing.differentiated(drawing.sharing.operand)
    )
    boxes = [box_of(plate) for plate in plates]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))


def across(drawing: SharedDrawing, x: float, y: float) -> float:
    return y if drawing.bearing.sideways else x


def leaving(drawing: SharedDrawing, row: int) -> list[float]:
    """Where the edges of an operation leave it, across, slot by slot."""
    edges = {int(drawing.sharing.slot[e]): e for e in np.flatnonzero(drawing.sharing.parent == row).tolist()}
    return [across(drawing, *drawing._chain(edges[slot])[0][:2]) for slot in sorted(edges)]


def standing(drawing: SharedDrawing, row: int) -> float:
    return across(drawing, float(drawing.x[row]), float(drawing.y[row]))


_OPERAND = st.recursive(
    st.sampled_from(["x", "y", "z", "2"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/^"), inner).map(lambda found: f"({' '.join(found)})"),
        inner.map("sin({})".format),
    ),
    max_leaves=14,
)


@settings(max_examples=300)
@given(_OPERAND, st.sampled_from(ORIENTATIONS))
def test_edges_leave_in_the_order_of_the_operands_which_stand_in_it_unless_others_forbid(text: str, where: str) -> None:
    drawing, _ = drawn(f"f = {text}", replace(SHARED, orientation=where))
    order, turned = drawing.analysis.order, []
    wanted: list[tuple[int, int]] = []
    for row in drawing.sharing.nodes[order.operands[drawing.sharing.nodes, 1] >= 0].tolist():
        first, second = drawing.sharing.node[order.operands[row]].tolist()
        if not OPERATOR_LIST[order.operator[row]].commutative:
            left, right = leaving(drawing, row)
            assert right - left > 10.0
            wanted.append((first, second))
            if first != second and standing(drawing, first) >= standing(drawing, second):
                turned.append((first, second))
    kept = [pair for pair in wanted if pair not in turned and pair[0] != pair[1]]
    assert all(_leads(kept, second, first) for first, second in turned)


def _leads(pairs: list[tuple[int, int]], start: int, end: int) -> bool:
    reached = {start}
    while fresh := {high for low, high in pairs if low in reached} - reached:
        reached |= fresh
    return end in reached


def test_operands_that_no_place_could_put_in_order_are_told_apart_where_their_edges_leave() -> None:
    drawing, _ = drawn("(a - b)*(b - a)")
    order = drawing.analysis.order
    minus = [row for row in drawing.sharing.nodes.tolist() if OPERATOR_LIST[order.operator[row]].key == "-"]
    assert [leaving(drawing, row) == sorted(leaving(drawing, row)) for row in minus] == [True, True]


@pytest.mark.parametrize("text", ["x - x", "x/x", "x^x", "x/x - x^x"])
def test_two_edges_to_one_node_leave_side_by_side_and_their_labels_stand_apart(text: str) -> None:
    drawing, evaluation = drawn(text, x=3.0)
    plates = [box_of(each) for each in drawing.numbers(drawing.tree_rows(0), evaluation).plates]
    assert not any(overlap(a, b) for a, b in combinations(plates, 2))


def test_instances_stand_where_their_node_stands() -> None:
    drawing, _ = drawn(EXAMPLE)
    assert np.array_equal(drawing.x, drawing.x[drawing.sharing.node])
