"""What is said at a step of the passes, on the screen and under a picture: its lines, and nothing that is asked for."""

from __future__ import annotations

from treeedit.figure.look import Look
from treeedit.figure.sentences import Line, Role, Teller
from treeedit.figure.veil import Veil
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.steps import Step
from treeedit.words import translate


def lines_at(
    step: Step, forest: Forest, analysis: Analysis, evaluation: Evaluation, look: Look, veil: Veil
) -> list[Line]:
    """The lines of a step; only a few words if an exercise hides one of its numbers."""
    if veil.asks_for(step, analysis.order):
        return [words_alone(translate("telling", "A number of this step is asked for in the exercise."))]
    return Teller(forest, analysis.sets, evaluation, look).tell(step)


def words_alone(words: str) -> Line:
    """A line of words."""
    return Line(rf"\text{{{words}}}", words).in_role(Role.WORDS)
