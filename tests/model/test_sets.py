"""Sets against a slow reference that writes every subtree out in full."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.model import edits, sets
from treeedit.model.forest import Forest
from treeedit.model.operators import OPERATORS
from treeedit.model.order import Ints, Order, order_of
from treeedit.model.records import Expression, Function, Leaf, Point
from treeedit.model.sets import NOWHERE, Functions, Sets, sets_of

A, B, C, TWO = Leaf("a"), Leaf("b"), Leaf("c"), Leaf("2")
G = (A, B, "+")
RUNNING = (*G, TWO, "^", C, *G, "/", "+")  # (a + b)^2 + c/(a + b)


def grown(*expressions: Expression) -> Order:
    forest = Forest()
    for expression in expressions:
        forest.apply(edits.add(forest, expression, Point(0, 0)))
    return order_of(forest)


def outputs_of(order: Order) -> Ints:
    """The root of the maximal complete subtree in which each row stands."""
    output = np.full(len(order.ids), -1)
    for row in np.flatnonzero(order.complete):
        if order.parent[row] < 0 or not order.complete[order.parent[row]]:
            output[row - order.size[row] + 1 : row + 1] = row
    return output


def found_in(*expressions: Expression, **functions: Expression) -> Sets:
    order = grown(*expressions)
    return sets_of(order, outputs_of(order), {name: Function(each) for name, each in functions.items()})


def written_out(order: Order) -> list[str | None]:
    """Each subtree in full, operands of commutative operators sorted; None where a slot is empty."""
    texts: list[str | None] = []
    keys = list(OPERATORS)
    for row in range(len(order.ids)):
        if order.operator[row] < 0:
            texts.append(order.labels[order.label[row]])
            continue
        entry = OPERATORS[keys[order.operator[row]]]
        operands = [None if each < 0 else texts[each] for each in order.operands[row, : entry.arity]]
        known = [each for each in operands if each is not None]
        known = sorted(known) if entry.commutative else known
        texts.append(None if len(known) < len(operands) else f"{entry.key}({','.join(known)})")
    return texts


tokens = st.recursive(
    st.sampled_from([(A,), (B,), (TWO,), (A,), (B,), (None,)]),
    lambda inner: st.one_of(
        st.tuples(inner, inner, st.sampled_from(["+", "*", "-"])).map(lambda t: (*t[0], *t[1], t[2])),
        st.tuples(inner, st.sampled_from(["sin", "neg"])).map(lambda t: (*t[0], t[1])),
        inner.map(lambda t: (*t, *t, "+")),
    ),
    max_leaves=25,
)
expressions = tokens.filter(lambda expression: expression != (None,))
forests = st.lists(expressions, max_size=4).map(lambda found: grown(*found))
widths = st.sampled_from([1, 2, 4, 10**9])


@given(forests, widths)
def test_rows_are_the_same_function_exactly_if_they_read_the_same_written_out(order: Order, wide: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sets, "WIDE", wide)
        ids = Functions(order).ids.tolist()
    texts = written_out(order)
    assert [each == NOWHERE for each in ids] == [text is None for text in texts]
    assert len(set(zip(ids, texts, strict=True))) == len(set(ids)) == len(set(texts))


@given(forests, expressions, widths)
def test_a_definition_is_found_where_it_is_an_instance_and_only_there(
    order: Order, expression: Expression, wide: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sets, "WIDE", wide)
        functions = Functions(order)
    sought = written_out(grown(expression))[-1]
    instances = [row for row, text in enumerate(written_out(order)) if text is not None and text == sought]
    found = functions.find(expression)
    assert np.flatnonzero((functions.ids == found) & (functions.ids >= 0)).tolist() == instances


@given(forests)
def test_sets_are_the_leaves_and_repeated_subtrees_of_each_output(order: Order) -> None:
    output, texts = outputs_of(order), written_out(order)
    inputs: dict[tuple[int, str], list[int]] = {}
    functions: dict[tuple[int, str], list[int]] = {}
    for row, text in enumerate(texts):
        if text is None or not order.varies[row]:
            continue
        if order.operator[row] >= 0:
            functions.setdefault((int(output[row]), text), []).append(row)
        else:
            inputs.setdefault((int(output[row]), text), []).append(row)
    found = sets_of(order, output, {})
    assert [(s.output, s.label, s.members.tolist()) for s in found.input_sets] == [
        (*key, members) for key, members in inputs.items()
    ]
    assert [(s.output, s.members.tolist()) for s in found.function_sets] == [
        (key[0], members) for key, members in functions.items() if len(members) > 1
    ]


@given(forests, st.data())
def test_the_sum_of_a_set_is_the_sum_over_its_members(order: Order, data: st.DataObject) -> None:
    n = len(order.ids)
    partial = np.array(data.draw(st.lists(st.floats(-1e6, 1e6), min_size=n, max_size=n)))
    found = sets_of(order, outputs_of(order), {})
    sums = found.sums(partial)
    assert len(sums) == len(found.all_sets)
    for each, total in zip(found.all_sets, sums, strict=True):
        assert math.isclose(total, math.fsum(partial[each.members]), rel_tol=1e-12, abs_tol=1e-6)


def test_the_running_example_has_three_inputs_and_one_repeated_function() -> None:
    found = found_in(RUNNING, g=G)
    assert [(s.label, s.kind, s.members.tolist()) for s in found.all_sets] == [
        ("a", "input", [0, 6]),
        ("b", "input", [1, 7]),
        ("c", "input", [5]),
        ("g", "function", [2, 8]),
    ]


def test_the_partials_of_the_running_example_add_up() -> None:
    third = 1 / 3
    partial = np.array([6, 6, 6, 9.888, 1, third, -third, -third, -third, 1, 1])
    np.testing.assert_allclose(found_in(RUNNING).sums(partial), [17 / 3, 17 / 3, 1 / 3, 17 / 3])


def test_a_constant_is_in_no_set() -> None:
    found = found_in((TWO, A, "*", TWO, "+"))
    assert [s.label for s in found.all_sets] == ["a"]
    assert found.of_row(0) is None


def test_operands_of_a_sum_may_stand_in_any_order() -> None:
    function = found_in((A, B, "+", B, A, "+", "*")).function
    assert function[2] == function[5]


def test_operands_of_a_difference_may_not() -> None:
    function = found_in((A, B, "-", B, A, "-", "*")).function
    assert function[2] != function[5]


def test_a_sum_of_three_is_not_regrouped() -> None:
    function = found_in((A, B, "+", C, "+"), (A, B, C, "+", "+")).function
    assert function[4] != function[-1]


def test_the_same_function_in_two_trees_has_one_id_but_no_common_set() -> None:
    found = found_in(G, G)
    assert found.function[2] == found.function[5]
    assert [(s.label, s.output) for s in found.all_sets] == [("a", 2), ("b", 2), ("a", 5), ("b", 5)]


def test_the_sets_of_an_output_can_be_asked_for() -> None:
    found = found_in(G, (*G, *G, "*"))
    assert [s.members.tolist() for s in found.of_output(9)] == [[3, 6], [4, 7], [5, 8]]
    assert found.of_output(0) == ()


def test_nothing_incomplete_is_a_member() -> None:
    found = found_in((None, None, "+", None, None, "+", "*"))
    assert found.all_sets == ()
    assert found.function.tolist() == [NOWHERE] * 3


def test_the_complete_parts_of_an_incomplete_tree_have_sets_of_their_own() -> None:
    found = found_in((A, A, "*", None, "+"))
    assert [(s.label, s.output, s.members.tolist()) for s in found.all_sets] == [("a", 2, [0, 1])]


def test_an_undefined_partial_makes_the_sum_of_its_set_undefined_and_no_other() -> None:
    sums = found_in((A, A, "+", B, "*")).sums(np.array([1, math.nan, math.nan, 2, math.nan]))
    assert math.isnan(sums[0])
    assert sums[1] == 2


def test_every_instance_of_a_named_function_bears_the_name() -> None:
    found = found_in(RUNNING, (B, A, "+", "sin"), g=G)
    assert [row for row in range(len(found.function)) if found.name_of(row) == "g"] == [2, 8, 13]


def test_a_single_instance_has_a_name_but_makes_no_set() -> None:
    found = found_in((*G, "sin"), g=G)
    assert found.name_of(2) == "g"
    assert found.function_sets == ()


def test_the_first_of_two_names_for_a_function_is_shown() -> None:
    assert found_in(G, g=G, k=(B, A, "+")).name_of(2) == "g"


def test_a_name_whose_function_is_nowhere_names_nothing() -> None:
    found = found_in((A, None, "+"), g=G, k=(A, None, "+"))
    assert {found.name_of(row) for row in range(2)} == {""}


def test_an_unnamed_function_set_leaves_its_label_to_whoever_prints_formulas() -> None:
    (repeated,) = found_in((*G, *G, "*")).function_sets
    assert (repeated.label, repeated.name) == ("", "")


def test_a_row_knows_its_set() -> None:
    found = found_in(RUNNING)
    for each in found.all_sets:
        assert {found.of_row(row) for row in each.members} == {each}


def test_an_empty_canvas_has_no_sets() -> None:
    found = found_in()
    assert found.all_sets == ()
    assert found.sums(np.zeros(0)).tolist() == []


def test_many_loose_leaves_each_have_a_set_of_their_own() -> None:
    found = found_in(*[(Leaf(f"x{i}"),) for i in range(100)])
    assert [(s.label, s.members.tolist()) for s in found.all_sets] == [(f"x{i}", [i]) for i in range(100)]


def test_a_sum_of_50000_terms_that_leans_to_one_side_is_no_trouble() -> None:
    expression = (A, *(B, "+") * 50_000)
    found = found_in(expression, g=expression)
    assert found.name_of(100_000) == "g"
    assert [len(s.members) for s in found.all_sets] == [1, 50_000]
