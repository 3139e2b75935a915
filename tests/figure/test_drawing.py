"""What stands in a picture: every node with exactly its numbers, nothing over anything else."""

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figure.sketching import LOOK, box_of, box_of_text, drawn, formulas, inside, overlap, words
from tests.support import expressions, grow
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds, Figure, Text
from treeedit.figure.form import SHARED_FORM, TREE, Form
from treeedit.figure.look import GAP, NUMBER_GAP, RADIUS, ROW_PITCH, SLOT_RADIUS, Look
from treeedit.figure.shared import drawing_of
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.edits import add, set_input
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.records import Expression, Input, Point
from treeedit.model.steps import Pace, steps_of

values = st.one_of(st.floats(-1e6, 1e6), st.floats(allow_nan=False, allow_infinity=False))
looks = st.builds(lambda digits: replace(LOOK, digits=digits), st.integers(1, 17))


def drawn_expression(expression: Expression, value: float) -> tuple[Drawing, Evaluation]:
    forest = Forest()
    forest.apply(add(forest, expression, Point(0, 0)))
    for label in list(forest.inputs):
        forest.apply(set_input(forest, label, value))
    analysis = analyse(forest)
    return Drawing(forest, analysis, LOOK), evaluated(forest, analysis)


def figures(drawing: Drawing, evaluation: Evaluation) -> tuple[Figure, Figure]:
    rows = drawing.tree_rows(0)
    return drawing.still(rows), drawing.numbers(rows, evaluation)


def beside(drawing: Drawing, numbers: Figure, row: int) -> list[Text]:
    """The numbers in the column beside a row, from above."""
    x = float(drawing.x[row] + drawing.width[row] / 2) + NUMBER_GAP
    column = [each for each in numbers.texts if each.x == x and abs(each.y - float(drawing.y[row])) < ROW_PITCH / 2]
    return sorted(column, key=lambda text: text.y)


@given(formulas(), values, looks)
def test_no_node_and_no_number_stands_over_another(text: str, value: float, look: Look) -> None:
    drawing, evaluation = drawn(text, look, x=value)
    still, numbers = figures(drawing, evaluation)
    boxes = [box_of(shape) for shape in still.shapes]
    columns = [box_of_text(each) for row in drawing.tree_rows(0) for each in beside(drawing, numbers, row)]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert not any(overlap(box, column) for box in boxes for column in columns)
    numbers_apart = (Bounds(b.left, b.top + 3, b.right, b.bottom - 3) for b in columns)
    assert not any(overlap(a, b) for a, b in combinations(list(numbers_apart), 2))


@given(formulas(), values, looks)
def test_a_number_fits_its_column(text: str, value: float, look: Look) -> None:
    drawing, evaluation = drawn(text, look, x=value, y=value)
    _, numbers = figures(drawing, evaluation)
    for row in drawing.tree_rows(0):
        for each in beside(drawing, numbers, row):
            assert box_of_text(each).right - each.x <= look.number_width


@given(formulas(), values)
def test_labels_on_edges_stand_clear_of_one_another_and_of_nodes(text: str, value: float) -> None:
    drawing, evaluation = drawn(text, x=value)
    still, numbers = figures(drawing, evaluation)
    plates = [box_of(plate) for plate in numbers.plates]
    assert not any(overlap(a, b) for a, b in combinations(plates, 2))
    assert not any(overlap(plate, box_of(shape)) for plate in plates for shape in still.shapes)


@given(formulas(), values)
def test_everything_lies_within_the_bounds(text: str, value: float) -> None:
    drawing, evaluation = drawn(text, x=value)
    bounds = drawing.bounds(0)
    for figure in figures(drawing, evaluation):
        assert all(inside(box_of(each), bounds) for each in (*figure.shapes, *figure.grounds, *figure.plates))
        assert all(inside(box_of_text(each), bounds) for each in figure.texts)


@given(expressions(), st.floats(-100, 100))
def test_a_complete_node_shows_exactly_its_value_and_its_partial(expression: Expression, value: float) -> None:
    drawing, evaluation = drawn_expression(expression, value)
    _, numbers = figures(drawing, evaluation)
    for row in drawing.tree_rows(0):
        shown = [text.text for text in beside(drawing, numbers, row) if text.text != "kink"]
        if not drawing.analysis.order.complete[row]:
            assert shown == []
            continue
        value, partial = float(evaluation.value[row]), float(evaluation.partial[row])
        problem = evaluation.problem(row) or ""
        word = "overflow" if "overflow" in problem else "undefined"
        passed_on = problem.startswith(("an operand has no value", "no partial, as"))
        lost = "–" if passed_on else word
        expected = [lost if math.isnan(value) else LOOK.number(value)]
        if drawing.varies[row]:
            no_value = math.isnan(value) or evaluation.tape.output[row] == row
            expected.append(LOOK.number(partial) if not math.isnan(partial) else "–" if no_value else lost)
        assert shown == expected


@given(expressions())
def test_an_edge_leads_from_the_bottom_of_each_parent_to_the_top_of_each_operand(expression: Expression) -> None:
    drawing, _ = drawn_expression(expression, 1.0)
    edges = {edge[:4] for edge in drawing.still(drawing.tree_rows(0)).edges}
    parents = drawing.analysis.order.parent.tolist()
    for row, parent in enumerate(parents):
        if parent >= 0:
            above = float(drawing.x[parent]), float(drawing.y[parent]) + RADIUS
            assert (*above, float(drawing.x[row]), float(drawing.y[row] - drawing.half_height[row])) in edges


def test_an_empty_slot_is_a_dashed_circle_at_the_end_of_an_edge() -> None:
    drawing, _ = drawn("x/□")
    figure = drawing.still(drawing.tree_rows(0))
    (slot,) = (shape for shape in figure.shapes if shape.dashed)
    assert (slot.width, slot.height, slot.radius, slot.fill) == (2 * SLOT_RADIUS, 2 * SLOT_RADIUS, SLOT_RADIUS, "none")
    assert (slot.x, slot.y - SLOT_RADIUS) in {(edge.x1, edge.y1) for edge in figure.edges}


def test_nothing_false_stands_above_an_empty_slot() -> None:
    drawing, evaluation = drawn("x*y + □")
    numbers = drawing.numbers(drawing.tree_rows(0), evaluation)
    assert beside(drawing, numbers, drawing.tree_rows(0)[-1]) == []
    assert words(numbers).count("×1") == 2


def test_overflow_and_undefined_are_two_words() -> None:
    assert "overflow" in words(figures(*drawn("exp(1000)"))[1])
    assert "overflow" not in words(figures(*drawn("1/0"))[1])


def test_a_kink_is_remarked() -> None:
    assert "kink" in words(figures(*drawn("relu(x)", x=0.0))[1])


def test_a_node_has_its_id_on_its_shape() -> None:
    drawing, _ = drawn("x + 2")
    shapes = drawing.still(drawing.tree_rows(0)).shapes
    assert {shape.node for shape in shapes} == set(drawing.forest.nodes)


def test_leaves_of_a_label_have_its_colour_and_its_mark() -> None:
    drawing, _ = drawn("x*y + x")
    figure = drawing.still(drawing.tree_rows(0))
    assert sorted((mark.kind, mark.colour) for mark in figure.marks) == sorted(
        [("disc", LOOK.theme.set_inks[0])] * 2 + [("square", LOOK.theme.set_inks[1])]
    )


def test_a_constant_is_muted() -> None:
    drawing, evaluation = drawn("2")
    still, numbers = figures(drawing, evaluation)
    assert [text.colour for text in still.texts] == [LOOK.theme.muted]
    assert [text.colour for text in numbers.texts] == [LOOK.theme.value]


def test_an_edge_to_a_constant_bears_no_number_unless_the_look_wants_it() -> None:
    drawing, evaluation = drawn("(x + 1)*y^2")
    rows = drawing.tree_rows(0)
    wanting, _ = drawn("(x + 1)*y^2", replace(LOOK, shows=LOOK.shows | {"constants"}))
    assert len(drawing.still(rows).edges) == 6
    assert len(drawing.numbers(rows, evaluation).plates) == 4
    assert len(wanting.numbers(rows, evaluation).plates) == 6


@pytest.mark.parametrize("form", [TREE, Form(SHARED_FORM)])
@pytest.mark.parametrize("text", ["x^2 + 1", "x*(2/3)", "e_1^pi - 4", "(x + 4)^(3 - 1)"])
def test_what_is_constant_shows_its_value_alone_unless_the_look_wants_more(text: str, form: Form) -> None:
    forest = grow(text)
    forest.inputs[forest.labels()[0]] = Input(-3.5)
    analysis = analyse(forest)
    evaluation, plain = evaluated(forest, analysis), replace(LOOK, form=form)
    for look in (plain, replace(plain, shows=plain.shows | {"constants"})):
        drawing = drawing_of(forest, analysis, look)
        rows = drawing.tree_rows(0)
        numbers = drawing.numbers(rows, evaluation)
        for row in rows:
            if not drawing.varies[row]:
                colours = [text.colour for text in beside(drawing, numbers, row)]
                assert colours == [LOOK.theme.value, LOOK.theme.muted][: 1 + ("constants" in look.shows)]


def test_the_name_stands_over_the_root() -> None:
    (name,) = (text for text in figures(*drawn("loss_1 = x + y"))[0].texts if text.slant == "italic")
    assert (name.text, name.x, name.anchor) == ("loss₁", 0.0, "middle")
    assert name.y < -RADIUS


def test_a_long_name_over_a_narrow_tree_is_within_the_bounds() -> None:
    drawing, evaluation = drawn("a_name_of_very_many_letters = -x")
    assert all(inside(box_of_text(text), drawing.bounds(0)) for text in figures(drawing, evaluation)[0].texts)


@pytest.mark.parametrize(("shown", "count"), [({"values"}, 3), ({"partials"}, 3), ({"locals"}, 2), (set(), 0)])
def test_only_what_the_look_shows_is_written(shown: set[str], count: int) -> None:
    drawing, evaluation = drawn("x + y", replace(LOOK, shows=frozenset(shown)))
    assert len(figures(drawing, evaluation)[1].texts) == count


def test_without_numbers_the_nodes_stand_closer() -> None:
    wide, narrow = drawn("x + y")[0], drawn("x + y", replace(LOOK, shows=frozenset({"names"})))[0]
    assert narrow.layout.x[1] - narrow.layout.x[0] < wide.layout.x[1] - wide.layout.x[0]


def test_neighbours_stand_twenty_pixels_apart_numbers_included() -> None:
    drawing, _ = drawn("x + y")
    reach = drawing.width[0] / 2 + NUMBER_GAP + LOOK.number_width
    assert drawing.x[1] - drawing.width[1] / 2 - (drawing.x[0] + reach) == pytest.approx(GAP, abs=0.1)


def test_only_the_rows_that_are_asked_for_are_drawn() -> None:
    drawing, evaluation = drawn("(x + y)*z")
    assert len(drawing.still([0, 3]).shapes) == 2
    assert len(drawing.numbers([4], evaluation).texts) == 2
    assert drawing.still([]).shapes == drawing.numbers([], evaluation).texts == []


def test_rows_on_their_way_are_drawn_where_they_are() -> None:
    drawing, _ = drawn("x + y")
    drawing.move_to(drawing.x + 5, drawing.y - 7)
    assert [(shape.x, shape.y) for shape in drawing.still([2]).shapes] == [(5.0, -7.0)]


def test_a_node_says_all_its_digits_in_its_note() -> None:
    drawing, evaluation = drawn("x/y + □", x=1.0, y=3.0)
    notes = drawing.notes(drawing.tree_rows(0), evaluation)
    assert list(notes.values()) == [
        "x: value 1, partial 0.3333333333333333",
        "y: value 3, partial −0.1111111111111111",
        "÷: value 0.3333333333333333, partial 1",
        "+: incomplete",
    ]


def test_an_empty_forest_is_drawn() -> None:
    forest = Forest()
    drawing = Drawing(forest, analyse(forest), LOOK)
    assert drawing.still([]).shapes == []


def test_only_known_numbers_are_written() -> None:
    drawing, evaluation = drawn("(x1 + x2)^2 + x3/(x1 + x2)", x1=1.0, x2=2.0, x3=3.0)
    rows, analysis = drawing.tree_rows(0), drawing.analysis
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE)
    written = [len(drawing.numbers(rows, evaluation, steps.known(number)).texts) for number in range(len(steps))]
    assert written[:3] == [0, 6, 7]
    assert written[6:8] == [11, 12]
    assert written == sorted(written)
    assert drawing.numbers(rows, evaluation, steps.known(len(steps) - 1)) == drawing.numbers(rows, evaluation)
