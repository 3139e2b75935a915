"""What can be dragged, copied and dropped on the canvas, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from treeedit.model.belongings import NOTHING, Belongings
from treeedit.model.records import Expression, Input, NodeId, Point


@dataclass(frozen=True, slots=True)
class Load:
    """What is carried: a new expression from the palette or elsewhere, or a node of the canvas with its subtree.

    values: what inputs that the document does not know are to be. more: trees that come along, each with how far its
    root stands from the first one's. copied: the node of the canvas that the expression repeats. along: loose trees
    that are moved together with the node. belongings: the folds and notes of the expression and of more.
    """

    expression: Expression = ()
    node: NodeId | None = None
    values: tuple[tuple[str, Input], ...] = ()
    more: tuple[tuple[Expression, Point], ...] = ()
    copied: NodeId | None = None
    along: tuple[NodeId, ...] = ()
    belongings: Belongings = NOTHING

    def is_operator(self) -> bool:
        """Whether it is an operator with nothing but empty slots."""
        return (
            isinstance(self.expression[-1], str) and set(self.expression[:-1]) <= {None} if self.expression else False
        )
