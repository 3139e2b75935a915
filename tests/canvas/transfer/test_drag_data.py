"""Drag data: what the clipboard and other windows get of a subtree, and what is read back."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

from tests.robot import Hand
from treeedit.canvas.transfer.drag_data import (
    LOAD_TYPE,
    PNG_TYPE,
    SVG_TYPE,
    load_of,
    load_of_text,
    outermost,
    picture_file,
    tree_data,
)
from treeedit.model.formula import FormulaError, parse
from treeedit.model.records import Leaf, NodeId, Point


def of(found: object) -> QMimeData:
    data = QMimeData()
    data.setData(LOAD_TYPE, json.dumps(found).encode())
    return data


def test_a_subtree_is_read_back_as_it_was(hand: Hand) -> None:
    load = load_of(tree_data(hand.stage, [hand.node("/")]))
    assert load is not None
    assert load.expression == parse("x3/(x1 + x2)")[0].expression


def test_the_values_of_its_inputs_come_along_and_no_others(hand: Hand) -> None:
    load = load_of(tree_data(hand.stage, [hand.node("^")]))
    assert load is not None
    assert {label: each.value for label, each in load.values} == {"x1": 1.0, "x2": 2.0}


def test_a_subtree_is_a_formula_to_others(hand: Hand) -> None:
    assert tree_data(hand.stage, [hand.node("/")]).text() == "x3/(x1 + x2)"


def test_several_trees_are_a_formula_a_line(hand: Hand) -> None:
    assert tree_data(hand.stage, [hand.node("^"), hand.node("x3")]).text().split("\n") == ["(x1 + x2)^2", "x3"]


def test_what_stands_within_another_goes_with_it(hand: Hand) -> None:
    assert outermost(hand.forest, [hand.node("x3"), hand.node("/"), hand.node("^")]) == sorted(
        [hand.node("/"), hand.node("^")]
    )


def test_a_subtree_is_a_picture_to_others(hand: Hand) -> None:
    data = tree_data(hand.stage, [hand.node("/")])
    assert not QImage.fromData(QByteArray(data.data(PNG_TYPE))).isNull()
    assert data.data(SVG_TYPE).data().startswith(b"<?xml")


def test_the_picture_does_not_depend_on_the_theme_of_the_window(hand: Hand) -> None:
    light = tree_data(hand.stage, [hand.node("/")]).data(SVG_TYPE)
    hand.do("scheme_dark")
    assert tree_data(hand.stage, [hand.node("/")]).data(SVG_TYPE) == light


def test_the_picture_is_a_file_to_file_managers(hand: Hand, tmp_path: Path) -> None:
    path = picture_file(tree_data(hand.stage, [hand.node("/")]), tmp_path, "f")
    assert path == tmp_path / "f.png"
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_drag_goes_on_without_a_file_where_none_can_be_written(hand: Hand, tmp_path: Path) -> None:
    assert picture_file(tree_data(hand.stage, [hand.node("/")]), tmp_path / "gone", "f") is None


def test_the_longest_name_of_a_tree_is_a_name_of_a_file(hand: Hand, tmp_path: Path) -> None:
    path = picture_file(tree_data(hand.stage, [hand.node("/")]), tmp_path, "変" * 100)
    assert path is not None
    assert path.exists()


def test_nothing_chosen_is_no_data(hand: Hand) -> None:
    assert tree_data(hand.stage, []).formats() == []


TREE = {"tokens": [{"label": "x"}]}
SUM = {"tokens": [{"label": "x"}, {"label": "x"}, "+"]}
NOTE = {"place": 2, "text": "so", "x": 30, "y": -20}
INPUT = {"value": 1, "low": 0, "high": 2, "step": 0.1}


def test_a_sound_load_is_taken() -> None:
    load = load_of(of({"trees": [TREE], "inputs": {"x": INPUT}}))
    assert load is not None
    assert load.expression == (Leaf("x"),)


def test_folds_and_notes_come_along_with_their_trees() -> None:
    load = load_of(of({"trees": [{**TREE, "notes": [{**NOTE, "place": 0}]}, {**SUM, "folds": [2], "notes": [NOTE]}]}))
    assert load is not None
    assert load.belongings.folds == (3,)
    assert load.belongings.notes == ((0, "so", Point(30, -20)), (3, "so", Point(30, -20)))


@pytest.mark.parametrize(
    "hostile",
    [
        {"trees": []},
        {"trees": [{"tokens": []}]},
        {"trees": [{**TREE, "x": 1e300}]},
        {"trees": [TREE], "inputs": {"<b>": INPUT}},
        {"trees": [TREE], "inputs": {"7": INPUT}},
        {"trees": [TREE], "inputs": {"x": {**INPUT, "step": 0}}},
        {"trees": [TREE], "inputs": {"x": {**INPUT, "low": 3}}},
        {"trees": [TREE], "inputs": {"x": {**INPUT, "value": float("nan")}}},
        {"trees": [TREE], "inputs": {"x": {"value": 1}}},
        {"trees": [TREE, {"tokens": ["+"]}]},
        {"trees": [{**TREE, "folds": [0]}]},
        {"trees": [{**SUM, "folds": [3]}]},
        {"trees": [{**SUM, "folds": [-1]}]},
        {"trees": [{**SUM, "folds": [2, 2]}]},
        {"trees": [{**SUM, "notes": [{**NOTE, "place": 3}]}]},
        {"trees": [{**SUM, "notes": [{**NOTE, "place": -1}]}]},
        {"trees": [{**SUM, "notes": [{**NOTE, "x": 1e9}]}]},
        {"trees": [{**SUM, "notes": [{**NOTE, "text": " "}]}]},
        {"trees": [{**SUM, "notes": [{**NOTE, "text": "a\0b"}]}]},
        {"trees": [{**SUM, "notes": [{**NOTE, "text": "x" * 2001}]}]},
        {"trees": [{**SUM, "notes": [NOTE] * 2001}]},
        {"trees": [{**SUM, "notes": [{"place": 0}]}]},
        {"trees": 3},
        "x",
    ],
    ids=lambda each: str(each)[:80],
)
def test_hostile_trees_are_refused(hostile: object) -> None:
    assert load_of(of(hostile)) is None


def test_numbers_beyond_a_double_are_refused() -> None:
    data = QMimeData()
    data.setData(LOAD_TYPE, b'{"trees": [{"tokens": [{"label": "x"}], "x": 1e999}]}')
    assert load_of(data) is None


def test_a_text_of_several_formulas_is_a_load_of_several_trees() -> None:
    load = load_of_text("g = x + y; g^2; z")
    assert [load.expression, *(each for each, _ in load.more)] == [
        parse("(x + y)^2")[0].expression,
        (Leaf("z"),),
    ]


@pytest.mark.parametrize("text", ["", "   ", "Dear all, see below!", "((("])
def test_a_text_that_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        load_of_text(text)


def test_trees_of_a_turned_canvas_do_not_lie_on_each_other_in_the_picture(hand: Hand) -> None:
    hand.open_example(7)
    hand.window.parts.appearance.turn_to("left")

    def height(roots: list[NodeId]) -> int:
        return QImage.fromData(tree_data(hand.stage, roots).data(PNG_TYPE)).height()

    roots = list(hand.forest.trees())
    assert height(roots) > 1.4 * max(height([root]) for root in roots)
