"""Hidden numbers, and what the answers in their places are worth."""

from __future__ import annotations

import pytest

from tests.support import content, grow
from treeedit.files.paper import read_forest, write_forest
from treeedit.model.analysis import analyse
from treeedit.model.edits import remove
from treeedit.model.exercises import (
    KINDS,
    answer,
    clear_answers,
    hide,
    in_walking_order,
    possible_blanks,
    show,
)
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, EditError, Input

EXAMPLE = "(x1 + x2)^2 + x3/(x1 + x2)"


@pytest.fixture
def example() -> Forest:
    forest = grow(EXAMPLE)
    forest.inputs.update({f"x{i}": Input(float(i)) for i in (1, 2, 3)})
    return forest


def test_of_the_running_example_five_values_nine_partials_and_three_sums_can_be_hidden(example: Forest) -> None:
    assert [len(possible_blanks(analyse(example), kind)) for kind in ("value", "partial", "sum")] == [5, 9, 3]


def test_hidden_numbers_and_answers_are_edits_that_a_file_keeps(example: Forest) -> None:
    blanks = possible_blanks(analyse(example), "sum")
    start = content(example.copy())
    done = [hide(example, blanks)]
    example.apply(done[0])
    done.append(answer(example, blanks[0], "17/3"))
    example.apply(done[1])
    assert content(read_forest(write_forest(example))) == content(example)
    assert b'"treeedit": "1.1"' in write_forest(example)
    for edit in reversed(done):
        example.apply(edit.inverse())
    assert content(example) == start


def test_a_blank_goes_with_its_node_and_comes_back_with_it(example: Forest) -> None:
    blank = Blank("value", 3)
    example.apply(hide(example, [blank]))
    gone = remove(example, [3])
    example.apply(gone)
    assert not example.blanks
    example.apply(gone.inverse())
    assert example.blanks == {blank: ""}


def test_what_is_hidden_again_keeps_its_answer_and_what_is_shown_loses_it(example: Forest) -> None:
    blank = Blank("value", 3)
    example.apply(hide(example, [blank]))
    example.apply(answer(example, blank, "3"))
    assert hide(example, [blank]).is_empty()
    example.apply(clear_answers(example))
    assert example.blanks == {blank: ""}
    example.apply(show(example, [blank]))
    assert not example.blanks


def test_what_is_not_hidden_or_not_there_is_refused(example: Forest) -> None:
    with pytest.raises(EditError, match="not hidden"):
        answer(example, Blank("value", 3), "3")
    with pytest.raises(EditError, match="There is no sum of node 99"):
        hide(example, [Blank("sum", 99)])
    example.apply(hide(example, [Blank("value", 3)]))
    with pytest.raises(EditError, match="at most 200"):
        answer(example, Blank("value", 3), "3" * 201)
    with pytest.raises(EditError, match="control characters"):
        answer(example, Blank("value", 3), "3\n")


def test_blanks_are_walked_as_the_passes_go_and_the_sums_come_last(example: Forest) -> None:
    analysis = analyse(example)
    blanks = [blank for kind in KINDS[::-1] for blank in possible_blanks(analysis, kind)]
    found = in_walking_order(analysis, blanks[::-1])
    assert [(blank.kind, blank.node) for blank in found] == [
        *(("value", node) for node in (3, 5, 9, 10, 11)),
        *(("partial", node) for node in (5, 10, 3, 6, 9, 1, 2, 7, 8)),
        *(("sum", node) for node in (3, 1, 2)),
    ]
