"""The steps of the shared form: what they say is what is drawn."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import forests, grow
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds
from treeedit.figure.form import TOGETHER, Form
from treeedit.figure.lines import Role
from treeedit.figure.look import Look
from treeedit.figure.shared import drawing_of
from treeedit.figure.spoken import box_of, spoken_names
from treeedit.figure.telling import Said, said_at
from treeedit.figure.veil import BARE
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.edits import set_input
from treeedit.model.folding import fold
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.steps import Pace, Phase, Step, Steps, steps_of

RUNNING = "g = x1 + x2; f = g^2 + x3/g"
_SIGN = re.compile(" [=≈] ")
_NAME = re.compile(r"[^\s∂/()·+−=,]+⁽[^⁾]+⁾|\bv[₀-₉]+")


def sharing_look(together: str = "all") -> Look:
    return Look(form=Form("shared", together))


def stepped(forest: Forest, look: Look) -> tuple[Drawing, Evaluation, Steps]:
    analysis = analyse(forest)
    drawing = drawing_of(forest, analysis, look)
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE, drawing.whole_sharing)
    return drawing, evaluated(forest, analysis), steps


def said(drawing: Drawing, evaluation: Evaluation, step: Step) -> Said:
    whole = drawing.whole_analysis
    return said_at(step, drawing.forest, whole, evaluation, drawing.look, BARE, drawing.whole_sharing)


def words(text: str, together: str = "all", **values: float) -> list[str]:
    forest = grow(text)
    for label, value in values.items():
        forest.apply(set_input(forest, label, value))
    drawing, evaluation, steps = stepped(forest, sharing_look(together))
    return [line.plain for step in steps.steps for line in said(drawing, evaluation, step).lines]


def test_what_arrives_at_a_node_through_each_edge_is_a_summand() -> None:
    told = words(RUNNING, x1=1.0, x2=2.0, x3=3.0)
    assert told[1:3] == ["g = x₁ + x₂ = 1 + 2 = 3", "g² = 3² = 9"]
    assert told[-5:] == [
        "∂f/∂g = ∂f/∂(g²) · ∂(g²)/∂g + ∂f/∂(x₃/g) · ∂(x₃/g)/∂g = 1 · 2 · 3 + 1 · (−3)/3² = 6 + (−1/3) = 17/3"
        " (a summand for each edge that arrives)",
        "∂f/∂x₃ = ∂f/∂(x₃/g) · ∂(x₃/g)/∂x₃ = 1 · 1/3 = 1/3 (quotient rule)",
        "∂f/∂x₁ = ∂f/∂g · ∂g/∂x₁ = 17/3 · 1 = 17/3 (sum rule)",
        "∂f/∂x₂ = ∂f/∂g · ∂g/∂x₂ = 17/3 · 1 = 17/3 (sum rule)",
        "∂f/∂x₁ = 17/3, ∂f/∂x₂ = 17/3, ∂f/∂x₃ = 1/3",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x*x", "∂f/∂x = x + x = 3 + 3 = 6"),
        ("x/x", "∂f/∂x = 1/x + (−x/x²) = 1/3 + (−3)/3² = 1/3 + (−1/3) = 0"),
        ("max(x, x)", "∂f/∂x = 0.5 + 0.5 = 1 (max has a tie"),
        ("(x*x)*2", "∂f/∂x = ∂f/∂(x · x) · x + ∂f/∂(x · x) · x = 2 · 3 + 2 · 3 = 6 + 6 = 12"),
        ("2*(x + sin(x) - x)", " + ∂f/∂v₂ · (−1) = "),
    ],
)
def test_where_a_node_stands_twice_in_its_parent_the_rule_tells_the_summands(text: str, line: str) -> None:
    assert any(line in each for each in words(text, x=3.0)), words(text, x=3.0)


def test_of_many_edges_the_middle_is_left_out_in_symbols_and_in_numbers() -> None:
    line = next(each for each in words("x*a + x*b + x*c + x*d + x*k + x*m") if each.startswith("∂f/∂x ="))
    assert [side.count(" + ") for side in _SIGN.split(line)[1:4]] == [4, 4, 4]
    assert [side.count("…") for side in _SIGN.split(line)[1:4]] == [1, 1, 1]


def test_a_node_that_stands_for_some_copies_bears_their_numbers() -> None:
    told = words("g = x1 + x2; f = g^2 + x3/g + x1", "operations", x1=1.0, x2=2.0, x3=3.0)
    assert "∂f/∂x₁⁽¹⁺²⁾ = ∂f/∂g · ∂g/∂x₁⁽¹⁺²⁾ = 17/3 · 1 = 17/3 (sum rule)" in told
    assert "∂f/∂x₁ = ∂f/∂x₁⁽¹⁺²⁾ + ∂f/∂x₁⁽³⁾ = 17/3 + 1 = 20/3" in told


def test_the_names_of_a_fold_are_not_those_of_what_it_hides() -> None:
    forest = grow("(a*b + c)^2 + d/(a*b + c)")
    folded = [node for node in forest.nodes if forest.operands(node) and len(forest.operands(node)) == 2]
    forest.apply(fold(forest, folded[1:2]))
    drawing, _, _ = stepped(forest, sharing_look())
    hidden = drawing.shown.whole.ids[np.flatnonzero(~np.isin(drawing.shown.whole.ids, drawing.analysis.order.ids))]
    assert len(hidden)
    assert spoken_names(drawing, hidden.tolist()) == []


@given(forests(), st.sampled_from(TOGETHER))
def test_what_is_said_is_what_is_drawn(forest: Forest, together: str) -> None:
    look = sharing_look(together)
    drawing, evaluation, steps = stepped(forest, look)
    symbols: dict[str, str] = {}
    for step in steps.steps:
        told = said(drawing, evaluation, step)
        order = drawing.shown.whole
        named = {text.text for text in spoken_names(drawing, order.ids[list(told.rows)].tolist())}
        for line, row in zip(told.lines, step.rows, strict=False):
            bare = "".join(piece.plain for piece in line.parts() if piece.role is not Role.WORDS)
            mentioned = set(_NAME.findall(bare)) - _hidden(drawing, told.rows)
            there = named | _written(drawing)
            assert all(any(name.startswith(each) for name in there) for each in mentioned), bare
            if step.phase not in (Phase.SEED, Phase.BACKWARD, Phase.FORWARD) or _SIGN.search(bare) is None:
                continue
            symbol, *_, value = _SIGN.split(bare)
            if ": " in line.plain:
                continue
            assert symbols.setdefault(symbol, value) == value
            (drawn,) = drawing.standing(np.array([drawing.analysis.order.rows[int(order.ids[row])]])).tolist()
            if drawing.shown.sources(np.array([drawn]))[0] == row:
                is_value = step.phase is Phase.FORWARD
                number = evaluation.value[row] if is_value else drawing.partials(np.array([drawn]), evaluation)[0]
                assert value == look.number(float(number)), line.plain


def _hidden(drawing: Drawing, rows: frozenset[int]) -> set[str]:
    """The names of what lies within folds."""
    order, drawn = drawing.shown.whole, set(drawing.analysis.order.ids.tolist())
    return {drawing.node_names.of(row).plain for row in rows if int(order.ids[row]) not in drawn}


def _overlap(a: Bounds, b: Bounds) -> float:
    """How large the area is that two rectangles share."""
    wide, tall = min(a.right, b.right) - max(a.left, b.left), min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(0.0, wide) * max(0.0, tall)


def _written(drawing: Drawing) -> set[str]:
    """What is written at the nodes anyway."""
    figure = drawing.still(range(len(drawing.analysis.order.ids)))
    return {text.text for text in figure.texts}


@given(forests(), st.sampled_from(["top", "left", "bottom", "right"]), st.booleans())
def test_no_name_lies_on_a_number(forest: Forest, where: str, is_shared: bool) -> None:
    look = Look(orientation=where, form=Form("shared" if is_shared else "tree"))
    analysis = analyse(forest)
    drawing, evaluation = drawing_of(forest, analysis, look), evaluated(forest, analysis)
    for tree in range(len(analysis.order.roots)):
        rows = drawing.tree_rows(tree)
        numbers = [box_of(text) for text in drawing.numbers(rows, evaluation).texts]
        for name in spoken_names(drawing, forest.nodes, np.asarray(rows, dtype=np.int64)):
            assert sum(_overlap(box_of(name), number) for number in numbers) < 0.1
