"""A window with a document, as far as those know it who open, name, quit, recover and reopen windows."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from treeedit.canvas.view.view import View
from treeedit.session import Session
from treeedit.window.documents.autosave import Keeper
from treeedit.window.documents.documents import Documents


class DocumentWindow(QMainWindow):
    """One document with its canvas. What else stands in the window is its own."""

    session: Session
    view: View
    documents: Documents
    keeper: Keeper

    def __init__(self) -> None:
        super().__init__()
        self.may_close = False
        """Whether the question what becomes of the document has been answered."""

    def close_unasked(self) -> None:
        """Close without the question, which has been answered."""
        self.may_close = True
        self.close()
