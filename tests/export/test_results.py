"""The table of what a class has handed in."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from time import process_time

import pytest

import treeedit
from tests.support import grow
from treeedit.export.results import MOST_BLANKS, Asked, Changes, Given, Handed, exercise_in, handed_in, results_csv
from treeedit.files.fault import FileError
from treeedit.model.about import describe
from treeedit.model.edits import add, relabel
from treeedit.model.exercises import answer, hide, show
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, Input, Leaf, Point

SWIFT = 2.0
"""Seconds of work for a file that once took minutes."""
SUM, SECOND, VALUE = Blank("sum", 1), Blank("partial", 7), Blank("value", 11)


@pytest.fixture
def exercise() -> Forest:
    forest = grow("f = (x1 + x2)^2 + x3/(x1 + x2)")
    forest.inputs.update({f"x{i}": Input(float(i)) for i in (1, 2, 3)})
    forest.apply(hide(forest, [SUM, SECOND, VALUE]))
    return forest


def rows(*handed: Handed) -> list[list[str]]:
    """The table as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(results_csv(handed).decode("utf-8-sig"))))


def test_each_answer_has_a_name_a_text_and_a_mark(exercise: Forest) -> None:
    exercise.apply(answer(exercise, VALUE, "10"))
    exercise.apply(answer(exercise, SUM, "6"))
    assert Asked(exercise).answers(exercise) == [
        Given("value of f", "10", True),
        Given("∂f/∂x1(2)", "", None),
        Given("∂f/∂x1", "6", False),
    ]


def test_an_answer_that_is_no_number_is_wrong(exercise: Forest) -> None:
    exercise.apply(answer(exercise, VALUE, "ten"))
    assert Asked(exercise).answers(exercise)[0].right is False


def test_a_file_is_a_row_with_its_score_and_two_columns_for_each_blank(exercise: Forest, tmp_path: Path) -> None:
    exercise.apply(describe(exercise, "Chain rule", ""))
    exercise.apply(answer(exercise, VALUE, "10"))
    treeedit.save(exercise, tmp_path / "ada.tree")
    head, row = rows(handed_in(tmp_path / "ada.tree"))
    assert head[:8] == ["file", "title", "right", "of", "problem", "inputs", "value of f", "value of f ✓"]
    assert row[:8] == ["ada.tree", "Chain rule", "1", "3", "", "x1 = 1, x2 = 2, x3 = 3", "10", "✓"]
    assert row[8:] == ["", "", "", ""]


def test_a_file_that_cannot_be_read_has_a_row_that_says_why(exercise: Forest, tmp_path: Path) -> None:
    (tmp_path / "broken.tree").write_text("{")
    treeedit.save(exercise, tmp_path / "ada.tree")
    treeedit.save(grow("x"), tmp_path / "bare.tree")
    found = rows(*(handed_in(tmp_path / name) for name in ("broken.tree", "ada.tree", "bare.tree", "gone.tree")))
    assert [row[0] for row in found[1:]] == ["broken.tree", "ada.tree", "bare.tree", "gone.tree"]
    assert [bool(row[4]) for row in found[1:]] == [True, False, True, True]
    assert "no such file" in found[4][4]


def test_what_differs_between_files_has_columns_of_its_own(exercise: Forest) -> None:
    one = Handed("a", answers=(Given("p", "1", True),))
    two = Handed("b", answers=(Given("q", "2", False),))
    assert rows(one, two)[1:] == [
        ["a", "", "1", "1", "", "", "1", "✓", "", ""],
        ["b", "", "0", "1", "", "", "", "", "2", "✗"],
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "=1+1",
        "+A1",
        "-1/3+A1",
        "@SUM(A1)",
        "|calc",
        "%0",
        "\t=1",
        "  =HYPERLINK()",
        "＝1+1",
        "＠SUM(1)",
        '=cmd|"/C calc"!A0',
        "=1\n=2",
    ],
)
def test_no_cell_is_a_formula_to_a_spreadsheet(hostile: str) -> None:
    table = rows(Handed(hostile, hostile, (Given(hostile, hostile, False),), hostile, hostile))
    cells = [cell for row in table for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@|%＝＠")]
    assert not [cell for cell in cells if cell.startswith("\t")]
    assert sum(cell.startswith("'") for cell in cells) == 7


@pytest.mark.parametrize("number", ["-1", "+5", "-1/3", "-0.333", "-0,333", "-1.5e-3"])
def test_a_number_stands_as_it_was_typed(number: str) -> None:
    assert rows(Handed("a", answers=(Given("p", number, True),)))[1][6] == number


def test_the_table_is_utf_8_that_spreadsheets_recognise_whatever_the_names_hold() -> None:
    data = results_csv([Handed('"; \u202edrop,\r\nx \udcff', "x₁")])
    assert data.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))) == 2


def test_two_blanks_of_the_same_function_have_the_names_of_its_copies() -> None:
    forest = grow("f = (x + y)*(x + y)")
    forest.apply(hide(forest, [Blank("value", 3), Blank("value", 6)]))
    assert [each.asked for each in Asked(forest).answers(forest)] == [
        "value of v1(1), v1 = x + y",
        "value of v1(2), v1 = x + y",
    ]


# --- marked by the lecturer's file ---


@pytest.fixture
def given(exercise: Forest) -> Asked:
    """The exercise as it was given out; the fixture `exercise` is then what a student makes of it."""
    return Asked(exercise.copy())


def test_an_untouched_exercise_has_no_changes(exercise: Forest, given: Asked) -> None:
    exercise.apply(answer(exercise, SUM, "17/3"))
    assert given.changes(exercise) == Changes()
    assert [each.right for each in given.answers(exercise)] == [None, None, True]


def test_answers_to_other_inputs_are_marked_by_those_that_were_asked(exercise: Forest, given: Asked) -> None:
    exercise.inputs["x3"] = Input(0.0)
    exercise.apply(answer(exercise, VALUE, "9"))
    assert Asked(exercise).answers(exercise)[0].right
    assert given.answers(exercise)[0].right is False
    assert given.changes(exercise) == Changes(inputs="x3 = 0 instead of 3")


def test_another_tree_and_blanks_that_are_gone_are_told(exercise: Forest, given: Asked) -> None:
    exercise.apply(show(exercise, [SECOND]))
    exercise.apply(relabel(exercise, 7, "y"))
    changes = given.changes(exercise)
    assert changes.trees == "f = (x1 + x2)^2 + x3/(y + x2)"
    assert changes.blanks == "∂f/∂x1(2)"
    assert [each.asked for each in given.answers(exercise)] == ["value of f", "∂f/∂x1(2)", "∂f/∂x1"]


def test_what_stands_beside_the_exercise_changes_nothing(exercise: Forest, given: Asked) -> None:
    exercise.apply(add(exercise, (Leaf("z"),), Point(900.0, 0.0)))
    exercise.apply(describe(exercise, "Mine", "notes"))
    assert given.changes(exercise) == Changes()


def test_changes_have_columns_of_their_own(exercise: Forest, given: Asked, tmp_path: Path) -> None:
    exercise.inputs["x3"] = Input(0.0)
    treeedit.save(exercise, tmp_path / "ada.tree")
    treeedit.save(grow("x"), tmp_path / "bare.tree")
    other = grow("a*b")
    other.apply(hide(other, [Blank("value", 3)]))
    treeedit.save(other, tmp_path / "other.tree")
    head, *table = rows(*(handed_in(tmp_path / name, given) for name in ("ada.tree", "bare.tree", "other.tree")))
    assert head[2:8] == ["right", "of", "problem", "changed inputs", "changed trees", "missing blanks"]
    assert table[0][2:8] == ["0", "3", "", "x3 = 0 instead of 3", "", ""]
    assert table[1][2:5] == ["", "", "There is no exercise in this file."]
    assert table[2][2:5] == ["", "", "This is another exercise: none of its blanks is asked for."]


def test_a_file_without_blanks_is_no_exercise_to_mark_by(tmp_path: Path) -> None:
    treeedit.save(grow("x"), tmp_path / "bare.tree")
    with pytest.raises(FileError, match=r"bare\.tree: There is no exercise"):
        exercise_in(tmp_path / "bare.tree")


# --- a class, some of it hostile ---


def copies(count: int) -> Forest:
    """A document with a wrong answer for the value, the partial and the sum at every copy of x."""
    forest = grow("f = " + "+".join(["x"] * count))
    leaves = [node for node, each in forest.nodes.items() if isinstance(each, Leaf)]
    forest.apply(hide(forest, [Blank(kind, node) for node in leaves for kind in ("partial", "sum")]))
    forest.blanks.update(dict.fromkeys(forest.blanks, "0.123"))
    return forest


def test_a_file_with_more_blanks_than_anybody_fills_in_is_named_and_costs_nobody_a_row(
    exercise: Forest, tmp_path: Path
) -> None:
    treeedit.save(copies(MOST_BLANKS), tmp_path / "huge.tree")
    treeedit.save(exercise, tmp_path / "ada.tree")
    found = rows(*(handed_in(tmp_path / name) for name in ("huge.tree", "ada.tree")))
    assert found[1][4] == "The file is too large to be marked: it has 4,000 blanks, and at most 2,000 are read."
    assert found[2][:5] == ["ada.tree", "", "0", "3", ""]


@pytest.mark.parametrize("is_compared", [False, True])
def test_a_hostile_file_takes_no_longer_than_it_is_large(is_compared: bool, tmp_path: Path) -> None:  # both ways
    hostile = copies(900)
    treeedit.save(hostile, tmp_path / "a.tree")
    start = process_time()
    handed = handed_in(tmp_path / "a.tree", Asked(hostile) if is_compared else None)
    assert process_time() - start < SWIFT
    assert (handed.right, len(handed.answers)) == (0, 1800)
