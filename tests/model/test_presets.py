"""Presets: values of inputs under a name."""

from __future__ import annotations

import pytest

from tests.support import grow
from treeedit.model.edits import relabel_everywhere, remove, set_input
from treeedit.model.forest import Forest
from treeedit.model.presets import keep_preset, remove_preset, rename_preset, use_preset
from treeedit.model.records import Edit, EditError, Preset


@pytest.fixture
def forest() -> Forest:
    forest = grow("f = x*w + b")
    for label, value in (("x", 2.0), ("w", -1.5), ("b", 0.25)):
        forest.apply(set_input(forest, label, value))
    return forest


def values(forest: Forest) -> dict[str, float]:
    return {label: each.value for label, each in forest.inputs.items()}


def test_values_are_kept_and_come_back(forest: Forest) -> None:
    before = values(forest)
    forest.apply(keep_preset(forest, " start "))
    assert forest.presets == {"start": Preset((("x", 2.0), ("w", -1.5), ("b", 0.25)))}
    for label in before:
        forest.apply(set_input(forest, label, 0.0))
    forest.apply(use_preset(forest, "start"))
    assert values(forest) == before
    assert use_preset(forest, "start").is_empty()


def test_a_value_outside_of_the_range_widens_it(forest: Forest) -> None:
    forest.apply(Edit(presets={"far": (None, Preset((("x", 70.0),)))}))
    forest.apply(use_preset(forest, "far"))
    assert (forest.inputs["x"].value, forest.inputs["x"].high) == (70.0, 70.0)


def test_only_the_inputs_on_the_canvas_are_kept(forest: Forest) -> None:
    forest.apply(remove(forest, forest.trees()))
    with pytest.raises(EditError, match="no input"):
        keep_preset(forest, "start")


def test_some_inputs_can_be_kept_alone(forest: Forest) -> None:
    forest.apply(keep_preset(forest, "weights", ["w", "b", "w"]))
    assert forest.presets["weights"].values == (("w", -1.5), ("b", 0.25))
    with pytest.raises(EditError, match="There is no input y"):
        keep_preset(forest, "weights", ["y"])


def test_labels_that_are_not_there_are_passed_over(forest: Forest) -> None:
    forest.apply(Edit(presets={"other": (None, Preset((("y", 9.0), ("x", 3.0))))}))
    forest.apply(use_preset(forest, "other"))
    assert values(forest) == {"x": 3.0, "w": -1.5, "b": 0.25}
    forest.apply(Edit(presets={"none": (None, Preset((("y", 9.0),)))}))
    with pytest.raises(EditError, match="None of the inputs"):
        use_preset(forest, "none")


def test_the_same_name_keeps_the_values_anew(forest: Forest) -> None:
    forest.apply(keep_preset(forest, "start"))
    assert keep_preset(forest, "start").is_empty()
    forest.apply(set_input(forest, "x", 5.0))
    forest.apply(keep_preset(forest, "start"))
    assert dict(forest.presets["start"].values)["x"] == 5.0


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "a\x1bb", "n" * 61])
def test_what_is_no_name_is_refused(forest: Forest, name: str) -> None:
    with pytest.raises(EditError):
        keep_preset(forest, name)


def test_a_preset_is_renamed_but_not_to_another_one(forest: Forest) -> None:
    forest.apply(keep_preset(forest, "a"))
    forest.apply(keep_preset(forest, "b"))
    with pytest.raises(EditError, match="already"):
        rename_preset(forest, "a", "b")
    forest.apply(rename_preset(forest, "a", "the first one"))
    assert sorted(forest.presets) == ["b", "the first one"]
    assert rename_preset(forest, "b", "b ").is_empty()


def test_a_preset_that_is_gone_cannot_be_used(forest: Forest) -> None:
    forest.apply(keep_preset(forest, "a"))
    forest.apply(remove_preset(forest, "a"))
    for verb in (use_preset, remove_preset):
        with pytest.raises(EditError, match="no values kept as “a”"):
            verb(forest, "a")


def test_a_label_that_changes_everywhere_changes_in_presets(forest: Forest) -> None:
    forest.apply(keep_preset(forest, "a"))
    forest.apply(relabel_everywhere(forest, "x", "z"))
    assert forest.presets["a"].values == (("z", 2.0), ("w", -1.5), ("b", 0.25))
    forest.apply(relabel_everywhere(forest, "z", "w"))
    assert forest.presets["a"].values == (("w", -1.5), ("b", 0.25))


def test_a_label_that_becomes_a_number_leaves_presets_alone(forest: Forest) -> None:
    forest.apply(keep_preset(forest, "a"))
    before = dict(forest.presets)
    forest.apply(relabel_everywhere(forest, "x", "3"))
    assert forest.presets == before
