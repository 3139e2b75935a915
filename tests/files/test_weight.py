"""What a document takes in a file is known beforehand, is never less than what is written, and grows as edits say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.test_paper import annotated, from_the_future
from tests.support import edits, forests, grow
from treeedit.files import limits, paper
from treeedit.files.fault import FileError
from treeedit.files.paper import compact, read_forest, write_forest
from treeedit.files.weight import Weight, growth_of, refusal_of, weight_of
from treeedit.model.about import describe
from treeedit.model.edits import add
from treeedit.model.forest import Forest
from treeedit.model.presets import keep_preset
from treeedit.model.records import Blank, Edit, Leaf, Point


def counted(data: bytes) -> Weight:
    return Weight(len(data), max(data.count(b"{"), data.count(b"[")))


def is_held_by(data: bytes, most: Weight) -> bool:
    return all(a <= b for a, b in zip(counted(data), most, strict=True))


def full() -> Forest:
    """A document with something of everything, and with what JSON has to spell otherwise."""
    forest = annotated()
    forest.apply(describe(forest, 'title "{[\\\x01\x7f', "text {{{[[[\n" * 20))
    forest.apply(keep_preset(forest, "{[ ü"))
    forest.apply(Edit(blanks={Blank("sum", 1): (None, "{[1/3"), Blank("value", 9): (None, "")}))
    forest.apply(add(forest, (Leaf("größe_変数"), None, "+"), Point(1e12, -1.2345678901234567e-300)))
    return forest


@given(forests())
def test_a_document_never_takes_more_than_is_estimated(forest: Forest) -> None:
    assert is_held_by(compact(forest), weight_of(forest))


@pytest.mark.parametrize("forest", [full(), read_forest(from_the_future()), Forest()], ids=["full", "newer", "empty"])
def test_texts_and_newer_keys_are_estimated_too(forest: Forest) -> None:
    assert is_held_by(compact(forest), weight_of(forest))


@pytest.mark.parametrize("label", ["x", "größe", "a" * 95])
def test_the_estimate_of_a_large_tree_is_near_what_is_written(label: str) -> None:
    forest = grow("f = " + " + ".join([label] * 5000))
    assert len(compact(forest)) <= weight_of(forest).bytes <= 1.25 * len(compact(forest))


@given(st.data(), forests())
def test_an_edit_changes_the_weight_as_it_says(data: st.DataObject, forest: Forest) -> None:
    known = weight_of(forest)
    edit = data.draw(edits(forest))
    forest.apply(edit)
    assert weight_of(forest) == known.plus(growth_of(edit))
    forest.apply(edit.inverse())
    assert weight_of(forest) == known


def test_what_is_too_large_may_shrink_but_not_grow() -> None:
    beyond = Weight(limits.MAX_BYTES + 10, limits.MAX_OBJECTS + 10)
    assert refusal_of(beyond, Weight(-1, -1)) == ""
    assert refusal_of(beyond, Weight(0, 0)) == ""
    assert "2,000,000 nodes, or 64 MiB" in refusal_of(beyond, Weight(1, -1))
    assert "2,000,000 nodes, or 64 MiB" in refusal_of(beyond, Weight(-1, 1))


def test_a_document_for_which_lines_are_too_long_is_written_on_one(monkeypatch: pytest.MonkeyPatch) -> None:
    forest = full()
    room = len(write_forest(forest)) - 1
    monkeypatch.setattr(limits, "MAX_BYTES", room)
    assert write_forest(forest) == compact(forest)
    assert paper.write_forest(read_forest(write_forest(forest))) == compact(forest)


def test_nothing_is_written_that_could_not_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    forest = full()
    path = tmp_path / "a.tree"
    path.write_bytes(b"old")
    data = compact(forest)
    for name, most in (("MAX_BYTES", len(data) - 1), ("MAX_OBJECTS", 5)):
        with monkeypatch.context() as patch:
            patch.setattr(limits, name, most)
            with pytest.raises(FileError, match=r"a\.tree cannot be written: the document is too large"):
                paper.save(forest, path)
            with pytest.raises(FileError, match="the file"):
                read_forest(data)
    assert path.read_bytes() == b"old"
