"""A note is a sheet of words and formulas that stands where its node does, on screen and in every picture."""

from dataclasses import replace

import pytest

from tests.figure.sketching import LOOK, box_of, box_of_text, covered, drawn, inside, page_of, words
from tests.support import grow
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Figure
from treeedit.figure.look import DARK
from treeedit.figure.notes import NOTE_WIDTH, PADDING, bounds_with_notes, note_figure, notes_of
from treeedit.model.analysis import analyse
from treeedit.model.edits import insert
from treeedit.model.forest import Forest
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point

ASIDE = Point(200, -40)
LONG = "A note of many words that is far too long for a single line of its sheet, so that it is wrapped. " * 3
HOSTILE = "<b>x</b> &amp; \u202eתוצאה 日本 😀 $5 and $6 $ $$ $\\input{/etc/passwd}$ " + "w" * 300


def pinned(text: str, offset: Point = ASIDE) -> Forest:
    """A formula with a note on its root."""
    forest = grow("f = (x + y)*2")
    forest.apply(pin_note(forest, next(iter(forest.roots)), text, offset))
    return forest


def formulas(figure: Figure) -> list[str]:
    return [each.words for sheet in figure.stacked() for each in sheet.outlines if each.words]


@pytest.mark.parametrize("text", ["x", LONG, HOSTILE, "one\n\nthree", r"$\frac{x}{y}$ and $x$", "$x$" * 40])
def test_everything_lies_on_the_sheet(text: str) -> None:
    figure = note_figure(text, LOOK)
    (sheet,) = figure.shapes
    assert all(inside(box_of_text(each), box_of(sheet)) for each in figure.texts)
    for each in figure.outlines:
        xs = [each.x + each.scale * x for _, numbers in each.path for x in numbers[::2]]
        ys = [each.y + each.scale * y for _, numbers in each.path for y in numbers[1::2]]
        assert min(xs) >= 0
        assert max(xs) <= sheet.width
        assert min(ys) >= 0
        assert max(ys) <= sheet.height


def test_long_lines_are_wrapped_and_no_word_is_lost() -> None:
    figure = note_figure(LONG, LOOK)
    assert figure.bounds.right <= NOTE_WIDTH + 2 * PADDING
    assert len(figure.texts) > 5
    assert " ".join(words(figure)).split() == LONG.split()


def test_lines_stay_lines() -> None:
    assert words(note_figure("one\ntwo three", LOOK)) == ["one", "two three"]


def test_a_formula_stands_on_the_baseline_of_its_words() -> None:
    figure = note_figure("so $x^2$, then", LOOK)
    assert formulas(figure) == ["x^2"]
    assert words(figure) == ["so", ", then"]
    assert {each.y for each in figure.outlines} == {each.y for each in figure.texts}
    assert figure.texts[0].x < figure.outlines[0].x < figure.texts[1].x


@pytest.mark.parametrize("text", ["$", "a $ b", "it costs $5 or $6", "$$", "$ x $", r"\$x\$ y"])
def test_a_dollar_that_holds_no_formula_is_a_dollar(text: str) -> None:
    figure = note_figure(text, LOOK)
    assert formulas(figure) == []
    assert " ".join(words(figure)) == text.replace("\\$", "$")


def test_a_broken_formula_is_shown_as_it_was_written() -> None:
    figure = note_figure(r"see $\foo{x}$ there", LOOK)
    assert words(figure) == ["see", r"$\foo{x}$", "there"]
    assert figure.texts[1].colour == LOOK.theme.warning
    assert formulas(figure) == []
    assert len(figure.outlines) == 1


def test_a_wide_formula_is_set_smaller() -> None:
    figure = note_figure("$" + "x+" * 100 + "y$", LOOK)
    assert figure.bounds.right == pytest.approx(480 + 2 * PADDING, abs=1)


def test_a_sheet_takes_the_colours_of_its_look() -> None:
    figure = note_figure("x $y$", replace(LOOK, theme=DARK))
    assert (figure.shapes[0].fill, figure.outlines[0].colour) == (DARK.node, DARK.ink)


def test_a_page_holds_its_notes() -> None:
    bare, figure = page_of("f = (x + y)*2"), page_of(pinned("far away", offset=Point(900, 700)))
    assert "far away" in words(figure)
    assert figure.bounds.right > bare.bounds.right + 400
    assert figure.bounds.bottom > bare.bounds.bottom + 300
    assert len(figure.lines) == 1


def test_notes_lie_over_the_nodes_of_all_trees_and_over_one_another() -> None:
    forest = covered("f = x*y; h = x + y")
    figure = page_of(forest)
    assert [len(sheet.shapes) for sheet in figure.stacked()] == [len(forest.nodes), 1, 1]
    assert all("so" not in text.text.split() for text in figure.texts)
    root = forest.trees()[0]
    for sheet, note in zip(figure.sheets, forest.notes.values(), strict=True):
        x, y = forest.roots[root].point
        assert sheet.bounds[:2] == pytest.approx((x + note.offset.x, y + note.offset.y))


def test_a_page_without_notes_shows_none() -> None:
    look = replace(LOOK, shows=LOOK.shows - {"notes"})
    figure = page_of(pinned("hidden", offset=Point(900, 700)), look)
    assert "hidden" not in words(figure)
    assert figure.bounds == page_of("f = (x + y)*2", look).bounds


def test_a_line_leads_from_the_sheet_to_the_border_of_the_node() -> None:
    forest = pinned("x", offset=Point(100, -5))
    (placed,) = notes_of(Drawing(forest, analyse(forest), LOOK), 0)
    assert placed.leader is not None
    assert (placed.leader.x0, placed.leader.y0) == (100, 0)
    assert (placed.leader.x1, placed.leader.y1) == pytest.approx((21, 0))


def test_a_sheet_on_its_node_needs_no_line() -> None:
    forest = pinned("x", offset=Point(-5, -5))
    (placed,) = notes_of(Drawing(forest, analyse(forest), LOOK), 0)
    assert placed.leader is None


def test_a_note_moves_along_with_its_node() -> None:
    forest = grow("f = (x + y)*2")
    node = min(forest.nodes)
    forest.apply(pin_note(forest, node, "here", Point(50, 30)))
    drawing = Drawing(forest, analyse(forest), LOOK)
    (before,) = notes_of(drawing, 0)
    forest.apply(insert(forest, "neg", node))
    (after,) = notes_of(Drawing(forest, analyse(forest), LOOK), 0)
    assert after.bounds.top == before.bounds.top + 112
    assert after.note.offset == before.note.offset


def test_bounds_follow_the_rows_on_their_way() -> None:
    forest = pinned("x", offset=Point(500, 0))
    drawing = Drawing(forest, analyse(forest), LOOK)
    right = bounds_with_notes(drawing, 0).right
    drawing.move_to(drawing.x + 100, drawing.y)
    assert bounds_with_notes(drawing, 0).right == pytest.approx(right + 100)


def test_a_forest_without_notes_is_drawn_as_before() -> None:
    drawing, _ = drawn("x + y")
    assert bounds_with_notes(drawing, 0) == drawing.bounds(0)
