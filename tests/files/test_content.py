"""Every fault of a document is one sentence with its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.files.test_paper import annotated
from treeedit.export.answer import results_of
from treeedit.figure.typeset import typeset
from treeedit.files.fault import FileError
from treeedit.files.paper import read_forest, write_forest
from treeedit.model.formula import forest_of, print_formula

Change = Callable[[dict[str, Any]], object]


def refusal(change: Change) -> str:
    """What is said about the running example after a change to its document."""
    raw = json.loads(write_forest(annotated()))
    change(raw)
    with pytest.raises(FileError) as caught:
        read_forest(json.dumps(raw).encode())
    return str(caught.value)


def put(part: str, index: int, **values: object) -> Change:
    """A change that sets keys of one record."""
    return lambda raw: raw[part][index].update(values)


def put_about(**values: object) -> Change:
    return lambda raw: raw["about"].update(values)


def append(part: str, **values: object) -> Change:
    return lambda raw: raw[part].append(values)


CASES: tuple[tuple[Change, str], ...] = (
    (put("nodes", 2, operator="plus"), "nodes[2].operator: there is no operator “plus” in this version of treeedit"),
    (put("nodes", 2, operands=[1]), "nodes[2].operands: “+” takes 2 operands, not 1"),
    (put("nodes", 3, operands=[3, None]), "nodes[3].operands: “square” takes 1 operands, not 2"),
    (put("nodes", 2, operands=[1, 77]), "nodes[2].operands[1]: there is no node 77"),
    (put("nodes", 2, operands=[1, 1]), "nodes[2].operands[1]: node 1 already stands in another place"),
    (put("nodes", 2, operands=[1, None]), "nodes[1]: node 2 is neither a root nor an operand"),
    (put("nodes", 3, operands=[10]), "nodes[3].operands[0]: node 10 already stands in another place"),
    (put("nodes", 3, operands=["3"]), "nodes[3].operands[0]: expected a whole number or null, got text"),
    (put("nodes", 3, operands=[True]), "nodes[3].operands[0]: expected a whole number or null, got true or false"),
    (put("nodes", 0, label="y"), "nodes[0].label: “y” has no value; it is missing among the inputs"),
    (put("nodes", 0, label="x-1"), "nodes[0].label: “x-1” is not a label: use letters, digits and _, or a number."),
    (put("nodes", 0, label=" x1"), "nodes[0].label: “ x1” is not a label; write it “x1”"),
    (put("nodes", 0, label="π"), "nodes[0].label: “π” is not a label; write it “pi”"),
    (put("nodes", 0, label="１２"), "nodes[0].label: “１２” is not a label; write it “12”"),
    (put("nodes", 0, label="sin"), "nodes[0].label: “sin” is an operator and cannot be the label of an input."),
    (put("nodes", 0, label="9e999"), "nodes[0].label: The number 9e999 is too large."),
    (put("nodes", 0, label=3), "nodes[0].label: expected text, got a whole number"),
    (put("nodes", 0, operator="+"), "nodes[0]: a node has either a label, or an operator and operands"),
    (put("nodes", 2, label="x1"), "nodes[2]: a node with an operator has no label"),
    (append("nodes", id=50), "nodes[10]: a node has either a label, or an operator and operands"),
    (append("nodes", label="x1"), "nodes[10]: the key “id” is missing"),
    (append("nodes", id=1, label="x1"), "nodes[10].id: there already is a node 1"),
    (append("nodes", id=0, label="x1"), "nodes[10].id: expected a whole number >= 1"),
    (append("nodes", id=2**53 + 1, label="x1"), "nodes[10].id: expected a whole number <= 9007199254740992"),
    (append("nodes", id=2.0, label="x1"), "nodes[10].id: expected a whole number, got a number"),
    (
        append("nodes", id=50, operator="square", operands=[50]),
        "nodes[10]: node 50 is in a ring of operations, not in a tree",
    ),
    (append("roots", node=3, name="q", x=0, y=0), "nodes[3].operands[0]: node 3 already stands in another place"),
    (append("roots", node=10, name="q", x=0, y=0), "roots[1].node: node 10 already stands in another place"),
    (append("roots", node=60, name="q", x=0, y=0), "roots[1].node: there is no node 60"),
    (put("roots", 0, name="7"), "roots[0].name: “7” is a number and cannot be a name"),
    (put("roots", 0, name="１２"), "roots[0].name: “１２” is a number and cannot be a name"),
    (put("roots", 0, name=""), "roots[0].name: “” is not a label: use letters, digits and _, or a number."),
    (put("roots", 0, x="left"), "roots[0].x: expected a number, got text"),
    (put("roots", 0, x=1e300), "roots[0].x: expected a number <= 1000000000000.0"),
    (put("inputs", 0, value=None), "inputs[0].value: expected a number, got null"),
    (put("inputs", 0, value=False), "inputs[0].value: expected a number, got true or false"),
    (put("inputs", 0, low=5), "inputs[0].low: 5.0 is not below 5.0, the upper end of the range"),
    (put("inputs", 0, step=0), "inputs[0].step: 0.0 is not a positive step"),
    (put("inputs", 0, mark=-1), "inputs[0].mark: expected a whole number >= 0"),
    (put("inputs", 0, label="x2"), "inputs[1].label: there already is an input x2"),
    (put("inputs", 0, label="2"), "inputs[0].label: “2” is a number and cannot be a name"),
    (put("functions", 0, definition=[]), "functions[0].definition: this is not one expression, operands first"),
    (put("functions", 0, definition=[None]), "functions[0].definition: this is not one expression, operands first"),
    (put("functions", 0, definition=["+"]), "functions[0].definition[0].operands: “+” takes 2 operands, not 0"),
    (
        put("functions", 0, definition=["hm"]),
        "functions[0].definition[0].operator: there is no operator “hm” in this version of treeedit",
    ),
    (put("functions", 0, definition=[{"y": 1}]), "functions[0].definition[0]: the key “label” is missing"),
    (
        put("functions", 0, definition=[{"label": "x y"}]),
        "functions[0].definition[0].label: “x y” is not a label: use letters, digits and _, or a number.",
    ),
    (put_about(title="W" * 501), "about.title: A title has at most 500 characters; this one has 501."),
    (
        put_about(text="W" * 10_001),
        "about.text: A document's text has at most 10,000 characters; this one has 10,001.",
    ),
    (put("nodes", 0, label="W" * 101), "nodes[0].label: A label has at most 100 characters; this one has 101."),
    (put("roots", 0, name="W" * 101), "roots[0].name: A label has at most 100 characters; this one has 101."),
    (put("inputs", 0, label="W" * 101), "inputs[0].label: A label has at most 100 characters; this one has 101."),
    (put("functions", 0, name="W" * 101), "functions[0].name: A label has at most 100 characters; this one has 101."),
    (
        put("functions", 0, definition=[{"label": "W" * 101}]),
        "functions[0].definition[0].label: A label has at most 100 characters; this one has 101.",
    ),
    (
        put("presets", 0, values={"W" * 101: 1.0}),
        f"presets[0].values.{'W' * 60}…: A label has at most 100 characters; this one has 101.",
    ),
    (
        put_about(year="W" * 100_001),
        "about.year: a text that this version does not know has at most 100,000 characters, not 100,001",
    ),
    (
        put_about(year=["W" * 100_001]),
        "year: a text that this version does not know has at most 100,000 characters, not 100,001",
    ),
    (
        put("nodes", 0, colour={"W" * 100_001: 1}),
        "nodes: a text that this version does not know has at most 100,000 characters, not 100,001",
    ),
    (
        lambda raw: raw.update({"W" * 100_001: 1}),
        f"{'W' * 60}…: a text that this version does not know has at most 100,000 characters, not 100,001",
    ),
    (lambda raw: raw.update(folds=[77]), "folds[0]: there is no node 77"),
    (lambda raw: raw.update(folds=[4, 1]), "folds[1]: node 1 is a leaf and has nothing to fold"),
    (lambda raw: raw.update(folds=[4, 4]), "folds[1]: node 4 is folded already"),
    (lambda raw: raw.update(folds=["4"]), "folds[0]: expected a whole number, got text"),
    (lambda raw: raw.update(folds={"4": True}), "folds: expected a list, got an object"),
    (lambda raw: raw.update(blanks=[{"node": 77, "sum": ""}]), "blanks[0].node: there is no node 77"),
    (
        lambda raw: raw.update(blanks=[{"node": 1}]),
        "blanks[0]: nothing of the node is hidden: give it a value, a partial or a sum",
    ),
    (
        lambda raw: raw.update(blanks=[{"node": 1, "sum": ""}, {"node": 1, "value": ""}]),
        "blanks[1].node: node 1 already has its blanks",
    ),
    (lambda raw: raw.update(blanks=[{"node": 1, "sum": 3}]), "blanks[0].sum: expected text, got a whole number"),
    (
        lambda raw: raw.update(blanks=[{"node": 1, "sum": "3" * 201}]),
        "blanks[0].sum: An answer has at most 200 characters; this one has 201.",
    ),
    (
        lambda raw: raw.update(blanks=[{"node": 1, "sum": "1\n2"}]),
        "blanks[0].sum: An answer is one line of text without control characters.",
    ),
    (put("notes", 0, node=77), "notes[0].node: there is no node 77"),
    (put("notes", 1, id=1), "notes[1].id: there already is a note 1"),
    (put("notes", 1, id=0), "notes[1].id: expected a whole number >= 1"),
    (put("notes", 0, text=""), "notes[0].text: A note needs a text."),
    (put("notes", 0, text="a" * 2001), "notes[0].text: A note has at most 2,000 characters; this one has 2,001."),
    (
        put("notes", 0, text="a\x1b[2J"),
        "notes[0].text: A note is plain text; it has no control characters but line ends.",
    ),
    (put("notes", 0, text=None), "notes[0].text: expected text, got null"),
    (put("notes", 0, x=1e7), "notes[0].x: expected a number <= 1000000.0"),
    (put("notes", 0, y=False), "notes[0].y: expected a number, got true or false"),
    (append("notes", id=9, node=1, text="a", x=0), "notes[2]: the key “y” is missing"),
    (put("presets", 0, name="warm"), "presets[1].name: there already are values kept as “warm”"),
    (put("presets", 0, name=" cold"), "presets[0].name: “ cold” is not a name for values; write it “cold”"),
    (put("presets", 0, name=""), "presets[0].name: Values are kept under a name; this one is empty."),
    (
        put("presets", 0, name="a" * 61),
        "presets[0].name: A name for values has at most 60 characters; this one has 61.",
    ),
    (
        put("presets", 0, name="a\nb"),
        "presets[0].name: A name for values is one line of text without control characters.",
    ),
    (put("presets", 0, values={"2": 1}), "presets[0].values.2: “2” is a number and cannot be a name"),
    (
        put("presets", 0, values={"x 1": 1}),
        "presets[0].values.x 1: “x 1” is not a label: use letters, digits and _, or a number.",
    ),
    (put("presets", 0, values={"x1": "1"}), "presets[0].values.x1: expected a number, got text"),
    (put("presets", 0, values={"x1": True}), "presets[0].values.x1: expected a number, got true or false"),
    (put("presets", 0, values={"x1": [[]]}), "presets[0].values.x1: expected a number, got a list"),
    (put("presets", 0, values={"x1": 10**400}), "presets[0].values.x1: the number is too large"),
    (put("presets", 0, values=[1]), "presets[0].values: expected an object, got a list"),
    (lambda raw: raw.update(nodes={}), "nodes: expected a list, got an object"),
    (
        lambda raw: raw.update(treeedit="2.0"),
        "treeedit: the format is version 2.0; only a newer treeedit reads more than 1.x",
    ),
    (lambda raw: raw.update(treeedit="0.3"), "treeedit: there is no version 0.3 of the format"),
    (lambda raw: raw.update(treeedit=1.0), "treeedit: 1.0 is not a version such as “1.0”"),
    (
        lambda raw: raw.pop("treeedit"),
        "this is not a drawing of treeedit: the key “treeedit” with the version is missing",
    ),
)


@pytest.mark.parametrize(("change", "sentence"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_fault_is_one_sentence_with_its_place(change: Change, sentence: str) -> None:
    assert refusal(change) == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda raw: raw.update(new=[0] * 2_100_000), "the file says more than 2,100,000 things"),
        (lambda raw: raw["functions"][0].update(definition=[None] * 2_100_001), "functions: they hold more than"),
    ],
)
def test_what_is_no_object_is_counted_before_anything_is_made_of_it(change: Change, sentence: str) -> None:
    assert refusal(change).startswith(sentence)


def test_a_ring_beside_a_tree_does_not_hang() -> None:
    def ring(raw: dict[str, Any]) -> None:
        raw["nodes"].append({"id": 50, "operator": "+", "operands": [51, None]})
        raw["nodes"].append({"id": 51, "operator": "neg", "operands": [50]})

    assert refusal(ring) == "nodes[10]: node 50 is in a ring of operations, not in a tree"


def test_keys_of_unknown_depth_are_refused() -> None:
    deep: Any = 0
    for _ in range(200):
        deep = [deep]
    assert refusal(lambda raw: raw.update(future=deep)) == "future: it is nested too deeply"


def _with_inputs(*values: tuple[str, float]) -> bytes:
    """A document with a sum of inputs, in this order."""
    nodes = [{"id": i, "label": label} for i, (label, _) in enumerate(values, 1)]
    last = len(nodes)
    for i in range(1, last):
        left = i if i == 1 else last + i - 1
        nodes.append({"id": last + i, "operator": "+", "operands": [left, i + 1]})
    inputs = [
        {"label": label, "value": value, "low": -5.0, "high": 5.0, "step": 0.1, "mark": mark}
        for mark, (label, value) in enumerate(values)
    ]
    root = {"node": nodes[-1]["id"], "name": "f", "x": 0.0, "y": 0.0}
    document = {"treeedit": "1.0", "about": {}, "roots": [root], "inputs": inputs, "functions": [], "nodes": nodes}
    return json.dumps(document).encode()


@pytest.mark.parametrize("label", ["e", "x_1", "θ", "theta_1", "inf", "e3", "Α"])
def test_an_older_label_stays_as_it_is(label: str) -> None:
    forest = read_forest(_with_inputs((label, 2.5)))
    assert forest.labels() == [label]
    assert forest.inputs[label].value == 2.5
    data = write_forest(forest)
    assert json.loads(data)["inputs"][0]["label"] == label
    assert write_forest(read_forest(data)) == data


def test_two_spellings_of_one_label_are_one_input_if_their_values_agree() -> None:
    forest = read_forest(_with_inputs(("x_1", 2.0), ("x1", 2.0), ("y", 1.0)))
    assert forest.labels() == ["x_1", "y"]
    assert set(forest.inputs) == {"x_1", "y"}


def test_two_spellings_with_two_values_are_two_inputs_that_are_set_differently() -> None:
    forest = read_forest(_with_inputs(("x1", 2.0), ("x_1", 3.0), ("θ", 4.0), ("theta", 5.0)))
    assert [forest.inputs[label].value for label in forest.labels()] == [2.0, 3.0, 4.0, 5.0]
    assert [typeset(label) for label in forest.labels()] == ["x₁", "x_1", "θ", "theta"]
    written = write_forest(forest)
    assert [row["label"] for row in json.loads(written)["inputs"]] == ["x1", "x_1", "θ", "theta"]
    assert write_forest(read_forest(written)) == written
    answer = results_of(forest, {"x_1": 10.0, "x₁": 20.0})
    assert list(answer.values.values()) == [20.0, 10.0, 4.0, 5.0]


def test_euler_s_number_is_written_and_read() -> None:
    forest = forest_of("f = e^x")
    again = read_forest(write_forest(forest))
    assert again.labels() == ["x"]
    assert write_forest(again) == write_forest(forest)
    assert print_formula(again, 3) == "e^x"
