"""Work at random in the real window: every gesture and key that there is, and whether all agrees after it."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.model.growing import random_edit
from tests.robot import ALT, CONTROL, NONE, SHIFT, Hand, operations
from tests.support import content
from treeedit.files.paper import read_forest, write_forest
from treeedit.model import edits
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.labels import is_name
from treeedit.model.order import order_of
from treeedit.model.records import Leaf, NodeId

MOST_NODES = 30
ESCAPE, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_Return
_FORMULAS = ("a*b + a", "f = x1^2", "g = a + b; h = g*g", "x1 + ", "f1 = f", "sin(x1)/x2", "k = x1 + x2; f = k^2 + k")
_TYPED = ("x1", "x9", "2", "+", "sin", "a*b", "max", ")(", "1/0", "g")
_KEYS = (
    *(Qt.Key(code) for code in range(Qt.Key.Key_Left.value, Qt.Key.Key_Down.value + 1)),
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_F2,
    Qt.Key.Key_S,
    Qt.Key.Key_Tab,
    ESCAPE,
    ENTER,
)
_ACTIONS = (
    *("delete", "dissolve", "swap", "duplicate", "extract", "fold", "unfold_all", "select_all", "select_subtree"),
    *("cut", "copy", "paste", "random", "root_left", "root_bottom", "root_top", "formulas_with_names", "fit"),
)


def agrees(hand: Hand) -> None:
    """All that is derived, seen or written to a file is as if it had been made from the document just now."""
    forest, session, stage = hand.forest, hand.session, hand.stage
    forest.check()
    order, fresh = session.analysis.order, order_of(forest)
    assert order.ids.tolist() == fresh.ids.tolist()
    assert order.labels == fresh.labels
    numbers, anew = session.evaluation, evaluated(forest, analyse(forest))
    for mine, other in ((numbers.value, anew.value), (numbers.partial, anew.partial)):
        assert np.allclose(mine, other, rtol=1e-6, atol=1e-12, equal_nan=True)
    _view_agrees(hand)
    data = write_forest(forest)
    again = read_forest(data)
    assert content(again) == content(forest)
    assert write_forest(again) == data
    assert stage.gap is None or forest.is_empty(stage.gap)


def _view_agrees(hand: Hand) -> None:
    forest, stage = hand.forest, hand.stage
    drawn = set(stage.drawing.analysis.order.ids.tolist())
    hidden = {node for node in forest.nodes if stage.shown(node) != node}
    assert drawn == forest.nodes.keys() - hidden
    assert all(forest.folds[stage.shown(node)] for node in hidden)
    assert [(item.root, item.tree) for item in stage.items_by_tree()] == list(
        zip(forest.trees(), range(len(forest.roots)), strict=True)
    )
    assert len(stage.items()) == len(forest.roots)
    assert stage.drawing.shown.whole is hand.session.analysis.order
    assert all(node in drawn for node in stage.selection)
    labels = {record.label for record in forest.nodes.values() if isinstance(record, Leaf) and is_name(record.label)}
    complete = hand.session.analysis.sets.input_sets
    assert hand.window.parts.sets_panel._cards.keys() == {each.label for each in complete} <= labels


def work(hand: Hand, rng: random.Random) -> None:
    """One thing that a user does; a canvas that grows too full is thinned out."""
    if len(hand.forest.nodes) > MOST_NODES:
        hand.session.do(edits.remove(hand.forest, [_any_node(hand, rng)]), "thin out")
    else:
        rng.choice(_WORK)(hand, rng)


def verb(hand: Hand, rng: random.Random) -> None:
    hand.session.do(random_edit(rng, hand.forest), "verb")


def drag(hand: Hand, rng: random.Random) -> None:
    if hand.forest.nodes:
        hand.view.fit()
        start = hand.at_node(_drawn_node(hand, rng))
        way = hand.drag_from(start, keys=NONE).holding(rng.choice((NONE, NONE, ALT)))
        if rng.random() < 0.1:
            way.cancel_by_escape(_spot(hand, rng))
        else:
            way.drop_at(_spot(hand, rng))


def band(hand: Hand, rng: random.Random) -> None:
    corners = [QPointF(rng.randrange(hand.view.width()), rng.randrange(hand.view.height())) for _ in range(2)]
    hand.drag_from(corners[0], keys=rng.choice((NONE, SHIFT, CONTROL))).drop_at(corners[1])


def bring(hand: Hand, rng: random.Random) -> None:
    hand.take(rng.choice(["+", "*", "^", "exp", "max", "2"])).drop_at(_spot(hand, rng))


def slide(hand: Hand, rng: random.Random) -> None:
    cards = sorted(hand.window.parts.sets_panel._cards)
    if cards:
        hand.slide(rng.choice(cards), rng.uniform(-4, 4), rng.uniform(-4, 4))


def step(hand: Hand, rng: random.Random) -> None:
    for _ in range(rng.randrange(4)):
        hand.session.stack.undo()
    for _ in range(rng.randrange(3)):
        hand.session.stack.redo()


def act(hand: Hand, rng: random.Random) -> None:
    nodes = sorted(hand.forest.nodes)
    drawn = [node for node in nodes if hand.stage.shown(node) == node]
    hand.stage.select(rng.sample(drawn, min(len(drawn), rng.randrange(3))))
    action = hand.window.menus.actions[rng.choice(_ACTIONS)]
    if action.isEnabled():
        action.trigger()


def press(hand: Hand, rng: random.Random) -> None:
    hand.view.setFocus()
    for _ in range(rng.randrange(1, 5)):
        _key(hand, rng.choice(_KEYS), rng.choice((NONE, NONE, NONE, SHIFT)))
    _leave(hand)


def type_on_canvas(hand: Hand, rng: random.Random) -> None:
    hand.view.setFocus()
    if hand.forest.nodes:
        hand.stage.select([_drawn_node(hand, rng)])
    for character in rng.choice(_TYPED):
        QTest.keyClicks(QApplication.focusWidget() or hand.view, character)
    _key(hand, rng.choice((ENTER, ESCAPE)))
    _leave(hand)


def write(hand: Hand, rng: random.Random) -> None:
    hand.window.parts.formula.begin_new()
    hand.type(rng.choice(_FORMULAS), hand.window.parts.formula.line)
    _key(hand, rng.choice((ENTER, ESCAPE)))
    hand.view.setFocus()


def _leave(hand: Hand) -> None:
    """Out of whatever is open."""
    for _ in range(2):
        if QApplication.focusWidget() is not hand.view:
            _key(hand, ESCAPE)
    hand.view.setFocus()


def _key(hand: Hand, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or hand.view, key, keys)


def _any_node(hand: Hand, rng: random.Random) -> NodeId:
    return rng.choice(sorted(hand.forest.nodes))


def _drawn_node(hand: Hand, rng: random.Random) -> NodeId:
    return hand.stage.shown(_any_node(hand, rng))


def _spot(hand: Hand, rng: random.Random) -> QPointF:
    """A node, an edge, an empty or filled slot, or anywhere."""
    found = [
        node for node in operations(hand.forest) if hand.stage.shown(node) == node and not hand.stage.is_fold(node)
    ]
    kind = rng.randrange(4)
    if kind == 0 and hand.forest.nodes:
        return hand.at_node(_drawn_node(hand, rng))
    if kind == 1 and found:
        node = rng.choice(sorted(found))
        return hand.at_slot(node, rng.randrange(len(hand.forest.operands(node))))
    inner = [node for node in hand.forest.nodes if hand.forest.slot_of(node) and hand.stage.shown(node) == node]
    if kind == 2 and inner:
        return hand.at_edge(rng.choice(sorted(inner)))
    return QPointF(rng.randrange(hand.view.width()), rng.randrange(hand.view.height()))


_WORK: tuple[Callable[[Hand, random.Random], None], ...] = (
    *(verb,) * 20,
    *(step,) * 8,
    *(act,) * 4,
    *(drag,) * 2,
    *(bring,) * 2,
    slide,
    press,
    type_on_canvas,
    band,
    write,
)
