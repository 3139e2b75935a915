"""Notes: what they may say, and that they stay with what takes the place of their node."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from tests.support import content, grow
from treeedit.model.edits import dissolve, leaf_alone, place, place_instead, remove, replace, supplant
from treeedit.model.forest import Forest
from treeedit.model.formula import parse
from treeedit.model.pinning import change_note, move_note, pin_note, remove_notes, repin_note
from treeedit.model.records import MAX_ID, Edit, EditError, Leaf, NodeId, Note, Operation, Point
from treeedit.model.rewriting import rewrite

HERE = Point(10.0, -20.0)
AWAY = Point(500.0, 0.0)


@pytest.fixture
def forest() -> Forest:
    return grow("f = (x1 + x2)^2 + sin(x3)/x4; h = a*b")


def node(forest: Forest, kind: str) -> NodeId:
    """The first node of a label, or of an operator."""
    return next(n for n, each in forest.nodes.items() if each == Leaf(kind) or getattr(each, "operator", "") == kind)


def kind(forest: Forest) -> str:
    """What the only note is pinned to."""
    ((_, note),) = forest.notes.items()
    record = forest.nodes[note.node]
    return record.operator if isinstance(record, Operation) else record.label


def test_a_note_is_pinned_changed_moved_and_taken_away(forest: Forest) -> None:
    leaf = node(forest, "x3")
    forest.apply(pin_note(forest, leaf, "  an angle\r\nin $rad$\t", HERE))
    assert forest.notes == {1: Note(leaf, "an angle\nin $rad$", HERE)}
    forest.apply(change_note(forest, 1, "an angle"))
    forest.apply(move_note(forest, 1, AWAY))
    forest.apply(repin_note(forest, 1, node(forest, "x4"), HERE))
    assert forest.notes == {1: Note(node(forest, "x4"), "an angle", HERE)}
    forest.check()
    forest.apply(remove_notes(forest, [1]))
    assert forest.notes == {}


def test_what_changes_nothing_is_no_edit(forest: Forest) -> None:
    forest.apply(pin_note(forest, node(forest, "x3"), "an angle", HERE))
    assert change_note(forest, 1, "an angle ").is_empty()
    assert move_note(forest, 1, HERE).is_empty()
    assert repin_note(forest, 1, node(forest, "x3"), HERE).is_empty()


def test_a_note_that_says_nothing_goes(forest: Forest) -> None:
    forest.apply(pin_note(forest, node(forest, "x3"), "an angle", HERE))
    forest.apply(change_note(forest, 1, " \n"))
    assert forest.notes == {}


def test_numbers_go_up_and_end_somewhere(forest: Forest) -> None:
    leaf = node(forest, "x3")
    for _ in range(3):
        forest.apply(pin_note(forest, leaf, "a", HERE))
    forest.apply(remove_notes(forest, [1]))
    forest.apply(pin_note(forest, leaf, "b", HERE))
    assert sorted(forest.notes) == [2, 3, 4]
    forest.apply(Edit(notes={MAX_ID: (None, Note(leaf, "c", HERE))}))
    forest.apply(pin_note(forest, leaf, "d", HERE))
    assert sorted(forest.notes) == [1, 2, 3, 4, MAX_ID]


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "needs a text"), ("\x00\n", "needs a text"), ("a" * 2001, "2,000")]
)
def test_what_no_note_can_say_is_refused(forest: Forest, text: str, sentence: str) -> None:
    with pytest.raises(EditError, match=sentence):
        pin_note(forest, node(forest, "x3"), text, HERE)


def test_what_is_no_text_is_left_out(forest: Forest) -> None:
    forest.apply(pin_note(forest, node(forest, "x3"), "red\x1b[31m\ud800, \x07loud", HERE))
    assert forest.notes[1].text == "red[31m, loud"


@pytest.mark.parametrize("x", [math.nan, math.inf, -1e9])
def test_a_note_stays_near_its_node(forest: Forest, x: float) -> None:
    with pytest.raises(EditError, match="far"):
        pin_note(forest, node(forest, "x3"), "a", Point(x, 0.0))


def test_what_is_not_there_is_refused(forest: Forest) -> None:
    for verb in (
        lambda: pin_note(forest, 99, "a", HERE),
        lambda: change_note(forest, 7, "a"),
        lambda: move_note(forest, 7, HERE),
        lambda: remove_notes(forest, [7]),
    ):
        with pytest.raises(EditError, match="There is no"):
            verb()


def rewritten(formula: str) -> Callable[[Forest], Edit]:
    (definition,) = parse(formula)
    return lambda forest: rewrite(forest, forest.trees()[0], definition.expression)


@pytest.mark.parametrize(
    ("pinned", "verb", "expected"),
    [
        ("sin", lambda forest: dissolve(forest, node(forest, "sin")), "x3"),
        ("x4", lambda forest: supplant(forest, leaf_alone("y"), node(forest, "x4")), "y"),
        ("x4", lambda forest: place_instead(forest, node(forest, "*"), node(forest, "x4")), "*"),
        ("x4", lambda forest: place(forest, node(forest, "*"), forest.slot_of(node(forest, "x4"))), "*"),
        ("sin", lambda forest: supplant(forest, leaf_alone("y"), node(forest, "sin")), "sin"),
        ("sin", lambda forest: replace(forest, node(forest, "sin"), "exp"), "exp"),
        ("x4", rewritten("(x1 + x2)^2 + sin(x3)/y"), "y"),
        ("x4", rewritten("(x1 + x2)^2 + sin(x3)/ln(b)"), "ln"),
        ("sin", rewritten("(x1 + x2)^2 + exp(x3)/x4"), "exp"),
        ("x3", rewritten("(x1 + x2)^2*exp(x3)/x4"), "/"),
        ("+", rewritten("x1*x2"), "*"),
    ],
)
def test_a_note_stays_with_what_takes_the_place_of_its_node(
    forest: Forest, pinned: str, verb: Callable[[Forest], Edit], expected: str
) -> None:
    forest.apply(pin_note(forest, node(forest, pinned), "here", HERE))
    before = content(forest.copy())
    edit = verb(forest)
    forest.apply(edit)
    forest.check()
    assert kind(forest) == expected
    forest.apply(edit.inverse())
    assert content(forest) == before


def test_the_notes_of_a_removed_subtree_go_and_come_back(forest: Forest) -> None:
    forest.apply(pin_note(forest, node(forest, "x3"), "here", HERE))
    edit = remove(forest, [node(forest, "/")])
    forest.apply(edit)
    forest.check()
    assert forest.notes == {}
    forest.apply(edit.inverse())
    assert kind(forest) == "x3"
