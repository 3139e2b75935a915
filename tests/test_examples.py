"""The examples are what their script says, and none of them disappoints a lecturer."""

from itertools import pairwise
from pathlib import Path

import pytest

from scripts.examples import EXAMPLES, files
from treeedit.assets import example_paths
from treeedit.export.answer import answer, results_of
from treeedit.figure.drawing import Drawing
from treeedit.figure.look import Look
from treeedit.files.paper import load, write_forest
from treeedit.model.analysis import analyse
from treeedit.model.descent import descend

examples = pytest.mark.parametrize("path", example_paths(), ids=lambda path: path.stem)


def test_the_files_are_what_the_script_writes() -> None:
    assert {path.name: path.read_bytes() for path in example_paths()} == files()


def test_there_are_at_least_eight() -> None:
    assert len(EXAMPLES) == len(example_paths()) >= 8


@examples
def test_saving_an_example_changes_no_byte(path: Path) -> None:
    assert write_forest(load(path)) == path.read_bytes()


@examples
def test_an_example_says_what_it_is_for(path: Path) -> None:
    about = load(path).about
    assert 3 <= len(about["title"]) <= 60
    assert 20 <= len(about["text"]) <= 200


@examples
def test_a_missing_number_is_meant(path: Path) -> None:
    lacking = [tree["name"] for tree in answer(results_of(load(path)))["trees"] if tree["problem"]]
    assert lacking == {"10-where-derivatives-end": ["l"], "11-complete-the-tree": ["f"]}.get(path.stem, [])


@examples
def test_the_trees_of_an_example_do_not_overlap(path: Path) -> None:
    forest = load(path)
    drawing = Drawing(forest, analyse(forest), Look())
    places = [forest.roots[root].point for root in forest.trees()]
    spans = [drawing.bounds(tree).moved(*place) for tree, place in enumerate(places)]
    assert all(left.right < right.left for left, right in pairwise(spans))


def test_the_first_example_is_the_running_one() -> None:
    (tree,) = answer(results_of(load(example_paths()[0])))["trees"]
    assert tree["value"] == 10.0
    assert {each["label"]: each["sum"] for each in tree["sets"]}["g"] == pytest.approx(17 / 3)


def test_both_trees_of_the_second_example_have_the_same_numbers() -> None:
    f, h = answer(results_of(load(example_paths()[1])))["trees"]
    assert [node["partial"] for node in f["nodes"]] == [node["partial"] for node in h["nodes"]]


def test_the_partials_of_the_logit_add_up_to_p_minus_t() -> None:
    path = next(path for path in example_paths() if path.stem == "07-logistic-loss")
    results = results_of(load(path))
    (tree,) = answer(results)["trees"]
    p = next(node["value"] for node in tree["nodes"] if node["symbol"] == "sigmoid")
    assert {each["label"]: each["sum"] for each in tree["sets"]}["z"] == pytest.approx(p - results.values["t"])


def test_plain_descent_at_rate_one_learns_xor_within_500_steps() -> None:
    forest = load(next(path for path in example_paths() if path.stem == "12-a-network-learns-xor"))
    analysis = analyse(forest)
    values = {label: each.value for label, each in forest.inputs.items()}
    run = descend(analysis, values, int(analysis.tape.outputs[0]), tuple(values), 1.0, 500)
    assert run.trace[0] > 1
    assert run.trace[-1] < 0.01
    assert max(map(abs, run.values.values())) < max(each.high for each in forest.inputs.values())
    assert list(run.trace) == sorted(run.trace, reverse=True)
