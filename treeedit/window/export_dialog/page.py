"""A page of the export dialog: some of the options, as fields that show them and are read.

A page shows the options that it is given, and puts its own in place of them when it is asked. What a format has no use
for is not shown. Nothing here knows what is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from treeedit.export.exports import Export
from treeedit.export.options import Numbers, Options
from treeedit.figure.form import Form
from treeedit.model.forest import Forest
from treeedit.model.records import NodeId
from treeedit.window.steps.stepping import Whereabouts


@dataclass(frozen=True, eq=False)
class Occasion:
    """What there is to be exported: a document with its numbers, what is chosen in it, and where somebody steps.

    name: what the document is called, as a file's name without its suffix.
    """

    forest: Forest
    numbers: Numbers
    form: Form
    name: str
    selection: tuple[NodeId, ...] = ()
    whereabouts: Whereabouts | None = None


class Section(QWidget):
    """A page of options. It calls changed() when the user has changed one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.changed: Callable[[], None] = lambda: None
        self.form = QFormLayout(self)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setFormAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def show_options(self, options: Options) -> None:
        """Let the fields show some options."""
        raise NotImplementedError

    def taken(self, options: Options) -> Options:
        """The same options with what the fields of this page say."""
        raise NotImplementedError

    def follow(self, export: Export) -> bool:
        """Show only what a format asks for; whether that is anything."""
        raise NotImplementedError

    def tell(self, _change: object = None) -> None:
        """A field has been changed."""
        self.changed()

    def add(self, words: str, field: QWidget) -> None:
        """A field in a row, after its words."""
        field.setAccessibleName(words.replace("&", "").rstrip(":"))
        self.form.addRow(words, field)

    def add_words(self, words: str) -> QLabel:
        """A heading over the rows that follow."""
        label = QLabel(words)
        label.setObjectName("family")
        self.form.addRow(label)
        return label

    def show_rows(self, asked: object, *fields: QWidget) -> None:
        """Show rows, or hide them."""
        for field in fields:
            self.form.setRowVisible(field, bool(asked))


class Choice(QComboBox):
    """A choice between words, each standing for something."""

    def __init__(self, entries: Iterable[tuple[str, object]]) -> None:
        super().__init__()
        self._things: list[object] = []
        for words, thing in entries:
            self.offer(words, thing)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def offer(self, words: str, thing: object) -> None:
        """One more entry."""
        self._things.append(thing)
        self.addItem(words)

    @property
    def things(self) -> Sequence[object]:
        """What the entries stand for."""
        return self._things

    def chosen(self) -> object:
        """What the chosen entry stands for."""
        return self._things[self.currentIndex()]

    def choose(self, thing: object) -> None:
        """Choose the entry of something; the first one if there is none."""
        self.setCurrentIndex(self._things.index(thing) if thing in self._things else 0)
