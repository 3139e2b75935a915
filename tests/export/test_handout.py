"""A hand-out shows every step once, numbered and in order, and keeps the solutions of an exercise for the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.export.ordering import order_of
from tests.figure.sketching import LOOK, box_of_text, words
from treeedit.export.handout import Handout, handout_of
from treeedit.export.order import Course, Order
from treeedit.figure.arrangement import Beside, Sheets
from treeedit.figure.series import SENTENCE
from treeedit.model.exercises import hide
from treeedit.model.records import Blank
from treeedit.model.steps import Pace

F = "f = x1*x2 + x1"
TOLD = replace(LOOK, shows=LOOK.shows | {SENTENCE})


def handout(**more: object) -> Handout:
    return handout_of(order_of(F, **more))  # type: ignore[arg-type]


def exercise(title: str = "Sums", course: Course | None = None) -> Order:
    """The order of an exercise that hides f and both partials of x1."""
    order = order_of(F, title=title)
    forest, ids = order.subject.forest, order.subject.analysis.order.ids.tolist()
    leaves = [node for node in ids if node in forest.nodes and getattr(forest.nodes[node], "label", "") == "x1"]
    blanks = [Blank("value", ids[-1]), *(Blank("partial", node) for node in leaves)]
    forest.apply(hide(forest, blanks))
    return replace(order, subject=replace(order_of(forest).subject, course=course))


def steps_on(found: Handout, number: int) -> list[str]:
    return [text for text in words(found.sheet(number)) if text.startswith("Step ")]


def test_without_a_course_it_shows_all_steps_in_order() -> None:
    found = handout()
    told = [step for number in range(len(found)) for step in steps_on(found, number)]
    count = len(told)
    assert count > 8
    assert told == [f"Step {number} of {count}" for number in range(1, count + 1)]


def test_a_course_is_kept_and_its_steps_have_the_numbers_of_the_window() -> None:
    found = handout_of(_at(Course(Pace.NODE, (1, 3, -1))))
    assert [step.split(" of ")[0] for step in steps_on(found, 0)] == ["Step 2", "Step 4", "Step 11"]


def _at(course: Course, **more: object) -> Order:
    order = order_of(F, **more)  # type: ignore[arg-type]
    return replace(order, subject=replace(order.subject, course=course))


@pytest.mark.parametrize("per_sheet", [1, 2, 4, 9])
def test_there_are_as_many_sheets_as_the_steps_need(per_sheet: int) -> None:
    found = handout(sheets=Sheets(per_sheet))
    count = int(steps_on(found, 0)[0].split(" of ")[1])
    assert len(found) == -(-count // per_sheet)
    assert len(steps_on(found, len(found) - 1)) == (count - 1) % per_sheet + 1


def test_the_title_stands_on_every_sheet_and_each_says_which_it_is() -> None:
    found = handout(title="Sums")
    for number in range(len(found)):
        assert "Sums" in words(found.sheet(number))
        assert f"Page {number + 1} of {len(found)}" in words(found.sheet(number))


def test_a_single_sheet_has_no_number() -> None:
    assert not any(text.startswith("Page") for text in words(handout_of(_at(Course(Pace.NODE, (1,)))).sheet(0)))


def test_a_title_that_is_too_long_ends_in_dots_within_the_sheet() -> None:
    found = handout(title="all work and no play\n" * 20)
    sheet = found.sheet(0)
    (title,) = [text for text in sheet.texts if text.text.startswith("all work")]
    assert title.text.endswith("…")
    assert "\n" not in title.text
    assert box_of_text(title).right < sheet.bounds.right


def test_fewer_pictures_than_places_become_larger() -> None:
    few = handout_of(_at(Course(Pace.NODE, (1, 2)), sheets=Sheets(9)))
    many = handout(sheets=Sheets(9))
    assert few.scale > many.scale


def test_all_that_is_on_a_sheet_lies_within_it() -> None:
    found = handout_of(_at(Course(Pace.NODE), look=TOLD, sheets=Sheets(6)))
    for number in range(len(found)):
        sheet = found.sheet(number)
        for box in map(box_of_text, sheet.texts):
            assert sheet.bounds.left <= box.left < box.right <= sheet.bounds.right
            assert sheet.bounds.top <= box.top < box.bottom <= sheet.bounds.bottom


def test_every_sheet_has_the_size_of_the_paper() -> None:
    found = handout()
    for sheet in found.sheets():
        _, _, wide, high = sheet.bounds
        assert sorted([wide * found.scale * 0.75, high * found.scale * 0.75]) == pytest.approx([595, 842])


def test_lines_for_notes_stand_beside_each_picture() -> None:
    plain, lined = handout().sheet(0), handout(sheets=Sheets(beside=Beside.LINES)).sheet(0)
    assert len(lined.lines) > len(plain.lines) + 8


def test_an_exercise_is_followed_by_its_solutions_on_a_sheet_of_their_own() -> None:
    found = handout_of(exercise())
    assert len(found) == 2
    task, solution = words(found.sheet(0)), words(found.sheet(1))
    assert {"Sums", "Name"} <= set(task)
    assert "Sums: solutions" in solution
    assert "Name" not in solution
    assert len(solution) > len(task)


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("Fill in.", 1), ("a\n\nb", 2), ("many words " * 500, 6)])
def test_an_exercise_says_what_is_to_be_done_above_its_boxes_only(text: str, lines: int) -> None:
    order = exercise()
    bare = [words(sheet) for sheet in handout_of(order).sheets()]
    order.subject.forest.about["text"] = text
    task, solution = handout_of(order).sheets()
    fresh = [each for each in task.texts if each.text not in bare[0]]
    assert len(fresh) == lines
    assert words(solution) == bare[1]
    assert all(box_of_text(each).right <= task.bounds.right for each in fresh)
    assert len({each.y for each in fresh}) == lines


def test_no_number_that_an_exercise_hides_stands_before_the_solutions() -> None:
    task, solution = (words(handout_of(exercise()).sheet(number)) for number in (0, 1))
    assert task.count("2") < solution.count("2")


def test_the_solutions_of_steps_begin_on_a_new_sheet() -> None:
    found = handout_of(exercise(course=Course(Pace.NODE, (1, 2, 3, 4, 5))))
    assert [len(steps_on(found, number)) for number in range(len(found))] == [4, 1, 4, 1]
    assert "Sums: solutions" not in words(found.sheet(1))
    assert "Sums: solutions" in words(found.sheet(2))


def test_it_says_how_far_it_is() -> None:
    told: list[float] = []
    found = handout()
    assert len(list(found.sheets(told.append))) == len(found)
    assert told == sorted(told)
    assert told[0] == 0.0
