"""The light on one subtree, from the editor's menu."""

from __future__ import annotations

from tests.robot import Hand


def test_the_subtree_of_the_current_node_is_lit_until_the_same_again(hand: Hand) -> None:
    hand.click("^")
    hand.do("show_subtree")
    assert hand.stage.lit == {hand.node(who) for who in ("^", "+", "x1", "x2", "2")}
    assert hand.window.menus.actions["show_subtree"].isChecked()
    hand.do("show_subtree")
    assert hand.stage.lit == frozenset()
    assert not hand.window.menus.actions["show_subtree"].isChecked()


def test_it_can_be_ended_when_nothing_is_chosen_any_more(hand: Hand) -> None:
    hand.click("^")
    hand.do("show_subtree")
    hand.stage.select([])
    hand.do("show_subtree")
    assert hand.stage.lit == frozenset()
    assert not hand.window.menus.actions["show_subtree"].isEnabled()


def test_it_goes_along_with_the_subtree_as_it_is_edited(hand: Hand) -> None:
    hand.click("/")
    hand.do("show_subtree")
    hand.take("exp").onto_edge("x3")
    assert hand.node("exp") in hand.stage.lit
    assert hand.node("^") not in hand.stage.lit


def test_it_ends_with_its_node(hand: Hand) -> None:
    hand.click("/")
    hand.do("show_subtree")
    hand.do("delete")
    assert hand.stage.lit == frozenset()
    assert not hand.window.parts.subtree_light.is_on


def test_it_takes_turns_with_the_path(hand: Hand) -> None:
    hand.click("/")
    hand.do("show_subtree")
    hand.do("show_path")
    assert not hand.window.parts.subtree_light.is_on
    assert hand.window.parts.path_light.is_on


def test_it_ends_with_the_document(hand: Hand) -> None:
    hand.click("/")
    hand.do("show_subtree")
    hand.open_example(4)
    assert not hand.window.parts.subtree_light.is_on


def test_in_the_shared_form_what_has_run_together_is_lit_with_it(hand: Hand) -> None:
    hand.do("shared_form")
    hand.stage.select([hand.node("/")])
    hand.do("show_subtree")
    hand.view.grab()
    assert hand.node("x3") in hand.stage.lit
