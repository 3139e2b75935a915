"""The page of the export dialog that asks how large it is: by a scale, a width on paper or in pixels, or its texts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QAbstractSpinBox, QButtonGroup, QDoubleSpinBox, QRadioButton, QSpinBox

from treeedit.export.exports import Export
from treeedit.export.options import (
    BITMAPS,
    DOTS_ON_PAPER,
    LARGEST_PADDING,
    LARGEST_TEXT,
    MOST_DOTS,
    WIDEST,
    WIDEST_PIXELS,
    Options,
    Size,
)
from treeedit.export.order import LARGEST_SCALE, SMALLEST_SCALE
from treeedit.window.export_dialog.page import Section


class SizeSection(Section):
    """One of four measures, the resolution of bitmaps, and room around the trees."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = _number(SMALLEST_SCALE, LARGEST_SCALE, 0.5, 2)
        self.scale.setPrefix("× ")
        self.width_field = _number(1.0, WIDEST, 5.0, 1)
        self.width_field.setSuffix(self.tr(" mm"))
        self.pixels = QSpinBox()
        self.pixels.setRange(1, WIDEST_PIXELS)
        self.pixels.setSingleStep(100)
        self.pixels.setSuffix(self.tr(" px"))
        self.text = _number(1.0, LARGEST_TEXT, 1.0, 1)
        self.text.setSuffix(self.tr(" pt"))
        measures: tuple[tuple[Size, str, QAbstractSpinBox], ...] = (
            (Size.SCALE, self.tr("&Times 100 %"), self.scale),
            (Size.WIDTH, self.tr("Wi&dth on paper"), self.width_field),
            (Size.PIXELS, self.tr("Width in pi&xels"), self.pixels),
            (Size.TEXT, self.tr("Size of la&bels"), self.text),
        )
        self._group = QButtonGroup(self)
        self.buttons = {size: QRadioButton(words) for size, words, _ in measures}
        self._fields = {size: field for size, _, field in measures}
        for size, words, field in measures:
            field.setAccessibleName(words.replace("&", ""))
            self._group.addButton(self.buttons[size])
            self.form.addRow(self.buttons[size], field)
            self.buttons[size].toggled.connect(field.setEnabled)
            field.setEnabled(False)
        self.dots = QSpinBox()
        self.dots.setRange(0, round(MOST_DOTS))
        self.dots.setSingleStep(50)
        self.dots.setSpecialValueText(self.tr("automatic"))
        self.dots.setSuffix(self.tr(" dots per inch"))
        self.dots.setToolTip(self.tr("On paper {0:g} dots per inch if nothing is said").format(DOTS_ON_PAPER))
        self.padding = QSpinBox()
        self.padding.setRange(0, round(LARGEST_PADDING))
        self.padding.setSingleStep(4)
        self.padding.setSuffix(self.tr(" px"))
        self.add(self.tr("&Resolution:"), self.dots)
        self.add(self.tr("Room aro&und:"), self.padding)
        self._group.buttonToggled.connect(self.tell)
        for each in (self.scale, self.width_field, self.pixels, self.text, self.dots, self.padding):
            each.valueChanged.connect(self.tell)

    def show_options(self, options: Options) -> None:
        self.buttons[options.size].setChecked(True)
        self.scale.setValue(options.scale)
        self.width_field.setValue(options.width)
        self.pixels.setValue(options.pixels)
        self.text.setValue(options.text)
        self.dots.setValue(round(options.dots or 0))
        self.padding.setValue(round(options.padding))

    def taken(self, options: Options) -> Options:
        return replace(
            options,
            size=next(size for size, button in self.buttons.items() if button.isChecked()),
            scale=self.scale.value(),
            width=self.width_field.value(),
            pixels=self.pixels.value(),
            text=self.text.value(),
            dots=float(self.dots.value()) or None,
            padding=float(self.padding.value()),
        )

    def follow(self, export: Export) -> bool:
        self.show_rows(export.asks & BITMAPS, self.dots)
        return "scale" in export.asks


def _number(least: float, most: float, step: float, decimals: int) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setDecimals(decimals)
    field.setRange(least, most)
    field.setSingleStep(step)
    return field
