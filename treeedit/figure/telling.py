"""What is said at a step of the passes, on the screen and under a picture: its lines, and nothing that is asked for."""

from __future__ import annotations

from typing import NamedTuple

from treeedit.figure.lines import Line, Role
from treeedit.figure.look import Look
from treeedit.figure.sentences import Teller
from treeedit.figure.veil import Veil
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.sharing import Sharing
from treeedit.model.steps import Step
from treeedit.words import translate


class Said(NamedTuple):
    """What is said: its lines, and the rows of the nodes that these call by names."""

    lines: list[Line]
    rows: frozenset[int] = frozenset()


def said_at(
    step: Step,
    forest: Forest,
    analysis: Analysis,
    evaluation: Evaluation,
    look: Look,
    veil: Veil,
    sharing: Sharing | None = None,
) -> Said:
    """What is said of a step, in the shared form if there is one; only a few words if an exercise hides a number."""
    if veil.asks_for(step, analysis.order, sharing):
        return Said([words_alone(translate("telling", "A number of this step is asked for in the exercise."))])
    teller = Teller(forest, analysis.sets, evaluation, look, sharing)
    return Said(teller.tell(step), frozenset(teller.names.said))


def words_alone(words: str) -> Line:
    """A line of words."""
    return Line(rf"\text{{{words}}}", words).in_role(Role.WORDS)
