"""What an exercise hides, and what would give it away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.support import grow
from treeedit.export.svg import svg_bytes
from treeedit.figure.blanks import BOX_HEIGHT, BOX_WIDTH
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Figure
from treeedit.figure.form import Form
from treeedit.figure.look import LIGHT, Look
from treeedit.figure.page import page
from treeedit.figure.shared import drawing_of
from treeedit.figure.veil import BARE, Field, State, Veil, solved, veil_of, veil_with
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.exercises import KINDS, answer, hide, possible_blanks
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, Input

LOOK = Look()


@pytest.fixture
def example() -> Forest:
    forest = grow("(x1 + x2)^2 + x3/(x1 + x2)")
    forest.inputs.update({f"x{i}": Input(float(i)) for i in (1, 2, 3)})
    return forest


def numbers(forest: Forest, veil: Veil) -> Figure:
    drawing = Drawing(forest, analyse(forest), LOOK)
    return drawing.numbers(drawing.tree_rows(0), evaluated(forest, drawing.analysis), None, veil)


def texts(figure: Figure) -> list[str]:
    return [text.text for text in figure.texts]


def drawn(forest: Forest, sheet: str = "blanks") -> Figure:
    analysis = analyse(forest)
    return page(forest, analysis, evaluated(forest, analysis), replace(LOOK, shows=LOOK.shows | {sheet}))


def hide_all(forest: Forest) -> None:
    for kind in KINDS:
        forest.apply(hide(forest, possible_blanks(analyse(forest), kind)))


def test_without_blanks_nothing_is_hidden(example: Forest) -> None:
    assert veil_of(example) is BARE
    assert texts(numbers(example, BARE)) == texts(numbers(example, veil_of(example)))


def test_a_hidden_value_gives_place_to_a_dashed_box_of_its_colour(example: Forest) -> None:
    example.apply(hide(example, [Blank("value", 11)]))
    figure = numbers(example, veil_of(example))
    assert "10" not in texts(figure)
    (box,) = figure.shapes
    assert (box.width, box.height, box.dashed, box.stroke) == (BOX_WIDTH, BOX_HEIGHT, True, LIGHT.value)


def test_an_answer_stands_in_the_box_and_its_mark_is_a_shape_as_well_as_a_colour(example: Forest) -> None:
    blank = Blank("value", 11)
    example.apply(hide(example, [blank]))
    for state, cue, colour in ((State.RIGHT, "✓", LIGHT.right), (State.WRONG, "✗", LIGHT.warning)):
        figure = numbers(example, veil_with(example, {blank: Field("-7", state)}))
        assert {"−7", cue} <= set(texts(figure))
        assert [(box.dashed, box.stroke) for box in figure.shapes] == [(False, colour)]


def test_a_box_is_as_wide_whatever_it_hides_and_a_long_answer_stays_in_it(example: Forest) -> None:
    blank = Blank("value", 11)
    example.apply(hide(example, [blank]))
    figure = numbers(example, veil_with(example, {blank: Field("1+" * 60 + "1")}))
    assert figure.shapes[0].width == BOX_WIDTH
    assert any(text.endswith("…") for text in texts(figure))


def test_a_solution_is_shown_in_its_box(example: Forest) -> None:
    example.apply(hide(example, [Blank("value", 11)]))
    figure = numbers(example, solved(example))
    assert "10" in texts(figure)
    assert not figure.shapes[0].dashed


def test_a_local_derivative_that_tells_a_hidden_value_is_hidden(example: Forest) -> None:
    assert "×6" in texts(numbers(example, BARE))
    example.apply(hide(example, [Blank("value", 3)]))
    assert "×6" not in texts(numbers(example, veil_of(example)))


def test_a_local_derivative_that_leads_to_a_hidden_partial_is_hidden(example: Forest) -> None:
    example.apply(hide(example, [Blank("partial", 3)]))
    shown = texts(numbers(example, veil_of(example)))
    assert "×6" not in shown
    assert "×−1/3" in shown


def test_the_partial_of_a_constant_is_hidden_where_it_tells_a_hidden_number() -> None:
    forest = grow("2*x")
    forest.inputs["x"] = Input(7.0)
    forest.apply(hide(forest, [Blank("value", 3)]))
    assert veil_of(forest).hides_partial(1)
    assert texts(numbers(forest, veil_of(forest))).count("7") == 1


def test_of_a_set_of_one_the_partial_is_the_sum(example: Forest) -> None:
    example.apply(hide(example, [Blank("partial", 6)]))
    veil = veil_of(example)
    assert veil.hides_sum([6])
    assert not veil.hides_sum([1, 7])
    assert veil.field_of_sum([6]) == (Blank("partial", 6), Field())


def test_the_rows_that_are_hidden_are_found_by_id(example: Forest) -> None:
    example.apply(hide(example, [Blank("partial", 6), Blank("value", 3)]))
    ids = np.array([3, 6, 9])
    assert veil_of(example).hidden_rows("partial", ids).tolist() == [False, True, False]
    assert veil_of(example).hidden_rows("value", ids).tolist() == [True, False, False]


def test_a_picture_of_an_exercise_tells_none_of_its_numbers(example: Forest) -> None:
    hide_all(example)
    example.apply(answer(example, Blank("value", 11), "4711"))
    svg = svg_bytes(drawn(example), 1.0, "exercise", "none").decode()
    for told in ("17/3", "5.66", "−1/3", "0.333", "4711", "value 10.", "value 9"):
        assert told not in svg, told
    assert "partial hidden" in svg


def test_a_sheet_asks_for_the_sums_below_the_tree_and_shows_the_solutions_on_request(example: Forest) -> None:
    bare = drawn(example)
    hide_all(example)
    empty, full = drawn(example), drawn(example, "solutions")
    assert "∂f/∂x₁ = " in texts(empty)
    assert empty.bounds.bottom > bare.bounds.bottom
    assert "17/3" not in texts(empty)
    assert texts(full).count("17/3") == 3


def test_a_sheet_can_show_the_answers(example: Forest) -> None:
    example.apply(hide(example, [Blank("sum", 1)]))
    example.apply(answer(example, Blank("sum", 1), "17"))
    assert "17" in texts(drawn(example, "answers"))
    assert "17" not in texts(drawn(example, "blanks"))


def test_in_the_shared_form_a_hidden_sum_is_a_box_and_hidden_partials_are_no_summands(example: Forest) -> None:
    shared = replace(LOOK, form=Form("shared"))
    analysis = analyse(example)
    drawing = drawing_of(example, analysis, shared)
    evaluation = evaluated(example, analysis)

    def shown(veil: Veil) -> Figure:
        return drawing.numbers(drawing.tree_rows(0), evaluation, None, veil)

    assert {"17/3", "6 + (−1/3)", "×6"} <= set(texts(shown(BARE)))
    sums, partials = possible_blanks(analysis, "sum"), possible_blanks(analysis, "partial")
    asked = shown(veil_with(example, dict.fromkeys(sums, Field("17"))))
    assert "17/3" not in texts(asked)
    assert "6 + (−1/3)" in texts(asked)
    assert texts(asked).count("17") == 3
    veiled = shown(veil_with(example, dict.fromkeys([*sums, *partials], Field())))
    assert not {"17/3", "6 + (−1/3)", "×6", "1/3"} & set(texts(veiled))
