"""The verbs on the values of all inputs at once: keep them under a name, bring kept ones back, draw random ones.

It knows which kept values are the current ones; how that is shown is the preset bar's.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QObject

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.numbers import number_text
from treeedit.model import presets
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, EditError, Input

_FEWEST_TENTHS = 2
_MOST_SUGGESTED = 6
_SHORT_DIGITS, _ALL_DIGITS = 4, 12


class Values(QObject):
    """The values of a document's inputs. A refusal is said where the user looks, not done."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage, self._session = stage, stage.session
        self._last = ""

    def names(self) -> list[str]:
        """The names of the kept values, in the order in which they were kept."""
        return list(self._session.forest.presets)

    def current(self) -> str:
        """The name of the kept values that the inputs have now; "" if there are none such."""
        agreeing = [name for name in self.names() if agrees(self._session.forest, name)]
        return self._last if self._last in agreeing else next(iter(agreeing), "")

    def last(self) -> str:
        """The name that was kept or chosen last, if it still is one."""
        return self._last if self._last in self._session.forest.presets else ""

    def suggested(self) -> str:
        """A name for the values as they are: at (1, 2, 3)."""
        forest = self._session.forest
        numbers = [number_text(forest.inputs[label].value, _SHORT_DIGITS) for label in forest.labels()]
        shown = [*numbers[:_MOST_SUGGESTED], "…"] if len(numbers) > _MOST_SUGGESTED else numbers
        return self.tr("at ({0})").format(", ".join(shown))

    def described(self, name: str) -> str:
        """The kept values in one line: x1 = 1, x2 = 2."""
        kept = self._session.forest.presets[name].values
        return ", ".join(f"{label} = {number_text(value, _ALL_DIGITS)}" for label, value in kept)

    def keep(self, name: str) -> None:
        """Keep the values under a name. EditError if it cannot be one, or if it already is one."""
        checked = presets.checked_preset_name(name)
        if checked in self._session.forest.presets:
            raise EditError(self.tr("There already are values kept as “{0}”.").format(checked))
        edit = presets.keep_preset(self._session.forest, checked)
        self._last = checked
        self._session.do(edit, self.tr("keep values"))

    def update(self) -> None:
        """Keep the values as they are now under the name that was chosen last."""
        name = self.last()
        self._do(lambda: presets.keep_preset(self._session.forest, name), self.tr("update “{0}”").format(name))

    def choose(self, name: str) -> None:
        """Give the inputs the values that are kept under a name."""
        self._last = name
        self._do(lambda: presets.use_preset(self._session.forest, name), self.tr("values “{0}”").format(name))

    def rename(self, new: str) -> None:
        """Call the values that were chosen last something else. EditError if the name is taken."""
        old, new = self.last(), presets.checked_preset_name(new)
        edit = presets.rename_preset(self._session.forest, old, new)
        self._last = new
        self._session.do(edit, self.tr("rename “{0}”").format(old))

    def remove(self) -> None:
        """Forget the values that were chosen last."""
        name = self.last()
        self._do(lambda: presets.remove_preset(self._session.forest, name), self.tr("remove “{0}”").format(name))

    def randomise(self) -> None:
        """Give every input on the canvas a value by chance, with one decimal where its range has room for that."""
        forest, edit = self._session.forest, Edit()
        for label in forest.labels():
            edit = edit.then(set_input(forest, label, by_chance(forest.inputs[label])))
        self._session.do(edit, self.tr("random values"))

    def mark_current(self) -> None:
        """Take the current values, if they are kept, for the chosen ones."""
        self._last = self.current() or self._last

    def _do(self, make: Callable[[], Edit], text: str) -> None:
        try:
            self._session.do(make(), text)
        except EditError as error:
            self._stage.say(str(error))


def agrees(forest: Forest, name: str) -> bool:
    """Whether the inputs have the values that are kept under a name; at least one of them must be here."""
    kept = [(label, value) for label, value in forest.presets[name].values if label in forest.inputs]
    return bool(kept) and all(forest.inputs[label].value == value for label, value in kept)


def by_chance(known: Input) -> float:
    """A random value within an input's range: tenths, or exact to a hundredth of the range where that is narrow."""
    wide = known.high / 2 - known.low / 2
    drawn = known.low + 2 * wide * random.random()
    rounded = round(drawn, 1) if wide > _FEWEST_TENTHS / 10 else float(f"{drawn:.3g}")
    return min(max(rounded, known.low), known.high)
