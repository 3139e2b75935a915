"""The slider of an input: its positions are the steps of the input's range, and it sets the value in the document.

One slide is one undo step, and so is a row of steps taken by keys or wheel until it rests.
"""

from __future__ import annotations

from treeedit.canvas.scene.scene import Stage
from treeedit.model.edits import set_input
from treeedit.model.records import Input
from treeedit.window.widgets.number_text import number_shown
from treeedit.window.widgets.slider import Slider

_MOST_POSITIONS = 1_000_000


class InputSlider(Slider):
    """A slider bound to a label of a stage's document. range: from, to, and in which steps it goes."""

    def __init__(self, stage: Stage, label: str) -> None:
        super().__init__()
        self._stage, self.label = stage, label
        self._gesture: object | None = None
        self._nudging = object()
        self.range: tuple[float, float, float] | None = None
        self._range_words = ""
        self.setAccessibleDescription(self.tr("slider of {0}").format(label))
        self.sliderPressed.connect(self._begin)
        self.sliderReleased.connect(self._end)
        self.valueChanged.connect(self._slid)
        self.nudge = self.move_by
        self.rested = self.rest

    def known(self) -> Input:
        """The input as the document has it."""
        return self._stage.session.forest.inputs[self.label]

    def follow(self) -> None:
        """Stand where the document's value is, with the positions of its range."""
        known = self.known()
        self.blockSignals(True)
        if (known.low, known.high, known.step) != self.range:
            self.range = known.low, known.high, known.step
            self.setRange(0, _positions(known))
            self._name_range(known)
        share = (known.value / 2 - known.low / 2) / (known.high / 2 - known.low / 2)
        self.setValue(round(share * self.maximum()))
        self.blockSignals(False)
        self._follow_lock()
        self.setAccessibleName(self.tr("{0} = {1}").format(self.label, number_shown(known.value)))

    def _name_range(self, known: Input) -> None:
        words = self.tr("from {0} to {1} in steps of {2}")
        self._range_words = words.format(*map(number_shown, (known.low, known.high, known.step)))

    def _follow_lock(self) -> None:
        """Stand still, and say why, while the inputs keep their values."""
        lock = self._stage.session.lock
        self.setEnabled(not lock)
        self.setToolTip(lock or self._range_words)

    # --- the value ---

    def change(self, value: float, gesture: object | None) -> None:
        """Set the value, as more of a gesture or as an undo step of its own."""
        session = self._stage.session
        session.do(set_input(session.forest, self.label, value), self.tr("change {0}").format(self.label), gesture)

    def move_by(self, steps: float) -> None:
        """Change the value by steps, within its range."""
        known = self.known()
        value = float(f"{known.value + steps * known.step:.12g}")
        self.change(min(max(value, known.low), known.high), self._nudging)

    def rest(self) -> None:
        """What keys and wheel do from now on is another undo step."""
        self._nudging = object()

    def _begin(self) -> None:
        self._gesture = object()

    def _end(self) -> None:
        self._gesture = None

    def _slid(self, position: int) -> None:
        self.change(_value_at(self.known(), position, self.maximum()), self._gesture or self._nudging)


def _positions(known: Input) -> int:
    """How many steps the slider has; fewer than the range has, where Qt could not count them."""
    steps = (known.high / 2 - known.low / 2) / known.step * 2
    return max(1, round(min(steps, _MOST_POSITIONS)))


def _value_at(known: Input, position: int, last: int) -> float:
    """The value at a position of the slider, on the grid of the steps where the positions are steps."""
    if last < _MOST_POSITIONS:
        return min(known.high, float(f"{known.low + position * known.step:.12g}"))
    share = position / last
    return known.low * (1 - share) + known.high * share
