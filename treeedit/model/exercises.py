"""Exercises: numbers of the tree are hidden, somebody types them in, and each is marked.

A hidden number is a *blank*; what has been typed in its place is stored with it, as text, so that a file that is
handed in holds its answers. The verbs hide, show and answer; what an answer is worth says `answer_key.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, Edit, EditError
from treeedit.words import translate

KINDS = ("value", "partial", "sum")
MAX_ANSWER = 200


def hide(forest: Forest, blanks: Iterable[Blank]) -> Edit:
    """Hide numbers, still unanswered; those that are hidden already keep their answers."""
    fresh = dict.fromkeys(blank for blank in blanks if blank not in forest.blanks)
    for blank in fresh:
        if blank.kind not in KINDS or blank.node not in forest.nodes:
            raise EditError(
                translate("exercises", "There is no {0} of node {1} to hide.").format(blank.kind, blank.node)
            )
    return Edit(blanks=dict.fromkeys(fresh, (None, "")))


def show(forest: Forest, blanks: Iterable[Blank]) -> Edit:
    """Show hidden numbers again, and forget what was answered."""
    return Edit(blanks={blank: (forest.blanks[blank], None) for blank in blanks if blank in forest.blanks})


def answer(forest: Forest, blank: Blank, text: str) -> Edit:
    """Put what somebody has typed in the place of a hidden number; "" takes it back. EditError if it is too long."""
    if blank not in forest.blanks:
        raise EditError(translate("exercises", "The {0} of node {1} is not hidden.").format(blank.kind, blank.node))
    fault = answer_fault(text)
    if fault:
        raise EditError(fault)
    before = forest.blanks[blank]
    return Edit() if before == text else Edit(blanks={blank: (before, text)})


def answer_fault(text: str) -> str:
    """Why a text cannot be an answer, as a sentence; "" if it can."""
    if len(text) > MAX_ANSWER:
        return translate("exercises", "An answer has at most {0} characters; this one has {1:,}.").format(
            MAX_ANSWER, len(text)
        )
    return (
        ""
        if text.isprintable()
        else translate("exercises", "An answer is one line of text without control characters.")
    )


def clear_answers(forest: Forest) -> Edit:
    """Take all answers back; the blanks stay."""
    return Edit(blanks={blank: (text, "") for blank, text in forest.blanks.items() if text})


def possible_blanks(analysis: Analysis, kind: str) -> list[Blank]:
    """Everything of a kind that can be hidden, in the order of the trees.

    Values of operations, partials of all but outputs and what is constant, and sums of sets with several members.
    """
    order, sets = analysis.order, analysis.sets
    complete = analysis.tape.output >= 0
    if kind == "sum":
        rows = np.array([each.members[0] for each in sets.all_sets if len(each.members) > 1], dtype=np.int64)
    elif kind == "value":
        rows = np.flatnonzero(complete & (order.operator >= 0))
    else:
        inner = analysis.tape.output != np.arange(len(complete))
        rows = np.flatnonzero(complete & inner & order.varies)
    return [Blank(kind, int(node)) for node in order.ids[rows]]


def in_walking_order(analysis: Analysis, blanks: Iterable[Blank]) -> list[Blank]:
    """Blanks as one fills them in: values as the forward pass goes, partials as the backward pass, then sums."""
    order = analysis.order
    found = [(blank, order.rows[blank.node]) for blank in blanks]

    def place(pair: tuple[Blank, int]) -> tuple[int, ...]:
        (kind, _), row = pair
        if kind == "value":
            return KINDS.index(kind), row
        if kind == "partial":
            return KINDS.index(kind), int(analysis.tape.output[row]), int(order.depth[row]), row
        is_leaf = int(order.operator[row]) < 0
        return KINDS.index(kind), int(is_leaf), int(analysis.sets.set_of[row]), row

    return [blank for blank, _ in sorted(found, key=place)]


def rows_summed(analysis: Analysis, row: int) -> list[int]:
    """The rows whose partials make up the sum that a row takes part in: its set's members, else itself."""
    found = analysis.sets.of_row(row)
    return [row] if found is None else found.members.tolist()
