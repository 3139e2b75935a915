"""A frame as a bitmap: how many pixels it has, and its PNG from whoever can draw it.

One place for still pictures and animations, so that a frame of an animation is the PNG of its step, pixel by pixel.
"""

from __future__ import annotations

from treeedit.export.order import DOTS_PER_INCH, Drawers, Order
from treeedit.export.sizes import pixels_of


def bitmap(order: Order, drawers: Drawers) -> bytes:
    """The frame that is meant as a PNG."""
    return drawers.png(order.figure, _scale(order), order.background, dots(order))


def dots(order: Order) -> float:
    """Pixels on an inch of paper."""
    return order.dots or DOTS_PER_INCH * order.scale


def size(order: Order) -> tuple[int, int]:
    """Width and height of every frame in pixels."""
    return pixels_of(order.bounds, _scale(order))


def _scale(order: Order) -> float:
    """Pixels of a bitmap per pixel of the figure."""
    return order.scale if order.dots is None else order.scale * order.dots / DOTS_PER_INCH
