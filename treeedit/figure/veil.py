"""Which numbers an exercise hides, and what stands in their places. Everything that shows numbers asks here first.

Rule: what is hidden is shown nowhere, and neither is what gives it away: a local derivative is hidden where it is made
of a hidden value, and where it leads to a hidden partial.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.model.forest import Forest
from treeedit.model.labels import is_name
from treeedit.model.order import Ints, Order
from treeedit.model.records import Blank, Leaf, Node, NodeId, operands_of
from treeedit.model.sharing import Sharing
from treeedit.model.steps import Step


class State(Enum):
    """What is known of an answer: nothing yet, whether it is right, or that the solution is shown in its place."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"
    SOLVED = "solved"


class Field(NamedTuple):
    """What stands in the place of a hidden number: the answer so far, and what is known of it."""

    text: str = ""
    state: State = State.OPEN


class Veil:
    """The blanks of a document with what stands in them. A number whose solution is shown is not hidden.

    mute: constants whose partial is hidden without being asked for, as it would tell what is.
    """

    def __init__(self, fields: Mapping[Blank, Field], mute: Iterable[NodeId] = ()) -> None:
        self.fields = dict(fields)
        self._hidden: dict[str, set[NodeId]] = {"value": set(), "partial": set(), "sum": set()}
        for (kind, node), field in self.fields.items():
            if field.state is not State.SOLVED and kind in self._hidden:
                self._hidden[kind].add(node)
        self._hidden["partial"].update(mute)
        self._rows: dict[str, Ints] = {
            kind: np.array(sorted(nodes), dtype=np.int64) for kind, nodes in self._hidden.items()
        }

    def hides_value(self, node: NodeId) -> bool:
        """Whether a node's value is hidden."""
        return node in self._hidden["value"]

    def hides_partial(self, node: NodeId) -> bool:
        """Whether a node's partial is hidden."""
        return node in self._hidden["partial"]

    def hides_sum(self, members: Iterable[NodeId]) -> bool:
        """Whether the sum over the set of these nodes is hidden; of a single node, its partial is the sum."""
        nodes = tuple(members)
        if len(nodes) == 1 and self.hides_partial(nodes[0]):
            return True
        return bool(self._hidden["sum"]) and not self._hidden["sum"].isdisjoint(nodes)

    def hides(self, blank: Blank) -> bool:
        """Whether a number is hidden."""
        return blank.node in self._hidden.get(blank.kind, ())

    def answer(self, blank: Blank) -> str:
        """The answer so far in the place of a number; "" if there is none."""
        return self.fields.get(blank, Field()).text

    def field(self, blank: Blank) -> Field | None:
        """What stands in the place of a number; None if it is no blank."""
        return self.fields.get(blank)

    def field_of_sum(self, members: Iterable[NodeId]) -> tuple[Blank, Field] | None:
        """The blank of a set's sum, or of the partial that is all of it; None if there is none."""
        nodes = tuple(members)
        kinds = ("sum", "partial") if len(nodes) == 1 else ("sum",)
        blanks = (Blank(kind, node) for kind in kinds for node in nodes)
        return next(((blank, self.fields[blank]) for blank in blanks if blank in self.fields), None)

    def hidden_rows(self, kind: str, ids: Ints) -> NDArray[np.bool_]:
        """For the nodes with these ids, whether their number of a kind is hidden."""
        return np.isin(ids, self._rows[kind])

    def hidden_locals(self, order: Order, above: Ints, below: Ints) -> NDArray[np.bool_]:
        """Whether the local derivatives on the edges between these rows are hidden."""
        found = self.hidden_rows("partial", order.ids[below]) | self.hidden_rows("value", order.ids[above])
        for slot in range(order.operands.shape[1]):
            operand = order.operands[above, slot]
            found |= (operand >= 0) & self.hidden_rows("value", order.ids[operand])
        return found

    def asks_for(self, step: Step, order: Order, sharing: Sharing | None = None) -> bool:
        """Whether a number is hidden that the line of a step would tell; of the shared form at any of its copies."""
        if not self.fields:
            return False
        below = order.operands[list(step.uses)].ravel() if step.uses else order.operands[:0].ravel()
        rows = np.array([*step.rows, *step.uses, *below[below >= 0].tolist()], dtype=np.int64)
        summed = np.array(step.rows if step.sums else (), dtype=np.int64)
        if sharing is not None:
            rows, summed = (np.flatnonzero(np.isin(sharing.node, sharing.node[each])) for each in (rows, rows))
        nodes = order.ids[rows].tolist()
        hidden = any(map(self.hides_value, nodes)) or any(map(self.hides_partial, nodes))
        return hidden or (len(summed) > 0 and self.hides_sum(order.ids[summed].tolist()))

    def __bool__(self) -> bool:
        """Whether there are blanks at all."""
        return bool(self.fields)


BARE = Veil({})
"""Hides nothing."""


def veil_with(forest: Forest, fields: Mapping[Blank, Field]) -> Veil:
    """The veil of a document with these fields."""
    hidden = [blank for blank, field in fields.items() if field.state is not State.SOLVED]
    return Veil(fields, _telling(forest, hidden)) if fields else BARE


def _telling(forest: Forest, hidden: Iterable[Blank]) -> set[NodeId]:
    """The constants whose partial is made of a hidden number."""
    found: set[NodeId] = set()
    for kind, node in hidden:
        slot = forest.slot_of(node) if kind == "value" and node in forest.nodes else None
        for operation in (node, *(() if slot is None else (slot.parent,))):
            operands = operands_of(forest.nodes.get(operation)) if kind != "sum" else ()
            found.update(each for each in operands if each is not None and _is_constant(forest.nodes[each]))
    return found


def _is_constant(record: Node) -> bool:
    return isinstance(record, Leaf) and not is_name(record.label)


def veil_of(forest: Forest) -> Veil:
    """The veil of a document as it is opened: every blank with its answer, none of them marked."""
    return veil_with(forest, {blank: Field(text) for blank, text in forest.blanks.items()})


def sheet_of(forest: Forest) -> Veil:
    """The veil of a sheet to be filled in: every blank empty."""
    return veil_with(forest, dict.fromkeys(forest.blanks, Field()))


def solved(forest: Forest) -> Veil:
    """The veil of the solutions: every blank's number is shown, in its box."""
    return veil_with(forest, dict.fromkeys(forest.blanks, Field("", State.SOLVED)))


SHEETS = {"blanks": sheet_of, "answers": veil_of, "solutions": solved}
"""How a picture shows an exercise: empty boxes, with the answers in them, or with the solutions."""


def veil_on_paper(forest: Forest, shows: Collection[str]) -> Veil:
    """The veil of a picture, by what its look shows; where that is none of SHEETS, the boxes are empty."""
    found = next((each for each in ("solutions", "answers") if each in shows), "blanks")
    return SHEETS[found](forest)
