"""What the tests of formats share: orders of formulas and forests, and drawers that must not be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.figure.sketching import LOOK, with_values
from tests.support import grow
from treeedit.export.order import Course, Drawers, Order, subject_of
from treeedit.figure.look import Look
from treeedit.figure.series import SENTENCE
from treeedit.model.forest import Forest


def order_of(source: str | Forest, look: Look = LOOK, values: dict[str, float] | None = None, **more: Any) -> Order:
    """An order of a formula or a forest, with these values for its inputs."""
    forest = with_values(grow(source) if isinstance(source, str) else source, values or {})
    return Order(subject_of(forest, look), **more)


RUNNING = "g = x1 + x2; f = g^2 + x3/g"
ONE_TWO_THREE = {"x1": 1.0, "x2": 2.0, "x3": 3.0}


def stepped(source: str | Forest = RUNNING, course: Course = Course(), look: Look = LOOK, **more: Any) -> Order:  # noqa: B008
    """An order of steps, with what happens below the trees; of the running example at 1, 2, 3 if no other is given."""
    order = order_of(source, replace(look, shows=look.shows | {SENTENCE}), ONE_TWO_THREE, **more)
    return replace(order, subject=replace(order.subject, course=course))


def steps_of_order(order: Order, course: Course) -> Order:
    """The order at steps of the passes, with what happens at each of them."""
    look = order.subject.look
    told = replace(look, shows=look.shows | {SENTENCE})
    return replace(order, subject=replace(order.subject, look=told, course=course))


def _nothing(*_: object) -> bytes:
    raise AssertionError("nothing is to be drawn")


NO_QT = Drawers(_nothing, _nothing)
