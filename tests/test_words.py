"""All words of the window go through a translation, and the tool that collects them finds them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDockWidget, QLabel, QLineEdit, QWidget

from tests.robot import Hand, lay_away
from treeedit import assets, words
from treeedit.arguments import CommandError
from treeedit.export.answer import InputError
from treeedit.export.order import ExportError
from treeedit.figure.mathematics import MathsError
from treeedit.files.fault import FileError
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.model.records import EditError
from treeedit.model.tokens import FormulaError
from treeedit.window.actions.menus import example_title
from treeedit.window.actions.table import ACTIONS

PROJECT = Path(__file__).resolve().parent.parent
_LEFT, _RIGHT = "⟦", "⟧"


class Marked(QTranslator):
    """Puts every text into brackets: what has none has not been translated."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"{_LEFT}{text}{_RIGHT}"

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def marked(app: QApplication, tmp_path: Path) -> Iterator[Hand]:
    translator = Marked()
    app.installTranslator(translator)
    words.use(QCoreApplication.translate)
    hand = Hand(tmp_path / "settings.json")
    hand.open_example()
    yield hand
    lay_away(hand.window)
    app.removeTranslator(translator)
    words.use(lambda context, text: text)


def texts(widget: QWidget) -> Iterator[str]:
    """All that a widget says."""
    yield widget.toolTip()
    yield widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QDockWidget):
        yield widget.windowTitle()


OWN = (
    r"The sum over a set",
    r"x₁ and x₂ stand in the tree twice.*",
    r"(<span>)?[∂xgf₀-₉0-9 =+()/−.,²^*]+(</span>)?",
    r"[a-z0-9√σ|/+−^]{1,6}|soft\+|leaky",
    *(re.escape(example_title(path)) for path in assets.example_paths()),
)
"""What documents say themselves, and the operators' signs."""


def test_every_word_of_the_window_is_translated(marked: Hand) -> None:
    found = {text for widget in marked.window.findChildren(QWidget) for text in texts(widget)}
    found |= {action.text() for action in marked.window.findChildren(QAction) if not action.isSeparator()}
    spoken = {text for text in found if any(map(str.isalpha, text)) and not re.fullmatch("|".join(OWN), text)}
    assert len(spoken) > 200
    assert {text for text in spoken if _LEFT not in text} == set()


def test_every_word_of_a_presentation_is_translated(marked: Hand) -> None:
    marked.do("present")
    shown, said = marked.shown, {marked.shown.hint.text()}
    marked.press_shown(Qt.Key.Key_S, Qt.Key.Key_H, Qt.Key.Key_L, Qt.Key.Key_1)
    said |= {shown.hint.text(), shown.windowTitle(), shown.view.accessibleName(), shown.strip.accessibleName()}
    said |= {text for knob in shown.strip.findChildren(QWidget) for text in texts(knob) if any(map(str.isalpha, text))}
    assert len(said) > 8
    assert {text for text in said if _LEFT not in text} == set()


def test_refusals_are_translated_with_their_numbers(marked: Hand) -> None:
    with pytest.raises(EditError, match=f"^{_LEFT}There is no input zz.{_RIGHT}$"):
        set_input(Forest(), "zz", 1.0)


def test_the_tool_that_collects_texts_finds_them_in_rooms_that_there_are(tmp_path: Path) -> None:
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("pyside6-lupdate is not installed beside this Python")
    files = [str(file) for file in sorted((PROJECT / "treeedit").rglob("*.py"))]
    answer = subprocess.run([tool, *files, "-ts", str(tmp_path / "all.ts")], capture_output=True, text=True, check=True)
    assert "warning" not in (answer.stdout + answer.stderr).lower()
    root = ET.parse(tmp_path / "all.ts").getroot()
    collected = {
        context.findtext("name", ""): {message.findtext("source", "") for message in context.iter("message")}
        for context in root.iter("context")
    }
    sources = "\n".join(Path(file).read_text(encoding="utf-8") for file in files)
    rooms = {name for file in files for name in (Path(file).stem, Path(file).parent.name)}
    rooms |= set(re.findall(r"^class (\w+)", sources, re.M))
    assert collected.keys() <= rooms
    assert {entry.text for entry in ACTIONS if entry.called is None} <= collected["actions"]
    assert sum(map(len, collected.values())) > 500


HOSTILE = "a\x1b]0;PWNED\x07\x1b[31mred\r\nsecond line\u202ehidden\ud800" + "W" * 10_000


def is_a_sentence(text: str) -> bool:
    return 0 < len(text) <= words.MOST_TOLD and "\n" not in text and text.isprintable()


@pytest.mark.parametrize(
    "kind",
    [CommandError, EditError, ExportError, FileError, FormulaError, InputError, MathsError],
    ids=lambda k: k.__name__,
)
def test_every_refusal_is_one_line_of_bounded_length_whatever_it_quotes(kind: type[words.RefusalError]) -> None:
    assert is_a_sentence(str(kind(HOSTILE)))
    assert str(kind("There is no input x₁: 1\u202f000 “α”.")) == "There is no input x₁: 1\u202f000 “α”."


def test_a_formula_s_sentence_without_its_place_is_one_line_too() -> None:
    assert is_a_sentence(FormulaError(HOSTILE, "x", 0).sentence)


def test_what_a_sentence_quotes_is_cut_at_its_end() -> None:
    assert words.told("a\tb" + "c" * 500) == "a�b" + "c" * 496 + "…"
    assert words.told("c" * 500) == "c" * 500
