"""The door: edits, undo steps, gestures, and the passes once a turn of the event loop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.robot import turn
from tests.support import grow
from treeedit.files import weight
from treeedit.files.paper import write_forest
from treeedit.model.edits import add, place, remove, set_input, swap
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.records import Edit, EditError, Leaf, Point
from treeedit.session import Session

AWAY = Point(300.0, 0.0)


@pytest.fixture
def session(app: QApplication) -> Iterator[Session]:
    session = Session(grow("f = (x1 + x2)^2 + x3/(x1 + x2)"))
    yield session
    session.end()


def set_to(session: Session, label: str, value: float, gesture: object = None) -> None:
    session.do(set_input(session.forest, label, value), "change", gesture)


def heard(session: Session) -> list[Evaluation]:
    """What `evaluated` says, as it comes."""
    said: list[Evaluation] = []
    session.evaluated.connect(said.append)
    return said


def test_the_passes_run_once_a_turn_however_many_edits_it_brings(session: Session) -> None:
    said = heard(session)
    for value in range(100):
        set_to(session, "x1", float(value))
    turn()
    assert len(said) == 1


def test_nothing_is_announced_when_nothing_has_changed(session: Session) -> None:
    said = heard(session)
    session.do(Edit(), "nothing")
    turn()
    assert said == []
    assert session.stack.count() == 0


def test_who_asks_before_the_announcement_gets_fresh_numbers(session: Session) -> None:
    for label, value in (("x1", 1.0), ("x2", 2.0), ("x3", 3.0)):
        set_to(session, label, value)
    assert session.evaluation.value[-1] == pytest.approx(10)


def test_a_change_of_an_input_keeps_the_analysis(session: Session) -> None:
    before = session.analysis
    set_to(session, "x1", 7.0)
    assert session.analysis is before


def test_a_change_of_structure_makes_a_new_analysis(session: Session) -> None:
    before = session.analysis
    session.do(swap(session.forest, session.forest.trees()[0]), "swap")
    assert session.analysis is not before


def test_undo_and_redo_go_back_and_forth(session: Session) -> None:
    start = write_forest(session.forest)
    session.do(remove(session.forest, [session.forest.trees()[0]]), "remove")
    end = write_forest(session.forest)
    session.stack.undo()
    assert write_forest(session.forest) == start
    session.stack.redo()
    assert write_forest(session.forest) == end


def test_the_edits_of_a_gesture_are_one_undo_step(session: Session) -> None:
    gesture = object()
    for value in (2.0, 3.0, 4.0):
        set_to(session, "x1", value, gesture)
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.forest.inputs["x1"].value == 1.0
    session.stack.redo()
    assert session.forest.inputs["x1"].value == 4.0


def test_another_gesture_is_another_undo_step(session: Session) -> None:
    set_to(session, "x1", 2.0, object())
    set_to(session, "x1", 3.0, object())
    assert session.stack.count() == 2


def test_a_gesture_does_not_grow_over_another_edit(session: Session) -> None:
    gesture = object()
    set_to(session, "x1", 2.0, gesture)
    set_to(session, "x2", 2.0)
    set_to(session, "x1", 3.0, gesture)
    assert session.stack.count() == 3
    session.stack.undo()
    assert session.forest.inputs["x1"].value == 2.0


def test_a_gesture_after_an_undo_in_its_middle_is_a_new_step(session: Session) -> None:
    gesture = object()
    set_to(session, "x1", 2.0, gesture)
    session.stack.undo()
    set_to(session, "x1", 3.0, gesture)
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.forest.inputs["x1"].value == 1.0


def test_a_save_in_the_middle_of_a_gesture_stays_a_clean_state(session: Session) -> None:
    gesture = object()
    set_to(session, "x1", 2.0, gesture)
    session.stack.setClean()
    set_to(session, "x1", 3.0, gesture)
    assert not session.stack.isClean()
    session.stack.undo()
    assert session.stack.isClean()
    assert session.forest.inputs["x1"].value == 2.0


def test_a_gesture_is_over_when_another_document_is_opened(session: Session) -> None:
    gesture = object()
    set_to(session, "x1", 2.0, gesture)
    session.open(grow("x1*x1"))
    set_to(session, "x1", 5.0, gesture)
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.forest.inputs["x1"].value == 1.0


def test_a_gesture_made_anew_replaces_what_it_did(session: Session) -> None:
    gesture = object()
    for label in ("a", "ab", "abc"):
        session.redo_gesture(lambda forest, label=label: add(forest, (Leaf(label),), AWAY), "type", gesture)  # type: ignore[misc]
    assert session.forest.labels() == ["x1", "x2", "x3", "abc"]
    assert set(session.forest.inputs) == {"x1", "x2", "x3", "abc"}
    assert session.stack.count() == 1


def test_a_gesture_made_anew_sees_the_forest_as_it_was_before(session: Session) -> None:
    gesture, seen = object(), []

    def make(forest: Forest) -> Edit:
        seen.append(write_forest(forest))
        return add(forest, (Leaf("a"),), AWAY)

    session.redo_gesture(make, "type", gesture)
    session.redo_gesture(make, "type", gesture)
    assert seen[0] == seen[1]


def test_a_gesture_that_cannot_be_made_anew_leaves_all_as_it_was(session: Session) -> None:
    gesture = object()
    session.redo_gesture(lambda forest: add(forest, (Leaf("a"),), AWAY), "type", gesture)
    before, said = write_forest(session.forest), heard(session)
    turn()
    said.clear()

    def refuse(forest: Forest) -> Edit:
        raise EditError("no")

    with pytest.raises(EditError):
        session.redo_gesture(refuse, "type", gesture)
    turn()
    assert write_forest(session.forest) == before
    assert said == []
    session.stack.undo()
    assert session.forest.labels() == ["x1", "x2", "x3"]


def test_a_refused_gesture_can_go_on(session: Session) -> None:
    gesture = object()
    session.redo_gesture(lambda forest: add(forest, (Leaf("a"),), AWAY), "type", gesture)

    def refuse(forest: Forest) -> Edit:
        raise EditError("no")

    with pytest.raises(EditError):
        session.redo_gesture(refuse, "type", gesture)
    session.redo_gesture(lambda forest: add(forest, (Leaf("b"),), AWAY), "type", gesture)
    assert session.forest.labels() == ["x1", "x2", "x3", "b"]
    assert session.stack.count() == 1


def test_an_edit_that_does_not_fit_changes_nothing(session: Session) -> None:
    edit = remove(session.forest, [session.forest.trees()[0]])
    session.do(edit, "remove")
    before = write_forest(session.forest)
    with pytest.raises(ValueError, match="expects"):
        session.do(edit, "remove")
    assert write_forest(session.forest) == before
    assert session.stack.count() == 1


def test_opening_another_document_forgets_the_undo_steps(session: Session) -> None:
    set_to(session, "x1", 2.0)
    session.open(grow("y"))
    assert not session.stack.canUndo()
    assert session.stack.isClean()


def test_opening_tells_what_is_different(session: Session) -> None:
    edits: list[Edit] = []
    session.edited.connect(edits.append)
    before, after = session.forest.copy(), grow("x1*x1")
    session.open(after)
    before.apply(edits[0])
    assert write_forest(before) == write_forest(after)


def test_every_edit_is_told_as_it_was_made(session: Session) -> None:
    mirror = session.forest.copy()
    session.edited.connect(mirror.apply)
    root = session.forest.trees()[0]
    session.do(swap(session.forest, root), "swap")
    session.do(place(session.forest, session.forest.operands(root)[0] or 0, AWAY), "move")
    session.redo_gesture(lambda forest: add(forest, (Leaf("a"),), AWAY), "type", mirror)
    session.redo_gesture(lambda forest: add(forest, (Leaf("b"),), AWAY), "type", mirror)
    for _ in range(3):
        session.stack.undo()
    session.stack.redo()
    assert write_forest(mirror) == write_forest(session.forest)


def test_a_gesture_that_returns_to_its_start_leaves_no_undo_step(session: Session) -> None:
    gesture, before = object(), session.forest.inputs["x1"].value
    set_to(session, "x1", 3.0, gesture)
    assert session.stack.canUndo()
    set_to(session, "x1", before, gesture)
    assert not session.stack.canUndo()
    assert session.stack.count() == 0
    assert session.stack.isClean()


def test_what_was_done_before_a_gesture_that_returns_can_still_be_undone(session: Session) -> None:
    start = write_forest(session.forest)
    set_to(session, "x2", 2.0)
    session.stack.setClean()
    gesture = object()
    for value in (3.0, 4.0, 1.0):
        set_to(session, "x1", value, gesture)
    assert session.stack.isClean()
    assert session.stack.count() == 1
    session.stack.undo()
    assert write_forest(session.forest) == start


def test_a_gesture_that_goes_on_after_its_return_is_one_undo_step(session: Session) -> None:
    start, gesture = write_forest(session.forest), object()
    for value in (3.0, 1.0, 4.0, 5.0):
        set_to(session, "x1", value, gesture)
    assert session.stack.count() == 1
    session.stack.undo()
    assert write_forest(session.forest) == start
    session.stack.redo()
    assert session.forest.inputs["x1"].value == 5.0


def test_a_gesture_replaced_by_nothing_leaves_no_undo_step(session: Session) -> None:
    start, gesture = write_forest(session.forest), object()
    session.redo_gesture(lambda forest: set_input(forest, "x1", 70.0), "change", gesture)
    session.redo_gesture(lambda forest: Edit(), "change", gesture)
    assert write_forest(session.forest) == start
    assert session.stack.count() == 0


def test_a_gesture_that_is_taken_back_leaves_no_undo_step(session: Session) -> None:
    gesture = object()
    set_to(session, "x1", 4.0)
    set_to(session, "x1", 5.0, gesture)
    set_to(session, "x2", 6.0, gesture)
    session.take_back(gesture)
    assert (session.forest.inputs["x1"].value, session.stack.count()) == (4.0, 1)
    assert not session.stack.canRedo()


def test_what_could_be_redone_before_a_gesture_can_be_when_it_is_taken_back(session: Session) -> None:
    gesture = object()
    for value in (4.0, 5.0):
        set_to(session, "x1", value)
    session.stack.undo()
    session.stack.undo()
    set_to(session, "x2", 6.0, gesture)
    session.take_back(gesture)
    session.stack.redo()
    assert session.forest.inputs["x1"].value == 4.0
    session.stack.redo()
    assert session.forest.inputs["x1"].value == 5.0
    assert not session.stack.canRedo()


def test_only_a_gesture_on_top_can_be_taken_back(session: Session) -> None:
    gesture = object()
    set_to(session, "x1", 4.0, gesture)
    set_to(session, "x1", 5.0)
    session.take_back(gesture)
    assert session.forest.inputs["x1"].value == 5.0
    assert session.stack.count() == 2


def test_what_is_older_than_the_limit_is_forgotten(session: Session) -> None:
    session.stack.clear()
    session.stack.setUndoLimit(3)
    for value in range(1, 6):
        session.do(set_input(session.forest, "x1", 10.0 + value), "slide")
    gesture = object()
    for value in range(1, 6):
        session.do(set_input(session.forest, "x1", 20.0 + value), "slide", gesture)
    assert session.stack.count() == 3
    while session.stack.canUndo():
        session.stack.undo()
    assert session.forest.inputs["x1"].value == 13.0
    while session.stack.canRedo():
        session.stack.redo()
    assert session.forest.inputs["x1"].value == 25.0


def test_an_edit_after_which_the_document_would_fit_no_file_is_refused_and_undo_is_not(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.do(add(session.forest, (Leaf("y"),), AWAY), "add")
    before = write_forest(session.forest)
    session.stack.undo()
    monkeypatch.setattr(weight, "MAX_BYTES", session.weight.bytes)
    with pytest.raises(EditError, match="too large for a file: 2,000,000 nodes"):
        session.do(add(session.forest, (Leaf("y"),), AWAY), "add")
    assert session.stack.count() == 1
    set_to(session, "x1", 3.0)
    session.stack.undo()
    session.stack.undo()
    assert session.weight == weight.weight_of(session.forest)
    assert len(write_forest(session.forest)) < len(before)


def test_a_gesture_that_grows_too_large_stays_as_it_was(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    gesture = object()
    session.redo_gesture(lambda forest: add(forest, (Leaf("y"),), AWAY), "add", gesture)
    before = write_forest(session.forest)
    monkeypatch.setattr(weight, "MAX_BYTES", session.weight.bytes)
    with pytest.raises(EditError, match="too large for a file"):
        session.redo_gesture(lambda forest: add(forest, (Leaf("y"), Leaf("z"), "+"), AWAY), "add", gesture)
    assert write_forest(session.forest) == before
    session.redo_gesture(lambda forest: add(forest, (Leaf("u"),), AWAY), "add", gesture)
    assert session.stack.count() == 1
