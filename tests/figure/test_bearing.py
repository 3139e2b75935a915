"""Across and along become x and y, and back, whichever way a tree grows."""

import pytest

from treeedit.figure.bearing import BEARINGS, Bearing
from treeedit.figure.figure import Bounds
from treeedit.figure.look import ORIENTATIONS

bearings = pytest.mark.parametrize("bearing", BEARINGS.values())


def test_there_is_a_bearing_for_every_orientation() -> None:
    assert tuple(BEARINGS) == ORIENTATIONS


@pytest.mark.parametrize(
    ("where", "place"), [("top", (2.0, 7.0)), ("bottom", (2.0, -7.0)), ("left", (7.0, 2.0)), ("right", (-7.0, 2.0))]
)
def test_along_leads_away_from_the_root(where: str, place: tuple[float, float]) -> None:
    assert BEARINGS[where].place(2.0, 7.0) == place


@bearings
def test_an_area_and_back_is_the_same(bearing: Bearing) -> None:
    area = bearing.area((-1.0, 4.0), (2.0, 9.0))
    assert area.left < area.right
    assert area.top < area.bottom
    assert bearing.back(area) == ((-1.0, 4.0), (2.0, 9.0))


@bearings
def test_an_area_holds_the_places_in_it(bearing: Bearing) -> None:
    x, y = bearing.place(3.0, 5.0)
    left, top, right, bottom = bearing.area((-1.0, 4.0), (2.0, 9.0))
    assert left < x < right
    assert top < y < bottom
    assert bearing.back(Bounds(x, y, x, y)) == ((3.0, 3.0), (5.0, 5.0))
