"""The Python that is written runs by itself and prints the numbers of the tree, whatever its labels are called."""

import ast
import importlib.util
import keyword
import math
import subprocess
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.ordering import NO_QT, order_of
from tests.support import PATHS, grow
from treeedit.export.answer import results_of
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.order import ExportError
from treeedit.export.python_code import Names
from treeedit.model.forest import Forest
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Edit, Input, Leaf, Root

NUMBERS = {"below": -1.3, "low": -0.4, "zero": 0.0, "some": 0.7, "one": 1.0, "two": 2.0, "three": 3.0}
RUNNING = "g = x1 + x2; f = g^2 + x3/g"


def numbers_of(source: str | Forest, values: Mapping[str, float]) -> dict[str, float]:
    """What the passes give: "f" and "df/dx" for each tree and input."""
    found = {}
    results = results_of(grow(source) if isinstance(source, str) else source, values)
    for root in results.order.roots.tolist():
        name = results.forest.roots[results.node(root)].name
        found[name] = float(results.evaluation.value[root])
        for each, total in results.sets_within(root):
            if each.kind == "input":
                found[f"d{name}/d{each.label}"] = total
    return found


def printed(style: str, source: str | Forest, values: dict[str, float]) -> dict[str, float]:
    """What the file prints, run by an interpreter that knows nothing of us."""
    code = export_bytes(EXPORTS[style], order_of(source, values=values), NO_QT)
    paths = {name: value for name, value in PATHS.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-I", "-X", "utf8", "-"]
    out = subprocess.run(command, capture_output=True, check=True, env=paths, input=code).stdout.decode()
    pairs = (line.strip().split(" = ") for line in out.splitlines() if " = " in line)
    return {name: float(number) for name, number in pairs}


def every_operator() -> str:
    """Each operator at operands where it has a value, at its kinks too, as trees f1, f2, ..."""
    unary = ("below", "low", "zero", "some", "one", "two")
    binary = (("some", "two"), ("one", "one"), ("below", "three"), ("low", "some"), ("zero", "two"))
    lines = []
    for entry in OPERATORS.values():
        for operands in binary if entry.arity == 2 else [(name,) for name in unary]:
            numbers = [NUMBERS[name] for name in operands]
            if all(limit.holds(*numbers) for limit in entry.domain):
                lines.append((entry, operands))
    return "\n".join(f"f{i} = {_spelled(entry, operands)}" for i, (entry, operands) in enumerate(lines, 1))


def _spelled(entry: object, operands: tuple[str, ...]) -> str:
    spelling = entry.spelling  # type: ignore[attr-defined]
    if spelling.isidentifier():
        return f"{spelling}({', '.join(operands)})"
    return spelling.join(operands) if len(operands) == 2 else f"{spelling}{operands[0]}"


def agree(found: Mapping[str, float], expected: Mapping[str, float]) -> None:
    """Whether numbers are those that are expected; of a tree without a value there may be none."""
    lost = [name for name, number in expected.items() if "/" not in name and math.isnan(number)]
    asked = {name: each for name, each in expected.items() if name.partition("/")[0].removeprefix("d") not in lost}
    assert asked.keys() <= found.keys() <= expected.keys()
    for name in found:
        if math.isnan(expected[name]):
            assert not math.isfinite(found[name]), name
        else:
            assert found[name] == pytest.approx(expected[name], rel=1e-12, abs=1e-14), name


LABELS = (
    *("lambda", "print", "n1", "d2", "f", "x_y", "fi", "alpha", "theta", "größe", "True", "sum", "apply_plus"),
    *("torch", "jax", "number", "Value", "inputs", "differentiate", "import", "_", "__name__", "变量"),
)
"""Labels that mean something else in the file, or that Python takes for one another."""


def everything() -> str:
    """Every operator, labels that Python keeps for itself, constants alone, one input alone, and what has no value."""
    whole = " + ".join(f"{label}*{label}" for label in LABELS)
    more = (
        "constants = 2*3 + pi; alone = lambda; one_third = 1/3; lost = ln(below) + one; split = 1/zero; loud = exp(big)"
    )
    return f"{every_operator()}\nwhole = {whole}\n{more}"


EVERYTHING = NUMBERS | {label: float(i) for i, label in enumerate(LABELS, 2)} | {"big": 1000.0}


def needs(module: str, name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(importlib.util.find_spec(module) is None, reason=f"{name} is not installed")


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "style",
    [
        "python",
        "micrograd",
        pytest.param("pytorch", marks=needs("torch", "PyTorch")),
        pytest.param("jax", marks=needs("jax", "JAX")),
    ],
)
def test_every_operator_and_label_is_computed_and_differentiated_as_in_the_tree(style: str) -> None:
    agree(printed(style, everything(), EVERYTHING), numbers_of(everything(), EVERYTHING))


@needs("micrograd", "micrograd")
def test_the_style_of_micrograd_gets_the_numbers_that_micrograd_gets() -> None:
    from micrograd.engine import Value

    x1, x2, x3 = Value(1.0), Value(2.0), Value(3.0)
    f = (x1 + x2) ** 2 + x3 / (x1 + x2)
    f.backward()
    asked = {"f": f.data, "df/dx1": x1.grad, "df/dx2": x2.grad, "df/dx3": x3.grad}
    assert printed("micrograd", RUNNING, {"x1": 1.0, "x2": 2.0, "x3": 3.0}) == pytest.approx(asked, rel=1e-12)


@pytest.mark.parametrize("style", ["python", "micrograd", "pytorch", "jax"])
def test_it_is_python_and_has_its_words(style: str) -> None:
    code = export_bytes(EXPORTS[style], order_of("f = 2*x; h = pi; k = □ + y"), NO_QT).decode()
    compile(code, "a.py", "exec")
    assert code.startswith('"""')
    assert "# k has an empty slot and is left out" in code


def test_the_plain_style_says_how_a_sum_comes_about() -> None:
    code = export_bytes(EXPORTS["python"], order_of("f = x*x"), NO_QT).decode()
    assert "    return (n3, d1 + d2,)\n" in code


def test_what_has_no_value_is_said_and_the_other_trees_go_on() -> None:
    found = printed("python", "f = ln(x); h = x + 1", {"x": -1.0})
    assert found == {"h": 0.0, "dh/dx": 1.0}


def test_a_long_sum_compiles() -> None:
    source = "f = " + " + ".join(["x"] * 5000)
    assert printed("python", source, {"x": 1.0}) == {"f": 5000.0, "df/dx": 5000.0}


def test_a_hostile_label_stays_a_name() -> None:
    forest, label = grow("f = x*x"), '"""\nimport os #'
    pairs = {node: (record, Leaf(label)) for node, record in forest.nodes.items() if isinstance(record, Leaf)}
    forest.apply(Edit(nodes=pairs, inputs={label: (None, Input(3.0))}))
    code = export_bytes(EXPORTS["python"], order_of(forest), NO_QT).decode()
    assert not [line for line in code.splitlines() if line.startswith("import os")]
    compile(code, "a.py", "exec")


@pytest.mark.parametrize("style", ["python", "micrograd", "pytorch", "jax"])
def test_a_hostile_name_of_a_tree_stays_a_text(style: str) -> None:
    forest, name = grow("f = x*x; h = □*x"), "\"\"\"\nimport os\n#''' {0} \\\r\u2028import os"
    roots = {root: (found, Root(found.point, name)) for root, found in forest.roots.items()}
    forest.apply(Edit(roots=roots, about={"title": (None, name)}))
    code = export_bytes(EXPORTS[style], order_of(forest, title=name), NO_QT).decode()
    assert "os" not in {
        name.name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import) for name in node.names
    }


@given(st.lists(st.text(min_size=1), unique=True))
def test_any_labels_become_different_identifiers(labels: list[str]) -> None:
    names = Names()
    found = [names[label] for label in labels]
    assert len(set(found)) == len(labels)
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in found)


def test_nothing_but_empty_slots_is_nothing_to_compute() -> None:
    with pytest.raises(ExportError, match="every tree has an empty slot"):
        export_bytes(EXPORTS["python"], order_of("x + □"), NO_QT)


def test_every_operator_has_its_code() -> None:
    assert all(entry.code and (entry.slopes or entry.rules) for entry in OPERATORS.values())
    assert all(len(entry.slopes) in (0, entry.arity) for entry in OPERATORS.values())


EDGES = (
    ("x^0.5 + y", {"x": 0.0, "y": 2.0}),
    ("3*x/y", {"x": 1.0, "y": 1e-170}),
    ("3*x/y", {"x": 1.0, "y": 1e160}),
    ("tanh(x)", {"x": 20.0}),
    ("sigmoid(x)", {"x": 30.0}),
    ("sigmoid(x)", {"x": -700.0}),
    ("x^3 + x^y", {"x": -2.0, "y": 3.0}),
    ("x^2", {"x": 0.0}),
    ("1/x + y", {"x": 1e-200, "y": 1.0}),
)


@pytest.mark.parametrize("style", ["python", "micrograd"])
@pytest.mark.parametrize(("text", "values"), EDGES)
def test_what_is_computed_at_an_edge_is_what_the_tree_shows(style: str, text: str, values: dict[str, float]) -> None:
    agree(printed(style, text, values), numbers_of(text, values))
