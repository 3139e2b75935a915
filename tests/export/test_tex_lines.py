"""A line of words and formulas becomes one line of TeX."""

from treeedit.export.tex_lines import written_lines
from treeedit.figure.equations import equation_figure
from treeedit.figure.figure import Figure
from treeedit.figure.lines import Line, Piece, Role
from treeedit.figure.look import THEMES

THEME = THEMES["print"]
SUM = Line("", "", (Piece("x", "x"), Piece(" = ", " = "), Piece("3", "3", Role.VALUE)))
SAID = Line("", "", (Piece(r"\text{so}", "so ", Role.WORDS), *SUM.pieces))


def tex(line: Line) -> str:
    (written,) = written_lines(equation_figure(line, THEME, 24.0), THEME.ink)
    return written.as_tex(lambda colour: {THEME.value: "blue", THEME.warning: "red"}[colour])


def test_what_has_the_ink_of_the_line_is_bare_and_the_rest_is_coloured() -> None:
    assert tex(SUM) == r"$\displaystyle x = \textcolor{blue}{3}$"


def test_words_stand_before_mathematics_and_are_smaller() -> None:
    assert tex(SAID) == r"\scalebox{0.66}{so}\ $\displaystyle x = \textcolor{blue}{3}$"


def test_a_comma_makes_room() -> None:
    line = Line("", "", (Piece("x", "x"), Piece(r",\quad ", ", "), Piece("y", "y")))
    assert tex(line) == r"$\displaystyle x ,\quad  y$"


def test_words_are_text_whatever_they_say() -> None:
    fault = Line("", "", (Piece("", r"\input{a} 50 %", Role.FAULT),))
    assert tex(fault) == r"\scalebox{1}{\textcolor{red}{$\backslash$input$\{$a$\}$ 50 \%}}"


def test_lines_come_from_top_to_bottom_and_several_are_closer() -> None:
    figure = Figure.empty()
    figure.add(equation_figure(SUM, THEME, 24.0), 0.0, 50.0)
    figure.add(equation_figure(SAID, THEME, 24.0), 0.0, 0.0)
    lines = written_lines(figure, THEME.ink)
    assert [line.base for line in lines] == [0.0, 50.0]
    assert {round(line.size, 6) for line in lines} == {0.85 * 24.0}


def test_no_words_are_no_lines() -> None:
    assert written_lines(Figure.empty(), THEME.ink) == []
