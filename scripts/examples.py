"""Write the examples in resources/examples from what they are: formulas, values, a title and a line of text.

    python -m scripts.examples

A test compares the files with what this script would write, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from treeedit.assets import resources
from treeedit.figure.drawing import Drawing
from treeedit.figure.look import Look
from treeedit.files.paper import write_forest
from treeedit.files.writer import write_atomically
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest
from treeedit.model.formula import forest_of
from treeedit.model.records import Edit, Input, Point

BETWEEN_TREES = 40.0
UNIT = Input(low=0.0, high=1.0, step=1.0)
WEIGHT = Input(low=-8.0, high=8.0)


@dataclass(frozen=True)
class Example:
    """One file: what stands in it, and the inputs that are not 1 within -5 to 5."""

    file: str
    title: str
    text: str
    formulas: str
    values: Mapping[str, float]
    sliders: Mapping[str, Input] = field(default_factory=dict)


def _network(a: int, b: int) -> str:
    """What the 2-2-1 network answers in one case."""
    hidden = [f"v{i}*tanh(w{i}1*{a} + w{i}2*{b} + b{i})" for i in (1, 2)]
    return f"sigmoid({hidden[0]} + {hidden[1]} + c)"


EXAMPLES = (
    Example(
        "01-the-sum-over-a-set",
        "The sum over a set",
        "x₁ and x₂ stand in the tree twice, and so does g. Each copy has its own partial; "
        "the derivative of f is the sum over all copies.",
        "g = x1 + x2\nf = g^2 + x3/g",
        {"x1": 1, "x2": 2, "x3": 3},
    ),
    Example(
        "02-same-shape-other-labels",
        "The same shape with other labels",
        "Both trees have the same shape and the same numbers at every node. "
        "Only the labels differ, and with them the sets: in h there is nothing to add up.",
        "f = (x1 + x2)^2 + x3/(x1 + x2)\nh = (x1 + x2)^2 + x3/(x4 + x5)",
        {"x1": 1, "x2": 2, "x3": 3, "x4": 1, "x5": 2},
    ),
    Example(
        "03-x-times-x",
        "Why the derivative of x·x is 2x",
        "The product rule gives each x the other one as its partial: x + x.",
        "f = x*x",
        {"x": 3},
    ),
    Example(
        "04-two-ways-to-b",
        "Two ways from e down to b",
        "b reaches e through both factors. Every way contributes the product of the local derivatives along it.",
        "c = a + b\nd = b + 1\ne = c*d",
        {"a": 2, "b": 1},
    ),
    Example(
        "05-a-chain",
        "The chain rule, link by link",
        "No branch, no sum: the partial at the bottom is the product of the local derivatives above it.",
        "f = exp(sin(x^2))",
        {"x": 1},
        {"x": Input(low=-3.0, high=3.0)},
    ),
    Example(
        "06-a-neuron",
        "One neuron and its error",
        "The partials by w₁, w₂ and b say how to change the neuron so that its answer y comes closer to the target t.",
        "y = sigmoid(w1*x1 + w2*x2 + b)\nE = square(y - t)",
        {"w1": 0.5, "x1": 1, "w2": -1, "x2": 2, "b": 0.5, "t": 1},
        {"t": UNIT},
    ),
    Example(
        "07-logistic-loss",
        "Logistic loss",
        "z stands in the tree twice. Whatever t is, its two partials add up to p − t: "
        "this is why the loss suits the sigmoid.",
        "z = w*x + b\np = sigmoid(z)\nL = -(t*ln(p) + (1 - t)*ln(1 - p))",
        {"w": 1, "x": 2, "b": -0.5, "t": 0.8},
        {"t": replace(UNIT, step=0.1)},
    ),
    Example(
        "08-softmax-of-two",
        "Softmax of two",
        "p₁ and p₂ share the sum s. Raise z₁: what p₁ gains, p₂ loses, and so their partials are opposite.",
        "s = exp(z1) + exp(z2)\np1 = exp(z1)/s\np2 = exp(z2)/s",
        {"z1": 1, "z2": 0},
    ),
    Example(
        "09-a-network-for-xor",
        "A network with two hidden units",
        "These weights almost compute XOR. Set x₁ and x₂ to 0 or 1 and t to what XOR should give: "
        "which partials remain?",
        "h1 = sigmoid(w11*x1 + w12*x2 + b1)\n"
        "h2 = sigmoid(w21*x1 + w22*x2 + b2)\n"
        "y = sigmoid(v1*h1 + v2*h2 + c)\n"
        "E = square(y - t)",
        {
            "w11": 4,
            "w12": 4,
            "b1": -2,
            "w21": 4,
            "w22": 4,
            "b2": -6,
            "v1": 6,
            "v2": -6,
            "c": -3,
            "x1": 1,
            "x2": 0,
            "t": 1,
        },
        {"x1": UNIT, "x2": UNIT, "t": UNIT}
        | dict.fromkeys(("w11", "w12", "b1", "w21", "w22", "b2", "v1", "v2", "c"), WEIGHT),
    ),
    Example(
        "10-where-derivatives-end",
        "Where derivatives end",
        "At 0, relu and abs have a kink and a convention decides; the root has a value and no derivative; "
        "the logarithm has neither. Move the sliders.",
        "r = relu(x)\nm = abs(x)\nq = sqrt(x)\nl = ln(x)",
        {"x": 0},
    ),
    Example(
        "11-complete-the-tree",
        "Complete the tree",
        "The empty slot waits for an operand. Until then f has no value, but the product has one.",
        "f = x1*x2 + □",
        {"x1": 2, "x2": 3},
    ),
    Example(
        "12-a-network-learns-xor",
        "A network learns XOR",
        "E adds up the errors of all four cases. Every weight stands in each case; its derivative is a sum of four. "
        "Lesson, Descend: 500 steps at rate 1.",
        "E = " + " + ".join(f"square({_network(a, b)} - {a ^ b})" for a in (0, 1) for b in (0, 1)),
        {"v1": -0.5, "w11": 0.5, "w12": -0.5, "b1": 0.5, "v2": -0.5, "w21": 1, "w22": -1, "b2": -1, "c": 0.5},
        dict.fromkeys(("w11", "w12", "b1", "w21", "w22", "b2", "v1", "v2", "c"), WEIGHT),
    ),
)


def forest(example: Example) -> Forest:
    """The forest of an example, its trees side by side."""
    made = forest_of(example.formulas)
    inputs = {label: (each, _input(example, label, each)) for label, each in made.inputs.items()}
    about = {"title": (None, example.title), "text": (None, example.text)}
    made.apply(Edit(inputs=inputs, about=about))
    places = _places(made)
    made.apply(Edit(roots={node: (root, root._replace(point=places[node])) for node, root in made.roots.items()}))
    return made


def _input(example: Example, label: str, given: Input) -> Input:
    slider = example.sliders.get(label, Input())
    return replace(slider, value=float(example.values[label]), mark=given.mark)


def _places(made: Forest) -> dict[int, Point]:
    """The trees side by side as they are drawn, about the middle of the canvas."""
    drawing = Drawing(made, analyse(made), Look())
    bounds = [drawing.bounds(tree) for tree in range(len(made.roots))]
    widths = np.array([each.right - each.left for each in bounds])
    starts = np.cumsum(widths + BETWEEN_TREES) - widths - BETWEEN_TREES
    middle = (starts[-1] + widths[-1]) / 2
    return {
        root: Point(float(np.round(start - each.left - middle)), 0.0)
        for root, start, each in zip(made.trees(), starts, bounds, strict=True)
    }


def files() -> dict[str, bytes]:
    """Every example's file name and content."""
    return {f"{each.file}.tree": write_forest(forest(each)) for each in EXAMPLES}


def main() -> None:
    folder = Path(resources() / "examples")
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        write_atomically(folder / name, data)
        print(folder / name)


if __name__ == "__main__":
    main()
