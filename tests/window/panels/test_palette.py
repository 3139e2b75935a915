"""The palette: the inputs that are on the canvas, in the colours that they have there, and what can be new."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.model.edits import remove
from treeedit.window.panels.palette import Chip


def chips(hand: Hand) -> list[str]:
    """The chips of inputs and numbers, as they are read out."""
    turn()
    flow = hand.window.parts.palette_panel._inputs
    return [item.widget().accessibleName() for index in range(flow.count()) if (item := flow.itemAt(index)) is not None]


def colours(hand: Hand) -> list[str]:
    turn()
    flow = hand.window.parts.palette_panel._inputs
    found = [item.widget() for index in range(flow.count()) if (item := flow.itemAt(index)) is not None]
    return [chip._figure.shapes[0].fill for chip in found if isinstance(chip, Chip)]


def test_the_inputs_on_the_canvas_a_new_one_and_a_number_are_offered(hand: Hand) -> None:
    assert chips(hand) == ["x1", "x2", "x3", "x4", "2"]


def test_an_input_that_loses_its_leaves_is_offered_as_a_new_one(hand: Hand) -> None:
    hand.session.do(remove(hand.forest, [hand.node("x3")]), "remove")
    assert chips(hand) == ["x1", "x2", "x3", "2"]
    hand.undo()
    assert chips(hand) == ["x1", "x2", "x3", "x4", "2"]


def test_another_document_with_the_same_labels_has_its_own_colours(empty: Hand) -> None:
    empty.session.open(grow("a + b"))
    before = colours(empty)
    other = grow("b + a")
    empty.session.open(other)
    assert sorted(chips(empty)[:2]) == ["a", "b"]
    assert other.inputs["b"].mark == 0
    after = dict(zip(chips(empty), colours(empty), strict=True))
    assert (after["b"], after["a"]) == (before[0], before[1])


def test_what_is_no_label_is_refused_below_the_field(hand: Hand) -> None:
    palette = hand.window.parts.palette_panel
    hand.type("sin", palette._fresh)
    QTest.keyClick(palette._fresh, Qt.Key.Key_Return)
    assert "is an operator" in palette._complaint.text()


def test_a_new_input_leaves_the_chips_of_the_others_as_they_are(hand: Hand) -> None:
    before = _widgets(hand)
    hand.write("x1 + a")
    assert chips(hand) == ["x1", "x2", "x3", "a", "x4", "2"]
    after = _widgets(hand)
    assert [after[index] for index in (0, 1, 2, 4, 5)] == before


def test_tab_visits_the_inputs_as_they_stand(hand: Hand) -> None:
    hand.write("x1 + a + b")
    turn()
    found = _widgets(hand)
    for before, after in pairwise(found):
        assert before.nextInFocusChain() is after


def _widgets(hand: Hand) -> list[QWidget]:
    turn()
    flow = hand.window.parts.palette_panel._inputs
    return [item.widget() for index in range(flow.count()) if (item := flow.itemAt(index)) is not None]
