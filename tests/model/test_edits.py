"""The verbs: what each does, that none changes the forest, and that edits add up and can be taken back."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.growing import random_edit
from tests.support import content, forests, grow
from tests.support import edits as any_edits
from treeedit.files.paper import read_forest, write_forest
from treeedit.model import edits, rewriting
from treeedit.model.forest import Forest, parents_first
from treeedit.model.formula import parse, print_formula
from treeedit.model.records import MAX_ID, Edit, EditError, Input, Leaf, NodeId, Point, Root, Slot

HERE = Point(0.0, 0.0)
SEEDS = range(40)


def shown(forest: Forest) -> list[str]:
    return sorted(f"{root.name} = {print_formula(forest, node)}" for node, root in forest.roots.items())


def after(forest: Forest, edit: Edit) -> Forest:
    changed = forest.copy()
    changed.apply(edit)
    changed.check()
    return changed


def node(forest: Forest, label: str) -> NodeId:
    return next(node for node, record in forest.nodes.items() if record == Leaf(label))


@pytest.fixture
def forest() -> Forest:
    return grow("f = (x1 + x2)^2 + x3/(x1 + x2)")


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_one_after_the_other_are_one_edit_and_its_inverse_takes_them_back(seed: int) -> None:
    rng, forest, total = Random(seed), grow("f = (x1 + x2)^2; h = x3/(x1 + x2)"), Edit()
    start = forest.copy()
    for _ in range(60):
        before = content(forest.copy())
        edit = random_edit(rng, forest)
        assert content(forest) == before
        forest.apply(edit)
        forest.check()
        total = total.then(edit)
    at_once = after(start, total)
    assert content(at_once) == content(forest)
    assert content(after(at_once, total.inverse())) == content(start)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edit_and_its_inverse_are_nothing(seed: int) -> None:
    edit = random_edit(Random(seed), grow("f = (x1 + x2)^2; h = x3/(x1 + x2)"))
    assert edit.then(edit.inverse()).is_empty()
    assert edit.inverse().inverse() == edit


@pytest.mark.parametrize("seed", SEEDS)
def test_then_does_not_mind_how_edits_are_bracketed(seed: int) -> None:
    rng, forest, made = Random(seed), grow("f = (x1 + x2)^2"), []
    for _ in range(3):
        made.append(random_edit(rng, forest))
        forest.apply(made[-1])
    a, b, c = made
    assert a.then(b).then(c) == a.then(b.then(c))


def test_an_edit_that_does_not_fit_is_refused_whole(forest: Forest) -> None:
    edit = edits.remove(forest, [forest.trees()[0]])
    forest.apply(edit)
    before = content(forest.copy())
    with pytest.raises(ValueError, match="expects"):
        forest.apply(edit)
    assert content(forest) == before


def test_a_selection_within_a_selection_is_removed_once(forest: Forest) -> None:
    everything = list(parents_first(forest, forest.trees()[0]))
    assert after(forest, edits.remove(forest, everything)).nodes == {}


def test_nodes_below_a_removed_one_go_with_it(forest: Forest) -> None:
    slot = forest.slot_of(node(forest, "x3"))
    assert slot is not None
    changed = after(forest, edits.remove(forest, [node(forest, "x3"), slot.parent]))
    assert shown(changed) == ["f = (x1 + x2)^2 + □"]


def test_insert_over_a_root_keeps_the_name_and_the_place(forest: Forest) -> None:
    (root,) = forest.roots.values()
    changed = after(forest, edits.insert(forest, "exp", forest.trees()[0]))
    assert list(changed.roots.values()) == [root]


def test_a_tree_cannot_be_put_into_itself(forest: Forest) -> None:
    root = forest.trees()[0]
    slot = forest.slot_of(node(forest, "x3"))
    assert slot is not None
    with pytest.raises(EditError):
        edits.place(forest, root, slot)
    with pytest.raises(EditError):
        edits.place_instead(forest, root, node(forest, "x3"))
    with pytest.raises(EditError):
        edits.place_instead(forest, node(forest, "x3"), root)


def test_to_place_a_node_where_it_is_changes_nothing(forest: Forest) -> None:
    three = node(forest, "x3")
    slot = forest.slot_of(three)
    assert slot is not None
    assert edits.place(forest, three, slot).is_empty()


def test_a_dissolved_root_hands_its_name_on(forest: Forest) -> None:
    assert "f = (x1 + x2)^2" in shown(after(forest, edits.dissolve(forest, forest.trees()[0])))


def test_an_operand_without_a_slot_becomes_a_loose_tree() -> None:
    forest = grow("f = x + sin(y)")
    changed = after(forest, edits.replace(forest, forest.trees()[0], "exp"))
    assert shown(changed) == ["f = exp(x)", "h = sin(y)"]


def test_rewriting_keeps_the_nodes_that_stay(forest: Forest) -> None:
    (definition,) = parse("(x1 + x2)^3 + x3/(x1 + x4)")
    changed = after(forest, rewriting.rewrite(forest, forest.trees()[0], definition.expression))
    assert set(changed.nodes) == set(forest.nodes)
    assert shown(changed) == ["f = (x1 + x2)^3 + x3/(x1 + x4)"]


def test_rewriting_to_the_same_changes_nothing(forest: Forest) -> None:
    (definition,) = parse("(x1 + x2)^2 + x3/(x1 + x2)")
    assert rewriting.rewrite(forest, forest.trees()[0], definition.expression).is_empty()


@pytest.mark.parametrize("seed", SEEDS)
def test_rewriting_gives_what_was_asked_for(seed: int) -> None:
    rng, forest = Random(seed), grow("f = (x1 + x2)^2 + x3/(x1 + x2)")
    for _ in range(20):
        (definition,) = parse(rng.choice(["x1", "x1 + x2", "sin(x1)^2", "x3/(x1 + x2)", "(x1 + □)^2", "-x1 + x2*3"]))
        forest.apply(rewriting.rewrite(forest, forest.trees()[0], definition.expression))
        forest.check()
        assert len(forest.roots) == 1
        assert parse(print_formula(forest, forest.trees()[0]))[0].expression == definition.expression


def test_a_label_everywhere_takes_value_and_look_along(forest: Forest) -> None:
    forest.apply(edits.set_input(forest, "x1", 4.0))
    changed = after(forest, edits.relabel_everywhere(forest, "x1", "w"))
    assert changed.labels() == ["w", "x2", "x3"]
    assert changed.inputs["w"] == forest.inputs["x1"]


def test_a_label_everywhere_that_is_in_use_joins_its_set(forest: Forest) -> None:
    forest.apply(edits.set_input(forest, "x2", 4.0))
    changed = after(forest, edits.relabel_everywhere(forest, "x1", "x2"))
    assert shown(changed) == ["f = (x2 + x2)^2 + x3/(x2 + x2)"]
    assert changed.inputs["x2"].value == 4.0


def test_only_one_leaf_is_relabelled(forest: Forest) -> None:
    changed = after(forest, edits.relabel(forest, node(forest, "x1"), "w"))
    assert shown(changed) == ["f = (w + x2)^2 + x3/(x1 + x2)"]


@pytest.mark.parametrize("label", ["a b", "", "<b>", "sin", "1e999", "x²"])
def test_what_is_no_label_is_refused(forest: Forest, label: str) -> None:
    with pytest.raises(EditError):
        edits.relabel(forest, node(forest, "x1"), label)


def test_a_new_tree_has_a_name_that_nothing_else_has(forest: Forest) -> None:
    for _ in range(12):
        forest.apply(edits.add(forest, (Leaf("x1"),), HERE, "f"))
    names = [root.name for root in forest.roots.values()]
    assert len(names) == len(set(names))


def test_a_leaf_in_a_taken_slot_is_replaced() -> None:
    forest = grow("f = x + y")
    changed = after(forest, edits.add(forest, (Leaf("z"),), Slot(forest.trees()[0], 1)))
    assert shown(changed) == ["f = x + z"]


def test_an_input_that_is_called_like_a_tree_gives_the_tree_another_name() -> None:
    forest = grow("f = a + b")
    (root,) = forest.trees()
    forest.apply(edits.supplant(forest, edits.leaf_alone("f"), next(n for n in forest.nodes if n != root)))
    assert forest.roots[root].name not in forest.labels()
    assert print_formula(forest, root) == "f + b"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("□ + 1", "f = (x1 + 1)*x2"),
        ("a/(□ + □)", "f = a/(x1 + □)*x2"),
        ("□^(□*□)", "f = x1^(□*□)*x2"),
        ("sin(exp(□))", "f = sin(exp(x1))*x2"),
        ("(□ + □)*□", "f = (x1 + □)*□*x2"),
    ],
)
def test_an_expression_over_a_node_takes_it_into_its_first_empty_slot(formula: str, expected: str) -> None:
    forest = grow("f = x1*x2")
    (definition,) = parse(formula)
    changed = after(forest, edits.insert_expression(forest, definition.expression, node(forest, "x1")))
    assert shown(changed) == [expected]


def test_an_expression_over_a_root_keeps_name_and_place(forest: Forest) -> None:
    (root,) = forest.roots.values()
    changed = after(forest, edits.insert_expression(forest, edits.operator_alone("+"), forest.trees()[0]))
    assert list(changed.roots.values()) == [root]


def test_what_is_full_cannot_go_over_a_node(forest: Forest) -> None:
    with pytest.raises(EditError, match="no empty slot"):
        edits.insert_expression(forest, (Leaf("y"), "sin"), node(forest, "x1"))
    with pytest.raises(EditError):
        edits.insert_expression(forest, (None,), node(forest, "x1"))


def test_a_range_is_set(forest: Forest) -> None:
    changed = after(forest, edits.set_range(forest, "x1", 0, 2, 0.25))
    assert changed.inputs["x1"] == Input(1.0, 0.0, 2.0, 0.25, forest.inputs["x1"].mark)
    assert edits.set_range(changed, "x1", 0.0, 2.0, 0.25).is_empty()


@pytest.mark.parametrize(
    ("low", "high", "step", "sentence"),
    [
        (3.0, 2.0, 0.1, "begin below its end"),
        (1.0, 1.0, 0.1, "begin below its end"),
        (0.0, 2.0, 0.0, "greater than 0"),
        (0.0, 2.0, -1.0, "greater than 0"),
        (2.0, 3.0, 0.1, "hold the value of x1, which is 1\\.$"),
        (float("nan"), 3.0, 0.1, "finite"),
        (0.0, float("inf"), 0.1, "finite"),
    ],
)
def test_what_is_no_range_is_refused(forest: Forest, low: float, high: float, step: float, sentence: str) -> None:
    with pytest.raises(EditError, match=sentence):
        edits.set_range(forest, "x1", low, high, step)
    with pytest.raises(EditError, match="There is no input y"):
        edits.set_range(forest, "y", 0.0, 2.0, 0.1)


def test_when_the_numbers_are_used_up_a_sentence_says_so() -> None:
    forest = Forest()
    forest.apply(Edit(nodes={MAX_ID: (None, Leaf("2"))}, roots={MAX_ID: (None, Root(HERE, "f"))}))
    forest.check()
    with pytest.raises(EditError, match="used up"):
        edits.add(forest, (Leaf("3"),), HERE)


@settings(max_examples=25)
@given(st.data(), forests())
def test_whatever_is_done_leaves_a_sound_document_and_can_be_undone(data: st.DataObject, forest: Forest) -> None:
    for _ in range(4):
        edit = data.draw(any_edits(forest))
        changed = after(forest, edit)
        assert content(after(changed, edit.inverse())) == content(forest)
        assert content(read_forest(write_forest(changed))) == content(changed)
        forest = changed


def test_an_input_that_has_lost_its_leaves_leaves_its_name_to_a_tree() -> None:
    forest = grow("h + 1")
    forest.apply(edits.relabel(forest, next(node for node, each in forest.nodes.items() if each == Leaf("h")), "x"))
    edit = edits.add(forest, (Leaf("2"),), Point(0.0, 0.0), "h")
    assert [after.name for _, after in edit.roots.values() if after] == ["h"]


def test_an_input_on_the_canvas_keeps_its_name_from_a_tree() -> None:
    forest = grow("h + 1")
    edit = edits.add(forest, (Leaf("2"),), Point(0.0, 0.0), "h")
    assert [after.name for _, after in edit.roots.values() if after] == ["p"]
