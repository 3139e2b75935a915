"""The colours keep their meanings apart, and every text is readable where it stands."""

from itertools import pairwise

import pytest

from treeedit.figure.look import MARKS, THEMES, Look, Theme, set_colour, set_mark
from treeedit.figure.marks import CORNERS, RADII

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, paper: str) -> float:
    dark, light = sorted((luminance(text), luminance(paper)))
    return (light + 0.05) / (dark + 0.05)


def laid_over(fill: str, paper: str) -> str:
    """A translucent #rrggbbaa on paper."""
    share = int(fill[7:], 16) / 255
    mixed = (share * f + (1 - share) * p for f, p in zip(channels(fill), channels(paper), strict=True))
    return "#" + "".join(f"{round(255 * each):02X}" for each in mixed)


def papers(theme: Theme) -> list[str]:
    """The paper, and the grounds on it, one and two deep."""
    grounds = [theme.ground_fill(colour) for colour in range(len(theme.set_fills))]
    first = [laid_over(ground, theme.paper) for ground in grounds]
    return [theme.paper, *first, *(laid_over(ground, below) for below in first for ground in grounds)]


@themes
def test_sets_never_have_the_colour_of_a_value_or_a_partial(theme: Theme) -> None:
    assert not {theme.value, theme.partial} & {*theme.set_strokes, *theme.set_fills, *theme.set_inks}


@themes
@pytest.mark.parametrize("name", ["ink", "value", "partial", "muted", "warning"])
def test_numbers_and_labels_are_readable_on_paper_and_on_grounds(theme: Theme, name: str) -> None:
    assert min(contrast(getattr(theme, name), paper) for paper in papers(theme)) >= 4.5


@themes
def test_the_name_of_a_function_is_readable_on_its_ground(theme: Theme) -> None:
    for colour, ink in enumerate(theme.set_inks):
        ground = laid_over(theme.ground_fill(colour), theme.paper)
        assert contrast(ink, ground) >= 4.5
        assert contrast(ink, laid_over(theme.ground_fill(colour), ground)) >= 4.5


@themes
def test_what_a_node_says_is_readable_on_the_node(theme: Theme) -> None:
    assert min(contrast(theme.ink, fill) for fill in (*theme.set_fills, theme.node)) >= 4.5
    assert contrast(theme.muted, theme.node) >= 4.5


@themes
def test_outlines_and_marks_stand_out(theme: Theme) -> None:
    assert min(contrast(each, theme.paper) for each in theme.set_strokes) >= 3
    assert min(contrast(ink, fill) for ink, fill in zip(theme.set_inks, theme.set_fills, strict=True)) >= 3


@themes
def test_a_theme_has_as_many_fills_and_inks_as_outlines(theme: Theme) -> None:
    assert len(theme.set_fills) == len(theme.set_inks) == len(theme.set_strokes) == len(theme.set_lines)


def test_colours_and_marks_make_at_least_forty_looks() -> None:
    assert len({(set_colour(mark), set_mark(mark)) for mark in range(40)}) == 40


def test_nine_sets_in_a_row_are_told_apart_without_colour() -> None:
    assert all(len({set_mark(mark) for mark in range(first, first + 9)}) == 9 for first in range(60))


def test_eight_sets_are_told_apart_in_grey_by_fills_and_outlines_too() -> None:
    theme = THEMES["greyscale"]
    assert len({*zip(theme.set_fills, theme.set_lines, strict=True)}) == 8
    fills = sorted({int(fill[1:3], 16) for fill in theme.set_fills})
    assert all(darker + 20 < lighter for darker, lighter in pairwise(fills))
    assert max(theme.set_lines) > 2 * min(theme.set_lines)


def test_outlines_help_where_colours_are_nearly_black() -> None:
    assert len({*THEMES["contrast"].set_lines}) == 2


def test_every_mark_has_an_outline_of_its_own() -> None:
    assert {*CORNERS, *RADII} == set(MARKS)
    assert len({*CORNERS.values(), *RADII.values()}) == len(MARKS)


def test_a_look_writes_numbers_in_its_style_and_digits() -> None:
    assert Look(digits=2).number(3.14159) == "3.1"


def test_more_digits_have_a_wider_column() -> None:
    assert Look(digits=3).number_width == Look(digits=4).number_width < Look(digits=5).number_width
