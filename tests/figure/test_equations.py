"""A line of mathematics as a figure: each piece in its colour, nothing left out, all within its bounds."""

from tests.figure.test_sentences import example, teller
from treeedit.figure.equations import equation_figure
from treeedit.figure.figure import Figure
from treeedit.figure.lines import Line, Piece, Role
from treeedit.figure.look import DARK, LIGHT

SIZE = 30.0


def inked(figure: Figure) -> list[tuple[str, str]]:
    return [(each.words, each.colour) for each in figure.outlines]


def test_values_are_blue_and_signs_are_ink() -> None:
    figure = equation_figure(teller(*example()).value_line(4), LIGHT, SIZE)
    ink, blue = LIGHT.ink, LIGHT.value
    assert inked(figure) == [("g^{2}", ink), ("=", ink), ("3^{2}", blue), ("=", ink), ("9", blue)]


def test_partials_are_vermilion_in_the_theme_that_is_asked_for() -> None:
    figure = equation_figure(teller(*example()).sum_line([0, 6]), DARK, SIZE)
    numbers = [words for words, colour in inked(figure) if colour == DARK.partial]
    assert numbers == ["6", r"\left(-\frac{1}{3}\right)", r"\frac{17}{3}"]


def test_of_a_partials_factors_only_the_partial_is_vermilion() -> None:
    figure = equation_figure(teller(*example()).partial_line(2), LIGHT, SIZE)
    assert [words for words, colour in inked(figure) if colour == LIGHT.partial] == ["1", "6"]
    assert (r"2 \cdot 3", LIGHT.ink) in inked(figure)


def test_the_pieces_stand_side_by_side_within_the_bounds() -> None:
    line = teller(*example()).partial_line(2)
    figure = equation_figure(line, LIGHT, SIZE)
    places = [each.x for each in figure.outlines]
    assert places == sorted(set(places))
    assert places[-1] < figure.bounds.right
    assert figure.bounds.top < 0 < figure.bounds.bottom
    twice = equation_figure(line, LIGHT, 2 * SIZE).bounds
    assert abs(twice.right - 2 * figure.bounds.right) < 1e-6


def test_what_is_told_of_a_piece_is_its_plain_text() -> None:
    line = teller(*example()).partial_line(2)
    figure = equation_figure(line, LIGHT, SIZE)
    told = [*(each.plain for each in figure.outlines), *(each.text for each in figure.texts)]
    assert told == [piece.plain.strip() for piece in line.parts()]


def test_a_fault_is_written_in_words_in_its_colour() -> None:
    line = teller(*example("ln(a)", a=-1.0)).value_line(1)
    (text,) = equation_figure(line, LIGHT, SIZE).texts
    assert text.text.startswith(": ")
    assert text.colour == LIGHT.warning


def test_what_cannot_be_typeset_is_plain_text() -> None:
    figure = equation_figure(Line(r"\nonsense", "世界"), LIGHT, SIZE)
    assert [text.text for text in figure.texts] == ["世界"]
    assert not figure.outlines


def test_the_pieces_of_a_line_are_the_line() -> None:
    forest, analysis = example()
    say = teller(forest, analysis)
    for line in (say.value_line(4), say.partial_line(2), say.sum_line([0, 6])):
        assert "".join(piece.latex for piece in line.parts()) == line.latex
        assert "".join(piece.plain for piece in line.parts()) == line.plain


def test_a_line_without_pieces_is_one_piece() -> None:
    assert Line("x", "x").parts() == (Piece("x", "x", Role.SYMBOL),)
