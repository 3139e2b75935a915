"""Pictures of steps: one size, everything at its place, the sentence of the step below, nothing known too soon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.figure.sketching import LOOK, box_of, box_of_text, inside, with_values, words
from tests.support import grow
from treeedit.figure.figure import Bounds, Figure, Text
from treeedit.figure.form import Form
from treeedit.figure.look import ORIENTATIONS, Look
from treeedit.figure.page import Page, page
from treeedit.figure.series import SENTENCE, SENTENCE_SIZE, Series
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.exercises import hide
from treeedit.model.records import Blank
from treeedit.model.steps import Pace, Steps, outputs_of, steps_of

EXAMPLE = "g = x1 + x2; f = g^2 + x3/g; h = sin(x1)*ln(x3)"
VALUES = {"x1": 1.0, "x2": 2.0, "x3": 3.0}
TELLING = replace(LOOK, shows=LOOK.shows | {SENTENCE})


def series_of(text: str = EXAMPLE, look: Look = TELLING, pace: Pace = Pace.NODE) -> tuple[Series, Steps]:
    forest = with_values(grow(text), VALUES)
    analysis = analyse(forest)
    steps = steps_of(analysis, outputs_of(analysis, forest.trees()), pace)
    return Series(Page(forest, analysis, evaluated(forest, analysis), look), steps, range(len(steps))), steps


def figures(series: Series) -> list[Figure]:
    return [series.figure(index) for index in range(len(series))]


@pytest.mark.parametrize("where", ORIENTATIONS)
@pytest.mark.parametrize("form", ["tree", "shared"])
@pytest.mark.parametrize("pace", list(Pace))
def test_all_pictures_have_one_size_and_hold_all_that_is_drawn(where: str, form: str, pace: Pace) -> None:
    series, steps = series_of(look=replace(TELLING, orientation=where, form=Form(form)), pace=pace)
    assert len(series) == len(steps)
    for figure in figures(series):
        assert figure.bounds == series.bounds
        boxes = [*map(box_of, figure.shapes), *map(box_of_text, figure.texts)]
        assert all(inside(box, series.bounds) for box in boxes)


def test_what_stands_in_one_picture_stands_at_the_same_place_in_all() -> None:
    series, _ = series_of()
    places = [{shape.node: shape[:5] for shape in figure.shapes if shape.node} for figure in figures(series)]
    assert len(places[0]) == 16
    assert all(each == places[0] for each in places)


def test_numbers_appear_and_stay() -> None:
    series, _ = series_of(look=LOOK)
    seen: set[tuple[float, float, str]] = set()
    for figure in figures(series):
        now = {(text.x, text.y, text.text) for text in figure.texts if not is_spoken(text)}
        assert seen <= now
        seen = now
    assert sorted(each[2] for each in seen) == sorted(words(page_of_all()))


def is_spoken(text: Text) -> bool:
    """Whether a text is the name of a node, which stands there only while the sentence speaks of it."""
    return text.slant == "italic" and text.size == 15.0


def page_of_all() -> Figure:
    forest = with_values(grow(EXAMPLE), VALUES)
    analysis = analyse(forest)
    return page(forest, analysis, evaluated(forest, analysis), LOOK)


def test_every_picture_says_what_happens() -> None:
    series, _ = series_of("f = 7*x")
    assert [frame.words for frame in series.frames] == [
        "Nothing is computed yet.",
        "The inputs are given: x = 1",
        "f = 7 · x = 7 · 1 = 7",
        "∂f/∂f = 1 (the seed: f moves one for one with itself)",
        "∂f/∂x = 7 (product rule)",
        "∂f/∂x = 7",
    ]
    assert [frame.number for frame in series.frames] == list(range(6))
    first, *others = figures(series)
    assert words(first)[-1] == "Nothing is computed yet."
    assert all(figure.outlines for figure in others[1:])


def test_without_sentences_the_pictures_are_as_large_as_the_page() -> None:
    series, _ = series_of("f = 7*x", LOOK)
    forest = grow("f = 7*x")
    analysis = analyse(forest)
    plain = page(forest, analysis, evaluated(forest, analysis), LOOK)
    assert series.bounds == plain.bounds
    assert series.figure(0).outlines == []
    told, _ = series_of("f = 7*x")
    assert told.bounds.bottom > plain.bounds.bottom + SENTENCE_SIZE
    assert told.bounds.top == plain.bounds.top


def test_a_sentence_stands_below_the_trees_in_the_middle() -> None:
    series, _ = series_of()
    for figure in figures(series)[2:]:
        left = min(each.x for each in figure.outlines)
        assert all(each.y > series.bounds.top for each in figure.outlines)
        assert left > series.bounds.left
        middle = (series.bounds.left + series.bounds.right) / 2
        assert left < middle


def test_a_step_is_lit_by_rings_and_the_edges_that_it_takes() -> None:
    series, steps = series_of("f = 7*x")
    theme = LOOK.theme
    lit = [[each for each in figure.shapes if not each.node] for figure in figures(series)]
    assert lit[0] == []
    rings = [sum(shape.stroke == ink for shape in shapes) for shapes in lit for ink in (theme.value, theme.partial)]
    assert rings[2:] == [2, 0, 1, 0, 0, 1, 0, 1, 0, 1]
    edges = [sum(edge.width > 2 for edge in figure.edges) for figure in figures(series)]
    assert edges == [0, 0, 2, 0, 1, 0]
    assert len(steps) == len(edges)


def test_a_line_that_is_too_long_is_written_smaller_or_the_picture_becomes_wider() -> None:
    names = " + ".join(f"a_long_name_{i}" for i in range(4))
    series, _ = series_of(f"f = sin({names})")
    for figure in figures(series):
        assert all(inside(box_of_text(text), grown(series.bounds)) for text in figure.texts)
        assert all(each.x >= series.bounds.left for each in figure.outlines)


def grown(bounds: Bounds) -> Bounds:
    return bounds.grown(0.5)


def test_a_sentence_tells_no_number_that_an_exercise_hides() -> None:
    forest = grow("f = 7*x")
    forest.apply(hide(forest, [Blank("value", forest.trees()[0])]))
    analysis = analyse(forest)
    steps = steps_of(analysis, outputs_of(analysis, forest.trees()), Pace.NODE)
    series = Series(Page(forest, analysis, evaluated(forest, analysis), TELLING), steps, range(len(steps)))
    assert series.frames[2].words == "A number of this step is asked for in the exercise."


def test_without_steps_there_is_one_picture_of_everything() -> None:
    forest = grow("f = 7*x")
    analysis = analyse(forest)
    series = Series(Page(forest, analysis, evaluated(forest, analysis), TELLING))
    assert len(series) == 1
    assert series.frames[0] == (None, "")
    assert series.figure(0) == page(forest, analysis, evaluated(forest, analysis), TELLING)


def test_pictures_do_not_add_to_one_another() -> None:
    series, _ = series_of()
    assert series.figure(5) == series.figure(5)
