"""Orders without the crossings that can be saved, and never against the reading order."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from treeedit.model.reading_order import ReadingOrder
from treeedit.model.untangling import Untangling

Edge = tuple[int, int]
UPPER, LOWER = range(4), range(4, 8)


def untangled(edges: list[Edge], pairs: list[Edge]) -> tuple[int, list[list[int]]]:
    above = {thing: [a for a, b in edges if b == thing] for thing in (*UPPER, *LOWER)}
    below = {thing: [b for a, b in edges if a == thing] for thing in (*UPPER, *LOWER)}
    layer = {thing: int(thing in LOWER) for thing in (*UPPER, *LOWER)}
    return Untangling(layer, above, below).order({thing: float(thing) for thing in layer}, ReadingOrder(pairs))


def crossings(edges: list[Edge], layers: list[list[int]]) -> int:
    at = {thing: i for layer in layers for i, thing in enumerate(layer)}
    return sum((at[a] - at[c]) * (at[b] - at[d]) < 0 for i, (a, b) in enumerate(edges) for c, d in edges[:i])


def test_a_matching_is_untangled() -> None:
    edges = [(0, 6), (1, 4), (2, 7), (3, 5)]
    assert untangled(edges, [])[0] == 0


@given(st.lists(st.sampled_from(list(product(UPPER, LOWER))), max_size=12), st.permutations(range(8)), st.randoms())
def test_the_count_is_right_and_the_rule_is_kept(edges, order, random) -> None:  # type: ignore[no-untyped-def]
    pairs = [(low, high) for i, low in enumerate(order) for high in order[i + 1 :] if random.random() < 0.3]
    found, layers = untangled(edges, pairs)
    assert found == crossings(edges, layers)
    assert [sorted(layer) for layer in layers] == [list(UPPER), list(LOWER)]
    chains = [pair for layer in layers for pair in pairwise(layer)]
    kept = ReadingOrder([*chains, *pairs])
    assert {(low, high) for low, others in kept.after.items() for high in others} == {*chains, *pairs}


def test_neighbours_change_places_where_that_saves_a_crossing() -> None:
    edges = [(0, 5), (0, 7), (1, 4), (1, 6), (2, 5), (3, 4)]
    fewest = untangled(edges, [])[0]
    assert fewest <= crossings(edges, [list(UPPER), list(LOWER)])
    assert fewest <= 1
