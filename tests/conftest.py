"""What holds for every test: no window is shown, and no test is slow or lucky by the clock of the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.robot import Hand

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def app(qapp: QApplication) -> QApplication:
    """The application, dressed as the program dresses it."""
    from tests.robot import dress

    dress(qapp)
    return qapp


@pytest.fixture
def empty(app: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    """A hand in a window with an empty canvas."""
    from tests.robot import Hand, lay_away

    hand = Hand(tmp_path / "settings.json")
    yield hand
    lay_away(hand.window)


@pytest.fixture
def hand(empty: Hand) -> Hand:
    """A hand in a window with the running example, f = (x1 + x2)^2 + x3/(x1 + x2) at (1, 2, 3)."""
    empty.open_example()
    return empty
