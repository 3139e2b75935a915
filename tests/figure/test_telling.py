"""What is said at a step, on the screen and below a picture."""

from __future__ import annotations

from tests.figure.sketching import LOOK
from tests.support import grow
from treeedit.figure.lines import Role
from treeedit.figure.telling import said_at, words_alone
from treeedit.figure.veil import BARE, veil_of
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.exercises import hide
from treeedit.model.records import Blank
from treeedit.model.steps import Phase, Step


def test_a_step_is_told_in_numbers_unless_one_of_them_is_asked_for() -> None:
    forest = grow("f = 7*x")
    analysis = analyse(forest)
    step, numbers = Step(Phase.FORWARD, (2,), (0, 1)), (forest, analysis, evaluated(forest, analysis))
    assert [line.plain for line in said_at(step, *numbers, LOOK, BARE).lines] == ["f = 7 · x = 7 · 1 = 7"]
    forest.apply(hide(forest, [Blank("value", forest.trees()[0])]))
    (line,) = said_at(step, *numbers, LOOK, veil_of(forest)).lines
    assert "asked for" in line.plain
    assert "7" not in line.plain


def test_words_alone_are_written_as_words() -> None:
    (piece,) = words_alone("a few words").parts()
    assert (piece.plain, piece.role) == ("a few words", Role.WORDS)
