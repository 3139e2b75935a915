"""The page of the export dialog that asks for the sheets of a hand-out: how many pictures on which paper."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from treeedit.export.exports import Export
from treeedit.export.options import Options
from treeedit.figure.arrangement import PER_SHEET, Beside, Turn
from treeedit.window.export_dialog.page import Choice, Section


class SheetsSection(Section):
    """Pictures a sheet, the paper and how it is turned, lines for notes, and the solutions of an exercise."""

    def __init__(self) -> None:
        super().__init__()
        self.per_sheet = Choice([(str(each), each) for each in PER_SHEET])
        self.paper = Choice(
            [(self.tr("A4"), "a4"), (self.tr("Letter"), "letter"), (self.tr("A3"), "a3"), (self.tr("A5"), "a5")]
        )
        self.turn = Choice(
            [
                (self.tr("As the pictures become largest"), Turn.FITTING),
                (self.tr("Portrait"), Turn.PORTRAIT),
                (self.tr("Landscape"), Turn.LANDSCAPE),
            ]
        )
        self.lines = QCheckBox(self.tr("Lines for &notes beside each picture"))
        self.solutions = QCheckBox(self.tr("Solutions of an exercise on a sheet at the en&d"))
        self.add(self.tr("Pictures a s&heet:"), self.per_sheet)
        self.add(self.tr("&Paper:"), self.paper)
        self.add(self.tr("&Orientation:"), self.turn)
        self.form.addRow(self.lines)
        self.form.addRow(self.solutions)
        for choice in (self.per_sheet, self.paper, self.turn):
            choice.currentIndexChanged.connect(self.tell)
        for box in (self.lines, self.solutions):
            box.toggled.connect(self.tell)

    def show_options(self, options: Options) -> None:
        self.per_sheet.choose(options.per_sheet)
        self.paper.choose(options.paper)
        self.turn.choose(options.turn)
        self.lines.setChecked(options.beside is Beside.LINES)
        self.solutions.setChecked(options.solutions)

    def taken(self, options: Options) -> Options:
        per_sheet, turn = self.per_sheet.chosen(), self.turn.chosen()
        assert isinstance(per_sheet, int)
        assert isinstance(turn, Turn)
        return replace(
            options,
            per_sheet=per_sheet,
            paper=str(self.paper.chosen()),
            turn=turn,
            beside=Beside.LINES if self.lines.isChecked() else Beside.NOTHING,
            solutions=self.solutions.isChecked(),
        )

    def follow(self, export: Export) -> bool:
        return "sheets" in export.asks
