"""An account of a node agrees with the passes, says what is missing, and is bounded."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given

from tests.figure.test_sentences import EXAMPLE, example
from tests.support import forests, grow
from treeedit.figure.accounts import Account, Finding, Kind
from treeedit.figure.lines import Line, Role
from treeedit.figure.look import Look
from treeedit.figure.mathematics import typeset_latex
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.sharing import shared
from treeedit.model.steps import Known

PARTS: tuple[Callable[[Account], list[Finding]], ...] = (
    Account.value,
    Account.partial,
    Account.total,
    Account.domain,
    Account.check,
    Account.formulas,
)


def without_words(line: Line) -> str:
    """A line without the rule that it follows."""
    return "".join(piece.plain for piece in line.parts() if piece.role is not Role.WORDS)


def account(forest: Forest, analysis: Analysis, row: int, known: Known | None = None) -> Account:
    found = Account(forest, analysis, evaluated(forest, analysis), Look(), row)
    found.known = known
    return found


def of(text: str, row: int, **values: float) -> Account:
    return account(*example(text, **values), row)


def plain(findings: list[Finding]) -> list[str]:
    return [each.line.plain for each in findings]


def test_a_value_comes_from_those_of_the_operands() -> None:
    (found,) = of(EXAMPLE, 9).value()
    assert found.line.plain == "x₃/g = 3/3 = 1"
    assert found.number == 1.0


def test_a_partial_comes_from_the_parents_and_along_the_path() -> None:
    assert plain(of(EXAMPLE, 0).partial()) == [
        "∂f/∂x₁⁽¹⁾ = ∂f/∂g⁽¹⁾ · ∂g⁽¹⁾/∂x₁⁽¹⁾ = 6 · 1 = 6 (sum rule)",
        "∂f/∂x₁⁽¹⁾ = 1 · 6 · 1 = 6",
    ]


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        (2, "∂f/∂g = ", "6 + (−1/3) = 17/3 (a summand for each edge that arrives)"),
        (0, "∂f/∂x₁ = ", "17/3 · 1 = 17/3 (sum rule)"),
    ],
)
def test_in_the_shared_form_a_node_is_told_as_it_is_drawn(row: int, first: str, last: str) -> None:
    forest, analysis = example(EXAMPLE)
    found = Account(forest, analysis, evaluated(forest, analysis), Look(), row, shared(analysis))
    (line,) = plain(found.partial())
    assert line.startswith(first)
    assert line.endswith(last)
    assert found.total() == []


def test_a_negative_factor_has_one_pair_of_brackets() -> None:
    assert plain(of(EXAMPLE, 6).partial())[1] == "∂f/∂x₁⁽²⁾ = 1 · (−1/3) · 1 = −1/3"


def test_a_sum_is_that_of_the_set() -> None:
    assert plain(of(EXAMPLE, 0).total()) == ["∂f/∂x₁ = ∂f/∂x₁⁽¹⁾ + ∂f/∂x₁⁽²⁾ = 6 + (−1/3) = 17/3"]
    assert of(EXAMPLE, 5).total() == []


def test_both_operands_of_a_square_are_in_the_sum() -> None:
    forest, analysis = example("x*x", x=3.0)
    assert plain(account(forest, analysis, 0).total()) == ["∂f/∂x = ∂f/∂x⁽¹⁾ + ∂f/∂x⁽²⁾ = 3 + 3 = 6"]


@pytest.mark.parametrize(("text", "row"), [("acos(□)", 0), ("2*□ + x", 1)])
def test_what_waits_for_an_operand_is_not_called_a_constant(text: str, row: int) -> None:
    forest = grow(text)
    waiting = account(forest, analyse(forest), row)
    assert not waiting.partial()
    assert "empty slot" in plain(waiting.value())[0]


@pytest.mark.parametrize(
    ("row", "formula"),
    [(4, "∂(g²)/∂g⁽¹⁾ = 2g"), (0, "∂f/∂x₁⁽¹⁾ = 2g"), (8, "∂f/∂g⁽²⁾ = −x₃/g²"), (9, "∂(x₃/g)/∂x₃ = 1/g")],
)
def test_derivatives_are_written_as_formulas(row: int, formula: str) -> None:
    assert formula in plain(of(EXAMPLE, row).formulas())


LOGISTIC = "p = 1/(1 + e^(-(w1*x1 + w2*x2 + b)))"


@pytest.mark.parametrize(
    ("text", "row", "formula"),
    [
        ("x*x", 2, "∂f/∂x⁽¹⁾ = x"),
        ("x/x", 2, "∂f/∂x⁽²⁾ = −x/x²"),
        ("g = x1 + x2; f = g - g*g", 9, "∂f/∂(g · g) = −1"),
        (LOGISTIC, 3, "∂p/∂w₁ = e^v₃/v₅²·x₁"),
        (LOGISTIC, 12, "∂v₃/∂v₂ = −1"),
        ("x^(-1)", 0, "∂f/∂x = −x⁻²"),
        ("(y - a*x - b)^2", 1, "∂f/∂a = −2v₂·x"),
        ("tanh(x*w)*2", 0, "∂f/∂x = 2(1 − v₁²)·w"),
    ],
)
def test_formulas_are_in_the_names_of_the_nodes(text: str, row: int, formula: str) -> None:
    assert formula in plain(of(text, row).formulas())


def test_what_a_name_in_a_formula_stands_for_is_said_below_it() -> None:
    assert plain(of(LOGISTIC, 3).formulas())[2:] == [
        "v₂ = w₁·x₁ + w₂·x₂ + b",
        "v₃ = −v₂",
        "v₄ = e^v₃",
        "v₅ = 1 + v₄",
    ]


@pytest.mark.parametrize(
    ("text", "row", "formula"),
    [
        ("max(x, x)", 2, "∂f/∂x⁽¹⁾ = 1/2"),
        ("max(x, y)", 2, "∂f/∂x = step(x − y) for x ≠ y"),
        ("max(x, y)", 2, "∂f/∂x = 1/2 for x = y"),
        ("abs(x)", 1, "∂f/∂x = x/abs(x) for x ≠ 0"),
        ("abs(x)", 1, "∂f/∂x = 0 for x = 0"),
        ("0^x", 2, "∂f/∂x = 0"),
        ("2^x", 2, "∂f/∂x = 2^x·ln(2)"),
        ("abs(x)*y", 0, "∂f/∂x = y·(x/abs(x)) for x ≠ 0"),
    ],
)
def test_a_formula_says_where_it_holds_and_what_is_taken_elsewhere(text: str, row: int, formula: str) -> None:
    assert formula in plain(of(text, row).formulas())


def test_a_formula_that_is_too_long_is_told_to_be() -> None:
    found = of("max(x,3)*min(x,y)*abs(x+1)*x^z", 0).formulas()
    assert "∂f/∂x: too long to be written" in plain(found)


def test_the_value_of_a_number_has_a_subject() -> None:
    assert plain(of("2 + x", 0).value()) == ["the constant 2"]


def test_the_domain_says_whether_it_holds() -> None:
    assert "needs a positive operand: observed" in plain(of("ln(a)", 1, a=2.0).domain())[0]
    broken = of("ln(a)", 1, a=-1.0).domain()[0]
    assert broken.kind is Kind.WARNING
    assert "needs a positive operand: broken" in broken.line.plain


def test_a_kink_says_its_convention() -> None:
    found = of("relu(a)", 1, a=0.0).domain()
    assert found[0].kind is Kind.WARNING
    assert "taken as 0" in found[0].line.plain


def test_an_operator_without_limits_says_so() -> None:
    assert "defined everywhere" in plain(of("a + b", 2, a=1.0).domain())[0]


def test_a_partial_is_checked_by_two_other_ways() -> None:
    found = plain(of(EXAMPLE, 0).check())
    assert found[0] == "∂f/∂x₁⁽¹⁾ by complex step: 6, difference 0"
    assert found[1].startswith("∂f/∂x₁⁽¹⁾ by central difference: 6")
    assert found[2].startswith("∂f/∂x₁ by complex step: 5.666666667, difference ")


def test_a_check_at_a_kink_contradicts_nothing() -> None:
    found = plain(of("relu(a)", 0, a=0.0).check())
    assert found[0] == "∂f/∂a by complex step: 0, difference 0"
    assert found[1].startswith("∂f/∂a by central difference: cannot be told here: at a kink")


def test_a_check_at_an_edge_says_that_it_cannot_tell() -> None:
    found = plain(of("x^1.01", 0, x=0.0).check())
    assert all("cannot be told here: the domain ends here" in each for each in found)


def test_a_check_says_where_only_rounding_is_left() -> None:
    found = plain(of("x + 1e20", 0, x=1.0).check())
    assert found[0] == "∂f/∂x by complex step: 1, difference 0"
    assert "cannot be told here: rounding" in found[1]


def test_what_is_undefined_says_why() -> None:
    (value,) = of("ln(a)", 1, a=-1.0).value()
    assert value.kind is Kind.WARNING
    assert "positive operand" in value.line.plain
    (partial,) = of("ln(a)", 0, a=-1.0).partial()
    assert partial.kind is Kind.WARNING
    assert of("ln(a)", 0, a=-1.0).check() == []


def test_an_incomplete_operation_has_an_empty_slot_and_nothing_else() -> None:
    found = of("□ + 2*a", 3, a=1.0)
    assert plain(found.value()) == ["+ has an empty slot"]
    assert [part(found) for part in PARTS[1:]] == [[]] * 5


def test_what_is_not_known_is_three_dots() -> None:
    forest, analysis = example()
    rows, sets = len(analysis.order.ids), len(analysis.sets.all_sets)
    nothing = Known(*(np.zeros(size, dtype=np.bool_) for size in (rows, rows, sets)))
    found = account(forest, analysis, 0, nothing)
    assert plain(found.value()) == ["x₁ = …"]
    assert plain(found.partial()) == ["∂f/∂x₁⁽¹⁾ = …"]
    assert plain(found.total()) == ["∂f/∂x₁ = …"]
    assert found.check() == []
    assert plain(account(forest, analysis, 2, nothing).domain()) == ["…"]


def test_a_long_path_and_a_large_set_are_only_counted() -> None:
    forest = grow(" + ".join(["x"] * 500))
    analysis = analyse(forest)
    found = account(forest, analysis, 0)
    assert "the product of 499 local derivatives = 1" in plain(found.partial())[1]
    assert "the sum of 500 partials = 500" in plain(found.total())[0]
    assert "too many nodes" in plain(found.check())[0]
    assert "the product of 499 local derivatives" in plain(found.formulas())[-2]


@given(forest=forests())
def test_the_account_of_any_node_agrees_with_the_passes(forest: Forest) -> None:
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    for row in range(len(analysis.order.ids)):
        found = account(forest, analysis, row)
        for part in PARTS:
            assert all(each.line.plain for each in part(found))
        for each in found.value():
            if each.kind is Kind.VALUE:
                assert each.number == evaluation.value[row]
                assert each.line.plain.endswith(Look().number(each.number))
        for each in found.partial():
            if each.kind is Kind.PARTIAL:
                assert each.number == evaluation.partial[row]
                assert without_words(each.line).endswith(Look().number(each.number))
        for each in found.total():
            members = analysis.sets.of_row(row)
            assert members is not None
            total = float(sum(evaluation.partial[members.members].tolist()))
            assert each.number == total or (math.isnan(each.number) and math.isnan(total))


def test_every_formula_can_be_typeset() -> None:
    forest, analysis = example()
    for row in range(len(analysis.order.ids)):
        for found in account(forest, analysis, row).formulas():
            assert typeset_latex(found.line.latex, 12.0).width > 0
