"""Nobody sits before the dialogs of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.window.answering import Answers


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Who answers message boxes and file dialogs."""
    from PySide6.QtWidgets import QFileDialog, QMessageBox

    from tests.window.answering import Answers

    answers = Answers()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answers.exec(box))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answers.files)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answers.file)
    return answers
