"""Two views of one stage may show different things of it, and each keeps what it has painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from tests.robot import Hand, turn
from treeedit.canvas.scene.visible_parts import ALL, CHOICE, HEADING, NOTES, Shown
from treeedit.canvas.view.presentation_view import NOTHING_BESIDE, BareView
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point


def shot(view: BareView) -> QImage:
    return view.grab().toImage()


def other(hand: Hand) -> BareView:
    view = BareView(hand.stage)
    view.resize(700, 500)
    view.fit()
    return view


def pin(hand: Hand) -> None:
    """Pin a note beside the tree."""
    hand.session.do(pin_note(hand.forest, hand.node("x3"), "for the lecturer", Point(400.0, 200.0)), "note")


def differs(view: BareView, *beside: str) -> bool:
    """Whether a view looks otherwise with something beside the trees."""
    view.show_only(Shown(None, NOTHING_BESIDE))
    view.fit()
    before, place = shot(view), view.viewportTransform()
    view.show_only(Shown(None, frozenset(beside)))
    assert view.viewportTransform() == place
    return shot(view) != before


def test_a_view_that_says_nothing_shows_everything(hand: Hand) -> None:
    assert hand.stage.showing.on(hand.view.viewport()) == ALL
    assert hand.stage.showing.on(None) == ALL


def test_rings_around_what_is_chosen_are_seen_where_they_are_wanted(hand: Hand) -> None:
    view = other(hand)
    hand.click("x3")
    assert differs(view, CHOICE)


def test_title_and_legend_are_seen_where_they_are_wanted(hand: Hand) -> None:
    assert differs(other(hand), HEADING)


def test_notes_are_seen_where_they_are_wanted(hand: Hand) -> None:
    pin(hand)
    assert differs(other(hand), NOTES)


def test_without_its_notes_a_tree_needs_less_room(hand: Hand) -> None:
    pin(hand)
    bare, whole = hand.stage.rect_of(Shown(None, NOTHING_BESIDE)), hand.stage.rect_of(ALL)
    assert whole.contains(bare)
    assert whole != bare


def test_a_tree_that_is_not_shown_is_neither_seen_nor_met(hand: Hand) -> None:
    hand.write("h = a*b")
    view = other(hand)
    place = QPointF(view.mapFromScene(hand.stage.place_of(hand.root("h"))))
    assert view.node_at(place) == hand.root("h")
    view.show_only(Shown(frozenset([hand.root("f")]), NOTHING_BESIDE))
    assert view.node_at(place) is None
    colour = hand.stage.look.theme.paper.lower()
    assert shot(view).pixelColor(place.toPoint()).name() == colour


def test_two_views_keep_their_bitmaps_side_by_side(hand: Hand) -> None:
    view = other(hand)
    (item,) = hand.stage.items_by_tree()
    for each in (hand.view, view, hand.view, view):
        each.grab()
    (layer,) = item._layers._layers.values()
    kept = [layer.bitmaps[each.viewport()] for each in (hand.view, view)]
    for each in (hand.view, view):
        each.grab()
    assert [layer.bitmaps[each.viewport()] for each in (hand.view, view)] == kept
    assert kept[0].place != kept[1].place


def test_two_views_of_other_parts_keep_what_each_of_them_shows(hand: Hand) -> None:
    view = other(hand)
    (item,) = hand.stage.items_by_tree()
    hand.view.zoom(4.0)
    hand.stage.light([hand.node("x3")])
    turn()
    for each in (hand.view, view):
        each.grab()
    kept = set(map(id, item._layers._layers.values()))
    for each in (hand.view, view):
        each.grab()
    assert set(map(id, item._layers._layers.values())) == kept
