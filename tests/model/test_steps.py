"""The passes as steps: what appears when, and of what it is made."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from tests.support import forests, grow
from treeedit.model.analysis import Analysis, analyse
from treeedit.model.sharing import shared
from treeedit.model.steps import Pace, Phase, Step, Steps, brief, key_steps, outputs_of, steps_of

EXAMPLE = "(x1 + x2)^2 + x3/(x1 + x2)"


def stepped(text: str, pace: Pace = Pace.NODE) -> tuple[Analysis, Steps]:
    analysis = analyse(grow(text))
    return analysis, steps_of(analysis, analysis.tape.outputs.tolist(), pace)


def phases(steps: Steps) -> list[str]:
    return [step.phase.value for step in steps.steps]


def symbols(analysis: Analysis, rows: tuple[int, ...]) -> list[str]:
    from treeedit.model.order import OPERATOR_LIST

    order = analysis.order
    codes = [int(order.operator[row]) for row in rows]
    return [
        order.labels[order.label[row]] if code < 0 else OPERATOR_LIST[code].key
        for row, code in zip(rows, codes, strict=True)
    ]


def test_the_running_example_has_a_step_for_every_node_of_both_passes_and_for_every_sum() -> None:
    _, steps = stepped(EXAMPLE)
    counts = {phase: phases(steps).count(phase) for phase in dict.fromkeys(phases(steps))}
    assert counts == {"inputs": 1, "forward": 5, "seed": 1, "backward": 9, "sums": 4}
    assert list(counts) == ["inputs", "forward", "seed", "backward", "sums"]
    assert len(steps) == 21


def test_by_level_a_step_takes_all_nodes_of_a_level() -> None:
    analysis, steps = stepped(EXAMPLE, Pace.LEVEL)
    forward = [symbols(analysis, step.rows) for step in steps.steps if step.phase is Phase.FORWARD]
    assert forward == [["+", "+"], ["^", "/"], ["+"]]
    backward = [len(step.rows) for step in steps.steps if step.phase is Phase.BACKWARD]
    assert backward == [2, 3, 4]


def test_the_bare_tree_shows_nothing_and_the_last_step_all() -> None:
    _, steps = stepped(EXAMPLE)
    assert not any(column.any() for column in steps.known(0))
    assert all(column.all() for column in steps.known(len(steps) - 1))
    assert steps.step(0) is None


def test_a_constant_has_no_step_and_would_appear_with_its_sibling() -> None:
    analysis, steps = stepped("x*(2*3) + 5")
    assert [step.phase.value for step in steps.steps].count("backward") == 2
    times = dict(zip(symbols(analysis, range(len(analysis.order.ids))), steps.partial_at.tolist(), strict=True))
    assert times["2"] == times["3"] == times["x"]
    assert times["5"] < times["x"]


def test_what_holds_no_input_is_not_differentiated_at_all() -> None:
    _, steps = stepped("2*3")
    assert phases(steps) == ["inputs", "forward"]


def test_the_sum_of_a_repeated_function_comes_before_those_of_the_inputs() -> None:
    analysis, steps = stepped(EXAMPLE)
    sums = [analysis.sets.all_sets[step.sums[0]].label for step in steps.steps if step.phase is Phase.SUMS]
    assert sums == ["", "x1", "x2", "x3"]


def test_only_the_trees_of_the_outputs_are_stepped_through() -> None:
    analysis = analyse(grow("x + y; x*y"))
    first = int(analysis.tape.outputs[0])
    steps = steps_of(analysis, [first], Pace.NODE)
    touched = {row for step in steps.steps for row in step.rows}
    assert touched == set(range(first + 1))


def test_what_is_incomplete_has_no_steps() -> None:
    _, steps = stepped("x + ?")
    assert phases(steps) == ["inputs", "seed", "sums"]


@pytest.mark.parametrize("pace", list(Pace))
@given(forest=forests())
def test_whatever_a_step_uses_is_there_before_it(pace: Pace, forest) -> None:  # type: ignore[no-untyped-def]
    analysis = analyse(forest)
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), pace)
    for number, step in enumerate(steps.steps, start=1):
        before = steps.known(number - 1)
        assert _there(step, before.values, before.partials)[list(step.uses)].all()
    complete = np.flatnonzero(analysis.tape.output >= 0)
    assert sorted(row for step in steps.steps for row in step.rows if step.phase in _VALUES) == complete.tolist()
    varying = complete[analysis.order.varies[complete]]
    assert sorted(row for step in steps.steps for row in step.rows if step.phase in _PARTIALS) == varying.tolist()


_VALUES = (Phase.INPUTS, Phase.FORWARD)
_PARTIALS = (Phase.SEED, Phase.BACKWARD)


def _there(step: Step, values, partials):  # type: ignore[no-untyped-def]
    return values if step.phase in _VALUES else partials


def key(text: str, most: int, pace: Pace = Pace.NODE) -> list[Step]:
    analysis, steps = stepped(text, pace)
    return [steps.steps[number - 1] for number in key_steps(analysis, steps, most)]


def test_the_nine_most_instructive_steps_of_the_running_example_lead_to_its_sums() -> None:
    found = key(EXAMPLE, 9)
    assert [step.phase.value for step in found] == ["inputs", "forward", "seed", *["backward"] * 2, *["sums"] * 4]
    assert len(found[1].rows) == 1
    copies = {row for step in found[3:5] for row in step.rows}
    assert copies == set(found[5].rows)


@pytest.mark.parametrize("pace", list(Pace))
@pytest.mark.parametrize("text", [EXAMPLE, "x", "7", "x*x", "sin(x)", "x + □", "□ * □"])
def test_key_steps_are_as_many_as_there_are_in_their_order(text: str, pace: Pace) -> None:
    analysis, steps = stepped(text, pace)
    for most in range(1, 30):
        found = key_steps(analysis, steps, most)
        assert list(found) == sorted(set(found))
        assert len(found) == min(most, len(steps) - 1)
        assert all(0 < number < len(steps) for number in found)


@pytest.mark.parametrize("pace", list(Pace))
@settings(max_examples=40)
@given(forest=forests())
def test_key_steps_are_those_that_rank_first_one_by_one(pace: Pace, forest) -> None:  # type: ignore[no-untyped-def]
    analysis = analyse(forest)
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), pace)
    ranked = sorted(range(1, len(steps)), key=lambda number: (rank(analysis, steps, number), number))
    for most in range(len(steps) + 1):
        assert key_steps(analysis, steps, most) == tuple(sorted(ranked[:most]))


def rank(analysis: Analysis, steps: Steps, number: int) -> int:
    """What a step teaches, said in words, one by one: the smaller, the more."""
    step = steps.steps[number - 1]
    alike = [i for i, each in enumerate(steps.steps, 1) if each.phase is step.phase]
    sets = [analysis.sets.all_sets[index] for index in analysis.sets.set_of[list(step.rows)] if index >= 0]
    operators = set(analysis.order.operator[list(step.rows)].tolist())
    before = [row for i in alike if i < number for row in steps.steps[i - 1].rows]
    is_first = step.phase is Phase.BACKWARD and number == alike[0]
    is_last = step.phase is Phase.FORWARD and number == alike[-1]
    if step.phase in (Phase.INPUTS, Phase.SEED) or is_last:
        return 0
    if step.phase is Phase.SUMS:
        return 1 if any(each.kind == "input" for each in sets) else 2
    if step.phase is Phase.BACKWARD and any(len(each.members) > 1 for each in sets):
        return 3
    meets = step.phase is Phase.FORWARD and operators - set(analysis.order.operator[before].tolist())
    return 4 if is_first else 5 if meets else 6


def test_the_totals_of_inputs_that_stand_once_are_told_together_at_the_end() -> None:
    analysis, steps = stepped("a*b + c")
    (last,) = (step for step in steps.steps if step.phase is Phase.SUMS)
    assert symbols(analysis, last.rows) == ["a", "b", "c"]
    assert last.sums == (0, 1, 2)
    assert key("a*b + c", 4)[-1] == last


def test_so_many_sums_that_no_other_step_had_room_are_told_together() -> None:
    analysis, steps = stepped("a*a + b*b + c*c + d*d + k*k + m*m")
    told = brief(analysis, steps, 9)
    found = [told.steps[number - 1] for number in key_steps(analysis, told, 9)]
    assert [step.phase for step in found if step.phase is Phase.SUMS] == [Phase.SUMS]
    assert found[-1].sums == tuple(range(6))
    assert told.sum_at.tolist() == [len(told) - 1] * 6
    assert brief(analysis, steps, 10) is steps


def in_shared_form(text: str) -> tuple[Analysis, Steps]:
    analysis = analyse(grow(text))
    return analysis, steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE, shared(analysis))


def test_in_the_shared_form_a_node_is_computed_once_and_its_partial_appears_at_once() -> None:
    analysis, steps = in_shared_form(EXAMPLE)
    assert phases(steps) == ["inputs", *["forward"] * 4, "seed", *["backward"] * 6, "sums"]
    g = next(step for step in steps.steps if step.phase is Phase.BACKWARD and symbols(analysis, step.rows) == ["+"])
    assert sorted(symbols(analysis, g.uses)) == ["/", "^"]
    found = steps.known(steps.steps.index(g) + 1).partials
    assert found[analysis.sets.function_sets[0].members].all()


def test_in_the_shared_form_a_total_is_known_where_its_node_has_it() -> None:
    analysis, steps = in_shared_form(EXAMPLE)
    for number, each in enumerate(analysis.sets.all_sets):
        assert steps.sum_at[number] == steps.partial_at[each.members[0]]


@given(forest=forests())
def test_in_the_shared_form_whatever_a_step_uses_is_there_before_it(forest) -> None:  # type: ignore[no-untyped-def]
    analysis = analyse(forest)
    sharing = shared(analysis)
    for pace in Pace:
        steps = steps_of(analysis, analysis.tape.outputs.tolist(), pace, sharing)
        for number, step in enumerate(steps.steps, start=1):
            before = steps.known(number - 1)
            assert _there(step, before.values, before.partials)[list(step.uses)].all()
        complete = sharing.nodes[analysis.tape.output[sharing.nodes] >= 0]
        assert sorted(row for step in steps.steps for row in step.rows if step.phase in _VALUES) == complete.tolist()


def test_what_is_given_and_f_come_before_everything_else() -> None:
    assert [step.phase for step in key(EXAMPLE, 3)] == [Phase.INPUTS, Phase.FORWARD, Phase.SEED]


def test_an_operator_is_shown_where_it_is_met_for_the_first_time() -> None:
    analysis, steps = stepped("sin(sin(x)) * sin(y)")
    forward = [i for i, step in enumerate(steps.steps, 1) if step.phase is Phase.FORWARD]
    found = [number for number in key_steps(analysis, steps, 6) if number in forward]
    assert found == [forward[0], forward[-1]]


def test_outputs_are_those_of_some_trees() -> None:
    analysis = analyse(grow("f = x*y; h = (x*y) + □"))
    first, second = analysis.order.ids[analysis.order.roots].tolist()
    (f,) = outputs_of(analysis, [first])
    (h,) = outputs_of(analysis, [second])
    assert int(analysis.order.ids[f]) == first
    assert int(analysis.order.ids[h]) != second
    assert sorted(outputs_of(analysis, [first, second])) == sorted(analysis.tape.outputs.tolist())
