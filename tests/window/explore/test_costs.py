"""The costs of derivatives, live."""

from __future__ import annotations

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.model.edits import remove
from treeedit.window.explore.costs import CostDialog, CostTable


def opened(hand: Hand) -> CostDialog:
    hand.do("costs")
    assert hand.window.parts.lesson.costs is not None
    return hand.window.parts.lesson.costs


def rows(table: CostTable) -> list[list[str]]:
    return [
        [name.text(), *(cell.text() for cell in cells)] for name, cells in zip(table._names, table._cells, strict=True)
    ]


def test_the_running_example_is_counted_in_both_forms(hand: Hand) -> None:
    dialog = opened(hand)
    assert rows(dialog._tree) == [
        ["one backward pass", "5", "10", "2", "17"],
        ["forward mode, 3 passes", "5", "30", "15", "50"],
        ["finite differences, 4 evaluations", "20", "3", "3", "26"],
    ]
    assert rows(dialog._shared)[0] == ["one backward pass", "4", "8", "1", "13"]
    assert dialog._shared._head.text() == "Shared form · 8 nodes"


def test_one_sentence_says_why_backpropagation_at_all(hand: Hand) -> None:
    words = opened(hand)._why.text()
    assert words == (
        "f has 3 inputs: forward mode needs 3 passes, finite differences 4 evaluations, backpropagation 1 pass."
    )


def test_the_counts_follow_canvas_and_selection(hand: Hand) -> None:
    hand.write("h = x*x")
    dialog = opened(hand)
    hand.stage.select([hand.root("h")])
    turn()
    assert dialog._title.text() == "The gradient of h"
    assert "1 input" in dialog._why.text()
    hand.session.do(remove(hand.forest, [hand.node("x")]), "remove")
    turn()
    assert not dialog._tables.isVisible()
    assert "without empty slots" in dialog._why.text()


def test_bars_compare_both_forms_by_one_measure(empty: Hand) -> None:
    empty.session.open(grow("(x + y)*(x + y)*(x + y)"))
    dialog = opened(empty)
    assert max(bar._share for bar in dialog._tree._bars) == 1.0
    assert dialog._shared._bars[0]._share < dialog._tree._bars[0]._share


def test_the_window_is_opened_once_and_follows_the_look(hand: Hand) -> None:
    dialog = opened(hand)
    dialog.reject()
    assert opened(hand) is dialog
    hand.do("scheme_dark")
    assert not dialog.grab().isNull()
