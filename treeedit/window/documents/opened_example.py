"""What an example was as it was opened, so that its words go when nothing of it is left."""

from __future__ import annotations

from treeedit.model.forest import Forest, expression_of
from treeedit.model.records import Expression, Operation

_MOST_COMPARED = 500
"""Nodes: what is larger was not made by hand out of an example."""


class Example:
    """What an example was as it was opened: its functions, and what it says of itself."""

    def __init__(self, forest: Forest) -> None:
        self._functions = _functions_of(forest)
        self._about = dict(forest.about)

    def is_gone_from(self, forest: Forest) -> bool:
        """Whether its words still stand over a document that has none of its functions any more."""
        is_described = forest.about == self._about and len(forest.nodes) <= _MOST_COMPARED
        return is_described and self._functions.isdisjoint(_functions_of(forest))


def _functions_of(forest: Forest) -> set[Expression]:
    return {expression_of(forest, node) for node, each in forest.nodes.items() if isinstance(each, Operation)}
