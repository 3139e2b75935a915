"""What is settled keeps its order and its distance, also from what stands in other layers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from treeedit.model.reading_order import ReadingOrder
from treeedit.model.settling import Settling

REACH = (10.0, 30.0)


def settled(layers: list[list[int]], joined: list[tuple[int, int]], pairs: list[tuple[int, int]]) -> dict[int, float]:
    things = [thing for layer in layers for thing in layer]
    near = {thing: [sum(pair) - thing for pair in joined if thing in pair] for thing in things}
    return Settling(layers, dict.fromkeys(things, REACH), near, ReadingOrder(pairs)).x


@given(st.permutations(range(9)), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12), st.randoms())
def test_order_and_distances_are_kept(order, joined, random) -> None:  # type: ignore[no-untyped-def]
    layers = [[thing for thing in order if thing % 3 == layer] for layer in range(3)]
    pairs = [(low, high) for i, low in enumerate(order) for high in order[i + 1 :] if random.random() < 0.3]
    x = settled(layers, [pair for pair in joined if pair[0] != pair[1]], pairs)
    for layer in layers:
        assert all(x[b] - x[a] >= sum(REACH) - 1e-6 for a, b in pairwise(layer))
    assert all(x[low] < x[high] for low, high in pairs)


def test_what_is_free_stands_in_the_middle_of_its_neighbours() -> None:
    x = settled([[0], [1, 2]], [(0, 1), (0, 2)], [])
    assert abs(x[0] - (x[1] + x[2]) / 2) < 1.0
    assert abs(x[2] - x[1] - sum(REACH)) < 1e-6


def test_what_is_to_be_left_of_something_further_down_is() -> None:
    below = settled([[0], [1], [2]], [(0, 1), (1, 2)], [])
    beside = settled([[0], [1], [2]], [(0, 1), (1, 2)], [(2, 0)])
    assert below[2] == below[0]
    assert beside[2] < beside[0]
