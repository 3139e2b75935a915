"""What the tests of formats share: orders of formulas and forests, and drawers that must not be asked."""

from __future__ import annotations

from typing import Any

from tests.figure.sketching import LOOK, with_values
from tests.support import grow
from treeedit.export.order import Drawers, Order, subject_of
from treeedit.figure.look import Look
from treeedit.model.forest import Forest


def order_of(source: str | Forest, look: Look = LOOK, values: dict[str, float] | None = None, **more: Any) -> Order:
    """An order of a formula or a forest, with these values for its inputs."""
    forest = with_values(grow(source) if isinstance(source, str) else source, values or {})
    return Order(subject_of(forest, look), **more)


def _nothing(*_: object) -> bytes:
    raise AssertionError("nothing is to be drawn")


NO_QT = Drawers(_nothing, _nothing)
