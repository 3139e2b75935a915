"""The two forms of a document: the tree form, every instance a node of its own, and the shared form.

Which functions run together in the shared form is chosen by kind, and for single functions against that rule. A
function is named by an expression, which stays what it is through every edit.

Rule: a fold is a node without operands. It runs together only with folds of the same function, and what stands over
a fold only with what stands over such another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.shown import Shown
from treeedit.model.analysis import Analysis
from treeedit.model.labels import is_name
from treeedit.model.order import Ints
from treeedit.model.records import Expression
from treeedit.model.sets import NOWHERE, Functions
from treeedit.model.sharing import Sharing, run_together

TREE_FORM, SHARED_FORM = FORMS = ("tree", "shared")
TOGETHER = ("all", "operations", "inputs")
"""What runs together by rule: every function, the repeated operations with all below them, or only the inputs."""


@dataclass(frozen=True, slots=True)
class Form:
    """name: one of FORMS. together: one of TOGETHER. apart, joined: functions that are excepted from that rule."""

    name: str = TREE_FORM
    together: str = TOGETHER[0]
    apart: frozenset[Expression] = frozenset()
    joined: frozenset[Expression] = frozenset()

    @property
    def is_shared(self) -> bool:
        """Whether anything runs together."""
        return self.name == SHARED_FORM

    @property
    def is_whole(self) -> bool:
        """Whether the rule is that all functions run together, with no exception."""
        return self.together == TOGETHER[0] and not self.apart

    def switched(self) -> Form:
        """The other form, with the same choice."""
        return replace(self, name=TREE_FORM if self.is_shared else SHARED_FORM)

    def by_rule(self, together: str) -> Form:
        """The shared form with another rule, and no exceptions."""
        return Form(SHARED_FORM, together)

    def runs_together(self, function: Expression) -> bool:
        """Whether the instances of a function are asked to run together."""
        if function in self.apart or function in self.joined:
            return function in self.joined
        return self.together in (TOGETHER[0], "operations" if isinstance(function[-1], str) else "inputs")

    def toggled(self, function: Expression) -> Form:
        """The form in which one function is kept apart if it runs together, and the other way round."""
        apart, joined = self.apart - {function}, self.joined - {function}
        plain = replace(self, apart=apart, joined=joined)
        wanted = not self.runs_together(function)
        if plain.runs_together(function) == wanted:
            return plain
        return replace(plain, joined=joined | {function}) if wanted else replace(plain, apart=apart | {function})


TREE = Form()


def unfolded_sharing(analysis: Analysis, form: Form) -> Sharing:
    """The sharing of all rows of a forest, whatever is folded."""
    order, none = analysis.order, np.zeros(0, dtype=np.int64)
    names = np.array([*map(is_name, order.labels), False])[order.label]
    shown = Shown(analysis, order, None, none, none)
    return sharing_of(shown, form, order.complete, names & (order.operator < 0))


def sharing_of(shown: Shown, form: Form, complete: NDArray[np.bool_], names: NDArray[np.bool_]) -> Sharing:
    """The sharing of the drawn rows. complete: (m,) as in `Places`. names: (m,) which rows are leaves of inputs."""
    function = np.where(complete, _functions(shown), NOWHERE)
    output = shown.from_whole(shown.analysis.tape.output)
    chosen = None if form.is_whole else _chosen(shown, form, function, names)
    return run_together(shown.analysis.order, function, output, chosen)


def _functions(shown: Shown) -> Ints:
    """(m,) the function of each drawn row, where a fold is one without operands."""
    whole, order = shown.analysis.sets.function, shown.analysis.order
    if shown.source is None:
        return whole
    label, first = order.label.copy(), dict[int, int]()
    for row, function in zip(shown.folds.tolist(), whole[shown.sources(shown.folds)].tolist(), strict=True):
        label[row] = first.setdefault(function, int(label[row])) if function >= 0 else label[row]
    return Functions(replace(order, label=label)).ids


def _chosen(shown: Shown, form: Form, function: Ints, names: NDArray[np.bool_]) -> set[int]:
    """The functions that run together, by rule and exception."""
    order = shown.analysis.order
    operations = order.operator >= 0
    operations[shown.folds] = True
    kinds = {"all": operations | (order.operator < 0), "operations": operations, "inputs": names}
    chosen = set(function[kinds[form.together]].tolist())
    chosen -= _numbers(shown, form.apart, function)
    return chosen | _numbers(shown, form.joined, function)


def _numbers(shown: Shown, expressions: Iterable[Expression], function: Ints) -> set[int]:
    """The numbers that some functions have among the drawn rows."""
    sets = shown.analysis.sets
    wanted = [sets.find(each) for each in expressions]
    rows = np.isin(shown.from_whole(sets.function), [each for each in wanted if each >= 0])
    return set(function[rows].tolist())
