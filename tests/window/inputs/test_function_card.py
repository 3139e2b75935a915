"""The cards of functions: named ones and repeated ones, their values and sums, and their names."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.robot import LEFT, Hand, turn
from tests.support import grow
from treeedit.model import naming
from treeedit.model.formula import parse
from treeedit.model.records import Leaf
from treeedit.window.inputs.function_card import FunctionCard
from treeedit.window.inputs.panel import MOST_CARDS
from treeedit.window.widgets.sum_line import SumLine


def cards(hand: Hand) -> list[FunctionCard]:
    turn()
    return list(hand.window.parts.sets_panel._functions.values())


def sentences(card: FunctionCard) -> list[str]:
    return [line.accessibleName() for line in card.findChildren(SumLine) if not line.isHidden()]


def choose(card: FunctionCard, words: str) -> None:
    next(act for text, act in card.offers() if words in text)()
    turn()


def answer(card: FunctionCard, text: str) -> None:
    card.asking.field.selectAll()
    QTest.keyClicks(card.asking.field, text)
    QTest.keyClick(card.asking.field, Qt.Key.Key_Return)
    turn()


def test_a_named_function_has_a_card_with_definition_value_summands_and_sum(hand: Hand) -> None:
    (card,) = cards(hand)
    assert card.accessibleName() == "g = x₁ + x₂"
    assert card._value.text() == "3"
    assert sentences(card) == ["∂f/∂g = 6 + (−1/3) = 17/3"]


def test_the_value_follows_the_inputs(hand: Hand) -> None:
    hand.enter("x1", "5")
    assert cards(hand)[0]._value.text() == "7"


def test_an_unnamed_repeated_function_can_be_named_on_its_card(empty: Hand) -> None:
    empty.session.open(grow("f = (a + b)^2 + c/(a + b)"))
    (card,) = cards(empty)
    assert card.accessibleName() == "a + b"
    QTest.mouseClick(card._button, LEFT)
    answer(card, "g")
    assert list(empty.forest.functions) == ["g"]
    assert [each.accessibleName() for each in cards(empty)] == ["g = a + b"]
    assert empty.session.stack.count() == 1


def test_a_name_that_means_something_else_is_refused_on_the_card(hand: Hand) -> None:
    (card,) = cards(hand)
    choose(card, "Rename")
    answer(card, "x1")
    assert "cannot name a function" in card.asking.refusal.text()
    assert card.asking.isVisible()


def test_a_function_is_renamed(hand: Hand) -> None:
    choose(cards(hand)[0], "Rename")
    answer(cards(hand)[0], "k")
    assert [card.accessibleName() for card in cards(hand)] == ["k = x₁ + x₂"]


def test_a_name_can_be_removed(hand: Hand) -> None:
    choose(cards(hand)[0], "Remove")
    assert not hand.forest.functions
    assert [card.accessibleName() for card in cards(hand)] == ["x₁ + x₂"]
    hand.undo()
    assert list(hand.forest.functions) == ["g"]


def test_pointing_at_a_card_lights_the_instances(hand: Hand) -> None:
    (card,) = cards(hand)
    QApplication.sendEvent(card, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert len(hand.stage.lit) == 2


def test_the_instances_can_be_chosen(hand: Hand) -> None:
    choose(cards(hand)[0], "Select")
    assert len(hand.stage.selection) == 2


def test_a_named_function_that_stands_nowhere_keeps_a_card_until_its_name_is_removed(hand: Hand) -> None:
    hand.session.do(naming.name_function(hand.forest, "k", parse("sin(x3)")[0].expression), "name")
    card = cards(hand)[-1]
    assert card.name == "k"
    assert "nowhere" in card._absence.text()
    choose(card, "Remove")
    assert list(hand.forest.functions) == ["g"]


def test_functions_keep_their_cards_where_the_canvas_does_not_show_them(hand: Hand) -> None:
    hand.do("show_grounds")
    assert [card.accessibleName() for card in cards(hand)] == ["g = x₁ + x₂"]


def test_a_question_that_is_open_stays_open_when_the_tree_changes(hand: Hand) -> None:
    (card,) = cards(hand)
    choose(card, "Rename")
    hand.take("x3").onto_node("2")
    assert cards(hand) == [card]


def test_very_many_functions_have_no_cards_but_are_counted(hand: Hand) -> None:
    forest = hand.forest.copy()
    for number in range(3 * MOST_CARDS):
        forest.apply(naming.name_function(forest, f"h{number}", (Leaf("x1"), Leaf(str(number + 2)), "+")))
    hand.session.open(forest)
    turn()
    assert len(hand.window.parts.sets_panel._functions) == MOST_CARDS
    assert "121 more functions" in [
        label.text().rstrip(".") for label in hand.window.parts.sets_panel.findChildren(QLabel)
    ]
