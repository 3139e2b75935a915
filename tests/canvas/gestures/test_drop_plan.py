"""Targets: which of several places lights up, and that the light does not flicker between two."""

import pytest
from PySide6.QtCore import QPointF

from tests.robot import Hand
from treeedit.canvas.gestures.drop_plan import Target, plan
from treeedit.canvas.gestures.hit_test import EDGE_PX, HOLD, SNAP_PX
from treeedit.canvas.transfer.load import Load
from treeedit.figure.look import SLOT_RADIUS
from treeedit.model.edits import operator_alone
from treeedit.model.records import Leaf, Slot

X = Load((Leaf("x"),))
ZOOMS = [0.5, 1.0, 2.0]


def lit(hand: Hand, load: Load, point: QPointF, zoom: float, before: Target | None = None) -> Target:
    return plan(hand.stage, load, point, point, zoom, before).target


def below(hand: Hand, slot: Slot, pixels: float, zoom: float) -> QPointF:
    """A point some pixels of the screen below the circle of a slot."""
    return hand.stage.place_of_slot(slot) + QPointF(0.0, SLOT_RADIUS + pixels / zoom)


@pytest.fixture
def slot(empty: Hand) -> Slot:
    empty.write("exp(□)")
    return Slot(empty.node("exp"), 0)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_slot_catches_within_its_reach_on_the_screen(empty: Hand, slot: Slot, zoom: float) -> None:
    assert lit(empty, X, below(empty, slot, SNAP_PX - 1, zoom), zoom) == Target(slot=slot)
    assert lit(empty, X, below(empty, slot, SNAP_PX + 1, zoom), zoom) == Target()


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_lit_slot_holds_on_a_little_farther(empty: Hand, slot: Slot, zoom: float) -> None:
    here = Target(slot=slot)
    assert lit(empty, X, below(empty, slot, HOLD * SNAP_PX - 1, zoom), zoom, here) == here
    assert lit(empty, X, below(empty, slot, HOLD * SNAP_PX + 1, zoom), zoom, here) == Target()


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize(("mine", "other"), [(0, 1), (1, 0)])
def test_between_two_slots_the_lit_one_keeps_its_light(empty: Hand, zoom: float, mine: int, other: int) -> None:
    empty.write("□ + □")
    slots = [Slot(empty.node("+"), index) for index in (0, 1)]
    left, right = (empty.stage.place_of_slot(each) for each in slots)
    middle = (left + right) / 2 + QPointF(0.0, 4.0)
    beyond = middle + (right - left) * (0.02 if mine == 0 else -0.02)
    here = Target(slot=slots[mine])
    assert lit(empty, X, middle, zoom, here) == here
    assert lit(empty, X, beyond, zoom, here) == here
    assert lit(empty, X, beyond, zoom) == Target(slot=slots[other])


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_other_slot_takes_the_light_at_its_centre(empty: Hand, zoom: float) -> None:
    empty.write("□ + □")
    slots = [Slot(empty.node("+"), index) for index in (0, 1)]
    at = empty.stage.place_of_slot(slots[1])
    assert lit(empty, X, at, zoom, Target(slot=slots[0])) == Target(slot=slots[1])


def test_a_node_wins_over_the_edge_that_ends_at_it(hand: Hand) -> None:
    node = hand.node("/")
    load = Load(operator_alone("exp"))
    top = hand.stage.place_of(node) - QPointF(0.0, 22.0)
    assert lit(hand, load, top, 1.0) == Target(node=node)
    assert lit(hand, load, top - QPointF(0.0, 9.0), 1.0) == Target(edge=node)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_an_edge_catches_near_its_curve_only(hand: Hand, zoom: float) -> None:
    node = hand.node("/")
    parent = hand.forest.root_of(node)
    middle = (hand.stage.place_of(node) + hand.stage.place_of(parent)) / 2
    load = Load(operator_alone("exp"))
    assert lit(hand, load, middle + QPointF(0.0, (EDGE_PX - 1) / zoom), zoom) == Target(edge=node)
    assert lit(hand, load, middle - QPointF(0.0, 4 * EDGE_PX / zoom), zoom) != Target(edge=node)


def test_a_leaf_over_an_operation_says_that_it_sets_it_aside(hand: Hand) -> None:
    at = hand.stage.place_of(hand.node("/"))
    assert "becomes a loose tree" in plan(hand.stage, X, at, at, 1.0).words
    at = hand.stage.place_of(hand.node("x3"))
    assert plan(hand.stage, X, at, at, 1.0).words == "in place of this leaf"


def test_an_illegal_target_is_shown_and_says_why(hand: Hand) -> None:
    root = hand.forest.trees()[0]
    at = hand.stage.place_of(root)
    shown = plan(hand.stage, Load(node=hand.node("x3")), at, at, 1.0)
    assert (shown.edit, shown.node) == (None, root)
    assert shown.words == "A tree cannot be put into itself."
