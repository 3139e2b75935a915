"""Derivatives as formulas, against the numbers of the passes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support import grow
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.derivatives import conditions, local_derivative, partial_expression, shortened
from treeedit.model.edits import add
from treeedit.model.elementary import VECTOR
from treeedit.model.forest import Forest
from treeedit.model.formula import print_expression
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Input, Leaf, Point

POINTS = (0.3, 0.7)


def value_of(expression: Expression, inputs: dict[str, float]) -> float:
    forest = Forest()
    forest.apply(add(forest, expression, Point(0.0, 0.0)))
    forest.inputs.update({label: Input(value) for label, value in inputs.items()})
    return float(evaluated(forest, analyse(forest)).value[-1])


def short(operator: str, slot: int, *operands: str) -> str:
    found = local_derivative(operator, slot, [grow_expression(each) for each in operands])
    assert found is not None
    return print_expression(found)


def grow_expression(text: str) -> Expression:
    from treeedit.model.formula import parse

    return parse(text)[0].expression


def test_the_logarithm_of_e_is_no_factor() -> None:
    assert short("^", 1, "e", "x") == "e^x"


@pytest.mark.parametrize("entry", [entry for entry in OPERATORS.values() if entry.rules], ids=lambda entry: entry.key)
@pytest.mark.parametrize("a", [0.3, 0.8])
def test_every_rule_gives_the_number_that_the_table_gives(entry, a: float) -> None:  # type: ignore[no-untyped-def]
    operands = (a, 0.45)[: entry.arity]
    arrays = [np.array([each]) for each in operands]
    y = entry.forward(VECTOR, *arrays)
    exact = [float(np.asarray(each).ravel()[0]) for each in entry.derivatives(VECTOR, y, *arrays)]
    places = [(Leaf("u"),), (Leaf("v"),)][: entry.arity]
    for slot, number in enumerate(exact):
        rule = local_derivative(entry.key, slot, places)
        assert rule is not None
        assert math.isclose(value_of(rule, dict(zip("uv", operands, strict=False))), number, rel_tol=1e-12)


def test_every_operator_has_a_rule() -> None:
    assert all(len(entry.rules) == entry.arity for entry in OPERATORS.values())


def test_a_rule_is_as_short_as_one_would_write_it() -> None:
    assert short("^", 0, "g", "2") == "2*g"
    assert short("^", 0, "g", "3") == "3*g^2"
    assert short("^", 0, "g", "1") == "1"
    assert short("*", 0, "x1 + x2", "3") == "3"
    assert short("/", 1, "x3", "g") == "-x3/g^2"
    assert short("/", 1, "1", "g") == "-1/g^2"
    assert short("neg", 0, "x") == "-1"
    assert short("-", 1, "a", "b") == "-1"


def test_a_number_that_does_not_exist_is_no_condition_that_is_met() -> None:
    assert short("^", 1, "1/0", "x") == "(1/0)^x*ln(1/0)"
    assert len(conditions("^", 1, [grow_expression("1/0"), grow_expression("x")])) == 1


@pytest.mark.parametrize(
    ("operator", "operands", "where"),
    [
        ("^", ("2", "x"), []),
        ("^", ("x", "y"), ["x"]),
        ("abs", ("x",), ["x"]),
        ("*", ("x", "y"), []),
        ("^", ("0", "x"), []),
    ],
)
def test_a_rule_says_where_it_does_not_hold(operator: str, operands: tuple[str, ...], where: list[str]) -> None:
    found = conditions(operator, len(operands) - 1, [grow_expression(each) for each in operands])
    assert [print_expression(each.left) for each in found] == where


def test_a_sign_stands_in_front_once() -> None:
    assert print_expression(shortened("*", (grow_expression("-1/y^2"), grow_expression("-x")))) == "x/y^2"
    assert print_expression(shortened("neg", (grow_expression("-x/y"),))) == "x/y"
    assert print_expression(shortened("neg", (grow_expression("2*x"),))) == "-2*x"


def test_the_partial_of_an_instance_is_the_product_along_its_path() -> None:
    forest = grow("(x1 + x2)^2 + x3/(x1 + x2)")
    written = {
        node: print_expression(partial_expression(forest, node) or ())
        for node, record in forest.nodes.items()
        if record == Leaf("x1")
    }
    assert list(written.values()) == ["2*(x1 + x2)", "-x3/(x1 + x2)^2"]


TREES = ("x*x", "sin(x*y)^2", "exp(-x)/(1 + y)", "sqrt(x)*ln(y + 2)", "tanh(x*y + 1)*x", "x^y", "max(x, y)*min(x, y)")


@given(st.sampled_from(TREES), st.floats(0.1, 2), st.floats(0.1, 2))
def test_formulas_and_passes_agree(text: str, x: float, y: float) -> None:
    assume(abs(x - y) > 1e-6)
    forest = grow(text)
    forest.inputs.update({label: Input(value) for label, value in (("x", x), ("y", y))})
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    for node, row in analysis.order.rows.items():
        expression = partial_expression(forest, node)
        assert expression is not None
        number = value_of(expression, {"x": x, "y": y})
        assert np.isclose(number, evaluation.partial_anyway[row], rtol=1e-9, atol=1e-12, equal_nan=True)
