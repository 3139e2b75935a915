"""The legend names what the look shows, in its colours."""

from dataclasses import replace

from tests.figure.sketching import LOOK, box_of_text, inside, words
from treeedit.figure.legend import legend_figure


def test_the_legend_has_the_colours_of_the_numbers() -> None:
    theme = LOOK.theme
    assert [text.colour for text in legend_figure(LOOK, 1.0).texts] == [theme.value, theme.partial, theme.muted]


def test_the_legend_names_only_what_is_shown() -> None:
    assert words(legend_figure(replace(LOOK, shows=frozenset({"partials"})), 1.0)) == ["partial"]
    assert words(legend_figure(replace(LOOK, shows=frozenset({"partials"})), 1.0, "E")) == ["∂E/∂·"]
    assert legend_figure(replace(LOOK, shows=frozenset()), 1.0).bounds.right == 0


def test_the_legend_lies_within_its_bounds_at_every_scale() -> None:
    for scale in (0.5, 1.0, 3.0):
        legend = legend_figure(LOOK, scale)
        assert all(inside(box_of_text(text), legend.bounds.grown(0.01)) for text in legend.texts)
