"""The page of the export dialog that asks about the file: its title, its texts, and whether it carries the document."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from treeedit.export.exports import Export
from treeedit.export.options import Options
from treeedit.export.order import Lettering
from treeedit.window.export_dialog.page import Choice, Section
from treeedit.window.widgets.text_field import Field

_LONGEST = 500


class FileSection(Section):
    """What the file says it is called, how it holds its texts, and what it carries."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Field(most=_LONGEST)
        self.lettering = Choice(
            [
                (self.tr("Shapes that look the same everywhere"), Lettering.OUTLINES),
                (self.tr("Text that can be edited"), Lettering.TEXT),
            ]
        )
        self.carries = QCheckBox(self.tr("Carry the &document, so that it opens again"))
        self.carries.setToolTip(self.tr("treeedit can open the picture again as the tree"))
        self.add(self.tr("&Title:"), self.title)
        self.add(self.tr("Te&xts:"), self.lettering)
        self.form.addRow(self.carries)
        self.title.textChanged.connect(self.tell)
        self.lettering.currentIndexChanged.connect(self.tell)
        self.carries.toggled.connect(self.tell)

    def show_options(self, options: Options) -> None:
        self.title.setText(options.title)
        self.lettering.choose(options.lettering)
        self.carries.setChecked(options.document)

    def taken(self, options: Options) -> Options:
        lettering = self.lettering.chosen()
        assert isinstance(lettering, Lettering)
        return replace(options, title=self.title.text(), lettering=lettering, document=self.carries.isChecked())

    def follow(self, export: Export) -> bool:
        self.show_rows("look" in export.asks, self.title)
        self.show_rows("lettering" in export.asks, self.lettering)
        self.show_rows("document" in export.asks, self.carries)
        return bool(export.asks & {"look", "lettering", "document"})
