"""The dialog of the export asks what the table says, and shows what comes out."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.robot import Hand
from treeedit.export.exports import EXPORTS
from treeedit.files.paper import load
from treeedit.model.forest import Forest
from treeedit.window.picture_dialog import MOST_PREVIEWED, PictureDialog


@pytest.fixture
def dialog(hand: Hand) -> PictureDialog:
    return PictureDialog(hand.stage, hand.window)


def shown(dialog: PictureDialog) -> list[QComboBox]:
    return [each for each in dialog.findChildren(QComboBox) if each.isVisibleTo(dialog)]


def text_of(dialog: PictureDialog) -> str:
    (field,) = dialog.findChildren(QPlainTextEdit)
    return str(field.toPlainText())


def test_it_offers_every_format(dialog: PictureDialog) -> None:
    for key in EXPORTS:
        dialog.choose(key)
        assert dialog.chosen() is EXPORTS[key]


@pytest.mark.parametrize(("key", "choices"), [("png", 5), ("svg", 6), ("dot", 3), ("python", 2)])
def test_it_asks_only_what_the_format_needs(key: str, choices: int, dialog: PictureDialog) -> None:
    dialog.choose(key)
    assert len(shown(dialog)) == choices


def test_it_previews_a_picture(dialog: PictureDialog) -> None:
    dialog.show_preview()
    picture = dialog._preview.currentWidget()
    assert not picture.pixmap().isNull()  # type: ignore[attr-defined]


def test_it_previews_text(dialog: PictureDialog) -> None:
    dialog.choose("python")
    dialog.show_preview()
    assert text_of(dialog).startswith('"""Both passes, line by line')


def test_the_preview_follows_a_choice_without_a_click(dialog: PictureDialog, qtbot: QtBot) -> None:
    dialog.choose("dot")
    qtbot.waitUntil(lambda: text_of(dialog).startswith("digraph"), timeout=1000)


def test_a_canvas_without_trees_is_told_in_the_preview(hand: Hand) -> None:
    hand.session.open(Forest())
    dialog = PictureDialog(hand.stage, hand.window, "python")
    assert "there are no trees" in text_of(dialog)


def test_a_large_tree_is_not_previewed(hand: Hand) -> None:
    from tests.support import grow

    hand.session.open(grow("+".join(["x"] * MOST_PREVIEWED)))
    dialog = PictureDialog(hand.stage, hand.window)
    assert dialog._picture.text() == "Too large for a preview"


@pytest.mark.parametrize("key", EXPORTS)
def test_every_format_is_written_from_the_window(key: str, dialog: PictureDialog, hand: Hand, tmp_path: Path) -> None:
    dialog.choose(key)
    export = dialog.chosen()
    assert hand.window.pictures.write(tmp_path / f"a{export.suffix}", dialog.order(), export)
    assert (tmp_path / f"a{export.suffix}").stat().st_size > 100


def test_a_picture_opens_in_the_window_as_a_document_without_a_file(
    dialog: PictureDialog, hand: Hand, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    assert hand.window.pictures.write(path, dialog.order())
    picture = path.read_bytes()
    assert len(load(path).nodes) == len(hand.forest.nodes)
    assert hand.window.documents.open_path(path)
    assert hand.window.documents.path is None
    assert path.read_bytes() == picture
