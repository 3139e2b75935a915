"""Thousands of edits at random, with undo and redo, through the real window; after each, all agrees."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QDockWidget

from tests.robot import Hand, turn
from tests.window.working import agrees, work
from treeedit.files.paper import write_forest

STARTS, EDITS = 3, 500
ALL_STARTS = 20


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "seed", [*range(STARTS), *(pytest.param(seed, marks=pytest.mark.heavy) for seed in range(STARTS, ALL_STARTS))]
)
def test_after_each_of_many_edits_all_agrees_and_undo_of_all_gives_the_start(empty: Hand, seed: int) -> None:
    hand, rng = empty, random.Random(seed)
    hand.window.resize(1000, 700)
    if seed % 2:
        hand.window.findChild(QDockWidget, "inspector").hide()
    hand.open_example(seed % 5)
    start = write_forest(hand.forest)
    for _ in range(EDITS):
        work(hand, rng)
        agrees(hand)
    turn()
    hand.view.grab()
    end, steps = write_forest(hand.forest), hand.session.stack.index()
    for _ in range(steps):
        hand.session.stack.undo()
    assert write_forest(hand.forest) == start
    agrees(hand)
    for _ in range(steps):
        hand.session.stack.redo()
    assert write_forest(hand.forest) == end
    agrees(hand)
