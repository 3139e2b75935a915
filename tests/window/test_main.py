"""The window as a whole: its actions, palette and pictures, windows that come and go, and work at random."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.robot import CONTROL, SHIFT, Hand, lay_away, turn
from treeedit.canvas.painting.bitmap import png_bytes  # noqa: F401  # loaded once, not in the first test that is timed
from treeedit.files.paper import write_forest
from treeedit.window.actions.table import ACTIONS

F = "f = (x1 + x2)^2 + x3/(x1 + x2)"
DIALOGS = {"new", "open", "close", "save", "save_as", "save_copy", "export", "quit", "shortcuts", "about", "describe"}
DIALOGS |= {"class_results", "print", "print_preview"}


@pytest.mark.parametrize("menu", sorted({entry.menu for entry in ACTIONS}))
def test_every_action_can_be_chosen_with_and_without_a_choice(hand: Hand, menu: str) -> None:
    for name in [entry.name for entry in ACTIONS if entry.menu == menu and entry.name not in DIALOGS]:
        hand.session.stack.setClean()
        hand.open_example()
        action = hand.window.menus.actions[name]
        for node in (None, hand.node("x1"), hand.node("/"), hand.root("f")):
            hand.stage.select([] if node is None or node not in hand.forest.nodes else [node])
            action.trigger()
            turn()
            hand.forest.check()
            assert not hand.view.grab().isNull(), name


def test_no_key_stands_for_two_things(hand: Hand) -> None:
    keys = [key.toString() for action in hand.window.menus.actions.values() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_delete_leaves_an_empty_slot(hand: Hand) -> None:
    hand.click("/")
    hand.key(Qt.Key.Key_Delete)
    assert hand.formulas() == ["f = (x1 + x2)^2 + □"]


def test_shift_and_delete_dissolve(hand: Hand) -> None:
    hand.click("^")
    hand.key(Qt.Key.Key_Delete, SHIFT)
    assert hand.formulas()[0] == "f = x1 + x2 + x3/(x1 + x2)"


def test_control_z_and_control_y_undo_and_redo(hand: Hand) -> None:
    hand.click("/")
    hand.key(Qt.Key.Key_Delete)
    hand.key(Qt.Key.Key_Z, CONTROL)
    assert hand.formulas() == [F]
    hand.key(Qt.Key.Key_Y, CONTROL)
    assert hand.formulas() == ["f = (x1 + x2)^2 + □"]


def test_a_click_on_a_chip_goes_over_the_chosen_node(hand: Hand) -> None:
    hand.click("/")
    hand.click_chip("exp")
    assert hand.formulas() == ["f = (x1 + x2)^2 + exp(x3/(x1 + x2))"]


def test_a_click_on_a_chip_without_a_choice_stands_on_the_canvas(hand: Hand) -> None:
    hand.click_chip("exp")
    assert hand.formulas() == [F, "h = exp(□)"]


@pytest.mark.parametrize("text", ["a b", "<b>", "sin", "1e999", "x" * 101])
def test_what_is_no_label_is_refused_with_a_sentence(hand: Hand, text: str) -> None:
    panel = hand.window.parts.palette_panel
    panel._fresh.most = 1000
    hand.type(text, panel._fresh)
    QTest.keyClick(panel._fresh, Qt.Key.Key_Return)
    assert hand.session.stack.count() == 0
    assert panel._complaint.text()
    assert panel._complaint.textFormat() == Qt.TextFormat.PlainText


def test_a_new_input_comes_from_the_palette(hand: Hand) -> None:
    hand.type("w", hand.window.parts.palette_panel._fresh)
    QTest.keyClick(hand.window.parts.palette_panel._fresh, Qt.Key.Key_Return)
    assert "w" in hand.forest.inputs


def test_colours_and_text_size_do_not_touch_the_document(hand: Hand) -> None:
    before = write_forest(hand.forest)
    for name in ("scheme_dark", "larger", "larger", "scheme_light", "smaller", "smaller"):
        hand.do(name)
        assert not hand.window.grab().isNull()
    assert write_forest(hand.forest) == before
    assert hand.session.stack.count() == 0


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_picture_is_written_from_the_dialog(hand: Hand, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"f{suffix}"
    hand.export_to(path, format=suffix[1:])
    assert path.stat().st_size > 1000


def test_a_picture_does_not_depend_on_zoom_theme_or_choice(hand: Hand, tmp_path: Path) -> None:
    for name in ("one", "two"):
        hand.export_to(tmp_path / f"{name}.svg", format="svg")
        hand.do("scheme_dark")
        hand.view.zoom(2.5)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_windows_that_are_closed_are_gone(app: QApplication, tmp_path: Path) -> None:
    gone = []
    for _ in range(6):
        hand = Hand(tmp_path / "s.json")
        hand.open_example()
        hand.take("exp").onto_node("x3")
        gone.append(weakref.ref(hand.window))
        lay_away(hand.window)
        del hand
    gc.collect()
    assert [window() for window in gone] == [None] * 6
