"""Orders: at which steps a subject is shown, and an order for each of its pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.export.ordering import order_of
from tests.figure.sketching import LOOK
from tests.support import grow
from treeedit.export.order import MOST_FRAMES, Course, ExportError, Order, course_of_all, parted_subject, subject_of
from treeedit.model.patience import Cancelled
from treeedit.model.steps import Pace

EXAMPLE = "(x1 + x2)^2 + x3/(x1 + x2)"


def with_course(course: Course | None, text: str = EXAMPLE, **more: object) -> Order:
    order = order_of(text, **more)  # type: ignore[arg-type]
    return replace(order, subject=replace(order.subject, course=course))


def test_without_a_course_there_is_one_picture_of_all_numbers() -> None:
    order = with_course(None)
    (only,) = order.frames()
    assert order.subject.numbers == ()
    assert only.figure == order.figure
    assert order.words == ""


def test_a_course_takes_all_steps_or_those_that_are_named_or_the_most_instructive() -> None:
    assert with_course(Course()).subject.numbers == tuple(range(21))
    assert with_course(Course(Pace.LEVEL)).subject.numbers == tuple(range(13))
    assert with_course(Course(numbers=(3, 0, -1, 3))).subject.numbers == (3, 0, 20, 3)
    assert len(with_course(Course(most=9)).subject.numbers) == 9


@pytest.mark.parametrize("number", [22, -2, 10**9])
def test_a_step_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(ExportError, match="the last one is 21"):
        _ = with_course(Course(numbers=(number,))).subject.numbers


def test_more_pictures_than_anybody_could_use_are_refused() -> None:
    long = " + ".join(f"x{i}" for i in range(MOST_FRAMES // 2))
    with pytest.raises(ExportError, match="steps are too many"):
        _ = with_course(Course(), long).subject.numbers


def test_all_steps_go_by_node_until_those_would_be_too_many_to_watch() -> None:
    assert course_of_all(with_course(None).subject).pace is Pace.NODE
    wide = "*".join(f"sin(x{i})" for i in range(40))
    assert course_of_all(with_course(None, wide).subject).pace is Pace.LEVEL


def test_every_frame_is_an_order_of_its_own_with_the_words_of_its_step() -> None:
    order = with_course(Course(numbers=(0, 1, -1)), padding=5.0)
    frames = list(order.frames())
    assert [each.words.partition(":")[0] for each in frames[:2]] == ["Nothing is computed yet.", "The inputs are given"]
    assert {each.figure.bounds for each in frames} == {order.bounds}
    assert order.bounds == order.subject.series.bounds.grown(5.0)


def test_who_asks_for_frames_is_told_how_far_the_work_is_and_can_end_it() -> None:
    told: list[float] = []

    def tick(share: float) -> None:
        told.append(share)
        if share > 0.4:
            raise Cancelled

    made = []
    with pytest.raises(Cancelled):
        made.extend(with_course(Course(numbers=(0, 1, 2, 3)), tick=tick).frames())
    assert told == [0.0, 0.25, 0.5]


def test_trees_that_are_parted_in_a_picture_keep_their_places_in_the_document() -> None:
    subject = subject_of(
        grow("f = -x1*(3 + □) + sin(θ_max)/ln(größe) - exp(2.5); h = max(x1, 0.1)"), replace(LOOK, orientation="left")
    )
    before = dict(subject.forest.roots)
    apart = parted_subject(subject)
    assert Order(apart).figure.bounds != Order(subject).figure.bounds
    assert apart.forest.roots == before
