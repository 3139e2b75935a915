"""Labels are written as on paper, in characters that the font has."""

import pytest

from treeedit.figure.typeset import LONGEST, typeset, typeset_formula
from treeedit.model.records import Leaf


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("x", "x"),
        ("x1", "x₁"),
        ("x_1", "x₁"),
        ("w_11", "w₁₁"),
        ("theta", "θ"),
        ("Omega", "Ω"),
        ("θ2", "θ₂"),
        ("theta_max", "θₘₐₓ"),
        ("x_b", "x_b"),
        ("pi", "π"),
        ("1e-300", "1e−300"),
        ("0.5", "0.5"),
        ("größe", "größe"),
    ],
)
def test_a_label_is_typeset(label: str, text: str) -> None:
    assert typeset(label) == text


@pytest.mark.parametrize("label", ["a" * 100, "a" * 40 + "_1", "a" * 50 + "12"])
def test_a_very_long_label_is_elided(label: str) -> None:
    assert typeset(label).startswith("a" * 20)
    assert typeset(label).endswith("…")
    assert len(typeset(label)) == LONGEST


def test_a_formula_has_its_labels_typeset() -> None:
    assert typeset_formula((Leaf("x1"), Leaf("theta"), "+")) == "x₁ + θ"
