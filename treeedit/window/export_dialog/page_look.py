"""The page of the export dialog that asks how it looks: colours, ground, where f stands, how numbers are written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QSpinBox

from treeedit.export.exports import Export
from treeedit.export.options import Options
from treeedit.window.export_dialog.page import Choice, Section

_MOST_DIGITS = 17


class LookSection(Section):
    """Colours, ground, orientation, numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = Choice(
            [
                (self.tr("Print"), "print"),
                (self.tr("Light"), "light"),
                (self.tr("Dark"), "dark"),
                (self.tr("Greyscale"), "greyscale"),
                (self.tr("High contrast"), "contrast"),
            ]
        )
        self.ground = Choice(
            [
                (self.tr("Paper"), "paper"),
                (self.tr("White"), "white"),
                (self.tr("Transparent"), "transparent"),
            ]
        )
        self.orientation = Choice(
            [
                (self.tr("On top"), "top"),
                (self.tr("At the bottom"), "bottom"),
                (self.tr("At the left"), "left"),
                (self.tr("At the right"), "right"),
            ]
        )
        self.style_choice = Choice(
            [(self.tr("Simple fractions: 1/3"), "fractions"), (self.tr("Decimals: 0.3333"), "decimals")]
        )
        self.digits = QSpinBox()
        self.digits.setRange(1, _MOST_DIGITS)
        self.comma = QCheckBox(self.tr("Decim&al comma: 0,5"))
        self.add(self.tr("C&olours:"), self.theme)
        self.add(self.tr("&Background:"), self.ground)
        self.add(self.tr("&Root of a tree:"), self.orientation)
        self.add(self.tr("&Numbers:"), self.style_choice)
        self.add(self.tr("Significant &digits:"), self.digits)
        self.form.addRow(self.comma)
        for choice in (self.theme, self.ground, self.orientation, self.style_choice):
            choice.currentIndexChanged.connect(self.tell)
        self.digits.valueChanged.connect(self.tell)
        self.comma.toggled.connect(self.tell)

    def show_options(self, options: Options) -> None:
        self.theme.choose(options.theme)
        self.ground.choose(options.background)
        self.orientation.choose(options.orientation)
        self.style_choice.choose(options.style)
        self.digits.setValue(options.digits)
        self.comma.setChecked(options.comma)

    def taken(self, options: Options) -> Options:
        return replace(
            options,
            theme=str(self.theme.chosen()),
            background=str(self.ground.chosen()),
            orientation=str(self.orientation.chosen()),
            style=str(self.style_choice.chosen()),
            digits=self.digits.value(),
            comma=self.comma.isChecked(),
        )

    def follow(self, export: Export) -> bool:
        return "look" in export.asks
