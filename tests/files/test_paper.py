"""A forest becomes text and comes back; nothing changes a byte that changes nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import content, edits, forests
from treeedit.files.fault import FileError
from treeedit.files.paper import compact, load, read_forest, save, write_forest
from treeedit.model.edits import add, relabel_everywhere, remove, set_input
from treeedit.model.folding import fold, unfold
from treeedit.model.forest import Forest
from treeedit.model.naming import name_function
from treeedit.model.pinning import pin_note, remove_notes
from treeedit.model.presets import keep_preset, remove_preset
from treeedit.model.records import Edit, Function, Leaf, Point

ROWS = ("roots", "inputs", "functions", "notes", "presets", "nodes")
G = (Leaf("x1"), Leaf("x2"), "+")
F = (*G, "square", Leaf("x3"), *G, "/", "+")


def running_example() -> Forest:
    forest = Forest()
    forest.apply(add(forest, F, Point(0.0, 0.0)))
    forest.apply(name_function(forest, "g", G))
    forest.apply(Edit(about={"title": (None, "Sums"), "text": (None, "Two lines\nof “text”")}))
    return forest


def annotated() -> Forest:
    """The running example with folds, notes and presets."""
    forest = running_example()
    forest.apply(fold(forest, [9, 4]))
    forest.apply(pin_note(forest, 8, "seen twice: $g$\nhere", Point(80.0, -40.0)))
    forest.apply(pin_note(forest, 1, "the input", Point(0.0, 40.0)))
    forest.apply(keep_preset(forest, "warm", ["x2", "x1"]))
    forest.apply(set_input(forest, "x1", 2.5))
    forest.apply(keep_preset(forest, "cold"))
    return forest


@given(forests())
def test_save_and_load_is_the_identity(forest: Forest) -> None:
    data = write_forest(forest)
    again = read_forest(data)
    assert content(again) == content(forest)
    assert write_forest(again) == data


@given(forests())
def test_the_compact_form_is_the_same_document(forest: Forest) -> None:
    assert content(read_forest(compact(forest))) == content(forest)
    assert len(compact(forest).splitlines()) == 1


def test_the_compact_form_keeps_unknown_keys_and_text_that_is_no_unicode() -> None:
    newer = b'{"treeedit": "1.9", "new": [1], "about": {"more": 2}, "nodes": [], "inputs": []}'
    assert write_forest(read_forest(compact(read_forest(newer)))) == write_forest(read_forest(newer))
    forest = Forest()
    forest.about["title"] = "\ud800"
    assert compact(forest) == write_forest(forest)


@given(st.data(), forests())
def test_undo_of_everything_gives_the_same_bytes(data: st.DataObject, forest: Forest) -> None:
    start, undo = write_forest(forest), []
    for _ in range(5):
        edit = data.draw(edits(forest))
        forest.apply(edit)
        undo.append(edit.inverse())
    for edit in reversed(undo):
        forest.apply(edit)
    assert write_forest(forest) == start


def test_the_text_has_one_line_for_each_record() -> None:
    assert write_forest(running_example()).decode().splitlines() == [
        "{",
        '"treeedit": "1.0",',
        '"about": {',
        '"title": "Sums",',
        '"text": "Two lines\\nof “text”"',
        "},",
        '"roots": [',
        '{"node": 10, "name": "f", "x": 0.0, "y": 0.0}',
        "],",
        '"inputs": [',
        '{"label": "x1", "value": 1.0, "low": -5.0, "high": 5.0, "step": 0.1, "mark": 0},',
        '{"label": "x2", "value": 1.0, "low": -5.0, "high": 5.0, "step": 0.1, "mark": 1},',
        '{"label": "x3", "value": 1.0, "low": -5.0, "high": 5.0, "step": 0.1, "mark": 2}',
        "],",
        '"functions": [',
        '{"name": "g", "definition": [{"label": "x1"}, {"label": "x2"}, "+"], "mark": 3}',
        "],",
        '"nodes": [',
        '{"id": 1, "label": "x1"},',
        '{"id": 2, "label": "x2"},',
        '{"id": 3, "operator": "+", "operands": [1, 2]},',
        '{"id": 4, "operator": "square", "operands": [3]},',
        '{"id": 5, "label": "x3"},',
        '{"id": 6, "label": "x1"},',
        '{"id": 7, "label": "x2"},',
        '{"id": 8, "operator": "+", "operands": [6, 7]},',
        '{"id": 9, "operator": "/", "operands": [5, 8]},',
        '{"id": 10, "operator": "+", "operands": [4, 9]}',
        "]",
        "}",
    ]


def test_folds_notes_and_presets_have_one_line_each_and_make_the_version_1_1() -> None:
    lines = write_forest(annotated()).decode().splitlines()
    assert lines[1] == '"treeedit": "1.1",'
    start = lines.index('"folds": [')
    assert lines[start : lines.index('"nodes": [')] == [
        '"folds": [',
        "4,",
        "9",
        "],",
        '"notes": [',
        '{"id": 1, "node": 8, "text": "seen twice: $g$\\nhere", "x": 80.0, "y": -40.0},',
        '{"id": 2, "node": 1, "text": "the input", "x": 0.0, "y": 40.0}',
        "],",
        '"presets": [',
        '{"name": "cold", "values": {"x1": 2.5, "x2": 1.0, "x3": 1.0}},',
        '{"name": "warm", "values": {"x2": 1.0, "x1": 1.0}}',
        "],",
    ]


def test_folds_notes_and_presets_come_back() -> None:
    data = write_forest(annotated())
    again = read_forest(data)
    assert content(again) == content(annotated())
    assert write_forest(again) == data


def test_a_document_without_what_is_new_stays_one_of_version_1_0() -> None:
    forest = annotated()
    forest.apply(unfold(forest, forest.folds))
    forest.apply(remove_notes(forest, forest.notes))
    for name in tuple(forest.presets):
        forest.apply(remove_preset(forest, name))
    lines = write_forest(forest).decode().splitlines()
    assert lines[1] == '"treeedit": "1.0",'
    assert not any(part in line for line in lines for part in ("folds", "notes", "presets"))


def test_a_note_does_not_inherit_what_a_newer_version_said_of_another() -> None:
    forest = read_forest(from_the_future())
    forest.apply(remove_notes(forest, list(forest.notes)))
    forest.apply(pin_note(forest, 1, "new", Point(0.0, 0.0)))
    assert "colour" not in json.loads(write_forest(forest))["notes"][0]


def from_the_future() -> bytes:
    raw = json.loads(write_forest(annotated()))
    raw["treeedit"] = "1.7"
    raw["layers"] = [{"deep": [1, {"n": 2.5}]}]
    raw["about"]["year"] = 2031
    for part in ROWS:
        for row in raw[part]:
            row["colour"] = {"part": part}
    raw["functions"][0]["definition"][1]["tint"] = {"deep": [{"er": 1}]}
    return write_forest(read_forest(json.dumps(raw).encode()))


def test_unknown_keys_of_a_newer_minor_version_survive() -> None:
    data = from_the_future()
    raw = json.loads(data)
    assert raw["treeedit"] == "1.7"
    assert raw["layers"] == [{"deep": [1, {"n": 2.5}]}]
    assert raw["about"]["year"] == 2031
    assert all(row["colour"] == {"part": part} for part in ROWS for row in raw[part])
    assert raw["functions"][0]["definition"][1] == {"label": "x2", "tint": {"deep": [{"er": 1}]}}
    assert write_forest(read_forest(data)) == data


def test_unknown_keys_of_a_node_go_with_it_and_come_back_with_undo() -> None:
    data = from_the_future()
    forest = read_forest(data)
    edit = remove(forest, [4])
    forest.apply(edit)
    assert {row["id"] for row in json.loads(write_forest(forest))["nodes"]} == {5, 6, 7, 8, 9, 10}
    forest.apply(edit.inverse())
    assert write_forest(forest) == data


def _leaves(forest: Forest) -> list[dict[str, object]]:
    functions: list[dict[str, list[dict[str, object]]]] = json.loads(write_forest(forest))["functions"]
    return [token for each in functions for token in each["definition"] if isinstance(token, dict)]


def test_unknown_keys_of_a_leaf_stay_with_it_under_another_label() -> None:
    forest = read_forest(from_the_future())
    forest.apply(relabel_everywhere(forest, "x2", "y"))
    assert _leaves(forest) == [{"label": "x1"}, {"label": "y", "tint": {"deep": [{"er": 1}]}}]
    assert _leaves(read_forest(compact(forest))) == _leaves(forest)


def test_unknown_keys_of_a_leaf_go_with_what_its_function_meant() -> None:
    forest = read_forest(from_the_future())
    other = Function((Leaf("x1"), Leaf("x2"), "*"), 3)
    forest.apply(Edit(functions={"g": (forest.functions["g"], other)}))
    assert _leaves(forest) == [{"label": "x1"}, {"label": "x2"}]


def test_a_file_of_this_version_leaves_no_extras() -> None:
    assert read_forest(write_forest(annotated())).extras == {}


def test_a_value_outside_of_its_range_widens_the_range() -> None:
    raw = json.loads(write_forest(running_example()))
    raw["inputs"][0]["value"] = 7
    assert read_forest(json.dumps(raw).encode()).inputs["x1"].high == 7.0


def test_a_document_may_be_as_short_as_its_version() -> None:
    assert content(read_forest(b'{"treeedit": "1.0"}')) == content(Forest())


def test_save_and_load_go_through_a_file(tmp_path: Path) -> None:
    path = tmp_path / "lecture.tree"
    save(running_example(), path)
    assert content(load(path)) == content(running_example())


def test_an_error_begins_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "lecture.tree"
    path.write_text('{\n"treeedit": "1.0",\n"nodes": [}\n')
    with pytest.raises(FileError, match=r"^lecture\.tree: line 3, column 11: this is not JSON: Expecting value$"):
        load(path)


def leaning(operations: int) -> Forest:
    forest, tokens = Forest(), [Leaf("x1")]
    for _ in range(operations):
        tokens += [Leaf("x2"), "+"]
    forest.apply(add(forest, tuple(tokens), Point(0.0, 0.0)))
    return forest


def test_a_leaning_tree_of_100_000_nodes_is_saved_and_loaded(tmp_path: Path) -> None:
    forest = leaning(50_000)
    save(forest, tmp_path / "large.tree")
    assert content(load(tmp_path / "large.tree")) == content(forest)


@settings(max_examples=300)
@given(st.data())
def test_mutated_files_raise_nothing_but_file_errors(data: st.DataObject) -> None:
    text = bytearray(data.draw(st.sampled_from((write_forest(annotated()), from_the_future()))))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text[start:end] = data.draw(st.binary(max_size=6) | st.sampled_from(_SHRAPNEL))
    assert _is_sound_or_refused(bytes(text))


_SHRAPNEL = (
    b"-1",
    b"null",
    b"true",
    b"1e400",
    b"NaN",
    b'""',
    b"[]",
    b"{}",
    b'"\\ud800"',
    b"9" * 30,
    b'"id": 1,',
    b"[[",
    b"4",
)


@settings(max_examples=300)
@given(st.data())
def test_mutated_documents_raise_nothing_but_file_errors(data: st.DataObject) -> None:
    raw = json.loads(write_forest(annotated()))
    for _ in range(data.draw(st.integers(1, 4))):
        _mutate(data, raw)
    assert _is_sound_or_refused(json.dumps(raw).encode())


def _is_sound_or_refused(data: bytes) -> bool:
    try:
        forest = read_forest(data)
    except FileError as error:
        return str(error).isprintable()
    forest.check()
    return content(read_forest(write_forest(forest))) == content(forest)


def _mutate(data: st.DataObject, value: object) -> None:
    """Put something else into a random place."""
    while True:
        keys = sorted(value) if isinstance(value, dict) else list(range(len(value)))  # type: ignore[arg-type]
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = value[key]  # type: ignore[index]
        if not isinstance(inner, dict | list) or data.draw(st.booleans()):
            value[key] = data.draw(
                st.sampled_from((inner, None, True, 0, 3, 10, -1, 1.5, "", "+", "x1", [], [1], {}, 2**60))
            )  # type: ignore[index]
            return
        value = inner
