"""Pictures that carry a document come back as its trees, whatever brings their bytes; any other is none of ours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, QUrl
from PySide6.QtWidgets import QApplication

from tests.export.documents import running
from tests.robot import Hand
from tests.support import grow
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.canvas.transfer.drag_data import PNG_TYPE, SVG_TYPE
from treeedit.canvas.transfer.picture_data import load_of_picture
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.options import Options, order_for
from treeedit.files.carrier import png_with
from treeedit.files.paper import write_forest
from treeedit.model.belongings import belongings_of
from treeedit.model.edits import add
from treeedit.model.folding import fold
from treeedit.model.forest import Forest
from treeedit.model.pinning import FARTHEST
from treeedit.model.records import Leaf, Point

F = "f = (x1 + x2)^2 + x3/(x1 + x2)"
TYPES = {"png": PNG_TYPE, "svg": SVG_TYPE}


def picture(forest: Forest, key: str = "png", **more: object) -> bytes:
    return export_bytes(EXPORTS[key], order_for(Options(format=key, **more), forest), DRAWERS)  # type: ignore[arg-type]


def data_of(content: bytes, kind: str = PNG_TYPE) -> QMimeData:
    data = QMimeData()
    data.setData(kind, QByteArray(content))
    return data


def paste(hand: Hand, data: QMimeData) -> None:
    QApplication.clipboard().setMimeData(data)
    hand.do("paste")


def noted() -> Forest:
    """Two trees with values, notes and a fold."""
    forest = running()
    forest.apply(fold(forest, [forest.operands(forest.trees()[0])[0]]))
    forest.apply(add(forest, (Leaf("a"), Leaf("x2"), "*"), Point(500.0, 40.0)))
    return forest


@pytest.mark.parametrize("key", TYPES)
def test_a_pasted_picture_is_its_trees_with_all_that_belongs_to_them(empty: Hand, key: str) -> None:
    forest = noted()
    paste(empty, data_of(picture(forest, key), TYPES[key]))
    assert empty.formulas() == [F, "h = a*x2"]
    assert empty.forest.inputs["x2"].value == 2.0
    assert belongings_of(empty.forest, empty.forest.trees()) == belongings_of(forest, forest.trees())
    first, second = (empty.forest.roots[root].point for root in empty.forest.trees())
    one, other = (forest.roots[root].point for root in forest.trees())
    assert second.x - first.x == pytest.approx(other.x - one.x)
    empty.forest.check()
    empty.undo()
    assert empty.formulas() == []


def test_a_drawing_that_was_copied_as_text_is_its_tree(empty: Hand) -> None:
    data = QMimeData()
    data.setText("\n" + picture(running(), "svg").decode())
    paste(empty, data)
    assert empty.formulas() == [F]


def test_a_picture_fills_the_slot_that_is_chosen(hand: Hand) -> None:
    hand.stage.select([hand.node("/")])
    hand.do("delete")
    paste(hand, data_of(picture(grow("a*b"))))
    assert hand.formulas() == ["f = (x1 + x2)^2 + a*b"]


def without() -> bytes:
    return picture(running(), document=False)


def damaged() -> bytes:
    found = picture(running())
    place = found.index(b"iTXt") + 60
    return found[:place] + b"!!!!" + found[place + 4 :]


BAD = {
    "no document": without,
    "a damaged one": damaged,
    "cut off": lambda: picture(running())[:200],
    "none of ours": lambda: png_with(without(), b'{"treeedit": "1.0", "nodes": 7}'),
    "no tree": lambda: png_with(without(), b'{"treeedit": "1.0", "about": {}, "roots": [], "inputs": [], "nodes": []}'),
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("name", BAD)
def test_a_picture_without_a_sound_tree_is_told(empty: Hand, name: str) -> None:
    data = data_of(BAD[name]())
    assert load_of_picture(data) is None
    paste(empty, data)
    assert empty.formulas() == []
    assert "picture without a tree" in empty.status()


def test_trees_that_stand_nowhere_near_each_other_come_nearer() -> None:
    forest = grow("a*b")
    forest.apply(add(forest, (Leaf("c"),), Point(1e12, -1e12)))
    load = load_of_picture(data_of(png_with(without(), write_forest(forest))))
    assert load is not None
    assert load.more == (((Leaf("c"),), Point(FARTHEST, -FARTHEST)),)


def test_text_beside_a_picture_without_a_tree_is_pasted(empty: Hand) -> None:
    data = data_of(without())
    data.setText("p + q")
    paste(empty, data)
    assert empty.formulas() == ["f = p + q"]


def test_a_picture_is_dropped_as_its_tree(empty: Hand) -> None:
    empty.bring(data_of(picture(running()))).to_canvas(300, 200)
    assert empty.formulas() == [F]


def test_a_file_that_comes_with_a_picture_is_left_to_the_window(empty: Hand) -> None:
    data = data_of(picture(running()))
    data.setUrls([QUrl.fromLocalFile("/nowhere/a.png")])
    drag = empty.bring(data).over(QPointF(300, 200))
    assert not drag.welcome
