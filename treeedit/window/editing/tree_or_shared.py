"""Tree form and shared form: which of them the canvas shows, and what runs together.

A view setting of the window: the document knows nothing of it. Pictures follow the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from treeedit.canvas.view.view import View
from treeedit.figure.form import FORMS, Form
from treeedit.figure.shared import SharedDrawing
from treeedit.model.records import Expression


class Forms(QObject):
    """Switches the form of a view. switched(): the form or what runs together in it is another."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._stage = view, view.stage
        self.switched: Callable[[], None] = lambda: None
        self._was_shared = False
        view.stage.session.edited.connect(self._follow)

    @property
    def form(self) -> Form:
        """The form that is asked for."""
        return self._stage.look.form

    def toggle(self) -> None:
        """Go over to the other form."""
        self._take(self.form.switched())

    def show(self, name: str) -> None:
        """Show one of FORMS."""
        self._take(replace(self.form, name=name))

    def run_together(self, rule: str) -> None:
        """Show the shared form in which one of TOGETHER runs together."""
        self._take(self.form.by_rule(rule))

    def toggle_function(self, function: Expression) -> None:
        """Keep the instances of a function apart, or let them run together."""
        self._take(self.form.toggled(function))

    def has_rule(self, rule: str) -> bool:
        """Whether this is what runs together, with no exception."""
        form = self.form
        return form.is_shared and form == form.by_rule(rule)

    def counted(self) -> tuple[int, int] | None:
        """How many nodes are drawn, and as how many; None in the tree form."""
        drawing = self._stage.drawing
        if not isinstance(drawing, SharedDrawing):
            return None
        return len(drawing.sharing.node), len(drawing.sharing.nodes)

    def _take(self, form: Form) -> None:
        if form == self.form:
            return
        self._stage.restyle(replace(self._stage.look, form=form))
        self._view.refit_along()
        self._was_shared = form.is_shared
        self._follow()
        self.switched()

    def _follow(self, _edit: object = None) -> None:
        """Say it when the trees are or become too large for the form that is asked for."""
        if self.form.is_shared and self._was_shared and not self._stage.is_shared:
            self._stage.say(self.tr("This is too large for the shared form. Fold some subtrees."))
        self._was_shared = self._stage.is_shared


class FormSwitch(QWidget):
    """Two buttons side by side, one of them down: tree and shared; in the shared form, what runs together."""

    def __init__(self, forms: Forms, choice: QMenu) -> None:
        super().__init__()
        self._forms = forms
        self.setObjectName("segments")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(0)
        texts = {
            "tree": (self.tr("Tree"), self.tr("Tree form: every instance is a node of its own")),
            "shared": (self.tr("Shared"), self.tr("Shared form: a node for each function, which adds up what arrives")),
        }
        for number, name in enumerate(FORMS):
            button = QToolButton()
            button.setText(texts[name][0])
            button.setToolTip(texts[name][1])
            button.setCheckable(True)
            button.setObjectName("segment")
            self._group.addButton(button, number)
            row.addWidget(button)
        self._choice = QToolButton()
        self._choice.setObjectName("quiet")
        self._choice.setText(self.tr("Run together ▾"))
        self._choice.setToolTip(self.tr("Choose what runs together"))
        self._choice.setMenu(choice)
        self._choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.insertWidget(0, self._choice)
        self._group.idClicked.connect(self._clicked)
        self.refresh()

    def button(self, name: str) -> QToolButton:
        """The button of one of FORMS."""
        found = self._group.button(FORMS.index(name))
        assert isinstance(found, QToolButton)
        return found

    def refresh(self) -> None:
        """Show which form is asked for."""
        self.button(self._forms.form.name).setChecked(True)
        self._choice.setVisible(self._forms.form.is_shared)

    def _clicked(self, number: int) -> None:
        self._forms.show(FORMS[number])
