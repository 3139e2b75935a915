"""Orders keep every pair that was taken up, pairs that contradict others are left out, and wishes count otherwise."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from treeedit.model.reading_order import ReadingOrder

pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)
wishes = st.lists(st.floats(-100, 100), min_size=8, max_size=8).map(lambda found: dict(enumerate(found)))


@given(pairs, wishes)
def test_every_pair_that_was_taken_up_is_kept(wanted: list[tuple[int, int]], wish: dict[int, float]) -> None:
    rule = ReadingOrder(wanted)
    found = rule.sorted(wish)
    assert sorted(found) == sorted(wish)
    assert all(found.index(low) < found.index(high) for low, others in rule.after.items() for high in others)


@given(pairs)
def test_a_pair_is_left_out_only_if_it_closes_a_circle(wanted: list[tuple[int, int]]) -> None:
    rule = ReadingOrder(wanted)
    taken = {(low, high) for low, others in rule.after.items() for high in others}
    for low, high in wanted:
        if low != high and (low, high) not in taken:
            assert leads(taken, high, low)


def leads(pairs: set[tuple[int, int]], start: int, end: int) -> bool:
    reached = {start}
    while fresh := {high for low, high in pairs if low in reached} - reached:
        reached |= fresh
    return end in reached


@given(st.permutations(range(6)))
def test_pairs_that_fit_an_order_are_all_taken_up(order: list[int]) -> None:
    rule = ReadingOrder(combinations(order, 2))
    assert rule.sorted(dict.fromkeys(range(6), 0.0)) == list(order)


def test_the_first_of_two_that_contradict_each_other_counts() -> None:
    assert ReadingOrder([(1, 2), (2, 1)]).sorted({2: 0.0, 1: 0.0}) == [1, 2]


@given(wishes)
def test_without_pairs_the_wishes_decide_and_of_two_alike_the_first(wish: dict[int, float]) -> None:
    assert ReadingOrder([]).sorted(wish) == sorted(wish, key=lambda thing: (wish[thing], thing))
