"""A preview is what an export gives, small; what is too large for it costs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.ordering import NO_QT
from tests.support import grow
from treeedit.export.options import Numbers, Options, Size, Which
from treeedit.export.order import Drawers, ExportError
from treeedit.export.previewing import MOST_PREVIEWED, Sight, Wish, order_to_see, seen
from treeedit.figure.figure import Figure
from treeedit.figure.page import Page
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.forest import Forest

PATH, WISH = Path("a.svg"), Wish(0, (400.0, 300.0), False)


def raster(figure: Figure, scale: float, background: str, dots: float) -> bytes:
    left, top, right, bottom = figure.bounds
    assert (right - left) * scale <= 400.001
    assert (bottom - top) * scale <= 300.001
    return b"picture"


def sight_of(options: Options, forest: Forest, wish: Wish = WISH) -> Sight:
    analysis = analyse(forest)
    order = order_to_see(options, forest, Numbers(analysis, evaluated(forest, analysis)))
    return seen(options, order, PATH, wish, Drawers(raster, NO_QT.pdf))


def test_a_picture_is_made_for_the_room_that_there_is() -> None:
    sight = sight_of(Options(format="svg", scale=20.0), grow("x1*x2 + x3"))
    assert (sight.picture, sight.fault, sight.count) == (b"picture", "", 1)


def test_a_frame_beyond_the_last_is_the_last() -> None:
    sight = sight_of(Options(format="svg", steps=Which.ALL), grow("7*x"), Wish(99, (400.0, 300.0), False))
    assert sight.count > 3
    assert sight.frame == sight.count - 1
    assert sight.words


def test_the_words_of_all_steps_come_if_they_are_wanted() -> None:
    options = Options(format="svg", steps=Which.CHOSEN, numbers=(1,))
    sight = sight_of(options, grow("7*x"), Wish(0, (400.0, 300.0), True))
    assert sight.steps is not None
    assert len(sight.steps) == sight.step_count > 3
    assert sight.steps[0] == "Nothing is computed yet."
    assert sight_of(options, grow("7*x")).steps is None


@pytest.mark.parametrize("size", Size)
def test_what_is_too_large_is_not_drawn(size: Size, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Figure:
        raise AssertionError("nothing is to be drawn")

    monkeypatch.setattr(Page, "figure", never)
    forest = grow("+".join(["x"] * MOST_PREVIEWED))
    sight = sight_of(Options(format="svg", size=size, steps=Which.KEY, most=3), forest)
    assert (sight.fault, sight.is_possible) == ("Too large for a preview", True)
    assert sight.announced == "3 files, a-1.svg … a-3.svg"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(format="svg", scale=50.0), "times as large"),
        (Options(format="svg", steps=Which.CHOSEN, numbers=(999,)), "There is no step 1,000"),
        (Options(format="png", scale=20.0, size=Size.SCALE, dots=4000.0), "too large"),
    ],
)
def test_what_cannot_be_exported_is_told(options: Options, words: str) -> None:
    sight = sight_of(options, grow("x1*x2 + x3"))
    assert words in sight.fault
    assert not sight.is_possible


def test_a_node_that_is_gone_is_told_by_an_error() -> None:
    with pytest.raises(ExportError, match="no node"):
        sight_of(Options(nodes=(99,)), grow("x"))
