"""Exports from the window: files as asked for, remembered for each document, made beside the user's own work."""

from __future__ import annotations

import errno
import json
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.robot import Hand, turn
from tests.support import content, grow
from tests.window.answering import Answers
from treeedit.canvas.transfer.drag_data import PNG_TYPE, SVG_TYPE
from treeedit.export.exports import EXPORTS
from treeedit.export.options import Options, Which, text_of_options
from treeedit.files.paper import load, read_forest, write_forest
from treeedit.model.forest import Forest
from treeedit.model.patience import Tick
from treeedit.window.export_dialog import exporter
from treeedit.window.export_dialog.dialog import PictureDialog
from treeedit.window.export_dialog.last_options import MOST_REMEMBERED, Past, PictureMemory
from treeedit.window.export_dialog.page_steps import Answer
from treeedit.window.settings import Settings
from treeedit.window.widgets import background_work


def export(hand: Hand, answers: Answers, path: Path) -> PictureDialog:
    """Press Export in the dialog that is open, name a file, and wait for it."""
    dialog = hand.window.parts.pictures.dialog
    assert dialog is not None
    answers.name = str(path)
    dialog.preview.finish()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    hand.window.parts.pictures.work.finish()
    turn()
    return dialog


def open_saved(hand: Hand, folder: Path, name: str = "lecture.tree") -> Path:
    """Let the window have a document with a file."""
    path = folder / name
    path.write_bytes(write_forest(hand.forest))
    assert hand.window.documents.open_path(path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.suffix != ".tree" and each.name != "settings.json")


# --- from the dialog to the file ---


@pytest.mark.parametrize("key", EXPORTS)
def test_every_format_is_written_from_the_window(key: str, hand: Hand, answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / f"a{EXPORTS[key].suffix}"
    hand.open_export().choose(key)
    export(hand, answers, path)
    assert path.stat().st_size > 100
    assert hand.status() == f"Exported {path.name}"
    assert hand.window.parts.pictures.dialog is None


def test_letters_that_pdflatex_lacks_are_told(empty: Hand, answers: Answers, tmp_path: Path) -> None:
    empty.write("вес_1 + x")
    empty.open_export().choose("tikz")
    export(empty, answers, tmp_path / "f.tikz")
    assert empty.status() == "Exported f.tikz. Compile this with lualatex or xelatex: pdflatex has no в, е, с."


def test_no_name_leads_back_to_the_dialog(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    dialog = hand.open_export()
    answers.name = ""
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not hand.window.parts.pictures.work.is_running


def test_steps_are_numbered_files(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    dialog = hand.open_export()
    dialog.steps.buttons[Answer.KEY].click()
    dialog.steps.most.setValue(3)
    export(hand, answers, tmp_path / "f.png")
    assert names(tmp_path) == ["f-1.png", "f-2.png", "f-3.png"]
    assert hand.status() == "Exported 3 files, f-1.png to f-3.png"


@pytest.mark.parametrize(
    ("name", "written", "key"),
    [("a", "a.png", "png"), ("a.svg", "a.svg", "svg"), ("a.v2", "a.v2.png", "png"), ("a.PNG", "a.PNG", "png")],
)
def test_a_suffix_chooses_the_format_if_it_is_that_of_one(
    name: str, written: str, key: str, hand: Hand, answers: Answers, tmp_path: Path
) -> None:
    hand.open_export()
    export(hand, answers, tmp_path / name)
    assert names(tmp_path) == [written]
    assert hand.window.parts.pictures.first_options().format == key


def test_a_picture_opens_in_the_window_as_a_document_without_a_file(
    hand: Hand, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    hand.open_export()
    export(hand, answers, path)
    picture = path.read_bytes()
    assert len(load(path).nodes) == len(hand.forest.nodes)
    assert hand.window.documents.open_path(path)
    assert hand.window.documents.path is None
    assert path.read_bytes() == picture


def test_a_fault_is_told_in_a_sentence(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    hand.open_export()
    export(hand, answers, tmp_path / "gone" / "a.png")
    (said,) = answers.said
    assert said.startswith("The picture could not be exported. a.png cannot be written: ")
    assert not hand.window.parts.pictures.can_repeat()


def refused(hand: Hand, answers: Answers, path: Path, key: str = "svg") -> str:
    """What a dialog says of a picture that cannot be written."""
    answers.press = "Replace"
    hand.window.parts.pictures.begin(path, Options(format=key))
    hand.window.parts.pictures.work.finish()
    said = answers.said[-1]
    assert answers.formats == {Qt.TextFormat.PlainText}
    assert "\n" not in said
    return said


@pytest.mark.parametrize("key", EXPORTS)
def test_a_full_disk_is_told_and_the_old_picture_stands(
    key: str, hand: Hand, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / f"a{EXPORTS[key].suffix}"
    old.write_bytes(b"old")

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(os, "write", full)
    assert "the disk is full" in refused(hand, answers, old, key)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(old.name, b"old")]


def test_a_place_that_is_no_file_is_told(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    assert "this is a folder" in refused(hand, answers, tmp_path / "a.svg")
    assert "there is no such file or folder" in refused(hand, answers, tmp_path / "none" / "a.svg")


@pytest.mark.parametrize("key", EXPORTS)
def test_a_canvas_without_trees_is_told(key: str, hand: Hand, answers: Answers, tmp_path: Path) -> None:
    hand.session.open(Forest())
    assert "there are no trees" in refused(hand, answers, tmp_path / f"a{EXPORTS[key].suffix}", key)
    assert list(tmp_path.iterdir()) == []


# --- what is there already ---


def test_what_is_there_is_replaced_only_after_a_question(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    hand.open_export()
    dialog = export(hand, answers, path)
    assert answers.said[0].startswith("a.png exists already. Replace it?")
    assert path.read_bytes() == b"old"
    assert dialog.isVisible()
    answers.press = "Replace"
    export(hand, answers, path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_several_files_are_asked_for_once(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    for name in ("f-1.png", "f-3.png", "f.png"):
        (tmp_path / name).write_bytes(b"old")
    dialog = hand.open_export()
    dialog.steps.buttons[Answer.KEY].click()
    dialog.steps.most.setValue(3)
    answers.press = "Replace"
    export(hand, answers, tmp_path / "f.png")
    (said,) = answers.said
    assert said.startswith("2 of the 3 files exist already. Replace them?")
    assert (tmp_path / "f.png").read_bytes() == b"old"
    assert (tmp_path / "f-3.png").read_bytes().startswith(b"\x89PNG")


# --- the clipboard ---


def copied(hand: Hand, key: str) -> PictureDialog:
    dialog = hand.open_export()
    dialog.choose(key)
    dialog.preview.finish()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    hand.window.parts.pictures.work.finish()
    turn()
    return dialog


@pytest.mark.parametrize(("key", "kind"), [("png", PNG_TYPE), ("svg", SVG_TYPE)])
def test_a_picture_on_the_clipboard_carries_the_document(key: str, kind: str, hand: Hand) -> None:
    dialog = copied(hand, key)
    data = QGuiApplication.clipboard().mimeData().data(kind).data()
    assert content(read_forest(data)) == content(hand.forest)
    assert dialog.isVisible()
    assert dialog.announcement.text().startswith("Copied")


def test_a_text_on_the_clipboard_is_text(hand: Hand) -> None:
    copied(hand, "python")
    assert QGuiApplication.clipboard().text().startswith('"""Both passes, line by line')


def test_of_several_pictures_the_one_that_is_seen_is_copied(hand: Hand, tmp_path: Path, answers: Answers) -> None:
    dialog = hand.open_export()
    dialog.choose("svg")
    dialog.steps.buttons[Answer.KEY].click()
    dialog.preview.finish()
    dialog.preview.go_to(2)
    dialog.preview.finish()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    hand.window.parts.pictures.work.finish()
    data = QGuiApplication.clipboard().mimeData().data(SVG_TYPE).data()
    export(hand, answers, tmp_path / "f.svg")
    assert data == (tmp_path / "f-3.svg").read_bytes()


def test_what_no_program_takes_from_the_clipboard_is_not_offered(hand: Hand) -> None:
    dialog = hand.open_export()
    for key, offered in (("png", True), ("pdf", False), ("tikz", True), ("pptx", False), ("dot", True)):
        dialog.choose(key)
        assert dialog.copy_button.isVisibleTo(dialog) == offered


# --- once more ---


def test_a_document_is_exported_again_in_the_same_way_without_a_question(
    hand: Hand, answers: Answers, tmp_path: Path
) -> None:
    open_saved(hand, tmp_path)
    assert not hand.window.menus.actions["export_again"].isEnabled()
    dialog = hand.open_export()
    dialog.look.theme.choose("greyscale")
    export(hand, answers, tmp_path / "a.png")
    first = (tmp_path / "a.png").read_bytes()
    hand.enter("x1", "4")
    hand.do("export_again")
    hand.window.parts.pictures.work.finish()
    assert answers.said == []
    assert hand.status() == "Exported a.png"
    second = (tmp_path / "a.png").read_bytes()
    assert second != first
    hand.undo()
    hand.do("export_again")
    hand.window.parts.pictures.work.finish()
    assert (tmp_path / "a.png").read_bytes() == first


def test_the_dialog_begins_as_it_was_left_for_each_document(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    first = open_saved(hand, tmp_path)
    hand.open_export().choose("svg")
    export(hand, answers, tmp_path / "a.svg")
    open_saved(hand, tmp_path, "other.tree")
    dialog = hand.open_export()
    assert dialog.options().format == "png"
    dialog.reject()
    assert hand.window.documents.open_path(first)
    assert hand.open_export().options().format == "svg"


def test_an_unsaved_document_is_remembered_by_its_window_and_then_by_its_file(
    hand: Hand, answers: Answers, tmp_path: Path
) -> None:
    hand.open_export().choose("svg")
    export(hand, answers, tmp_path / "a.svg")
    assert hand.window.parts.pictures.can_repeat()
    answers.name = str(tmp_path / "saved.tree")
    assert hand.window.documents.save_as()
    assert hand.window.parts.pictures.first_options().format == "svg"
    hand.do("export_again")
    hand.window.parts.pictures.work.finish()
    memory = PictureMemory(Settings(tmp_path / "settings.json"))
    past = memory.past(tmp_path / "saved.tree", hand.forest)
    assert past is not None
    assert (past.options.format, past.path) == ("svg", tmp_path / "a.svg")
    hand.open_example(1)
    assert not hand.window.parts.pictures.can_repeat()


def test_only_the_last_documents_are_remembered(tmp_path: Path) -> None:
    settings, forest = Settings(tmp_path / "s.json"), grow("x")
    memory = PictureMemory(settings)
    for number in range(MOST_REMEMBERED + 3):
        memory.keep(tmp_path / f"{number}.tree", forest, Past(Options(), tmp_path / "a.png"))
    found = [memory.past(tmp_path / f"{number}.tree", grow("x")) is not None for number in range(MOST_REMEMBERED + 3)]
    assert found == [False] * 3 + [True] * MOST_REMEMBERED


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "{}",
        "null",
        '["a"]',
        '[["", "", "{}"]]',
        '[["/a.tree", "", "{\\"scale\\": 99}"]]',
        "[" * 100_000,
        "[[1, 2, 3]]",
    ],
)
def test_what_is_remembered_in_vain_is_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"exports": text}))
    memory = PictureMemory(Settings(path))
    assert memory.past(Path("/a.tree"), grow("x")) is None
    memory.keep(Path("/b.tree"), grow("x"), Past(Options()))
    assert memory.past(Path("/b.tree"), grow("x")) == Past(Options())


def test_one_bad_entry_does_not_spoil_the_others(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    good = ["/a.tree", "/a.png", text_of_options(Options(format="svg"))]
    path.write_text(json.dumps({"exports": json.dumps([[1], ["/b.tree", "/b.png", "{"], good])}))
    assert PictureMemory(Settings(path)).past(Path("/a.tree"), grow("x")) == Past(Options(format="svg"), Path("/a.png"))


# --- beside the user's own work ---


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Exports wait for this, and ask all the time whether to go on."""
    event, real = threading.Event(), exporter._carry_out

    def slow(options: Options, forest: object, path: Path, tick: Tick) -> list[Path]:
        while not event.wait(0.001):
            tick(0.25)
        return real(options, forest, path, tick)  # type: ignore[arg-type]

    monkeypatch.setattr(exporter, "_carry_out", slow)
    return event


def test_edits_meanwhile_do_no_harm(hand: Hand, held: threading.Event, tmp_path: Path) -> None:
    before = content(hand.forest.copy())
    assert hand.window.parts.pictures.begin(tmp_path / "a.svg", Options(format="svg"))
    hand.click("/")
    hand.do("delete")
    hand.enter("x1", "7")
    held.set()
    hand.window.parts.pictures.work.finish()
    assert content(load(tmp_path / "a.svg")) == before


def test_a_long_export_says_how_far_it_is_and_is_cancelled_at_once(
    hand: Hand, held: threading.Event, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = hand.window.parts.pictures.work
    work._patience.setInterval(1)
    assert hand.window.parts.pictures.begin(tmp_path / "a.svg", Options(format="svg"))
    qtbot.waitUntil(lambda: work.line is not None and work.line.bar.value() == 250)
    assert hand.window.parts.lines.lines == [work.line]
    hand.view.setFocus()
    QTest.keyClick(hand.window.windowHandle(), Qt.Key.Key_Escape)
    assert not work.is_running
    assert hand.window.parts.lines.lines == []
    assert hand.window.parts.lines.isHidden()
    assert names(tmp_path) == []
    assert hand.status() == "Cancelled: nothing was written."


def test_a_short_one_says_nothing(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    assert background_work.PATIENCE_MS == 500
    assert hand.window.parts.pictures.begin(tmp_path / "a.svg", Options(format="svg"))
    qtbot.waitUntil(lambda: not hand.window.parts.pictures.work.is_running, timeout=2000)
    assert hand.status() == "Exported a.svg"


def test_there_is_one_export_at_a_time(hand: Hand, held: threading.Event, tmp_path: Path) -> None:
    assert hand.window.parts.pictures.begin(tmp_path / "a.svg", Options(format="svg"))
    hand.do("export")
    assert hand.window.parts.pictures.dialog is None
    held.set()


def test_a_window_that_closes_ends_its_export(
    hand: Hand, held: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporter, "_LAST_WORD_S", 0.01)
    assert hand.window.parts.pictures.begin(tmp_path / "a.svg", Options(format="svg"))
    hand.window.close_unasked()
    assert not hand.window.parts.pictures.work.is_running
    assert names(tmp_path) == []


def test_a_window_that_closes_lets_a_short_export_come_to_its_end(hand: Hand, tmp_path: Path) -> None:
    assert hand.window.parts.pictures.begin(tmp_path / "a.svg", Options(format="svg"))
    hand.window.close_unasked()
    assert names(tmp_path) == ["a.svg"]


def test_what_nobody_foresaw_is_not_swallowed(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[Path]:
        raise ZeroDivisionError

    monkeypatch.setattr(exporter, "_carry_out", broken)
    assert hand.window.parts.pictures.begin(tmp_path / "a.svg", Options(format="svg"))
    with pytest.raises(ZeroDivisionError):
        hand.window.parts.pictures.work.finish()


@pytest.mark.parametrize("key", ["png", "pdf", "svg"])
def test_exports_and_the_screen_are_drawn_at_the_same_time(key: str, hand: Hand, tmp_path: Path) -> None:
    work = hand.window.parts.pictures.work
    first = tmp_path / "first" / f"a.{key}"
    first.parent.mkdir()
    options = Options(format=key, steps=Which.CHOSEN if key == "pdf" else Which.NONE, numbers=(1, 5, 9))
    for number in range(10):
        path = first if not number else tmp_path / f"a{number}.{key}"
        assert hand.window.parts.pictures.begin(path, options)
        while work.is_running:
            hand.view.zoom(1.01 if number % 2 else 0.99)
            assert not hand.view.grab().isNull()
            turn()
        assert path.read_bytes() == first.read_bytes()
