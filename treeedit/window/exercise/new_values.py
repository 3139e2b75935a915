"""Fresh numbers for an exercise: random values of the inputs with which every question has an answer.

Whole numbers where the range of an input has room for some, as they are what one computes with by hand.
"""

from __future__ import annotations

import math
import random

from treeedit.model.analysis import Analysis
from treeedit.model.answer_key import AnswerKey
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.model.passes import evaluate
from treeedit.model.records import Edit, Input
from treeedit.window.inputs.input_values import by_chance

_MOST_DRAWS = 60
_FEWEST_WHOLE, _LARGEST_WHOLE = 4, 9


def fresh_values(forest: Forest, analysis: Analysis) -> Edit:
    """Other values for all inputs; none if no draw gives every blank a number."""
    for _ in range(_MOST_DRAWS):
        values = {label: drawn(forest.inputs[label]) for label in forest.labels()}
        if _has_answers(forest, analysis, values) and any(forest.inputs[x].value != y for x, y in values.items()):
            edit = Edit()
            for label, value in values.items():
                edit = edit.then(set_input(forest, label, value))
            return edit
    return Edit()


def drawn(known: Input) -> float:
    """A random value within an input's range: a whole number other than 0 where there are enough of them."""
    low, high = max(math.ceil(known.low), -_LARGEST_WHOLE), min(math.floor(known.high), _LARGEST_WHOLE)
    if high - low < _FEWEST_WHOLE:
        return by_chance(known)
    return float(random.choice([each for each in range(low, high + 1) if each]))


def _has_answers(forest: Forest, analysis: Analysis, values: dict[str, float]) -> bool:
    evaluation = evaluate(analysis.tape, {**{label: each.value for label, each in forest.inputs.items()}, **values})
    key, known = AnswerKey(analysis, evaluation), analysis.order.rows
    return all(math.isfinite(key.number(blank)) for blank in forest.blanks if blank.node in known)
