"""Values and partials against mpmath, finite differences of the rules, and the two ways of computing each other."""

from __future__ import annotations

import math
from random import Random

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.growing import forest_of, numbers, postfix, random_edit, random_expression
from tests.model.test_operators import EXACT
from tests.support import grow as formula_forest
from treeedit.model import reasons
from treeedit.model import tape as tapes
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest
from treeedit.model.labels import number_of
from treeedit.model.operators import OPERATORS
from treeedit.model.order import OPERATOR_LIST, order_of
from treeedit.model.passes import Evaluation, evaluate, tape_of
from treeedit.model.records import Expression, Leaf

seeds = st.integers(0, 2**32)
SMOOTH = ("+", "-", "*", "neg", "sin", "cos", "tanh", "sigmoid", "atan", "softplus", "gelu")
VALUES = {"a": 0.5, "b": -1.25, "c": 2.0, "x": 1.5, "y": -0.75, "z": 0.0}
EXAMPLE = "x1 x2 + square x3 x1 x2 + / +"


def by_loop(forest: Forest) -> Evaluation:
    return evaluate(tape_of(order_of(forest)), VALUES)


def by_steps(forest: Forest, monkeypatch: pytest.MonkeyPatch, narrow: int = 0) -> Evaluation:
    """The same numbers where even the narrowest levels, or those from a width on, are steps."""
    with monkeypatch.context() as patch:
        patch.setattr(tapes, "SMALL", 0)
        patch.setattr(tapes, "NARROW", narrow)
        return evaluate(tape_of(order_of(forest)), VALUES)


def column(evaluation: Evaluation, label: str) -> list[float]:
    order = evaluation.order
    return evaluation.partial[order.label == order.labels.index(label)].tolist()


def test_the_running_example_has_the_numbers_of_the_paper() -> None:
    found = numbers(EXAMPLE, x1=1, x2=2, x3=3)
    assert found.value[-1] == 10
    assert column(found, "x1") == pytest.approx([6, -1 / 3])
    assert column(found, "x2") == pytest.approx([6, -1 / 3])
    assert column(found, "x3") == pytest.approx([1 / 3])


def test_inner_nodes_have_partials_too() -> None:
    found = numbers(EXAMPLE, x1=1, x2=2, x3=3)
    sums = (found.order.operator == list(OPERATORS).index("+")) & (found.order.height == 1)
    assert found.partial[sums].tolist() == pytest.approx([6, -1 / 3])


def test_local_derivatives_stand_at_the_operation_by_slot() -> None:
    found = numbers("x y * z -", x=3, y=4, z=1)
    order = found.order
    assert found.local[order.parent[order.label == 0]].tolist() == [[4, 3]]
    assert found.local[-1].tolist() == [1, -1]
    assert np.isnan(found.local[order.operator < 0]).all()


def test_one_operand_has_one_local_derivative() -> None:
    found = numbers("x sin", x=1.0)
    assert found.local[-1, 0] == pytest.approx(math.cos(1))
    assert math.isnan(found.local[-1, 1])


def micrograd_example() -> Expression:
    """The example of micrograd's README, every name replaced by its expression as often as it stands there."""
    a, b = postfix("a"), postfix("b")
    c = (*a, *b, "+")
    d = (*a, *b, "*", *b, Leaf("3"), "^", "+")
    c = (*c, *c, Leaf("1"), "+", "+")
    c = (*c, Leaf("1"), *c, "+", *a, "neg", "+", "+")
    d = (*d, *d, Leaf("2"), "*", *b, *a, "+", "relu", "+", "+")
    d = (*d, Leaf("3"), *d, "*", *b, *a, "-", "relu", "+", "+")
    e = (*c, *d, "-")
    f = (*e, Leaf("2"), "^")
    return (*f, Leaf("2"), "/", Leaf("10"), *f, "/", "+")


def test_the_example_of_micrograd_gives_the_numbers_of_its_readme() -> None:
    found = numbers(micrograd_example(), a=-4.0, b=2.0)
    assert found.value[-1] == pytest.approx(24.7041, abs=5e-5)
    assert sum(column(found, "a")) == pytest.approx(138.8338, abs=5e-5)
    assert sum(column(found, "b")) == pytest.approx(645.5773, abs=5e-5)


def exact_value(expression: Expression, values: dict[str, mpmath.mpf]) -> mpmath.mpf:
    stack: list[mpmath.mpf] = []
    for token in expression:
        if isinstance(token, Leaf):
            stack.append(values[token.label])
        else:
            assert token is not None
            arity = OPERATORS[token].arity
            operands = stack[-arity:]
            del stack[-arity:]
            stack.append(EXACT[token](*operands))
    return stack.pop()


@settings(max_examples=50)
@given(seeds)
def test_values_and_sums_agree_with_mpmath(seed: int) -> None:
    expression = random_expression(Random(seed), 30, SMOOTH, "abcxyz")
    found = by_loop(forest_of(expression))
    with mpmath.workdps(100):
        exact = {label: mpmath.mpf(value) for label, value in VALUES.items()}
        assert found.value[-1] == pytest.approx(float(exact_value(expression, exact)), rel=1e-12, abs=1e-12)
        for label in found.order.labels:
            step = mpmath.mpf(10) ** -30
            above, below = (exact_value(expression, exact | {label: exact[label] + sign * step}) for sign in (1, -1))
            slope = float((above - below) / (2 * step))
            terms = column(found, label)
            assert sum(terms) == pytest.approx(slope, rel=1e-12, abs=1e-12 * sum(map(abs, terms)) + 1e-13)


@given(seeds, st.sampled_from([0, 2, 5]))
def test_steps_give_what_the_loop_gives(seed: int, narrow: int) -> None:
    rng = Random(seed)
    trees = [random_expression(rng, rng.randrange(40), sorted(OPERATORS), "abcxyz12", gaps=0.03) for _ in range(3)]
    forest = forest_of(*trees)
    with pytest.MonkeyPatch.context() as patch:
        one, other = by_loop(forest), by_steps(forest, patch, narrow)
    # a cosine of what is a million multiplies what the last digit of the million leaves open
    assert other.value == pytest.approx(one.value, rel=1e-8, abs=1e-250, nan_ok=True)
    assert other.partial == pytest.approx(one.partial, rel=1e-6, abs=1e-100, nan_ok=True)
    assert other.local == pytest.approx(one.local, rel=1e-6, abs=1e-100, nan_ok=True)


@given(seeds, st.sampled_from([0, 3, 1000]))
def test_every_partial_is_that_of_the_parent_times_the_local_derivative(seed: int, narrow: int) -> None:
    rng = Random(seed)
    forest = forest_of(random_expression(rng, 40, sorted(OPERATORS), "abcxyz12", gaps=0.03))
    with pytest.MonkeyPatch.context() as patch:
        found = by_steps(forest, patch, narrow)
    order = found.order
    for row in np.flatnonzero(found.tape.output >= 0).tolist():
        parent = order.parent[row]
        if found.tape.output[row] == row:
            expected = 1.0 if math.isfinite(found.value[row]) else math.nan
        else:
            slot = order.operands[parent].tolist().index(row)
            expected = float(found.partial_anyway[parent]) * float(found.local_anyway[parent, slot])
            expected = expected if math.isfinite(expected) else math.nan
        assert found.partial_anyway[row] == pytest.approx(expected, nan_ok=True)


@given(seeds)
def test_nobody_differentiates_by_what_holds_no_input(seed: int) -> None:
    rng = Random(seed)
    found = by_loop(forest_of(random_expression(rng, 40, sorted(OPERATORS), ("a", "x", "1", "2", "pi"), gaps=0.03)))
    order = found.order
    below = [range(row - int(order.size[row]) + 1, row + 1) for row in range(len(order.ids))]
    labels = [order.labels[code] if code >= 0 else "" for code in order.label.tolist()]
    holds = np.array([any(labels[each] in ("a", "x") for each in rows) for rows in below])
    assert np.isnan(found.partial[~holds]).all()
    assert np.array_equal(found.partial[holds], found.partial_anyway[holds], equal_nan=True)
    inner = np.flatnonzero(order.parent >= 0)
    slots = [order.operands[order.parent[row]].tolist().index(row) for row in inner.tolist()]
    local, anyway = (column[order.parent[inner], slots] for column in (found.local, found.local_anyway))
    assert np.isnan(local[~holds[inner]]).all()
    assert np.array_equal(local[holds[inner]], anyway[holds[inner]], equal_nan=True)


@given(seeds)
def test_a_node_without_a_value_has_an_operand_without_one_or_a_reason_of_its_own(seed: int) -> None:
    rng = Random(seed)
    found = by_loop(forest_of(random_expression(rng, 40, sorted(OPERATORS), "abcxyz12", gaps=0.03)))
    for row, operands in enumerate(found.order.operands.tolist()):
        values = [float(found.value[each]) for each in operands if each >= 0]
        if any(map(math.isnan, values)) or not found.order.complete[row]:
            assert math.isnan(found.value[row])
        elif values:
            entry = OPERATOR_LIST[found.order.operator[row]]
            inside = all(limit.holds(*map(np.float64, values)) for limit in entry.domain)
            assert inside or math.isnan(found.value[row])
        else:
            assert math.isfinite(found.value[row])


@given(seeds)
def test_a_node_has_a_problem_exactly_if_a_number_is_missing_that_somebody_asks_for(seed: int) -> None:
    rng = Random(seed)
    found = by_loop(forest_of(random_expression(rng, 40, sorted(OPERATORS), "abcxyz12", gaps=0.03)))
    missing = np.isnan(found.value) | (np.isnan(found.partial) & found.order.varies) | ~found.order.complete
    assert [found.problem(row) is not None for row in range(len(missing))] == missing.tolist()


@given(seeds)
def test_a_node_has_a_remark_exactly_if_it_is_marked(seed: int) -> None:
    rng = Random(seed)
    found = by_loop(forest_of(random_expression(rng, 40, ("+", "-", "relu", "max", "abs", "step"), "xyz12")))
    assert [reasons.remark(found, row) is not None for row in range(len(found.remarks))] == found.remarks.tolist()


@given(seeds)
def test_edits_never_make_the_passes_fail(seed: int) -> None:
    rng = Random(seed)
    forest = forest_of("a b +")
    for _ in range(10):
        forest.apply(random_edit(rng, forest))
        assert len(by_loop(forest).partial) == len(forest.nodes)


def test_an_input_that_nothing_sets_is_1() -> None:
    assert numbers("x y +", x=2).value[-1] == 3


def test_a_constant_is_its_number_whatever_the_values_say() -> None:
    tape = tape_of(order_of(forest_of("2 pi *")))
    assert evaluate(tape, {"2": 7.0, "pi": 3.0}).value[-1] == 2 * math.pi


def test_an_empty_forest_has_no_numbers() -> None:
    assert numbers().value.tolist() == []
    assert numbers().local.shape == (0, 2)


def test_a_leaf_alone_is_an_output() -> None:
    found = numbers("x", x=5)
    assert (found.value.tolist(), found.partial.tolist()) == ([5], [1])


def test_all_trees_are_differentiated_in_one_sweep() -> None:
    assert column(numbers("x square", "x 3 *", "x", x=5), "x") == [10, 3, 1]


def test_the_complete_part_of_an_incomplete_tree_is_an_output() -> None:
    found = numbers("x1 x2 * . +", x1=2, x2=3)
    product = int(found.order.parent[0])
    assert found.tape.outputs.tolist() == [product]
    assert found.tape.output.tolist() == [product] * 3 + [-1]
    assert column(found, "x1") == [3]
    assert math.isnan(found.value[-1])
    assert math.isnan(found.partial[-1])


def problems(evaluation: Evaluation) -> dict[str, str | None]:
    """The problem of each node, by its operator or label."""
    order = evaluation.order
    names = [
        order.labels[label] if code < 0 else OPERATOR_LIST[code].key
        for code, label in zip(order.operator.tolist(), order.label.tolist(), strict=True)
    ]
    return {name: evaluation.problem(row) for row, name in enumerate(names)}


def test_all_is_well_where_every_number_exists() -> None:
    assert set(problems(numbers(EXAMPLE)).values()) == {None}


def test_an_empty_slot_is_named() -> None:
    found = problems(numbers("x . + sin"))
    assert found == {"x": None, "+": "+ has an empty slot", "sin": "an operand has an empty slot"}


def test_a_node_outside_its_domain_says_why() -> None:
    assert problems(numbers("x ln", x=-1))["ln"] == "ln needs a positive operand; here it is −1"


def test_what_depends_on_an_undefined_node_names_the_cause() -> None:
    found = problems(numbers("a b / sin c *", b=0))
    cause = "÷ divides by zero; the second operand must not be 0"
    assert found["/"] == cause
    assert found["sin"] == found["*"] == f"an operand has no value: {cause}"
    assert found["a"] == found["c"] == f"no partial, as the output has no value: {cause}"


def test_the_rest_of_the_canvas_goes_on() -> None:
    assert column(numbers("x 0 /", "x square", x=3), "x")[1:] == [6]


def test_too_large_for_a_double_is_overflow() -> None:
    assert "overflow" in str(problems(numbers("x exp", x=1000))["exp"])


@pytest.mark.parametrize(
    "tree", ["x 0 / 0 ^", "1 x 0 / ^", "x 0 / relu", "x 0 / step", "1 x 0 / /", "2 x 0 / min", "x 0 / 2 max"]
)
@pytest.mark.parametrize("narrow", [0, 1000])
def test_nothing_leaks_from_a_node_without_a_value(tree: str, narrow: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = by_steps(forest_of(tree), monkeypatch, narrow)
    assert math.isnan(found.value[-1])
    assert np.isnan(found.partial).all()


@pytest.mark.parametrize("narrow", [0, 1000])
def test_nothing_leaks_from_an_overflow(narrow: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert math.isnan(by_steps(forest_of("1 1000 exp /"), monkeypatch, narrow).value[-1])


@pytest.mark.parametrize("narrow", [0, 1000])
def test_a_value_stands_where_only_a_derivative_is_missing(narrow: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = by_steps(forest_of("z sqrt x +"), monkeypatch, narrow)
    assert found.value[-1] == VALUES["x"]
    assert found.partial.tolist() == pytest.approx([math.nan, 1, 1, 1], nan_ok=True)
    assert problems(found) == {"z": "√ has no finite derivative at 0", "sqrt": None, "x": None, "+": None}


@pytest.mark.parametrize("narrow", [0, 1000])
def test_zero_times_an_undefined_derivative_is_undefined(narrow: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert np.isnan(column(by_steps(forest_of("z sqrt z *"), monkeypatch, narrow), "z")[0])


def test_a_node_below_a_missing_derivative_says_where_it_is_missing() -> None:
    found = problems(numbers("x square sqrt", x=0))
    assert found["x"] == "no partial, as a node above has none: √ has no finite derivative at 0"


def test_an_exponent_has_no_partial_where_the_base_is_negative() -> None:
    found = numbers("x y ^", x=-3, y=2)
    assert (found.value[-1], column(found, "x")) == (9, [-6])
    assert problems(found)["y"] == "^ has no derivative by the exponent where the base is negative"


@pytest.mark.parametrize("exponent", ["2", "1 1 +", "4 2 /", "2 neg neg"])
def test_what_is_undefined_for_a_constant_only_is_no_problem(exponent: str) -> None:
    found = numbers(f"x {exponent} ^", x=-3)
    assert (found.value[-1], column(found, "x")) == (9, [-6])
    assert set(problems(found).values()) == {None}
    assert np.isnan(found.partial[1:-1]).all()


def test_a_derivative_can_overflow_where_the_value_does_not() -> None:
    found = problems(numbers("1 x /", x=1e-300))
    assert found["x"] == "the derivative of ÷ is too large for a double (overflow)"


def test_a_partial_can_overflow_where_the_derivatives_do_not() -> None:
    found = problems(numbers("x 1e200 * 1e200 *", x=0))
    assert found["x"] == "the partial is too large for a double (overflow)"


def test_an_input_without_a_finite_value_is_a_problem() -> None:
    assert problems(numbers("x", x=math.inf)) == {"x": "x has no finite value"}


@pytest.mark.parametrize("tree", ["x sigmoid", "x neg softplus", "x tanh", "x neg exp"])
def test_a_large_operand_is_no_overflow_where_the_result_is_small(tree: str) -> None:
    found = numbers(tree, x=-1000 if "sigmoid" in tree else 1000)
    assert np.isfinite(found.value).all()
    assert np.isfinite(found.partial).all()


def test_a_kink_is_remarked() -> None:
    found = numbers("x relu", x=0)
    assert found.remarks.tolist() == [False, True]
    assert found.remark(1) == "relu has a kink at 0; its derivative there is taken as 0, as in PyTorch"
    assert found.remark(0) is None


def test_a_kink_elsewhere_is_not_remarked() -> None:
    assert numbers("x relu", x=1).remark(1) is None


def test_a_tape_serves_for_many_values() -> None:
    tape = tape_of(order_of(forest_of("x square")))
    first, second = (evaluate(tape, {"x": x}) for x in (3.0, 4.0))
    assert (first.value[-1], second.value[-1], first.partial[0], second.partial[0]) == (9, 16, 6, 8)


def test_wide_levels_are_steps_and_the_narrow_top_is_a_loop() -> None:
    tape = tape_of(order_of(forest_of((Leaf("x"), Leaf("y"), "*") + (Leaf("x"), Leaf("y"), "*", "+") * 3000)))
    assert [step.high - step.low for step in tape.steps] == [3001]
    assert len(tape.loop) == 3000


def test_numbers_of_labels_are_read_as_the_forest_reads_them() -> None:
    assert numbers("0.5 2e3 +").value[-1] == number_of("2000.5")


def passes(text: str, x: float) -> Evaluation:
    """The numbers of a formula of x."""
    return evaluate(analyse(formula_forest(text)).tape, {"x": x})


@pytest.mark.parametrize(
    ("text", "value", "sentence"),
    [
        ("ln(sigmoid(x))", -800.0, "ln needs a positive operand; the result of σ is too small for a double"),
        (
            "1/exp(-x)",
            -0.0 + 800.0,
            "÷ divides by zero; the second operand must not be 0; the result of exp is too small",
        ),
        ("exp(x)", 800.0, "the result of exp is too large for a double (overflow)"),
        ("x*x*1e200*1e200", 1e100, "the result of × is too large for a double (overflow)"),
        ("ln(x)", 0.0, "ln needs a positive operand"),
        ("asin(x)", 1.0000000001, "asin needs an operand between −1 and 1; here it is 1.0000000001"),
        ("acos(x)", -1.00001, "acos needs an operand between −1 and 1; here it is −1.00001"),
        ("sqrt(x)", -1e-20, "√ needs an operand that is not negative; here it is −1e−20"),
    ],
)
def test_domain_overflow_and_underflow_are_three_things(text: str, value: float, sentence: str) -> None:
    found = passes(text, x=value)
    said = [found.problem(row) for row in range(len(found.value)) if math.isnan(found.value[row])]
    assert any(each is not None and each.startswith(sentence) for each in said), said


@pytest.mark.parametrize(
    ("text", "value", "sentence"),
    [
        ("exp(x)", -800.0, "the result of exp is too small for a double and comes out as 0 (underflow)"),
        ("x*x", 1e-200, "the result of × is too small for a double"),
        ("x^x", 0.0, "^ has base and exponent 0; 0^0 is taken as 1"),
        ("0^x", 0.0, "^ has base and exponent 0"),
        ("x*0", 3.0, None),
        ("x^2", 0.0, None),
    ],
)
def test_what_is_to_be_known_of_a_number_that_is_there_is_remarked(text: str, value: float, sentence: str) -> None:
    found = passes(text, x=value)
    said = found.remark(len(found.value) - 1)
    assert (said is None) if sentence is None else (said or "").startswith(sentence)
