"""When the sliders of a presentation are there: a key brings them and takes them away, and so does the lower edge.

Those that the pointer has brought by touching the edge go when it goes; a key lets them stay.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF

from treeedit.canvas.scene.visible_parts import Shown
from treeedit.window.presentation.sliders import SliderStrip

_EDGE_PX = 3.0


class Drawer:
    """Opens and closes a strip of sliders for what is shown(). empty(): there is no input; closed(): it has gone."""

    def __init__(self, strip: SliderStrip, shown: Callable[[], Shown]) -> None:
        self._strip, self._shown = strip, shown
        self.empty: Callable[[], None] = lambda: None
        self.closed: Callable[[], None] = lambda: None
        self._by_edge = False

    @property
    def is_open(self) -> bool:
        """Whether the sliders are there."""
        return not self._strip.isHidden()

    def toggle(self) -> None:
        """Show the sliders, or hide them; those that the edge has brought stay."""
        was_by_edge, self._by_edge = self._by_edge, False
        if not self.is_open:
            self._open()
        elif not was_by_edge:
            self.close()

    def close(self) -> None:
        """Hide them."""
        self._strip.hide()
        self.closed()

    def refresh(self) -> None:
        """Take up what is shown now; without an input they go."""
        if self.is_open:
            self._strip.take_up(self._shown())
            self._strip.setVisible(bool(self._strip.inputs))

    def follow(self, place: QPointF, height: float) -> None:
        """The pointer is at a place in a window of some height."""
        if not self.is_open and place.y() >= height - _EDGE_PX:
            self._by_edge = True
            self._open()
        elif self.is_open and self._by_edge and place.y() < self._strip.y() - self._strip.margin():
            self.close()

    def _open(self) -> None:
        self._strip.take_up(self._shown())
        if self._strip.inputs:
            self._strip.show()
        elif not self._by_edge:
            self.empty()
