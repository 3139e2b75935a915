"""What is said of nodes and empty slots."""

import pytest

from tests.robot import Hand
from treeedit.canvas.view.spoken_words import Words
from treeedit.model.records import Slot


@pytest.fixture
def words(hand: Hand) -> Words:
    return Words(hand.stage)


def test_an_operation_is_said_with_its_seat_and_its_numbers(hand: Hand, words: Words) -> None:
    assert words.all(hand.node("+")) == "plus, first operand of power, value 3, partial 6"


def test_an_input_is_said_with_the_sum_over_its_set(hand: Hand, words: Words) -> None:
    assert "sum of 2 partials 17/3" in words.numbers(hand.node("x1"))


def test_a_root_is_said_with_the_name_of_its_tree(hand: Hand, words: Words) -> None:
    assert words.seat(hand.root("f")) == "root of f"


def test_an_empty_slot_and_what_lacks_it_are_said(empty: Hand) -> None:
    empty.click_chip("+")
    gap = Slot(empty.node("+"), 1)
    words = Words(empty.stage)
    assert words.all(gap) == "empty slot, second operand of plus"
    assert words.numbers(gap.parent) == "incomplete"


def test_an_operand_without_neighbours_has_no_number_in_its_seat(empty: Hand) -> None:
    empty.write("sin(x)")
    assert Words(empty.stage).seat(empty.node("x")) == "operand of sine"


def test_a_missing_number_is_said_with_its_reason(empty: Hand) -> None:
    empty.write("ln(0 - x)")
    said = Words(empty.stage).numbers(empty.node("ln"))
    assert said.startswith("value undefined")
    assert "positive" in said


def test_a_negative_number_has_a_sign_that_every_reader_speaks(empty: Hand) -> None:
    empty.write("0 - x")
    assert "value -1," in Words(empty.stage).numbers(empty.node("-"))


def test_what_is_gone_is_no_words(hand: Hand, words: Words) -> None:
    assert words.all(987654) == ""
    assert words.all(Slot(987654, 0)) == ""


def test_the_outputs_are_said_by_name(hand: Hand, words: Words) -> None:
    assert words.outputs() == "f = 10"
