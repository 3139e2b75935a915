"""The sentence of a step: as large as there is room, never clipped."""

import pytest

from treeedit.figure.lines import Line, Piece, Role
from treeedit.figure.look import LIGHT
from treeedit.window.steps.sentence_view import SentenceView

SHORT = Line(r"f = 9 + 1 = 10", "f = 9 + 1 = 10")


def long_line(count: int) -> Line:
    pieces = tuple(Piece("1234567", "1234567", Role.VALUE) for _ in range(count))
    return Line("1234567" * count, "1234567" * count, pieces)


@pytest.fixture
def view(app) -> SentenceView:  # type: ignore[no-untyped-def]
    view = SentenceView()
    view.take_room(1.0, 1, 500.0)
    view.resize(600, view.height())
    return view


def test_a_short_line_has_its_full_size(view: SentenceView) -> None:
    view.show_lines([SHORT], LIGHT)
    assert view.arranged().scale == 1.0
    assert view.accessibleName() == SHORT.plain


def test_a_long_line_is_scaled_into_the_room(view: SentenceView) -> None:
    view.show_lines([long_line(20)], LIGHT)
    rows, scale = view.arranged()
    assert 0 < scale < 1
    assert rows[0][0].bounds.right * scale <= view.width()


def test_several_lines_stand_as_they_are_largest(view: SentenceView) -> None:
    view.show_lines([SHORT, SHORT], LIGHT)
    assert [len(row) for row in view.arranged().rows] == [2]
    view.take_room(1.0, 2, 500.0)
    view.show_lines([long_line(4)] * 2, LIGHT)
    assert [len(row) for row in view.arranged().rows] == [1, 1]


def test_the_room_grows_with_the_texts_but_not_over_its_share(view: SentenceView) -> None:
    high = view.height()
    view.take_room(2.0, 1, 500.0)
    assert view.height() == 2 * high
    view.take_room(2.0, 1, 90.0)
    assert view.height() == 90


def test_nothing_is_shown_of_no_lines(view: SentenceView) -> None:
    view.show_lines([], LIGHT)
    assert view.arranged().rows == []
    assert not view.grab().isNull()


def test_the_edges_of_the_room_stay_blank(view: SentenceView) -> None:
    view.show_lines([long_line(30), SHORT, SHORT], LIGHT)
    image = view.grab().toImage()
    ground = image.pixelColor(0, 0)
    sides = [image.pixelColor(x, y) for x in (0, image.width() - 1) for y in range(image.height())]
    ends = [image.pixelColor(x, y) for y in (0, image.height() - 1) for x in range(image.width())]
    assert set(map(str, (each.name() for each in (*sides, *ends)))) == {ground.name()}
