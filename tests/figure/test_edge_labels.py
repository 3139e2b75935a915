"""The labels of edges: numbers, formulas, both or none, each as full as its edge has room for."""

from __future__ import annotations

import numpy as np

from tests.figure.sketching import drawn, words
from treeedit.figure.figure import Figure
from treeedit.figure.look import Look

EXAMPLE = "g = x1 + x2; f = g^2 + x3/g"


def labels(*shows: str, text: str = EXAMPLE) -> list[str]:
    drawing, evaluation = drawn(text, Look(shows=frozenset(shows)), x1=1.0, x2=2.0, x3=3.0)
    return words(drawing.numbers(range(len(drawing.x)), evaluation))


def test_local_derivatives_as_numbers() -> None:
    assert "×6" in labels("locals")


def test_local_derivatives_as_formulas() -> None:
    found = labels("rules")
    assert "2g" in found
    assert "−x₃/g²" in found
    assert not any(each.startswith("×") for each in found)


def test_both_as_an_equation() -> None:
    found = labels("values", "partials", "locals", "rules")
    assert "2g = 6" in found
    assert "1" in found  # and not 1 = 1


def test_none_of_both() -> None:
    assert labels() == []


def test_a_formula_stands_where_there_is_no_number() -> None:
    assert "1/(y − y)" in labels("locals", "rules", text="ln(y - y)")


def test_a_crowded_edge_has_a_shorter_label() -> None:
    found = labels("locals", "rules")  # nothing stands beside the nodes, so that the edges are narrow
    assert "×6" in found
    assert "2g = 6" not in found


def test_a_traced_path_has_numbers_where_edges_show_none() -> None:
    drawing, evaluation = drawn(EXAMPLE, Look(shows=frozenset()), x1=1.0, x2=2.0, x3=3.0)
    figure, rows = Figure.empty(), np.array([0, 2, 4])
    drawing.edge_labels.trace(figure, rows, evaluation, rows)
    assert words(figure) == ["×1", "×6", "×1"]
    assert len(figure.edges) == 3


def test_a_traced_path_keeps_to_itself_what_is_not_known() -> None:
    drawing, evaluation = drawn(EXAMPLE, Look(shows=frozenset()), x1=1.0, x2=2.0, x3=3.0)
    figure, rows = Figure.empty(), np.array([0, 2, 4])
    drawing.edge_labels.trace(figure, rows, evaluation, rows[2:])
    assert words(figure) == ["×1"]
