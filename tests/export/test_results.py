"""The table of what a class has handed in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import treeedit
from tests.support import grow
from treeedit.export.results import Given, Handed, given_answers, handed_in, results_csv
from treeedit.model.about import describe
from treeedit.model.exercises import answer, hide
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, Input

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
    assert given_answers(exercise) == [
        Given("value of f", "10", True),
        Given("∂f/∂x1 (2)", "", None),
        Given("∂f/∂x1 (sum)", "6", False),
    ]


def test_an_answer_that_is_no_number_is_wrong(exercise: Forest) -> None:
    exercise.apply(answer(exercise, VALUE, "ten"))
    assert given_answers(exercise)[0].right is False


def test_a_file_is_a_row_with_its_score_and_two_columns_for_each_blank(exercise: Forest, tmp_path: Path) -> None:
    exercise.apply(describe(exercise, "Chain rule", ""))
    exercise.apply(answer(exercise, VALUE, "10"))
    treeedit.save(exercise, tmp_path / "ada.tree")
    head, row = rows(handed_in(tmp_path / "ada.tree"))
    assert head[:7] == ["file", "title", "right", "of", "problem", "value of f", "value of f ✓"]
    assert row[:7] == ["ada.tree", "Chain rule", "1", "3", "", "10", "✓"]
    assert row[7:] == ["", "", "", ""]


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
    assert rows(one, two)[1:] == [["a", "", "1", "1", "", "1", "✓", "", ""], ["b", "", "0", "1", "", "", "", "2", "✗"]]


@pytest.mark.parametrize(
    "hostile",
    ["=1+1", "+1", "-1/3", "@SUM(A1)", "\t=1", "  =HYPERLINK()", "＝1+1", "＠SUM(1)", '=cmd|"/C calc"!A0', "=1\n=2"],
)
def test_no_cell_is_a_formula_to_a_spreadsheet(hostile: str) -> None:
    table = rows(Handed(hostile, hostile, (Given(hostile, hostile, False),), hostile))
    cells = [cell for row in table for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＠")]
    assert not [cell for cell in cells if cell.startswith("\t")]
    assert sum(cell.startswith("'") for cell in cells) == 6


def test_the_table_is_utf_8_that_spreadsheets_recognise_whatever_the_names_hold() -> None:
    data = results_csv([Handed('"; \u202edrop,\r\nx \udcff', "x₁")])
    assert data.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))) == 2


def test_two_blanks_of_the_same_name_are_numbered() -> None:
    forest = grow("f = (x + y)*(x + y)")
    forest.apply(hide(forest, [Blank("value", 3), Blank("value", 6)]))
    assert [each.asked for each in given_answers(forest)] == ["value of x + y", "value of x + y #2"]
