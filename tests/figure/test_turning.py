"""A note has the same relation to its tree, whichever way the tree grows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figure.sketching import LOOK, formulas, overlap, page_of
from tests.support import grow
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds
from treeedit.figure.form import Form
from treeedit.figure.look import ORIENTATIONS
from treeedit.figure.notes import note_figure, notes_of, offset_at
from treeedit.figure.shared import drawing_of
from treeedit.model.analysis import analyse
from treeedit.model.folding import fold
from treeedit.model.forest import Forest
from treeedit.model.pinning import pin_note
from treeedit.model.records import Note, Point

TEXT = "so many words that they fill a line and some more"
SIDES = {"right": (60.0, 0.0), "left": (-60.0, 0.0), "below": (0.0, 40.0), "above": (0.0, -40.0)}
TURNED = {
    "bottom": {"right": "right", "left": "left", "below": "above", "above": "below"},
    "left": {"right": "below", "left": "above", "below": "right", "above": "left"},
    "right": {"right": "below", "left": "above", "below": "left", "above": "right"},
}


def drawn(forest: Forest, where: str) -> Drawing:
    return drawing_of(forest, analyse(forest), replace(LOOK, orientation=where))


def with_note(forest: Forest, side: str) -> Forest:
    """A note beside the first tree, at a side of it while its root is on top."""
    drawing, root = drawn(forest, "top"), forest.trees()[0]
    left, top, right, bottom = drawing.bounds(0)
    _, _, wide, high = note_figure(TEXT, LOOK).bounds
    dx, dy = SIDES[side]
    x = {"right": right, "left": left - wide}.get(side, 0.0) + dx
    y = {"below": bottom, "above": top - high}.get(side, 0.0) + dy
    forest.apply(pin_note(forest, root, TEXT, Point(x, y)))
    return forest


def side_of(sheet: Bounds, box: Bounds) -> str:
    found = {
        "right": sheet.left - box.right,
        "left": box.left - sheet.right,
        "below": sheet.top - box.bottom,
        "above": box.top - sheet.bottom,
    }
    return max(found, key=lambda each: found[each])


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("where", TURNED)
def test_a_note_beside_its_tree_is_turned_with_it_and_keeps_its_distance(where: str, side: str) -> None:
    drawing = drawn(with_note(grow("f = (x + y)*exp(z)"), side), where)
    (placed,) = notes_of(drawing, 0)
    box = drawing.bounds(0)
    assert side_of(placed.bounds, box) == TURNED[where][side]
    gaps = {
        "right": placed.bounds.left - box.right,
        "left": box.left - placed.bounds.right,
        "below": placed.bounds.top - box.bottom,
        "above": box.top - placed.bounds.bottom,
    }
    assert gaps[TURNED[where][side]] == pytest.approx(max(map(abs, SIDES[side])), abs=0.02)


@settings(max_examples=30)
@given(formulas(), st.sampled_from(sorted(SIDES)), st.sampled_from(ORIENTATIONS))
def test_a_note_that_covers_nothing_does_so_in_no_orientation(text: str, side: str, where: str) -> None:
    drawing = drawn(with_note(grow(text), side), where)
    (placed,) = notes_of(drawing, 0)
    boxes = [drawing.box_around(slice(row, row + 1)) for row in drawing.tree_rows(0)]
    assert not any(overlap(placed.bounds, box) for box in boxes)


@settings(max_examples=30)
@given(formulas(), st.tuples(st.floats(-900, 900), st.floats(-900, 900)), st.sampled_from(ORIENTATIONS), st.data())
def test_every_place_leads_back_to_its_offset(
    text: str, offset: tuple[float, float], where: str, data: st.DataObject
) -> None:
    forest = grow(text)
    node = data.draw(st.sampled_from(sorted(forest.nodes)))
    forest.apply(pin_note(forest, node, TEXT, Point(*offset)))
    drawing = drawn(forest, where)
    for tree in range(len(forest.trees())):
        for placed in notes_of(drawing, tree):
            left, top, *_ = placed.bounds
            assert offset_at(drawing, placed.note, left, top) == pytest.approx(offset, abs=0.02)


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_a_note_right_of_its_node_within_the_tree_does_not_lie_on_its_node(where: str) -> None:
    forest = grow("f = (x + y)*exp(z)")
    leaf = min(forest.nodes)
    forest.apply(pin_note(forest, leaf, "x", Point(106.0, -10.0)))
    drawing = drawn(forest, where)
    (placed,) = notes_of(drawing, 0)
    row = drawing.analysis.order.rows[leaf]
    assert not overlap(placed.bounds, drawing.box_around(slice(row, row + 1)))


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_the_shared_form_turns_its_notes_too(where: str) -> None:
    forest = grow("g = x + y; f = g^2 + x/g")
    look = replace(LOOK, orientation=where, form=Form("shared"))
    drawing = drawing_of(forest, analyse(forest), look)
    box = drawing_of(forest, analyse(forest), replace(look, orientation="top")).bounds(0)
    forest.apply(pin_note(forest, forest.trees()[0], TEXT, Point(box.right + 30.0, 0.0)))
    (placed,) = notes_of(drawing, 0)
    assert side_of(placed.bounds, drawing.bounds(0)) == ("below" if where in ("left", "right") else "right")


@pytest.mark.parametrize("where", TURNED)
def test_a_note_on_a_fold_is_turned(where: str) -> None:
    forest = grow("f = (x + y)*exp(z)")
    forest.apply(fold(forest, [forest.trees()[0]]))
    drawing = drawn(with_note(forest, "right"), where)
    (placed,) = notes_of(drawing, 0)
    assert side_of(placed.bounds, drawing.bounds(0)) == TURNED[where]["right"]


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_a_page_has_its_notes_where_the_drawing_has_them(where: str) -> None:
    forest = with_note(grow("f = x*y"), "right")
    look = replace(LOOK, orientation=where)
    (placed,) = notes_of(drawn(forest, where), 0)
    (sheet,) = page_of(forest, look).sheets
    point = forest.roots[forest.trees()[0]].point
    assert sheet.bounds == pytest.approx(placed.bounds.moved(*point))
    assert page_of(forest, look).bounds.bottom >= sheet.bounds.bottom


def test_a_line_to_a_note_under_its_node_ends_at_the_numbers_there() -> None:
    forest = grow("f = x*y")
    forest.apply(pin_note(forest, forest.trees()[0], TEXT, Point(300.0, -20.0)))
    drawing = drawn(forest, "left")
    (placed,) = notes_of(drawing, 0)
    assert placed.leader is not None
    row = drawing.analysis.order.rows[forest.trees()[0]]
    assert placed.leader.y1 == pytest.approx(float(drawing.y[row] + drawing.outer.below[row]))
    bare = drawing_of(forest, drawing.whole_analysis, replace(drawing.look, shows=frozenset({"notes"})))
    (placed,) = notes_of(bare, 0)
    assert placed.leader is not None
    assert placed.leader.y1 == pytest.approx(21.0)


def test_an_offset_stays_what_it_is_while_the_tree_is_turned() -> None:
    forest = with_note(grow("f = x*y"), "right")
    before = dict(forest.notes)
    page_of(forest, replace(LOOK, orientation="left"))
    assert forest.notes == before


def test_a_longer_text_keeps_a_note_on_its_side() -> None:
    forest = with_note(grow("f = x*y"), "right")
    drawing = drawn(forest, "left")
    number, note = next(iter(forest.notes.items()))
    longer = Note(note.node, note.text * 5, note.offset)
    forest.notes[number] = longer
    (placed,) = notes_of(drawing, 0)
    assert placed.bounds.top >= drawing.bounds(0).bottom
