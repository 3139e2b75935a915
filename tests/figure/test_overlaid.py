"""Pictures laid over each other: whoever looks at one frame sees its records in its order, and nothing is twice."""

import tracemalloc
from dataclasses import fields
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from tests.export.ordering import stepped
from treeedit.figure.figure import Bounds, Figure, Text
from treeedit.figure.look import Look
from treeedit.figure.overlaid import LAYERS, Overlaid, in_runs, overlaid


def said(words: str) -> Figure:
    """A figure that has a text for each letter."""
    return Figure(Bounds(0, 0, 9, 9), "none", texts=[Text(0, 0, letter, 10, "#000000") for letter in words])


def spans(*frames: str) -> list[tuple[str, int, int]]:
    return [(stay.record.text, stay.first, stay.last) for stay in overlaid(map(said, frames)).texts]


def at(found: Overlaid, frame: int) -> dict[str, list[object]]:
    """What stands in a frame."""
    layers = {name: found.layer(name) for name in LAYERS}
    return {name: [stay.record for stay in stays if stay.first <= frame <= stay.last] for name, stays in layers.items()}


def test_what_stands_in_all_frames_is_written_once() -> None:
    assert spans("ab", "ab", "ab") == [("a", 0, 2), ("b", 0, 2)]


def test_what_appears_stands_at_its_place_until_it_goes() -> None:
    assert spans("ad", "abd", "abcd", "acd") == [("a", 0, 3), ("b", 1, 2), ("c", 2, 3), ("d", 0, 3)]


def test_what_comes_back_has_two_stays() -> None:
    assert sorted(spans("a", "ab", "a", "ab")) == [("a", 0, 3), ("b", 1, 1), ("b", 3, 3)]


def test_what_changes_its_place_in_the_order_begins_anew() -> None:
    found = spans("ab", "ba")
    assert len(found) == 3
    assert [text for text, first, last in found if last == 1] == ["b", "a"]


def test_equal_records_are_kept_apart() -> None:
    assert spans("aa", "aaa", "a") == [("a", 0, 2), ("a", 0, 1), ("a", 1, 1)]


@given(st.lists(st.text("abcdef", max_size=8), min_size=1, max_size=6))
def test_every_frame_is_what_it_was(frames: list[str]) -> None:
    found = overlaid(map(said, frames))
    for index, frame in enumerate(frames):
        assert "".join(stay.record.text for stay in found.texts if stay.first <= index <= stay.last) == frame


@given(st.lists(st.text("abc", max_size=8), min_size=1, max_size=6))
def test_stays_of_one_record_that_follow_each_other_are_one_unless_the_order_is_another(frames: list[str]) -> None:
    ordered = ["".join(sorted(set(each))) for each in frames]
    found = spans(*ordered)
    assert not {(text, last + 1) for text, _, last in found} & {(text, first) for text, first, _ in found}


def test_runs_hold_what_stands_together() -> None:
    runs = in_runs(overlaid([said("ab"), said("abcd")]).texts)
    assert [(first, last, [each.text for each in run]) for first, last, run in runs] == [
        (0, 1, ["a", "b"]),
        (1, 1, ["c", "d"]),
    ]


def test_the_layers_are_those_of_a_figure() -> None:
    kept = {each.name for each in fields(Figure)} - {"bounds", "paper", "notes", "sheets"}
    assert kept == set(LAYERS)
    assert [each.name for each in fields(Figure) if each.name in kept] == list(LAYERS)


def test_the_steps_of_a_tree_are_what_they_were() -> None:
    series = stepped().subject.series
    found = overlaid(map(series.figure, range(len(series))))
    assert found.count == len(series) > 20
    for index in range(len(series)):
        figure = series.figure(index)
        assert at(found, index) == {name: getattr(figure, name) for name in LAYERS}


def test_nodes_stand_in_every_frame_and_an_edge_has_two_stays_when_its_label_opens_it() -> None:
    series = stepped("x*y").subject.series
    found = overlaid(map(series.bare, range(len(series))))
    nodes = [stay for stay in found.shapes if stay.record.node]
    assert found.always(found.shapes) == [stay.record for stay in nodes]
    edges = [stay for stay in found.edges if stay.record.colour == Look().theme.edge]
    assert len(edges) == 4
    assert sorted(bool(stay.record.gap) for stay in edges) == [False, False, True, True]


def most_memory(frames: int) -> int:
    """The most bytes that are in use while so many figures are laid over each other that differ in little."""
    tracemalloc.start()
    try:
        overlaid(said("a" * 1000 + chr(0x4E00 + frame)) for frame in range(frames))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_sheets_are_compared_as_a_whole() -> None:
    figures = [said(letter) for letter in "aab"]
    for figure, words in zip(figures, ("xy", "xy", "x"), strict=True):
        figure.sheets.append(said(words))
    found = overlaid(figures)
    assert [(len(stay.record.texts), stay.first, stay.last) for stay in found.sheets] in (
        [(1, 2, 2), (2, 0, 1)],
        [(2, 0, 1), (1, 2, 2)],
    )
    assert found.figure().sheets[0] in (figures[0].sheets[0], figures[2].sheets[0])


def test_a_longer_series_needs_hardly_more_memory() -> None:
    assert most_memory(20) < 1.5 * most_memory(4)


def test_a_long_series_is_laid_over_in_time_proportional_to_its_records() -> None:
    letters = [chr(0x4E00 + index) for index in range(4000)]
    start = perf_counter()
    overlaid(said("".join(letters[: 2000 + frame])) for frame in range(0, 2000, 20))
    assert perf_counter() - start < 5.0
