"""The window as a whole: its actions, palette and pictures, windows that come and go, and work at random."""

from __future__ import annotations

import gc
import random
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.model.growing import random_edit
from tests.robot import CONTROL, SHIFT, Hand, lay_away, operations, turn
from treeedit.canvas.raster import png_bytes  # noqa: F401  # loaded once, not in the first test that is timed
from treeedit.files.paper import read_forest, write_forest
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.order import order_of
from treeedit.model.records import EditError
from treeedit.window.actions import ACTIONS
from treeedit.window.pictures import PictureDialog

F = "f = (x1 + x2)^2 + x3/(x1 + x2)"
DIALOGS = {"new", "open", "close", "save", "save_as", "save_copy", "export", "quit", "shortcuts", "about", "describe"}


@pytest.mark.parametrize("name", [entry.name for entry in ACTIONS if entry.name not in DIALOGS])
def test_every_action_can_be_chosen_with_and_without_a_choice(hand: Hand, name: str) -> None:
    action = hand.window.menus.actions[name]
    for node in (None, hand.node("x1"), hand.node("/"), hand.root("f")):
        hand.stage.select([] if node is None or node not in hand.forest.nodes else [node])
        action.trigger()
        turn()
        hand.forest.check()
        assert not hand.view.grab().isNull()


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
    panel = hand.window.palette_panel
    panel._fresh.setMaxLength(1000)
    hand.type(text, panel._fresh)
    QTest.keyClick(panel._fresh, Qt.Key.Key_Return)
    assert hand.session.stack.count() == 0
    assert panel._complaint.text()
    assert panel._complaint.textFormat() == Qt.TextFormat.PlainText


def test_a_new_input_comes_from_the_palette(hand: Hand) -> None:
    hand.type("w", hand.window.palette_panel._fresh)
    QTest.keyClick(hand.window.palette_panel._fresh, Qt.Key.Key_Return)
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
    dialog = PictureDialog(hand.stage, hand.window)
    path = tmp_path / f"f{suffix}"
    assert hand.window.pictures.write(path, dialog.order())
    assert path.stat().st_size > 1000
    dialog.deleteLater()


def test_a_picture_does_not_depend_on_zoom_theme_or_choice(hand: Hand, tmp_path: Path) -> None:
    for name in ("one", "two"):
        dialog = PictureDialog(hand.stage, hand.window)
        assert hand.window.pictures.write(tmp_path / f"{name}.svg", dialog.order())
        dialog.deleteLater()
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


# --- work at random ---


def agrees(hand: Hand) -> None:
    """All that is derived is as if it had been made from the document just now."""
    forest, session, stage = hand.forest, hand.session, hand.stage
    forest.check()
    order, fresh = session.analysis.order, order_of(forest)
    assert order.ids.tolist() == fresh.ids.tolist()
    assert order.labels == fresh.labels
    numbers, anew = session.evaluation, evaluated(forest, analyse(forest))
    for mine, other in ((numbers.value, anew.value), (numbers.partial, anew.partial)):
        assert mine.tolist() == pytest.approx(other.tolist(), nan_ok=True)
    assert [(item.root, item.tree) for item in stage.items_by_tree()] == list(zip(forest.trees(), range(99)))  # noqa: B905
    assert len(stage.items()) == len(forest.roots)
    assert stage.drawing.shown.whole is session.analysis.order
    assert all(node in forest.nodes for node in stage.selection)
    assert write_forest(read_forest(write_forest(forest))) == write_forest(forest)


def verb(hand: Hand, rng: random.Random) -> None:
    try:
        hand.session.do(random_edit(rng, hand.forest), "verb")
    except EditError:
        pytest.fail("a verb raised when its edit was made")


def drag(hand: Hand, rng: random.Random) -> None:
    if hand.forest.nodes:
        hand.view.fit()
        start = hand.at_node(rng.choice(sorted(hand.forest.nodes)))
        hand.drag_from(start).drop_at(spot(hand, rng))


def bring(hand: Hand, rng: random.Random) -> None:
    hand.take(rng.choice(["+", "*", "^", "exp", "max", "2"])).drop_at(spot(hand, rng))


def spot(hand: Hand, rng: random.Random) -> QPointF:
    """A node, an empty or filled slot, or anywhere."""
    found = operations(hand.forest)
    kind = rng.randrange(3)
    if kind == 0 and hand.forest.nodes:
        return hand.at_node(rng.choice(sorted(hand.forest.nodes)))
    if kind == 1 and found:
        node = rng.choice(sorted(found))
        return hand.at_slot(node, rng.randrange(len(hand.forest.operands(node))))
    return QPointF(rng.randrange(hand.view.width()), rng.randrange(hand.view.height()))


def slide(hand: Hand, rng: random.Random) -> None:
    cards = sorted(hand.window.sets_panel._cards)
    if cards:
        hand.slide(rng.choice(cards), rng.uniform(-4, 4), rng.uniform(-4, 4))


def step(hand: Hand, rng: random.Random) -> None:
    for _ in range(rng.randrange(4)):
        hand.session.stack.undo()
    for _ in range(rng.randrange(3)):
        hand.session.stack.redo()


def act(hand: Hand, rng: random.Random) -> None:
    nodes = sorted(hand.forest.nodes)
    hand.stage.select(rng.sample(nodes, min(len(nodes), rng.randrange(3))))
    action = hand.window.menus.actions[rng.choice(["delete", "dissolve", "swap", "duplicate"])]
    if action.isEnabled() and len(nodes) < 60:
        action.trigger()


def write(hand: Hand, rng: random.Random) -> None:
    hand.window.formula.begin_new()
    hand.type(rng.choice(["a*b + a", "f = x1^2", "g = a + b; h = g*g", "x1 + ", "f1 = f"]), hand.window.formula.line)
    hand.key(rng.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]))


@pytest.mark.parametrize("seed", range(6))
def test_after_any_work_all_agrees_and_undo_of_all_gives_the_start(empty: Hand, seed: int) -> None:
    hand, rng = empty, random.Random(seed)
    hand.open_example(seed % 3)
    start = write_forest(hand.forest)
    for _ in range(60):
        rng.choice([verb, verb, drag, drag, bring, bring, slide, step, act, write])(hand, rng)
        agrees(hand)
    turn()
    hand.view.grab()
    end = write_forest(hand.forest)
    steps = hand.session.stack.index()
    for _ in range(steps):
        hand.session.stack.undo()
    assert write_forest(hand.forest) == start
    for _ in range(steps):
        hand.session.stack.redo()
    assert write_forest(hand.forest) == end
    agrees(hand)
