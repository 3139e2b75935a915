"""Folds and notes go along with copies of their nodes, and nothing else changes."""

from tests.support import grow
from treeedit.model.belongings import NOTHING, Belongings, CarriedNote, belongings_of, with_belongings
from treeedit.model.edits import add, add_together, supplant
from treeedit.model.folding import fold
from treeedit.model.forest import Forest, expression_of
from treeedit.model.pinning import pin_note
from treeedit.model.records import Edit, Operation, Point

HERE, BESIDE = Point(300, 200), Point(40, -10)


def furnished() -> Forest:
    forest = grow("f = (x + y)*exp(z)")
    whole = forest.trees()[0]
    forest.apply(fold(forest, [node for node, record in forest.nodes.items() if record == Operation("exp", (4,))]))
    forest.apply(pin_note(forest, 1, "a leaf", BESIDE))
    forest.apply(pin_note(forest, whole, "all", BESIDE))
    return forest


def test_places_count_operands_first() -> None:
    forest = furnished()
    notes = CarriedNote(0, "a leaf", BESIDE), CarriedNote(5, "all", BESIDE)
    assert belongings_of(forest, forest.trees()) == Belongings((4,), notes)


def test_a_copy_has_what_its_original_has_under_new_numbers() -> None:
    forest = furnished()
    root = forest.trees()[0]
    before, notes = belongings_of(forest, [root]), dict(forest.notes)
    forest.apply(with_belongings(forest, add(forest, expression_of(forest, root), HERE), before))
    forest.check()
    assert [belongings_of(forest, [each]) for each in forest.trees()] == [before, before]
    assert {number: forest.notes[number] for number in notes} == notes


def test_several_trees_keep_their_own() -> None:
    forest = furnished()
    forest.apply(add(forest, expression_of(forest, 3), HERE))
    forest.apply(pin_note(forest, forest.trees()[1], "the sum", BESIDE))
    trees = forest.trees()
    found = belongings_of(forest, trees)
    other = Forest()
    other.apply(with_belongings(other, add_together(other, [(expression_of(forest, t), HERE) for t in trees]), found))
    assert belongings_of(other, other.trees()) == found
    assert [note.place for note in found.notes] == [0, 5, 8]


def test_a_note_that_is_inherited_keeps_its_number() -> None:
    forest = grow("f = x*y")
    forest.apply(pin_note(forest, 1, "was on x", BESIDE))
    carried = Belongings((1,), (CarriedNote(1, "brought", BESIDE),))
    forest.apply(with_belongings(forest, supplant(forest, expression_of(grow("exp(z)"), 2), 1), carried))
    forest.check()
    assert sorted(note.text for note in forest.notes.values()) == ["brought", "was on x"]
    assert len(forest.folds) == 1


def test_where_nothing_hangs_nothing_changes() -> None:
    forest = grow("f = x*y")
    edit = add(forest, expression_of(forest, 3), HERE)
    assert belongings_of(forest, forest.trees()) == NOTHING
    assert with_belongings(forest, edit, NOTHING) is edit


def test_a_leaf_is_never_folded() -> None:
    forest = grow("f = x")
    edit = with_belongings(forest, add(forest, expression_of(forest, 1), HERE), Belongings((0,)))
    assert edit.folds == Edit().folds
