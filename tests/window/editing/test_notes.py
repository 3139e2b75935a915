"""Notes on the canvas: added, moved, edited and taken away by mouse and keys, one undo step each."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt

from tests.robot import LEFT, Hand, turn
from treeedit import save
from treeedit.canvas.scene.note_places import note_rect
from treeedit.figure.notes import note_figure
from treeedit.figure.page import page
from treeedit.model.pinning import pin_note
from treeedit.model.records import Note, Point

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def pin(hand: Hand, text: str, who: str = "+", nth: int = 0) -> int:
    """Add a note to a node as a user does; its number."""
    hand.click(who, nth)
    hand.do("note")
    hand.window.parts.notes.editor.field.insertPlainText(text)
    hand.window.parts.notes.editor.accept()
    turn()
    return max(hand.forest.notes)


def at_note(hand: Hand, number: int) -> QPointF:
    return hand.on_view(note_rect(hand.stage, number).center())


def note(hand: Hand) -> Note:
    (found,) = hand.forest.notes.values()
    return found


def double_click(hand: Hand, at: QPointF) -> None:
    hand.click_at(at)
    hand._mouse(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
    hand.release(at)


def test_a_note_is_added_to_the_current_node(hand: Hand) -> None:
    hand.click("x1")
    hand.do("note")
    hand.type("so", hand.window.parts.notes.editor.field)
    hand.key(ENTER, CONTROL)
    assert (note(hand).node, note(hand).text) == (hand.node("x1"), "so")
    hand.undo()
    assert not hand.forest.notes


def test_without_a_choice_the_first_tree_gets_the_note(hand: Hand) -> None:
    hand.stage.select([])
    hand.do("note")
    hand.type("all of it", hand.window.parts.notes.editor.field)
    hand.key(ENTER, CONTROL)
    assert note(hand).node == hand.root("f")


def test_an_empty_new_note_leaves_nothing_behind(hand: Hand) -> None:
    hand.do("note")
    hand.key(ENTER, CONTROL)
    assert not hand.forest.notes
    assert hand.session.stack.count() == 0


def test_escape_gives_a_new_note_up(hand: Hand) -> None:
    hand.do("note")
    hand.type("no", hand.window.parts.notes.editor.field)
    hand.key(Qt.Key.Key_Escape)
    assert not hand.forest.notes
    assert not hand.window.parts.notes.editor.is_open()


def test_a_click_elsewhere_accepts(hand: Hand) -> None:
    hand.do("note")
    hand.type("yes", hand.window.parts.notes.editor.field)
    hand.click("x2")
    assert note(hand).text == "yes"


def test_a_click_chooses_a_note_instead_of_nodes(hand: Hand) -> None:
    number = pin(hand, "here")
    hand.click("x1")
    hand.click_at(at_note(hand, number))
    assert (hand.stage.note, hand.stage.selection) == (number, [])
    hand.click("x1")
    assert hand.stage.note is None


def test_dragging_moves_a_note_in_one_step(hand: Hand) -> None:
    number = pin(hand, "here")
    before, start = note(hand).offset, at_note(hand, number)
    scale, steps = hand.view.scale_now(), hand.session.stack.count()
    hand.drag_from(start).drop_at(start + QPointF(-60, 50))
    after = note(hand).offset
    assert abs(after.x - before.x + 60 / scale) < 2
    assert abs(after.y - before.y - 50 / scale) < 2
    assert hand.session.stack.count() == steps + 1
    hand.undo()
    assert note(hand).offset == before


@pytest.mark.parametrize("where", ["bottom", "left", "right"])
def test_a_note_is_where_it_is_let_go_when_its_tree_is_turned(hand: Hand, where: str) -> None:
    hand.window.parts.turn_to(where)
    turn()
    number, before = pin(hand, "here"), note(hand).offset
    start, steps = at_note(hand, number), hand.session.stack.count()
    for shift in (QPointF(-60, 50), QPointF(25, -90)):
        goal = at_note(hand, number) + shift
        hand.drag_from(at_note(hand, number)).drop_at(goal)
        assert (at_note(hand, number) - goal).manhattanLength() < 3
    hand.click_at(at_note(hand, number))
    assert hand.stage.note == number
    assert hand.session.stack.count() == steps + 2
    hand.undo()
    hand.undo()
    assert note(hand).offset == before
    assert (at_note(hand, number) - start).manhattanLength() < 1


@pytest.mark.parametrize("where", ["bottom", "left", "right"])
def test_a_new_note_stands_beside_a_turned_tree(hand: Hand, where: str) -> None:
    hand.window.parts.turn_to(where)
    turn()
    rect, box = note_rect(hand.stage, pin(hand, "here")), hand.stage.tree_bounds(hand.root("f"))
    assert not rect.intersects(QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom)))


def test_a_new_note_is_typed_where_it_will_stand(hand: Hand) -> None:
    hand.window.parts.turn_to("left")
    turn()
    hand.do("note")
    box, place = hand.stage.tree_bounds(hand.root("f")), hand.window.parts.notes.editor._place
    assert place.y() < hand.on_view(QPointF(0.0, box.top)).y()


def test_a_note_covers_the_nodes_of_later_trees_too(hand: Hand) -> None:
    hand.write("h = x*y")
    root, other = (hand.stage.place_of(hand.root(name)) for name in "fh")
    text = "so many words that it is wide" + "\n" * 9 + "and room between"
    away = Point(other.x() - root.x() - 60, other.y() - root.y() - note_figure(text, hand.stage.look).bounds.bottom / 2)
    hand.session.do(pin_note(hand.forest, hand.root("f"), text, away), "note")
    turn()
    image, y = hand.view.viewport().grab().toImage(), round(hand.on_view(other).y())
    seen = {image.pixelColor(round(hand.on_view(other).x()) + dx, y).name().upper() for dx in range(-5, 6)}
    assert seen == {hand.stage.look.theme.node}


def test_escape_leaves_a_dragged_note_where_it_was(hand: Hand) -> None:
    number = pin(hand, "here")
    before, start = note(hand).offset, at_note(hand, number)
    hand.drag_from(start).cancel_by_escape(start + QPointF(50, 50))
    assert note(hand).offset == before
    assert hand.stage.lifted_note is None


def test_a_small_shake_moves_nothing(hand: Hand) -> None:
    number = pin(hand, "here")
    steps = hand.session.stack.count()
    hand.drag_from(at_note(hand, number)).drop_at(at_note(hand, number) + QPointF(2, 1))
    assert hand.session.stack.count() == steps


def test_a_double_click_edits_in_place(hand: Hand) -> None:
    number = pin(hand, "old")
    double_click(hand, at_note(hand, number))
    editor = hand.window.parts.notes.editor
    assert editor.field.toPlainText() == "old"
    hand.type(" and new", editor.field)
    hand.key(ENTER, CONTROL)
    assert hand.forest.notes[number].text == "old and new"


def test_enter_edits_the_chosen_note(hand: Hand) -> None:
    number = pin(hand, "old")
    hand.click_at(at_note(hand, number))
    hand.key(ENTER)
    assert hand.window.parts.notes.editor.is_open()
    hand.window.parts.notes.editor.field.clear()
    hand.key(ENTER, CONTROL)
    assert not hand.forest.notes


def test_delete_takes_the_chosen_note_away_and_no_node(hand: Hand) -> None:
    number, nodes = pin(hand, "here"), len(hand.forest.nodes)
    hand.click_at(at_note(hand, number))
    hand.do("delete")
    assert not hand.forest.notes
    assert len(hand.forest.nodes) == nodes
    hand.undo()
    assert number in hand.forest.notes


def test_too_long_a_text_is_refused_and_kept_in_the_editor(hand: Hand) -> None:
    hand.do("note")
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    hand.window.parts.notes.editor.field.insertFromMimeData(pasted)
    hand.window.parts.notes.editor.accept()
    assert not hand.forest.notes
    assert "at most" in hand.status()
    assert hand.window.parts.notes.editor.field.toPlainText().startswith("xxx")
    hand.window.parts.notes.editor.give_up()


def test_notes_can_be_hidden(hand: Hand) -> None:
    number = pin(hand, "here")
    place = at_note(hand, number)
    hand.do("show_notes")
    assert hand.stage.note is None
    hand.click_at(place)
    assert hand.stage.note is None


def test_a_new_note_is_shown_even_if_notes_are_hidden(hand: Hand) -> None:
    hand.do("show_notes")
    pin(hand, "here")
    assert "notes" in hand.stage.look.shows


def test_a_note_goes_with_its_tree(hand: Hand) -> None:
    number = pin(hand, "here", "x1")
    before = note_rect(hand.stage, number)
    root = hand.root("f")
    place = hand.stage.place_of(root)
    hand.drag(root).to_canvas(place.x() + 150, place.y() + 90)
    moved = note_rect(hand.stage, number).topLeft() - before.topLeft()
    assert abs(moved.x() - 150) < 3
    assert abs(moved.y() - 90) < 3


def test_the_pointer_marks_the_note_below_it(hand: Hand) -> None:
    number = pin(hand, "here")
    hand.move(at_note(hand, number), Qt.MouseButton.NoButton)
    assert hand.stage.pointed_note == number
    hand.move(hand.at_node("x1"), Qt.MouseButton.NoButton)
    assert hand.stage.pointed_note is None


def test_undo_closes_an_editor_whose_note_is_gone(hand: Hand) -> None:
    number = pin(hand, "here")
    hand.window.parts.notes.open(number)
    hand.session.stack.undo()
    assert not hand.window.parts.notes.editor.is_open()


def test_the_picture_holds_the_note(hand: Hand) -> None:
    pin(hand, "in words $x^2$")
    figure = page(hand.forest, hand.session.analysis, hand.session.evaluation, hand.stage.look)
    (sheet,) = figure.sheets
    assert [text.text for text in sheet.texts] == ["in words"]
    assert [each.words for each in sheet.outlines] == ["x^2"]


def test_the_preview_is_the_note_as_it_will_be(hand: Hand) -> None:
    hand.do("note")
    editor = hand.window.parts.notes.editor
    assert not editor._preview.isVisible()
    editor.field.insertPlainText("so $x^2$")
    assert editor._preview.isVisible()
    assert [each.words for each in editor._preview._figure().outlines] == ["x^2"]
    editor.give_up()


def test_a_note_stands_where_it_was_after_save_and_load(hand: Hand, tmp_path: Path) -> None:
    number = pin(hand, "here")
    hand.drag_from(at_note(hand, number)).drop_at(at_note(hand, number) + QPointF(-60, 50))
    before = dict(hand.forest.notes)
    save(hand.forest, tmp_path / "noted.tree")
    hand.session.stack.setClean()
    hand.window.documents.open_path(tmp_path / "noted.tree")
    assert hand.forest.notes == before
