"""The words at the right end of the status bar follow the canvas and its scale."""

from __future__ import annotations

from tests.robot import Hand


def tally(hand: Hand) -> str:
    return hand.window._tally.text()


def test_nodes_are_counted_and_trees_where_there_are_several(hand: Hand) -> None:
    assert tally(hand).startswith("11 nodes · ")
    hand.write("h = a*b")
    assert tally(hand).startswith("14 nodes in 2 trees · ")
    hand.undo()
    assert tally(hand).startswith("11 nodes · ")


def test_it_says_the_scale(hand: Hand) -> None:
    hand.view.zoom_to_full_size()
    assert tally(hand).endswith(" · 100 %")
    hand.view.zoom(0.5)
    assert tally(hand).endswith(" · 50 %")
    hand.view.zoom(0.01)
    assert tally(hand).endswith(" · 0.5 %")
