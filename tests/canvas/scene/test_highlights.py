"""A light passes or stays; a path leads from a node to its output, and its edges stand out."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from tests.robot import Hand
from tests.support import grow
from treeedit.canvas.scene.highlights import NO_LIGHT, Light
from treeedit.model.edits import remove


def shot(hand: Hand) -> QImage:
    hand.view.hovered = lambda node: None  # the platform's pointer may rest on a node
    return hand.view.grab().toImage()


def pin(hand: Hand, *labels: str) -> frozenset[int]:
    nodes = frozenset(hand.node(label) for label in labels)
    hand.stage.lights.pin(Light(nodes), "test")
    return nodes


def test_a_passing_light_goes_over_the_pinned_one_which_comes_back(hand: Hand) -> None:
    pinned = pin(hand, "x3")
    hand.stage.light([hand.node("x2")])
    assert hand.stage.lit == {hand.node("x2")}
    hand.stage.light([])
    assert hand.stage.lit == pinned


def test_only_its_owner_ends_a_pinned_light(hand: Hand) -> None:
    pinned = pin(hand, "x3")
    hand.stage.lights.unpin("somebody else")
    assert hand.stage.lit == pinned
    hand.stage.lights.unpin("test")
    assert hand.stage.lit == frozenset()


def test_a_path_leads_to_the_output(hand: Hand) -> None:
    light = hand.stage.lights.path(hand.node("x1"))
    assert light.nodes == {hand.node("x1"), hand.node("+"), hand.node("^"), hand.root("f")}


def test_the_paths_of_a_set_meet_at_the_output(hand: Hand) -> None:
    light = hand.stage.lights.paths([hand.node("x1", 0), hand.node("x1", 1)])
    assert len(light.nodes) == 7


def test_in_an_incomplete_tree_a_path_ends_at_the_complete_part(empty: Hand) -> None:
    empty.session.open(grow("(x*y) + □"))
    light = empty.stage.lights.path(empty.node("x"))
    assert light.nodes == {empty.node("x"), empty.node("*")}


def test_what_has_no_output_is_a_path_of_its_own(empty: Hand) -> None:
    empty.session.open(grow("(x*y) + □"))
    assert empty.stage.lights.path(empty.node("+")).nodes == {empty.node("+")}


def test_the_edges_of_a_path_stand_out(hand: Hand) -> None:
    path = hand.stage.lights.path(hand.node("x1"))
    hand.stage.light(path.nodes)
    before = shot(hand)
    hand.stage.lights.pass_over(path)
    assert shot(hand) != before
    hand.stage.lights.pass_over(NO_LIGHT)


def test_the_edges_of_a_path_end_at_the_output(empty: Hand) -> None:
    empty.session.open(grow("(x*y) + □"))
    empty.stage.lights.pin(empty.stage.lights.path(empty.node("x")), "test")
    drawing = empty.stage.drawing
    rows = empty.stage.lights.path_edges(drawing, np.array(drawing.subtree_rows(empty.root("f"))))
    assert drawing.analysis.order.ids[rows].tolist() == [empty.node("x")]


def test_a_pinned_path_follows_the_structure(hand: Hand) -> None:
    hand.stage.lights.pin(hand.stage.lights.path(hand.node("x3")), "test")
    hand.take("exp").onto_edge("x3")
    assert hand.node("exp") in hand.stage.lit
    hand.session.do(remove(hand.forest, [hand.node("x3")]), "remove")
    assert hand.stage.lit == frozenset()
    assert hand.stage.lights.key == ""


def test_a_path_through_a_fold_lights_the_fold(hand: Hand) -> None:
    hand.stage.lights.pin(hand.stage.lights.path(hand.node("x1")), "test")
    hand.click("^")
    hand.do("fold")
    drawing = hand.stage.drawing
    rows = np.array(drawing.subtree_rows(hand.root("f")))
    assert drawing.folded[rows[hand.stage.lights.lit(drawing, rows)]].sum() == 1
    assert not shot(hand).isNull()
