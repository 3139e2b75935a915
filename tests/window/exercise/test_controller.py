"""An exercise as the lecturer makes it and a student works on it, in the real window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.canvas.view.spoken_words import Words
from treeedit.figure.look import with_comma
from treeedit.figure.veil import State
from treeedit.model.exercises import hide, in_walking_order
from treeedit.model.records import Blank, Edit, Preset
from treeedit.window.explore.descent_walk import Plan
from treeedit.window.panels.inspector import described
from treeedit.window.panels.outline_model import PARTIAL, VALUE, OutlineModel

if TYPE_CHECKING:
    from tests.window.answering import Answers

ROOT, POWER = Blank("value", 11), Blank("value", 5)
RIGHT = {
    "value": ["3", "9", "3", "1", "10"],
    "partial": ["1", "1", "6", "1/3", "-1/3", "6", "6", "−1/3", "-0.333"],
    "sum": ["17/3", "5.67", "6 + -1/3"],
}


def blank(hand: Hand, kind: str, who: str, nth: int = 0) -> Blank:
    return Blank(kind, hand.node(who, nth))


def state(hand: Hand, each: Blank) -> State:
    return hand.stage.veil.fields[each].state


def score(hand: Hand) -> str:
    dock = hand.window.parts.exercises.dock
    assert dock is not None
    dock.show()
    return hand.window.parts.exercises.panel.score.text()


@pytest.fixture
def sums(hand: Hand) -> Hand:
    """The running example with its two sums over x1 and x2 hidden."""
    hand.hide(blank(hand, "sum", "x1"), blank(hand, "sum", "x2"))
    return hand


# --- filling it in ---


def test_the_running_example_is_filled_in_by_tab_and_enter_in_the_order_of_the_passes(hand: Hand) -> None:
    hand.hide_all()
    hand.view.setFocus()
    hand.key(Qt.Key.Key_Tab)
    asked = []
    for text in (*RIGHT["value"], *RIGHT["partial"], *RIGHT["sum"]):
        asked.append(hand.asked())
        hand.fill_in(text)
    assert score(hand) == "17 of 17 right"
    assert asked[:5] == ["g⁽¹⁾", "g²", "g⁽²⁾", "x₃/g", "f"]
    assert asked[-2:] == ["∂f/∂x₁", "∂f/∂x₂"]
    assert hand.asked() == ""
    assert hand.status() == "17 of 17 right"


def test_a_wrong_answer_stays_and_is_told_why_and_what_is_missing_is_lit(sums: Hand) -> None:
    sums.view.setFocus()
    sums.key(Qt.Key.Key_Tab)
    sums.fill_in("6")
    assert sums.told() == "That is only the summand of x₁⁽¹⁾: add that of x₁⁽²⁾."
    assert sums.stage.lit == {sums.node("x1", 1)}
    assert state(sums, blank(sums, "sum", "x1")) is State.WRONG
    assert sums.window.parts.exercises.panel.feedback.text() == sums.told()
    sums.fill_in("-2")
    assert sums.told() == "This is the product of the summands; the chain rule adds them."
    sums.fill_in("17/3")
    assert sums.asked() == "∂f/∂x₂"
    assert not sums.stage.lit


def test_the_field_of_a_sum_comes_to_its_card_from_behind_another_panel(sums: Hand, qtbot: QtBot) -> None:
    sums.do("descent")
    sums.window.tabifyDockWidget(sums.window._docks["sets"], sums.window._docks["descent"])
    sums.window._docks["descent"].raise_()
    card, field = sums.card("x1"), sums.window.parts.exercises.field

    def place() -> QRect:
        return QRect(card.mapTo(sums.window, QPoint(0, 0)), card.size())

    qtbot.waitUntil(lambda: not sums.window.rect().intersects(place()))
    sums.window.parts.exercises.step(1)
    qtbot.waitUntil(lambda: place().contains(field.geometry().center()))
    assert field.line.hasFocus()


def test_enter_on_a_wrong_answer_that_is_told_already_goes_on(sums: Hand) -> None:
    sums.view.setFocus()
    sums.key(Qt.Key.Key_Tab)
    sums.fill_in("6")
    sums.confirm()
    assert sums.asked() == "∂f/∂x₂"


def test_what_is_no_number_is_refused_below_the_field_and_is_no_answer(sums: Hand) -> None:
    sums.view.setFocus()
    sums.key(Qt.Key.Key_Tab)
    sums.fill_in("six")
    assert "six" in sums.told()
    assert sums.asked() == "∂f/∂x₁"
    assert not any(sums.forest.blanks.values())


def test_an_answer_may_have_a_decimal_comma(sums: Hand) -> None:
    sums.window.parts.exercises.step(1)
    sums.fill_in("5,67")
    assert state(sums, blank(sums, "sum", "x1")) is State.RIGHT
    sums.fill_in("5,667")
    assert "can be read in two ways" in sums.told()
    sums.fill_in("17/3,0")
    assert state(sums, blank(sums, "sum", "x2")) is State.RIGHT


@pytest.mark.parametrize("where", ["look", "system"])
def test_where_numbers_are_written_with_commas_every_comma_is_one(
    sums: Hand, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "look":
        sums.stage.restyle(replace(sums.stage.look, format=with_comma(sums.stage.look.format)))
    else:
        monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_DE"))
    sums.window.parts.exercises.step(1)
    sums.fill_in("5,667")
    assert state(sums, blank(sums, "sum", "x1")) is State.RIGHT


def test_an_answer_is_as_exact_as_what_is_shown_and_a_rougher_one_is_told_so(sums: Hand) -> None:
    sums.window.parts.exercises.step(1)
    sums.fill_in("5.667")
    assert state(sums, blank(sums, "sum", "x1")) is State.RIGHT
    sums.fill_in("5.7")
    assert state(sums, blank(sums, "sum", "x2")) is State.WRONG
    assert sums.told().startswith("Nearly: it is rounded too roughly")
    sums.do("fewer_digits")
    sums.do("fewer_digits")
    sums.do("check_answers")
    assert state(sums, blank(sums, "sum", "x2")) is State.RIGHT


@pytest.mark.parametrize("digits", [2, 3, 4, 7])
def test_the_solution_that_is_shown_is_a_right_answer(hand: Hand, digits: int) -> None:
    hand.enter("x1", "1096.6")
    hand.enter("x2", "0.0331")
    hand.stage.restyle(replace(hand.stage.look, digits=digits))
    hand.hide_all()
    exercise = hand.window.parts.exercises.exercise
    for each in hand.forest.blanks:
        exercise.answer(each, hand.stage.look.number(exercise.key().number(each)))
    hand.do("check_answers")
    assert exercise.tally().right == exercise.tally().blanks == 17


def test_a_click_on_a_blank_opens_it_and_escape_leaves_it_as_it_was(hand: Hand) -> None:
    hand.hide(blank(hand, "value", "^"))
    hand.click_at(hand.at_blank("value", "^"))
    assert hand.asked()
    hand.type("7", hand.window.parts.exercises.field.line)
    hand.key(Qt.Key.Key_Escape)
    assert hand.asked() == ""
    assert not any(hand.forest.blanks.values())


def test_a_click_elsewhere_keeps_the_answer_unchecked(hand: Hand) -> None:
    each = blank(hand, "value", "^")
    hand.hide(each)
    hand.click_at(hand.at_blank("value", "^"))
    hand.type("7", hand.window.parts.exercises.field.line)
    hand.click("x3")
    turn()
    assert hand.forest.blanks[each] == "7"
    assert state(hand, each) is State.OPEN


def test_shift_tab_and_the_arrows_walk_as_well(sums: Hand) -> None:
    sums.window.parts.exercises.step(1)
    sums.key(Qt.Key.Key_Down)
    assert sums.asked() == "∂f/∂x₂"
    sums.key(Qt.Key.Key_Up)
    assert sums.asked() == "∂f/∂x₁"
    sums.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert sums.asked() == "∂f/∂x₂"


def test_each_answer_is_one_undo_step_and_takes_its_mark_along(sums: Hand) -> None:
    each, before = blank(sums, "sum", "x1"), sums.session.stack.count()
    sums.window.parts.exercises.step(1)
    sums.fill_in("6")
    assert sums.session.stack.count() == before + 1
    sums.fill_in("17/3")
    assert sums.session.stack.count() == before + 2
    sums.undo()
    assert (sums.forest.blanks[each], state(sums, each)) == ("6", State.OPEN)
    sums.redo()
    assert state(sums, each) is State.RIGHT


# --- what is asked stays as it is ---


def inputs(hand: Hand) -> dict[str, float]:
    return {label: each.value for label, each in hand.forest.inputs.items()}


def descend(hand: Hand) -> None:
    walk = hand.window.parts.lesson.descent.walk
    walk.run(Plan(hand.node("+", 1), ("x1", "x2", "x3"), 0.1, "walk"), 5)


def slide(hand: Hand) -> None:
    slider = hand.card("x1")._slider
    slider.setValue(slider.value() + 5)


MOVES: dict[str, Callable[[Hand], None]] = {
    "a field": lambda hand: hand.enter("x3", "0"),
    "a slider": slide,
    "its keys": lambda hand: hand.card("x1")._slider.nudge(1.0),
    "scrubbing": lambda hand: hand.scrub("x1", 40.0),
    "by chance": lambda hand: hand.window.parts.sets_panel.presets.values.randomise(),
    "kept values": lambda hand: hand.window.parts.sets_panel.presets.values.choose("other"),
    "descent": descend,
}


@pytest.mark.parametrize("move", MOVES)
def test_the_inputs_keep_their_values_while_answers_are_given(sums: Hand, move: str) -> None:
    other = Preset((("x1", 4.0), ("x2", 5.0), ("x3", 6.0)))
    sums.session.do(Edit(presets={"other": (None, other)}), "keep")
    before = inputs(sums)
    sums.window.parts.exercises.step(1)
    sums.fill_in("17/3")
    MOVES[move](sums)
    turn()
    assert inputs(sums) == before
    assert state(sums, blank(sums, "sum", "x1")) is State.RIGHT


def test_a_slider_that_is_locked_says_why_and_is_free_again_when_the_exercise_is_changed(sums: Hand) -> None:
    slider = sums.card("x1")._slider
    assert not slider.isEnabled()
    assert "keep their values" in slider.toolTip()
    sums.do("make_exercise")
    assert slider.isEnabled()
    sums.window.parts.exercises.exercise.start()
    assert not slider.isEnabled()
    for each in list(sums.forest.blanks):
        sums.window.parts.exercises.toggle(each)
    assert slider.isEnabled()


def test_another_document_locks_its_inputs_if_it_is_an_exercise(hand: Hand) -> None:
    given, plain = hand.forest.copy(), hand.forest.copy()
    given.apply(hide(given, [Blank("value", 5)]))
    for document, lock in ((given, True), (plain, False), (given, True)):
        hand.session.open(document.copy())
        turn()
        assert bool(hand.session.lock) is lock
        assert hand.card("x1")._slider.isEnabled() is not lock


def test_answers_to_other_numbers_are_cleared_when_the_exercise_starts_again(sums: Hand) -> None:
    sums.window.parts.exercises.exercise.answer(blank(sums, "sum", "x1"), "17/3")
    sums.do("make_exercise")
    sums.window.parts.exercises.start()
    assert sums.forest.blanks[blank(sums, "sum", "x1")] == "17/3"
    sums.do("make_exercise")
    sums.enter("x3", "0")
    sums.window.parts.exercises.start()
    assert not any(sums.forest.blanks.values())


def test_undo_never_leaves_an_answer_beside_numbers_that_it_was_not_given_to(sums: Hand) -> None:
    sums.do("make_exercise")
    sums.enter("x3", "0")
    sums.window.parts.exercises.start()
    sums.fill_in("6")
    given = {text: inputs(sums) for text in sums.forest.blanks.values() if text}
    while sums.session.stack.canUndo():
        sums.undo()
        assert all(inputs(sums) == given[text] for text in sums.forest.blanks.values() if text)


def test_a_blank_of_a_summand_on_a_card_is_that_of_the_canvas(hand: Hand) -> None:
    hand.hide(blank(hand, "partial", "x1"))
    line = hand.card("x1")._lines[0]
    assert "6" not in line.accessibleName().split(" = ")[1]
    place = line.blank_place(blank(hand, "partial", "x1"))
    assert place is not None
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.center())
    hand.fill_in("6")
    assert state(hand, blank(hand, "partial", "x1")) is State.RIGHT


def test_tab_opens_the_quick_add_where_nothing_is_hidden(hand: Hand) -> None:
    hand.view.setFocus()
    hand.key(Qt.Key.Key_Tab)
    assert hand.window.parts.adding.quick_add.isVisible()


# --- solutions, clearing, new numbers ---


def test_the_solution_of_one_blank_is_shown_with_how_one_comes_to_it(sums: Hand) -> None:
    each = blank(sums, "sum", "x1")
    sums.window.parts.exercises.step(1)
    sums.fill_in("6")
    sums.window.parts.exercises.field._solution.click()
    turn()
    panel = sums.window.parts.exercises.panel
    assert state(sums, each) is State.SOLVED
    assert panel.formula.latex() or "17/3" in panel.asked.text()
    assert "17/3" in sums.card("x1")._lines[0].accessibleName()
    assert "17/3" not in sums.card("x2")._lines[0].accessibleName()
    assert score(sums) == "0 of 2 right"


def test_all_solutions_are_shown_and_hidden_again(sums: Hand) -> None:
    sums.do("solutions")
    assert {field.state for field in sums.stage.veil.fields.values()} == {State.SOLVED}
    sums.do("solutions")
    assert {field.state for field in sums.stage.veil.fields.values()} == {State.OPEN}


def test_the_score_tells_first_tries_and_solutions_that_were_looked_at(hand: Hand) -> None:
    hand.hide(*(blank(hand, "partial", each) for each in ("x3", "x1", "x2")))
    exercise = hand.window.parts.exercises.exercise
    for who, texts in (("x3", ["1/3"]), ("x1", ["5", "6"]), ("x2", ["1", "6"])):
        for text in texts:
            exercise.answer(blank(hand, "partial", who), text)
            exercise.check_all()
        if who == "x1":
            exercise.solve([blank(hand, "partial", "x2")])
            exercise.hide_solutions()
    assert score(hand) == "3 of 3 right"
    told = "1 of them at the first try, 1 after their solution was shown, nothing is left"
    assert hand.window.parts.exercises.panel.rest.text() == told


def test_all_answers_are_checked_at_once(sums: Hand) -> None:
    exercise = sums.window.parts.exercises.exercise
    exercise.answer(blank(sums, "sum", "x1"), "17/3")
    exercise.answer(blank(sums, "sum", "x2"), "6")
    sums.do("check_answers")
    assert score(sums) == "1 of 2 right"
    assert "1 wrong" in sums.window.parts.exercises.panel.rest.text()


def test_answers_are_cleared_in_one_step_that_can_be_undone(sums: Hand) -> None:
    exercise = sums.window.parts.exercises.exercise
    for label in ("x1", "x2"):
        exercise.answer(blank(sums, "sum", label), "17/3")
    sums.do("clear_answers")
    assert not any(sums.forest.blanks.values())
    assert sums.status() == "2 answers are cleared. Undo brings them back."
    sums.undo()
    assert list(sums.forest.blanks.values()) == ["17/3", "17/3"]


def test_new_numbers_clear_the_answers_in_one_undo_step_and_have_answers(sums: Hand) -> None:
    sums.window.parts.exercises.exercise.answer(blank(sums, "sum", "x1"), "17/3")
    before = {label: each.value for label, each in sums.forest.inputs.items()}
    sums.do("new_numbers")
    after = {label: each.value for label, each in sums.forest.inputs.items()}
    assert before != after
    assert not any(sums.forest.blanks.values())
    assert all(total == total for total in sums.sums().values())
    sums.undo()
    assert {label: each.value for label, each in sums.forest.inputs.items()} == before
    assert sums.forest.blanks[blank(sums, "sum", "x1")] == "17/3"


# --- nothing leaks ---


def test_no_text_of_the_window_tells_what_is_hidden(hand: Hand) -> None:
    hand.hide_all()
    root = hand.root("f")
    hand.stage.select([root])
    turn()
    words = Words(hand.stage)
    said = [words.all(node) for node in hand.forest.nodes] + [words.outputs()]
    tips = [described(hand.stage, node) for node in hand.forest.nodes]
    model = OutlineModel(hand.stage)
    rows = [model._figure(node, column) for node in hand.forest.nodes for column in (VALUE, PARTIAL)]
    cards = [
        line.accessibleName()
        for card in (*hand.window.parts.sets_panel._cards.values(), *hand.window.parts.sets_panel._functions.values())
        for line in card._lines
    ]
    function = next(iter(hand.window.parts.sets_panel._functions.values()))
    everything = [*said, *tips, *rows, *cards, hand.window.parts.inspector._label.text(), function._value.text()]
    for told in ("17/3", "5.66", "1/3", "0.333", "10", ">9<", ">6<"):
        assert not [text for text in everything if told in text.replace("3.3333", "")], told
    assert "hidden" in words.numbers(root)


def test_a_hidden_value_of_an_input_cannot_be_scrubbed(hand: Hand) -> None:
    hand.hide(blank(hand, "value", "x3"))
    hand.scrub("x3", 30.0)
    assert hand.forest.inputs["x3"].value == 3.0


def test_what_is_hidden_is_hidden_at_once_and_shown_when_the_blank_goes(hand: Hand) -> None:
    hand.hide(blank(hand, "value", "^"))
    assert hand.stage.veil.hides_value(hand.node("^"))
    hand.undo()
    assert not hand.stage.veil


# --- making one, and files ---


def test_the_lecturer_hides_all_every_second_or_none_of_a_kind(hand: Hand) -> None:
    hand.do("make_exercise")
    exercises = hand.window.parts.exercises
    possible = exercises.possible("partial")
    for share, count in (("all", 9), ("second", 5), ("none", 0)):
        before = hand.session.stack.count()
        box = exercises.panel.boxes["partial"]
        box.setCurrentIndex(box.findData(share))
        box.activated.emit(box.currentIndex())
        assert len([each for each in hand.forest.blanks if each.kind == "partial"]) == count
        assert hand.session.stack.count() == before + 1
        assert box.currentData() == share
    assert len(possible) == 9


def test_every_second_of_a_single_number_is_that_one(hand: Hand) -> None:
    hand.session.open(grow("f = x*x + y"))
    hand.do("make_exercise")
    exercises = hand.window.parts.exercises
    assert len(exercises.possible("sum")) == 1
    exercises.hide_share("sum", "second")
    assert len(hand.forest.blanks) == 1
    assert exercises.panel.boxes["sum"].currentData() == "all"


@pytest.mark.parametrize(("formula", "kind"), [("f = x*x + y", "sum"), ("f = x*y + z", "partial")])
def test_a_new_exercise_begins_with_something_hidden(hand: Hand, formula: str, kind: str) -> None:
    hand.session.open(grow(formula))
    hand.do("make_exercise")
    assert {each.kind for each in hand.forest.blanks} == {kind}
    hand.undo()
    assert not hand.forest.blanks


def test_the_lecturer_chooses_numbers_by_clicks(hand: Hand) -> None:
    hand.do("make_exercise")
    hand.window.parts.exercises.hide_share("sum", "none")
    hand.window.parts.exercises.panel.choose.setChecked(True)
    hand.click_at(hand.at_blank("partial", "x3"))
    assert list(hand.forest.blanks) == [blank(hand, "partial", "x3")]
    hand.click_at(hand.at_blank("value", "x3"))  # the value of an input is given, never asked for
    assert len(hand.forest.blanks) == 1
    assert hand.window.parts.exercises.panel.boxes["partial"].currentData() == "chosen"
    hand.click_at(hand.at_blank("partial", "x3"))
    assert not hand.forest.blanks


def test_a_started_exercise_asks_for_its_first_number(hand: Hand) -> None:
    hand.do("make_exercise")
    hand.window.parts.exercises.hide_share("sum", "all")
    hand.window.parts.exercises.panel.start.click()
    turn()
    assert hand.asked() == "∂f/∂g"
    assert hand.window.parts.exercises.exercise.is_open()


def test_a_saved_exercise_opens_to_be_filled_in_with_its_answers(sums: Hand, tmp_path: Path, answers: Answers) -> None:
    sums.window.parts.exercises.exercise.answer(blank(sums, "sum", "x1"), "17/3")
    answers.name = str(tmp_path / "exercise.tree")
    assert sums.window.documents.save_as()
    sums.open_example()
    assert not sums.stage.veil
    assert sums.window.documents.open_path(tmp_path / "exercise.tree")
    turn()
    assert sums.window.parts.exercises.dock is not None
    assert sums.window.parts.exercises.dock.isVisible()
    assert score(sums) == "0 of 2 right"
    assert sorted(sums.forest.blanks.values()) == ["", "17/3"]
    sums.do("check_answers")
    assert score(sums) == "1 of 2 right"


def test_a_number_that_is_folded_away_is_not_walked_to(hand: Hand) -> None:
    hand.hide(blank(hand, "partial", "x1"), blank(hand, "partial", "x3"))
    hand.click("+")
    hand.do("fold")
    assert hand.window.parts.exercises.exercise.walk() == in_walking_order(
        hand.session.analysis, [blank(hand, "partial", "x3")]
    )


def test_the_results_of_a_class_become_a_table(sums: Hand, tmp_path: Path, answers: Answers) -> None:
    answers.name = str(tmp_path / "ada.tree")
    sums.window.parts.exercises.exercise.answer(blank(sums, "sum", "x1"), "17/3")
    assert sums.window.documents.save_as()
    out = tmp_path / "class.csv"
    assert sums.window.parts.exercises.results.write(out, [tmp_path / "ada.tree", tmp_path / "gone.tree"])
    assert '"ada.tree"' in out.read_text(encoding="utf-8-sig")
    assert "2 files; 1 of them" in sums.status()
    assert not sums.window.parts.exercises.results.write(tmp_path / "no" / "class.csv", [])
    assert "could not be exported" in answers.said[-1]


def test_a_table_is_not_written_over_what_was_handed_in(sums: Hand, tmp_path: Path, answers: Answers) -> None:
    path, out = tmp_path / "ada.tree", tmp_path / "class.csv"
    path.write_text("an answer")
    out.symlink_to(path)
    assert not sums.window.parts.exercises.results.write(out, [path])
    assert "class.csv is read here, and would be lost" in answers.said[-1]
    assert path.read_text() == "an answer"


def test_a_panel_that_was_left_open_makes_an_exercise_as_well(hand: Hand) -> None:
    dock = hand.window.parts.exercises.dock
    assert dock is not None
    dock.show()
    turn()
    hand.window.parts.exercises.hide_share("partial", "all")
    assert hand.window.parts.exercises.exercise.making
    assert hand.window.parts.exercises.panel.boxes["partial"].currentData() == "all"
    hand.window.parts.exercises.panel.start.click()
    assert hand.asked()


def test_in_the_shared_form_a_click_on_a_sum_opens_its_blank(sums: Hand) -> None:
    sums.do("shared_form")
    sums.click_at(sums.at_blank("partial", "x1"))
    assert sums.asked() == "∂f/∂x₁"
    words = Words(sums.stage)
    assert "partial hidden" in words.numbers(sums.node("x1"))
    assert "17/3" not in described(sums.stage, sums.node("x1"))


def test_a_plot_of_what_is_hidden_waits(sums: Hand) -> None:
    sums.do("plot")
    turn()
    assert "hides" in sums.window.parts.lesson.plot._message.text()
    sums.do("solutions")
    assert not sums.window.parts.lesson.plot._caption.isHidden()


def test_a_copied_picture_tells_nothing_that_is_hidden(hand: Hand) -> None:
    hand.hide_all()
    hand.click("+", 2)
    hand.do("copy")
    svg = bytes(QApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    texts = re.findall(r'aria-label="([^"]*)"', svg)
    assert "x₁" in texts
    assert not {"10", "17/3", "−1/3", "9"} & set(texts)


def test_a_step_says_no_number_that_is_asked_for(sums: Hand) -> None:
    sums.hide(blank(sums, "partial", "x3"))
    sums.do("step_through")
    sums.do("last_step")
    assert "1/3" not in sums.window.parts.stepping.words()
    assert "asked for" in sums.window.parts.stepping.words()
