"""The dialog of the export asks what the table says, shows what comes out, and makes what the command line makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.robot import ALT, Hand, turn
from tests.support import grow
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.cli import main
from treeedit.export.exports import EXPORTS, Frames
from treeedit.export.making import made
from treeedit.export.options import Options, Size, Which
from treeedit.export.order import Lettering
from treeedit.export.previewing import MOST_PREVIEWED
from treeedit.figure.arrangement import Beside, Turn
from treeedit.files.paper import write_forest
from treeedit.model.forest import Forest, expression_of
from treeedit.model.patience import quietly
from treeedit.model.records import Blank, Edit
from treeedit.model.steps import Pace
from treeedit.window.export_dialog.dialog import PictureDialog
from treeedit.window.export_dialog.page_steps import Answer


@pytest.fixture
def dialog(hand: Hand) -> PictureDialog:
    return hand.open_export()


def see(dialog: PictureDialog) -> PictureDialog:
    """Wait for the preview of what is chosen."""
    dialog.preview.finish()
    turn()
    return dialog


def titles(dialog: PictureDialog) -> list[str]:
    """The pages that can be seen."""
    tabs = dialog.tabs
    return [tabs.tabText(i).replace("&", "") for i in range(tabs.count()) if tabs.isTabVisible(i)]


def test_it_offers_every_format(dialog: PictureDialog) -> None:
    for key in EXPORTS:
        dialog.choose(key)
        assert dialog.options().format == key


@pytest.mark.parametrize(
    ("key", "pages"),
    [
        ("png", ["What", "Steps", "Look", "Size", "File"]),
        ("handout", ["What", "Steps", "Look", "Pages", "File"]),
        ("dot", ["What"]),
        ("python", ["What"]),
    ],
)
def test_it_asks_only_what_the_format_needs(key: str, pages: list[str], dialog: PictureDialog) -> None:
    dialog.choose(key)
    assert titles(dialog) == pages
    assert dialog.what.form_choice.isVisibleTo(dialog.what) == (key != "python")
    assert dialog.what.shown["values"].isVisibleTo(dialog.what) == (key in ("png", "handout"))


def test_only_an_svg_asks_for_its_texts_and_only_a_bitmap_for_its_dots(dialog: PictureDialog) -> None:
    for key in ("png", "svg", "pdf"):
        dialog.choose(key)
        assert dialog.file.lettering.isVisibleTo(dialog.file) == (key == "svg")
        assert dialog.size_page.dots.isVisibleTo(dialog.size_page) == (key in ("png", "handout"))


def test_an_exercise_is_asked_for_only_where_there_is_one(dialog: PictureDialog, hand: Hand) -> None:
    assert not dialog.what.sheet.isVisibleTo(dialog.what)
    dialog.reject()
    hand.hide(Blank("value", hand.root("f")))
    page = hand.open_export().what
    assert page.sheet.isVisibleTo(page)


# --- every option ---

CHANGES: dict[str, tuple[Callable[[PictureDialog], object], dict[str, object]]] = {
    "tree": (lambda d: d.what.trees.setCurrentIndex(1), {"nodes": (11,)}),
    "form": (lambda d: d.what.form_choice.setCurrentIndex(1), {"form": "shared"}),
    "together": (lambda d: d.what.form_choice.setCurrentIndex(3), {"form": "shared", "together": "inputs"}),
    "sheet": (lambda d: d.what.sheet.setCurrentIndex(2), {"sheet": "solutions"}),
    "rules": (lambda d: d.what.shown["rules"].click(), {"shows": Options().shows | {"rules"}}),
    "values": (lambda d: d.what.shown["values"].click(), {"shows": Options().shows - {"values"}}),
    "all steps": (lambda d: d.steps.buttons[Answer.ALL].click(), {"steps": Which.ALL}),
    "key steps": (lambda d: d.steps.buttons[Answer.KEY].click(), {"steps": Which.KEY}),
    "most": (lambda d: d.steps.most.setValue(4), {"most": 4}),
    "pace": (lambda d: d.steps.pace.setCurrentIndex(1), {"pace": Pace.LEVEL}),
    "sentences": (lambda d: d.steps.sentences.setChecked(False), {"sentences": False}),
    "seconds": (lambda d: d.steps.seconds.setValue(2.5), {"seconds": 2.5}),
    "theme": (lambda d: d.look.theme.setCurrentIndex(2), {"theme": "dark"}),
    "ground": (lambda d: d.look.ground.setCurrentIndex(2), {"background": "transparent"}),
    "orientation": (lambda d: d.look.orientation.setCurrentIndex(2), {"orientation": "left"}),
    "decimals": (lambda d: d.look.style_choice.setCurrentIndex(1), {"style": "decimals"}),
    "digits": (lambda d: d.look.digits.setValue(7), {"digits": 7}),
    "comma": (lambda d: d.look.comma.click(), {"comma": True}),
    "scale": (lambda d: d.size_page.scale.setValue(3.0), {"scale": 3.0}),
    "width": (
        lambda d: (d.size_page.buttons[Size.WIDTH].click(), d.size_page.width_field.setValue(120.0)),
        {"size": Size.WIDTH, "width": 120.0},
    ),
    "pixels": (
        lambda d: (d.size_page.buttons[Size.PIXELS].click(), d.size_page.pixels.setValue(640)),
        {"size": Size.PIXELS, "pixels": 640},
    ),
    "text": (
        lambda d: (d.size_page.buttons[Size.TEXT].click(), d.size_page.text.setValue(8.0)),
        {"size": Size.TEXT, "text": 8.0},
    ),
    "per sheet": (lambda d: d.sheets.per_sheet.setCurrentIndex(4), {"per_sheet": 6}),
    "paper": (lambda d: d.sheets.paper.setCurrentIndex(1), {"paper": "letter"}),
    "turn": (lambda d: d.sheets.turn.setCurrentIndex(2), {"turn": Turn.LANDSCAPE}),
    "beside": (lambda d: d.sheets.lines.click(), {"beside": Beside.LINES}),
    "solutions": (lambda d: d.sheets.solutions.click(), {"solutions": False}),
    "dots": (lambda d: d.size_page.dots.setValue(200), {"dots": 200.0}),
    "padding": (lambda d: d.size_page.padding.setValue(12), {"padding": 12.0}),
    "title": (lambda d: d.file.title.setText("Mine"), {"title": "Mine"}),
    "lettering": (lambda d: d.file.lettering.setCurrentIndex(1), {"lettering": Lettering.TEXT}),
    "document": (lambda d: d.file.carries.click(), {"document": False}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_field_changes_its_option_and_no_other(name: str, dialog: PictureDialog, hand: Hand) -> None:
    change, expected = CHANGES[name]
    if "nodes" in expected:
        expected = {"nodes": (hand.root("f"),)}
    before = dialog.options()
    change(dialog)
    assert dialog.options() == replace(before, **expected)  # type: ignore[arg-type]


def test_every_option_has_a_field() -> None:
    changed = {name for _, expected in CHANGES.values() for name in expected}
    elsewhere = {"format", "numbers", "apart", "joined"}
    assert changed | elsewhere == {each.name for each in fields(Options)}


def test_fields_show_the_options_that_they_are_given(dialog: PictureDialog, hand: Hand) -> None:
    options = dialog.options()
    for change, _ in CHANGES.values():
        change(dialog)
    changed = dialog.options()
    dialog.show_options(options)
    assert dialog.options() == options
    dialog.show_options(changed)
    assert dialog.options() == changed
    assert hand.session.stack.count() == 0


def test_what_runs_together_on_the_canvas_does_so_in_the_picture(hand: Hand) -> None:
    hand.do("shared_form")
    hand.window.parts.forms.toggle_function(expression_of(hand.forest, hand.node("+")))
    options = hand.open_export().options()
    assert options.apart == ("x1 + x2",)
    assert options.form == "shared"


# --- the preview ---


def test_it_previews_a_picture(dialog: PictureDialog) -> None:
    assert not dialog.preview.paper.picture.isNull()
    assert dialog.preview.stack.currentWidget() is dialog.preview.paper


def test_it_previews_the_sheets_of_a_handout(dialog: PictureDialog) -> None:
    dialog.choose("handout")
    see(dialog)
    assert dialog.announcement.text().endswith(".pdf, 6 sheets")
    dialog.sheets.per_sheet.setCurrentIndex(5)
    see(dialog)
    assert dialog.announcement.text().endswith(".pdf, 3 sheets")
    assert not dialog.preview.paper.picture.isNull()


def test_it_previews_text(dialog: PictureDialog) -> None:
    dialog.choose("python")
    see(dialog)
    assert dialog.preview.text.toPlainText().startswith('"""Both passes, line by line')
    assert re.fullmatch(r".+\.py, [0-9]+ KB", dialog.announcement.text())


def test_the_preview_follows_a_choice_without_a_click(dialog: PictureDialog, qtbot: QtBot) -> None:
    dialog.choose("dot")
    qtbot.waitUntil(lambda: dialog.preview.text.toPlainText().startswith("digraph"), timeout=2000)


def test_a_canvas_without_trees_is_told_in_the_preview(hand: Hand) -> None:
    dialog = hand.open_export()
    dialog.reject()
    hand.session.open(Forest())
    hand.window.parts.pictures.export()
    dialog = see(hand.window.parts.pictures.dialog)  # type: ignore[arg-type]
    assert "there are no trees" in dialog.preview.paper.words
    assert not dialog.export_button.isEnabled()


def test_a_large_tree_is_not_previewed_but_may_be_exported(hand: Hand) -> None:
    hand.session.open(grow("+".join(["x"] * MOST_PREVIEWED)))
    dialog = hand.open_export()
    assert dialog.preview.paper.words == "Too large for a preview"
    assert dialog.export_button.isEnabled()


def test_the_stepper_leads_through_the_pictures(dialog: PictureDialog) -> None:
    assert not dialog.preview.back.isVisible()
    dialog.steps.buttons[Answer.KEY].click()
    dialog.steps.most.setValue(4)
    see(dialog)
    assert (dialog.preview.place.text(), dialog.preview.back.isEnabled()) == ("1/4", False)
    words = dialog.preview.words.text()
    for _ in range(3):
        QTest.mouseClick(dialog.preview.on, Qt.MouseButton.LeftButton)
        see(dialog)
    assert (dialog.preview.place.text(), dialog.preview.on.isEnabled()) == ("4/4", False)
    assert dialog.preview.words.text() not in ("", words)


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("png", Answer.NONE, r"lecture\.png, [0-9]+ × [0-9]+ px"),
        ("png", Answer.ALL, r"21 files, lecture-01\.png … lecture-21\.png, [0-9]+ × [0-9]+ px each"),
        ("svg", Answer.KEY, r"9 files, lecture-1\.svg … lecture-9\.svg, [0-9]+ × [0-9]+ px each"),
        ("pdf", Answer.KEY, r"lecture\.pdf, 9 pages, [0-9]+ × [0-9]+ mm each"),
        ("dot", Answer.KEY, r"lecture\.dot, 1 KB"),
        ("pptx", Answer.KEY, r"lecture\.pptx, 9 slides"),
        ("gif", Answer.KEY, r"lecture\.gif, 9 steps, [0-9]+ × [0-9]+ px each"),
    ],
)
def test_it_tells_what_will_be_written(key: str, answer: Answer, words: str, hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "lecture.tree"
    path.write_bytes(write_forest(hand.forest))
    assert hand.window.documents.open_path(path)
    dialog = hand.open_export()
    dialog.choose(key)
    dialog.steps.buttons[answer].click()
    assert re.fullmatch(words, see(dialog).announcement.text())


def test_a_picture_too_large_for_a_bitmap_is_told_before_it_is_drawn(dialog: PictureDialog) -> None:
    dialog.size_page.scale.setValue(20.0)
    assert "too large" in see(dialog).preview.paper.words
    assert not dialog.export_button.isEnabled()


# --- the steps ---


def test_chosen_steps_are_those_with_a_tick(dialog: PictureDialog) -> None:
    dialog.steps.buttons[Answer.CHOSEN].click()
    see(dialog)
    assert dialog.announcement.text() == "Choose at least one step."
    assert not dialog.export_button.isEnabled()
    items = dialog.steps.list
    assert items.count() == 21
    assert items.item(0).text() == "0: Nothing is computed yet."
    for row in (1, 4):
        items.setCurrentRow(row)
        QTest.keyClick(items, Qt.Key.Key_Space)
    assert dialog.options().numbers == (1, 4)
    assert see(dialog).announcement.text().startswith("2 files")
    assert dialog.export_button.isEnabled()


def test_the_step_on_the_screen_is_what_is_offered_first(hand: Hand) -> None:
    hand.do("step_through")
    hand.window.parts.stepping.go_to(5)
    dialog = hand.open_export()
    options = dialog.options()
    assert dialog.steps.answer is Answer.NOW
    assert (options.steps, options.numbers, options.pace) == (Which.CHOSEN, (5,), Pace.NODE)
    assert dialog.preview.sight.words == hand.window.parts.stepping.words()


def test_the_step_on_the_screen_is_of_its_own_trees(hand: Hand) -> None:
    hand.write("h = a*b")
    hand.stage.select([hand.root("f")])
    hand.do("step_through")
    hand.window.parts.stepping.go_to(3)
    dialog = hand.open_export()
    assert dialog.options().nodes == (hand.root("f"),)
    dialog.what.trees.setCurrentIndex(0)
    assert not dialog.steps.buttons[Answer.NOW].isEnabled()
    assert dialog.steps.answer is Answer.NONE


def test_what_moves_has_all_steps_and_a_picture_is_one_again_after_it(dialog: PictureDialog) -> None:
    dialog.choose("gif")
    assert dialog.steps.answer is Answer.ALL
    assert not dialog.steps.buttons[Answer.NONE].isVisibleTo(dialog.steps)
    assert dialog.steps.seconds.isVisibleTo(dialog.steps)
    dialog.choose("png")
    assert dialog.steps.answer is Answer.NONE
    assert not dialog.steps.seconds.isVisibleTo(dialog.steps)


def test_without_steps_on_the_screen_they_are_not_offered(dialog: PictureDialog) -> None:
    assert not dialog.steps.buttons[Answer.NOW].isEnabled()


# --- keys ---


def keys(dialog: PictureDialog, page: QWidget) -> list[str]:
    """The letters that lead somewhere while a page is shown."""
    found = [dialog.tabs.tabText(i) for i in range(dialog.tabs.count())]
    found += [
        each.text() for each in dialog.findChildren(QAbstractButton) if each.text() and _is_seen(each, dialog, page)
    ]
    found += [each.text() for each in dialog.findChildren(QLabel) if each.buddy() and _is_seen(each, dialog, page)]
    return [letter.lower() for text in found for letter in re.findall("&([^& ])", text)]


def _is_seen(widget: QWidget, dialog: PictureDialog, page: QWidget) -> bool:
    return page.isAncestorOf(widget) or not any(each.isAncestorOf(widget) for each in dialog.sections)


def test_no_letter_stands_for_two_things(dialog: PictureDialog) -> None:
    for page in dialog.sections:
        found = keys(dialog, page)
        assert sorted(found) == sorted(set(found)), type(page).__name__
        assert len(found) > 9


def test_a_letter_leads_to_a_page_and_another_one_to_a_field(dialog: PictureDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_L, ALT)
    assert dialog.tabs.currentIndex() == 2
    QTest.keyClick(dialog, Qt.Key.Key_D, ALT)
    assert dialog.look.digits.hasFocus()


def test_everything_that_can_be_used_has_a_name_and_is_reached_by_tab(dialog: PictureDialog) -> None:
    dialog.choose("svg")
    kinds = QComboBox, QAbstractSpinBox, QLineEdit, QListWidget, QAbstractButton
    for page in dialog.sections:
        dialog.tabs.setCurrentIndex(dialog.sections.index(page))
        turn()
        used = [each for each in page.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()]
        own = [each for each in used if not each.objectName().startswith("qt_")]
        assert own
        for each in own:
            assert each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()), each
            assert each.focusPolicy() & Qt.FocusPolicy.TabFocus, each


def test_enter_exports_and_escape_cancels(hand: Hand) -> None:
    asked: list[Options] = []

    def take(options: Options) -> bool:
        asked.append(options)
        return True

    dialog = hand.open_export()
    dialog.wanted = take
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(asked) == 1
    assert not dialog.isVisible()
    dialog = hand.open_export()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert hand.window.parts.pictures.dialog is None


def test_it_fits_a_small_window_and_the_texts_of_a_projector(hand: Hand) -> None:
    for _ in range(6):
        hand.do("larger")
    dialog = hand.open_export()
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        assert dialog.minimumSizeHint().width() <= 860
        assert dialog.minimumSizeHint().height() <= 600


# --- the same as the command line ---

LINES: list[tuple[list[str], dict[str, object]]] = [
    ([], {}),
    (["--theme", "dark", "--background", "transparent"], {"theme": "dark", "background": "transparent"}),
    (["--show", "values,rules", "--orientation", "left"], {"shows": {"values", "rules"}, "orientation": "left"}),
    (["--numbers", "decimals", "--digits", "6", "--decimal-comma"], {"style": "decimals", "digits": 6, "comma": True}),
    (["--form", "shared", "--together", "inputs"], {"form": "shared", "together": "inputs"}),
    (["--width", "85", "--padding", "10"], {"size": Size.WIDTH, "width": 85.0, "padding": 10.0}),
    (["--pixels", "640", "--dpi", "200"], {"size": Size.PIXELS, "pixels": 640, "dots": 200.0}),
    (["--text-size", "9"], {"size": Size.TEXT, "text": 9.0}),
    (
        ["--texts", "text", "--no-document", "--title", "T"],
        {"lettering": Lettering.TEXT, "document": False, "title": "T"},
    ),
    (["--key-steps", "2"], {"steps": Which.KEY, "most": 2}),
    (["--steps", "1,4,last", "--pace", "level", "--no-sentences"], {"steps": Which.CHOSEN, "numbers": (0, 3, -1)}),
    (["--all-steps", "--pace", "level"], {"steps": Which.ALL}),
]


@pytest.mark.parametrize("line", range(len(LINES)))
def test_the_command_line_and_the_dialog_write_the_same(line: int, hand: Hand, tmp_path: Path) -> None:
    words, changes = LINES[line]
    if "level" in words:
        changes = changes | {"pace": Pace.LEVEL, "sentences": "--no-sentences" not in words}
    tree = tmp_path / "a.tree"
    tree.write_bytes(write_forest(hand.forest))
    dialog = hand.open_export()
    plain = Options(format="svg")
    dialog.show_options(replace(plain, **changes))  # type: ignore[arg-type]
    see(dialog)
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir()
    theirs.mkdir()
    assert hand.window.parts.pictures.begin(mine / "a.svg", dialog.options())
    hand.window.parts.pictures.work.finish()
    dialog.reject()
    assert main(["export", str(tree), str(theirs / "a.svg"), *words]) == 0
    assert _content(mine) == _content(theirs)


@pytest.mark.parametrize("words", [["--orientation", "left"], ["--form", "shared"]])
def test_trees_that_would_lie_on_each_other_are_parted_as_by_the_command_line(
    words: list[str], hand: Hand, tmp_path: Path
) -> None:
    hand.open_example(7)
    tree = tmp_path / "a.tree"
    tree.write_bytes(write_forest(hand.forest))
    options = replace(Options(format="svg"), **{words[0].removeprefix("--"): words[1]})  # type: ignore[arg-type]
    (_, mine), *_ = made(options, hand.forest, tmp_path / "b.svg", DRAWERS, quietly)
    assert main(["export", str(tree), str(tmp_path / "b.svg"), *words]) == 0
    assert mine == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize("key", EXPORTS)
def test_every_format_is_what_the_command_line_makes(key: str, hand: Hand, tmp_path: Path) -> None:
    tree = tmp_path / "a.tree"
    tree.write_bytes(write_forest(hand.forest))
    suffix = EXPORTS[key].suffix
    dialog = hand.open_export()
    dialog.show_options(Options(format=key))
    files = made(dialog.options(), hand.forest, tmp_path / f"b{suffix}", DRAWERS, quietly)
    dialog.reject()
    assert main(["export", str(tree), str(tmp_path / f"b{suffix}"), "--format", key]) == 0
    assert [path.read_bytes() for path, _ in files] == [data for _, data in files]
    assert len(files) == 1 or EXPORTS[key].frames is Frames.EACH


def _content(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def test_the_title_of_a_document_without_one_is_its_file_s(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "lecture.tree"
    forest = hand.forest.copy()
    forest.apply(Edit(about={key: (text, None) for key, text in forest.about.items()}))
    path.write_bytes(write_forest(forest))
    assert hand.window.documents.open_path(path)
    dialog = hand.open_export()
    assert dialog.file.title.text() == "lecture"
    dialog.reject()


def test_too_many_steps_for_a_list_are_told(hand: Hand) -> None:
    hand.session.open(grow("+".join(["x"] * 300)))
    dialog = hand.open_export()
    dialog.steps.buttons[Answer.CHOSEN].click()
    assert "too many for a list" in see(dialog).announcement.text()
    assert dialog.steps.list.count() == 0
    dialog.steps.buttons[Answer.ALL].click()
    assert "too many for pictures" in see(dialog).preview.paper.words
    assert not dialog.export_button.isEnabled()
