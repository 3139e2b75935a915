"""Pictures on a sheet lie within its margins, apart from each other, as large as they can be, as one reads."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.figure.arrangement import (
    GUTTER,
    LARGEST,
    PAPERS,
    PER_SHEET,
    Arrangement,
    Bands,
    Beside,
    Place,
    Sheets,
    Turn,
    arranged,
)
from treeedit.figure.figure import Bounds

SIDES = st.floats(1.0, 20_000.0)
ASKED = st.builds(
    Sheets,
    st.sampled_from(PER_SHEET),
    st.sampled_from(list(PAPERS.values())),
    st.sampled_from(Turn),
    st.sampled_from(Beside),
)
BANDS = st.builds(Bands, st.sampled_from([0.0, 30.0]), st.sampled_from([0.0, 20.0]), st.sampled_from([0.0, 16.0]))
SLACK = 1e-6


def boxes(place: Place) -> list[Bounds]:
    return [each for each in place if each is not None]


def within(inner: Bounds, outer: Bounds) -> bool:
    return (
        inner.left >= outer.left - SLACK
        and inner.top >= outer.top - SLACK
        and inner.right <= outer.right + SLACK
        and inner.bottom <= outer.bottom + SLACK
    )


def apart(one: Bounds, other: Bounds) -> bool:
    return (
        one.right <= other.left + SLACK
        or other.right <= one.left + SLACK
        or one.bottom <= other.top + SLACK
        or other.bottom <= one.top + SLACK
    )


def size(found: Arrangement) -> tuple[float, float]:
    left, top, right, bottom = found.places[0].picture
    return right - left, bottom - top


@given(SIDES, SIDES, ASKED, BANDS)
def test_nothing_overlaps_and_everything_lies_between_the_margins(
    wide: float, high: float, asked: Sheets, bands: Bands
) -> None:
    found = arranged(wide, high, asked, bands)
    everything = [box for place in found.places for box in boxes(place)]
    assert all(apart(*pair) for pair in combinations(everything, 2))
    assert all(within(box, found.body) for box in everything)
    edge = asked.margin
    sheet = Bounds(edge, edge + bands.head, found.width - edge, found.height - edge - bands.foot)
    assert within(found.body, sheet)


@given(SIDES, SIDES, ASKED, BANDS)
def test_every_picture_has_its_shape_and_the_one_scale(wide: float, high: float, asked: Sheets, bands: Bands) -> None:
    found = arranged(wide, high, asked, bands)
    for picture, _, _ in found.places:
        assert picture.right - picture.left == pytest.approx(wide * found.scale, abs=1e-6)
        assert picture.bottom - picture.top == pytest.approx(high * found.scale, abs=1e-6)


@given(SIDES, SIDES, ASKED)
def test_they_are_read_from_left_to_right_then_down(wide: float, high: float, asked: Sheets) -> None:
    places = [(place.picture.top, place.picture.left) for place in arranged(wide, high, asked).places]
    assert len(places) == asked.per_sheet
    for (top, left), (next_top, next_left) in pairwise(places):
        assert next_top > top + SLACK or (next_top == pytest.approx(top) and next_left > left)


@given(SIDES, SIDES, ASKED)
def test_a_sheet_as_it_fits_has_the_largest_pictures(wide: float, high: float, asked: Sheets) -> None:
    each = [
        arranged(wide, high, Sheets(asked.per_sheet, asked.paper, turn, asked.beside)).scale
        for turn in (Turn.PORTRAIT, Turn.LANDSCAPE)
    ]
    fitting = arranged(wide, high, Sheets(asked.per_sheet, asked.paper, Turn.FITTING, asked.beside)).scale
    assert fitting == pytest.approx(max(each), abs=1e-4)


@given(SIDES, SIDES, st.sampled_from(PER_SHEET))
def test_pictures_touch_the_edge_of_their_room_or_are_as_large_as_is_wise(wide: float, high: float, count: int) -> None:
    found = arranged(wide, high, Sheets(count))
    left, top, right, bottom = found.body
    tops = {round(place.picture.top, 3) for place in found.places}
    rows, columns = len(tops), count // len(tops)
    across, down = size(found)
    full = across * columns + GUTTER * (columns - 1), down * rows + GUTTER * (rows - 1)
    assert found.scale == LARGEST or full[0] == pytest.approx(right - left) or full[1] == pytest.approx(bottom - top)


@pytest.mark.parametrize(("wide", "high", "is_upright"), [(300, 900, True), (900, 300, False)])
def test_the_sheet_turns_with_the_picture(wide: float, high: float, is_upright: bool) -> None:
    found = arranged(wide, high, Sheets(1))
    assert (found.height > found.width) == is_upright


def test_a_given_turn_is_kept() -> None:
    assert arranged(900, 300, Sheets(1, turn=Turn.PORTRAIT)).width == PAPERS["a4"].short
    assert arranged(300, 900, Sheets(1, turn=Turn.LANDSCAPE)).width == PAPERS["a4"].long


def test_three_a_sheet_with_lines_stand_below_each_other_with_the_lines_at_the_right() -> None:
    found = arranged(600, 500, Sheets(3, beside=Beside.LINES))
    assert len({place.picture.left for place in found.places}) == 1
    assert all(place.notes is not None and place.notes.left > place.picture.right for place in found.places)


@pytest.mark.parametrize(("count", "sheets"), [(0, 0), (1, 1), (4, 1), (5, 2), (9, 3)])
def test_the_last_sheet_may_have_empty_places(count: int, sheets: int) -> None:
    found = arranged(100, 100, Sheets(4))
    assert found.sheets(count) == sheets
    if count:
        assert found.placement(count - 1).sheet == sheets - 1


def test_a_place_is_the_same_on_every_sheet() -> None:
    found = arranged(100, 60, Sheets(6))
    assert found.placement(2).place == found.placement(8).place
    assert (found.placement(2).sheet, found.placement(8).sheet) == (0, 1)
