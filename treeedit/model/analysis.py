"""What follows from a forest's structure: its order, the tape, the sets. Made anew only when the structure changes."""

from __future__ import annotations

from dataclasses import dataclass

from treeedit.model.forest import Forest
from treeedit.model.noise import without_noise
from treeedit.model.order import Order, order_of
from treeedit.model.passes import Evaluation, Tape, evaluate, tape_of
from treeedit.model.sets import Sets, sets_of


@dataclass(frozen=True, slots=True)
class Analysis:
    """The structure of a forest in the forms that passes, sets and pictures work on."""

    order: Order
    tape: Tape
    sets: Sets


def analyse(forest: Forest) -> Analysis:
    """The analysis of a forest as it stands."""
    return analysis_of(order_of(forest), forest)


def analysis_of(order: Order, forest: Forest) -> Analysis:
    """The analysis of a forest whose order is known."""
    tape = tape_of(order)
    return Analysis(order, tape, sets_of(order, tape.output, forest.functions))


def evaluated(forest: Forest, analysis: Analysis) -> Evaluation:
    """Both passes with the forest's own inputs, as they are shown."""
    return without_noise(evaluate(analysis.tape, {label: each.value for label, each in forest.inputs.items()}))
