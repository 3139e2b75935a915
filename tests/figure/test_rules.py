"""Local derivatives are written short on edges."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support import forests, grow
from treeedit.figure.rules import LONGEST_RULE, edge_rules
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest
from treeedit.model.records import operands_of

LONG = "(a + b + c + d + e + f + h)"


def rule(text: str, slot: int = 0) -> str:
    """What stands on an edge of the last tree's root where there is room."""
    forest = grow(text)
    root = forest.trees()[-1]
    return edge_rules(forest, analyse(forest), root, slot)[0]


@pytest.mark.parametrize(
    ("text", "slot", "shown"),
    [
        ("g = x1 + x2; f = g^2", 0, "2g"),
        ("g = x1 + x2; f = x3/g", 1, "−x₃/g²"),
        ("(x1 + x2)^2", 0, "2(x₁ + x₂)"),
        ("x + y", 1, "1"),
        ("x - y", 1, "−1"),
        ("gelu(x)", 0, "gelu′(x)"),
        ("sigmoid(x)", 0, "sigmoid′(x)"),
        (f"{LONG}^3", 0, "3(…)²"),
        (f"exp{LONG}", 0, "exp(…)"),
        (f"x*{LONG}", 0, "…"),
    ],
)
def test_a_rule_is_written_as_by_hand(text: str, slot: int, shown: str) -> None:
    assert rule(text, slot) == shown


@given(forest=forests())
def test_any_rule_fits_an_edge(forest: Forest) -> None:
    analysis = analyse(forest)
    for node, record in forest.nodes.items():
        for slot, operand in enumerate(operands_of(record)):
            if operand is not None:
                rules = edge_rules(forest, analysis, node, slot)
                assert rules
                assert all(0 < len(each) <= LONGEST_RULE for each in rules)
