"""What a notebook sees: four functions, no Qt, the numbers of the lesson."""

import math
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import treeedit
from tests.support import content, grow
from treeedit.cli import main
from treeedit.model.edits import set_input

RUNNING = "g = x1 + x2; f = g^2 + x3/g"
VALUES = {"x1": 1, "x2": 2, "x3": 3}


def only_tree(text: str, inputs: dict[str, float] | None = None) -> dict[str, Any]:
    (tree,) = treeedit.evaluate(text, inputs)["trees"]
    return tree


def sums(tree: dict[str, Any]) -> dict[str, float]:
    return {each["label"]: each["sum"] for each in tree["sets"]}


nothing = {"problem": None, "remark": None}


def test_the_running_example_has_the_numbers_of_the_lesson() -> None:
    tree = only_tree(RUNNING, VALUES)
    assert (tree["name"], tree["formula"], tree["value"], tree["problem"]) == (
        "f",
        "(x1 + x2)^2 + x3/(x1 + x2)",
        10.0,
        None,
    )
    assert sums(tree) == pytest.approx({"x1": 17 / 3, "x2": 17 / 3, "x3": 1 / 3, "g": 17 / 3})


def test_the_answer_has_the_shape_that_is_promised() -> None:
    assert treeedit.evaluate("x*x", {"x": 3}) == {
        "inputs": {"x": 3.0},
        "trees": [
            {
                "name": "f",
                "formula": "x*x",
                "value": 9.0,
                "problem": None,
                "nodes": [
                    {
                        "id": 1,
                        "name": "x(1)",
                        "symbol": "x",
                        "operands": [],
                        "value": 3.0,
                        "partial": 3.0,
                        "problem": None,
                        "remark": None,
                    },
                    {
                        "id": 2,
                        "name": "x(2)",
                        "symbol": "x",
                        "operands": [],
                        "value": 3.0,
                        "partial": 3.0,
                        "problem": None,
                        "remark": None,
                    },
                    {
                        "id": 3,
                        "name": "f",
                        "symbol": "*",
                        "operands": [1, 2],
                        "value": 9.0,
                        "partial": 1.0,
                        "problem": None,
                        "remark": None,
                    },
                ],
                "sets": [
                    {
                        "label": "x",
                        "name": "x",
                        "of": "f",
                        "kind": "input",
                        "members": [1, 2],
                        "partials": [3.0, 3.0],
                        "sum": 6.0,
                    }
                ],
            }
        ],
    }


def test_sets_of_functions_come_after_those_of_inputs_and_have_two_members_at_least() -> None:
    sets = only_tree(RUNNING, VALUES)["sets"]
    assert [(each["label"], each["kind"], len(each["members"])) for each in sets] == [
        ("x1", "input", 2),
        ("x2", "input", 2),
        ("x3", "input", 1),
        ("g", "function", 2),
    ]


def test_a_function_without_a_name_is_labelled_by_its_formula() -> None:
    assert "x1 + x2" in sums(only_tree("(x1 + x2)^2 + x3/(x1 + x2)"))


def test_the_same_shape_with_other_labels_has_other_sums() -> None:
    tree = only_tree("h = (x1 + x2)^2 + x3/(x4 + x5)", VALUES | {"x4": 1, "x5": 2})
    assert sums(tree) == pytest.approx({"x1": 6, "x2": 6, "x3": 1 / 3, "x4": -1 / 3, "x5": -1 / 3})


def test_inputs_that_nothing_sets_are_1() -> None:
    assert treeedit.evaluate("a + b", {"b": 5})["inputs"] == {"a": 1.0, "b": 5.0}


def test_what_has_no_number_says_why() -> None:
    tree = only_tree("1/x + y", {"x": 0})
    assert tree["value"] is None
    assert "divides by zero" in tree["problem"]
    assert [each["sum"] for each in tree["sets"]] == [None, None]
    assert all((node["problem"] is None) == (node["symbol"] == "1") for node in tree["nodes"])


def test_where_only_a_derivative_is_missing_the_value_stays() -> None:
    tree = only_tree("sqrt(x)", {"x": 0})
    leaf, root = tree["nodes"]
    assert (tree["value"], tree["problem"]) == (0.0, None)
    assert (leaf["partial"], root["partial"]) == (None, 1.0)
    assert leaf["problem"] == "√ has no finite derivative at 0"


def test_an_incomplete_tree_has_no_value_but_its_complete_parts_do() -> None:
    tree = only_tree("x1*x2 + □", {"x1": 2, "x2": 3})
    assert (tree["value"], tree["problem"]) == (None, "the tree is not complete: a slot is empty")
    product, root = tree["nodes"][2:]
    assert (product["value"], product["partial"], product["problem"]) == (6.0, 1.0, None)
    assert (root["operands"], root["value"]) == ([product["id"], None], None)
    assert sums(tree) == {"x1": 3.0, "x2": 2.0}


def test_every_output_of_an_incomplete_tree_has_its_own_sets() -> None:
    tree = only_tree("(x*x)*□ + x", {"x": 3})
    assert tree["problem"] == "the tree is not complete: a slot is empty"
    assert [(each["label"], each["sum"]) for each in tree["sets"]] == [("x", 6.0), ("x", 1.0)]


def test_nodes_stand_operands_first_and_the_root_last() -> None:
    seen: set[int] = set()
    for node in only_tree(RUNNING)["nodes"]:
        assert set(node["operands"]) <= seen
        seen.add(node["id"])


def test_a_forest_answers_with_its_own_values_and_is_not_changed() -> None:
    forest = grow("x*y")
    before = content(forest.copy())
    assert treeedit.evaluate(forest, {"x": 7})["trees"][0]["value"] == 7.0
    assert content(forest) == before


def test_several_trees_are_answered_oldest_first() -> None:
    assert [tree["name"] for tree in treeedit.evaluate("a = x + 1; b = x*2")["trees"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"y": 1}, "there is no input y; the inputs are x"),
        ({"x": math.nan}, "the value of x must be a finite number"),
        ({"x": math.inf}, "the value of x must be a finite number"),
        ({"x": "3"}, "the value of x must be a finite number"),
    ],
)
def test_a_wrong_input_is_refused_with_a_sentence(inputs: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        treeedit.evaluate("x*x", inputs)


def test_a_wrong_formula_is_refused_with_its_place() -> None:
    with pytest.raises(ValueError, match="line 1, column 5"):
        treeedit.evaluate("x + ")


def test_parse_save_and_load_go_together(tmp_path: Path) -> None:
    forest = treeedit.parse(RUNNING)
    treeedit.save(forest, tmp_path / "a.tree")
    assert content(treeedit.load(tmp_path / "a.tree")) == content(forest)


def test_the_version_is_the_one_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    assert treeedit.__version__ == project["version"]


def modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert not modules_after("import treeedit") & {"numpy", "lark", "msgspec", "PySide6", "networkx"}


def test_evaluating_needs_no_qt() -> None:
    modules = modules_after("import treeedit; treeedit.evaluate('x*x')")
    assert "numpy" in modules
    assert not {name for name in modules if name.startswith(("PySide6", "shiboken6"))}


@pytest.mark.parametrize("call", ["picture('x*x')", "steps('x*x')", "parse('x*x')._repr_svg_()"])
def test_drawing_needs_no_qt(call: str) -> None:
    modules = modules_after(f"import treeedit; treeedit.{call}")
    assert not {name for name in modules if name.startswith(("PySide6", "shiboken6"))}


def test_a_leaning_tree_of_10_000_nodes_is_answered() -> None:
    assert only_tree("+".join(["x"] * 5_000))["sets"][0]["sum"] == 5_000.0


def test_long_functions_are_labelled_by_their_size() -> None:
    long = "+".join(["x"] * 150)
    labels = [each["label"] for each in only_tree(f"({long})*({long})")["sets"]]
    assert "plus of 299 nodes" in labels
    assert max(map(len, labels)) < 1_000


def test_a_notebook_shows_what_parse_gives_and_values_that_are_set() -> None:
    forest = treeedit.parse("f = x1*x2")
    forest.apply(set_input(forest, "x1", 7.0))
    drawing = forest._repr_svg_()
    assert drawing is not None
    assert drawing.startswith("<svg")
    assert ">7</text>" in drawing


def test_a_formula_is_drawn_for_other_inputs_in_another_look() -> None:
    drawing = treeedit.picture("x*y", {"x": 7, "y": 5}, orientation="left", theme="dark").svg
    assert ">35</text>" in drawing
    with pytest.raises(ValueError, match="there is no input z; the inputs are x, y"):
        treeedit.picture("x*y", {"z": 1})


def test_the_nine_most_instructive_steps_are_shown_or_all_of_them() -> None:
    nine, every = treeedit.steps(RUNNING, VALUES), treeedit.steps(treeedit.parse(RUNNING), VALUES, most=0)
    assert (len(nine), len(every)) == (9, 21)
    assert {each.words for each in nine} <= {each.words for each in every}
    assert every[0].words == "Nothing is computed yet."


@pytest.mark.parametrize("most", [-1, 2.5, "nine"])
def test_a_wrong_number_of_steps_is_refused_with_a_sentence(most: Any) -> None:
    with pytest.raises(ValueError, match="most must be a whole number from 0, not"):
        treeedit.steps("x*x", most=most)


def test_a_picture_that_carries_a_tree_loads_as_one(tmp_path: Path) -> None:
    forest = treeedit.parse(RUNNING)
    (tmp_path / "a.svg").write_text(forest._repr_svg_() or "")
    with pytest.raises(ValueError, match=r"a\.svg: this picture carries no tree"):
        treeedit.load(tmp_path / "a.svg")
    assert main(["export", RUNNING, str(tmp_path / "b.svg")]) == 0
    assert content(treeedit.load(tmp_path / "b.svg")) == content(forest)


@pytest.mark.parametrize(
    ("source", "label"),
    [("α*x", "α"), ("x_1 + y", "x₁"), ("θ_12*x", "θ_12"), ("y'*x", "y'"), (r"\hat{y} x", r"\hat{y}")],
)
def test_an_input_may_be_given_in_any_of_its_spellings(source: str, label: str) -> None:
    plain, given = treeedit.picture(source), treeedit.picture(source, {label: 2})
    assert given.svg != plain.svg
    assert len(treeedit.steps(source, {label: 2}, most=0)) > 1
    assert treeedit.evaluate(source, {label: 2})["trees"][0]["value"] in (2.0, 3.0)


def test_names_of_files_may_be_bytes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path / "ü.tree")
    treeedit.save(treeedit.parse("f = x"), name)
    assert treeedit.evaluate(treeedit.load(name))["trees"][0]["name"] == "f"
    with pytest.raises(ValueError, match="a cannot be written"):
        treeedit.save(treeedit.parse("f = x"), os.fsencode(tmp_path / "none" / "a"))
    with pytest.raises(ValueError, match="there is no such file"):
        treeedit.load(os.fsencode(tmp_path / "none"))


WRONG: dict[str, Callable[[], object]] = {
    "a formula is text, not int": lambda: treeedit.parse(3),
    "a formula is text, not bytes": lambda: treeedit.parse(b"x"),
    "a forest is saved, as parse and load give it, not str": lambda: treeedit.save("f = x", "a.tree"),
    "expected str, bytes or os.PathLike object, not int": lambda: treeedit.load(3),
    "expected str, bytes or os.PathLike object, not NoneType": lambda: treeedit.save(treeedit.parse("x"), None),
    "a formula or a forest is wanted, not bytes": lambda: treeedit.evaluate(b"x"),
    "a formula or a forest is wanted, not NoneType": lambda: treeedit.picture(None),
    "a formula or a forest is wanted, not list": lambda: treeedit.steps(["x"]),
    "inputs are values by label, such as {'x': 2}, not list": lambda: treeedit.evaluate("x", [2]),
    "inputs are values by label, such as {'x': 2}, not int": lambda: treeedit.picture("x", 2),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_what_is_of_a_wrong_type_is_refused_with_a_sentence(sentence: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(sentence)}$"):
        WRONG[sentence]()


@pytest.mark.parametrize("looks", [{"theme": ["dark"]}, {"form": 3}, {"digits": "4"}, {"numbers": None}])
def test_a_look_of_a_wrong_type_is_refused_like_an_unknown_one(looks: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must be"):
        treeedit.picture("x", **looks)
