"""Stepping through the passes: what is on the screen at each step, what it says, and that nothing unknown leaks."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.model import edits
from treeedit.model.formula import parse
from treeedit.model.naming import name_function
from treeedit.model.records import Slot
from treeedit.model.steps import Pace, Phase
from treeedit.window.explore.comparison_findings import Finder
from treeedit.window.explore.subject import subject_of
from treeedit.window.panels.inspector import described
from treeedit.window.panels.outline_model import PARTIAL, VALUE
from treeedit.window.steps.stepping import STEP_MS, Stretch

SENTENCES = [
    "Nothing is computed yet.",
    "The inputs are given: x₁ = 1, x₂ = 2, x₃ = 3",
    "g⁽¹⁾ = x₁ + x₂ = 1 + 2 = 3",
    "g² = 3² = 9",
    "g⁽²⁾ = x₁ + x₂ = 1 + 2 = 3",
    "x₃/g = 3/3 = 1",
    "f = g² + x₃/g = 9 + 1 = 10",
    "∂f/∂f = 1 (the seed: f moves one for one with itself)",
    "∂f/∂(g²) = 1 (sum rule)",
    "∂f/∂(x₃/g) = 1 (sum rule)",
    "∂f/∂g⁽¹⁾ = ∂f/∂(g²) · ∂(g²)/∂g⁽¹⁾ = 1 · 2 · 3 = 6 (power rule)",
]
SUMS = [
    "∂f/∂g = ∂f/∂g⁽¹⁾ + ∂f/∂g⁽²⁾ = 6 + (−1/3) = 17/3",
    "∂f/∂x₁ = ∂f/∂x₁⁽¹⁾ + ∂f/∂x₁⁽²⁾ = 6 + (−1/3) = 17/3",
    "∂f/∂x₂ = ∂f/∂x₂⁽¹⁾ + ∂f/∂x₂⁽²⁾ = 6 + (−1/3) = 17/3",
    "∂f/∂x₃ = 1/3",
]


def begin(hand: Hand, pace: Pace = Pace.NODE, number: int = 0) -> None:
    hand.window.parts.stepping.use_pace(pace)
    hand.do("step_through")
    hand.window.parts.stepping.go_to(number)
    turn()


def walk(hand: Hand) -> Iterator[int]:
    """From step to step, to the last."""
    stepping = hand.window.parts.stepping
    yield stepping.number
    while stepping.number < stepping.last_number:
        hand.do("next_step")
        yield stepping.number


def written(hand: Hand) -> list[str]:
    """The numbers that are written on the canvas."""
    stage, session = hand.stage, hand.session
    texts: list[str] = []
    for item in stage.items_by_tree():
        rows = stage.drawing.tree_rows(item.tree)
        texts += [text.text for text in stage.drawing.numbers(rows, session.evaluation, stage.known).texts]
    return texts


def sums(hand: Hand) -> list[str]:
    """The lines on the cards."""
    panel = hand.window.parts.sets_panel
    cards = [*panel._cards.values(), *panel._functions.values()]
    return [line.accessibleName() for card in cards for line in card._lines]


def told_of(hand: Hand, node: int) -> list[str]:
    """All that any part of the window says of a node in words: tooltip, inspector, outline, screen reader."""
    hand.stage.select([node])
    hand.window.parts.outline.model.take_up()
    model, words = hand.window.parts.outline.model, hand.window.parts.voice.words
    cells = [str(model.data(model.index_of(node, column))) for column in (VALUE, PARTIAL)]
    spoken = str(model.data(model.index_of(node), Qt.ItemDataRole.AccessibleTextRole))
    sections = hand.window.parts.inspector.sections
    inspected = " ".join(text for name in ("value", "check") for text in sections[name].texts())
    texts = [described(hand.stage, node), inspected, spoken, words.all(node), *cells]
    hand.stage.select([])
    return texts


def test_the_running_example_says_every_step(hand: Hand) -> None:
    begin(hand)
    said = [hand.window.parts.stepping.words() for _ in walk(hand)]
    assert said[: len(SENTENCES)] == SENTENCES
    assert said[-4:] == SUMS
    assert len(said) == 21
    assert "∂f/∂x₁⁽²⁾ = ∂f/∂g⁽²⁾ · ∂g⁽²⁾/∂x₁⁽²⁾ = −1/3 · 1 = −1/3 (sum rule)" in said


def test_at_each_step_one_number_more_is_on_the_canvas(hand: Hand) -> None:
    begin(hand)
    counts = [len([text for text in written(hand) if not text.startswith("×")]) for _ in walk(hand)]
    assert counts[:8] == [0, 6, 7, 8, 9, 10, 11, 12]
    assert counts[8:17] == list(range(13, 22))
    assert counts[17:] == [21] * 4


def test_a_sum_appears_on_its_card_at_its_step(hand: Hand) -> None:
    begin(hand, number=17)
    assert sums(hand) == ["∂f/∂x₁ = …", "∂f/∂x₂ = …", "∂f/∂x₃ = …", "∂f/∂g = 6 + (−1/3) = 17/3"]
    hand.do("next_step")
    assert sums(hand)[:2] == ["∂f/∂x₁ = 6 + (−1/3) = 17/3", "∂f/∂x₂ = …"]
    hand.do("last_step")
    assert not [line for line in sums(hand) if "…" in line]


def test_nothing_unknown_is_told_of_the_root(hand: Hand) -> None:
    begin(hand, number=5)
    root = hand.root("f")
    assert not [text for text in told_of(hand, root) if "10" in text]
    hand.window.parts.stepping.go_to(6)
    assert all("10" in text for text in told_of(hand, root)[:4])
    assert not [text for text in told_of(hand, root) if "∂f/∂" in text or "partial" in text]
    hand.window.parts.stepping.go_to(7)
    assert "partial 1" in told_of(hand, root)[3]


@pytest.mark.parametrize("formula", ["x*x", "ln(a - 2) + b", "abs(a - a)*2"])
def test_nothing_unknown_is_told_of_any_node(empty: Hand, formula: str) -> None:
    empty.write(formula)
    begin(empty)
    order, evaluation = empty.session.analysis.order, empty.session.evaluation
    for _ in walk(empty):
        for node, row in order.rows.items():
            texts = " ".join(told_of(empty, node)).replace("absolute value", "")
            assert ("value" in texts) <= empty.stage.knows_value(row)
            assert ("partial" in texts) <= empty.stage.knows_partial(row)
            problem = evaluation.problem(row)
            assert not problem or (problem in texts) <= empty.stage.knows_value(row)
            remark = evaluation.remark(row)
            assert not remark or (remark in texts) <= empty.stage.knows_partial(row)


def test_plot_descent_and_comparison_wait_for_the_last_step(hand: Hand) -> None:
    lesson = hand.window.parts.lesson
    for name in ("descent", "plot"):
        hand.do(name)
        turn()
    begin(hand, number=19)
    subject = subject_of(hand.stage)
    assert subject is not None
    findings = Finder(hand.stage)
    assert "steps" in lesson.plot._words(subject)
    assert "steps" in lesson.descent._words(subject)
    assert findings._derivative(subject, "x1") == ""
    hand.do("last_step")
    assert lesson.plot._words(subject) == lesson.descent._words(subject) == ""
    assert findings._derivative(subject, "x1") == "∂f/∂x₁ = 17/3"


def test_the_outputs_are_not_told_before_they_are_known(hand: Hand) -> None:
    begin(hand, number=5)
    assert hand.window.parts.voice.words.outputs() == ""
    hand.do("next_step")
    assert hand.window.parts.voice.words.outputs() == "f = 10"


def test_what_is_not_shown_cannot_be_scrubbed(hand: Hand) -> None:
    begin(hand)
    place = hand.stage.number_rect(hand.node("x1")).center()
    assert hand.stage.input_number_at(place, 2.0) is None
    hand.do("next_step")
    assert hand.stage.input_number_at(place, 2.0) == hand.node("x1")


def test_the_canvas_itself_shows_no_more(hand: Hand) -> None:
    begin(hand, number=2)
    before = hand.view.grab().toImage()
    hand.do("next_step")
    after = hand.view.grab().toImage()
    hand.do("previous_step")
    assert before != after
    assert hand.view.grab().toImage() == before


def test_a_step_is_lit_with_what_it_uses(hand: Hand) -> None:
    begin(hand, number=3)
    light = hand.stage.spotlight
    assert light is not None
    assert light.nodes == {hand.node("^")}
    assert light.uses == {hand.node("+", 0), hand.node("2")}
    assert (light.edges, light.pass_colour) == (light.uses, "value")
    hand.window.parts.stepping.go_to(10)
    light = hand.stage.spotlight
    assert (light.nodes, light.uses, light.pass_colour) == ({hand.node("+", 0)}, {hand.node("^")}, "partial")
    assert light.edges == light.nodes


def test_a_pointer_that_goes_by_leaves_the_step_lit(hand: Hand) -> None:
    begin(hand, number=3)
    before = hand.stage.spotlight
    hand.window._point_at(hand.node("x1"))
    hand.window._point_at(None)
    assert hand.stage.spotlight is before
    assert hand.stage.lit == frozenset()


def test_a_slide_changes_the_sentence_and_the_numbers_at_once(hand: Hand) -> None:
    begin(hand, number=3)
    hand.slide("x1", 3.0)
    turn()
    assert hand.window.parts.steps_bar.sentence.accessibleName() == "g² = 5² = 25"
    assert hand.window.parts.stepping.number == 3
    assert "25" in written(hand)
    assert "25.6" not in written(hand)


def test_by_level_the_numbers_of_a_level_come_together(hand: Hand) -> None:
    begin(hand, Pace.LEVEL)
    assert hand.window.parts.stepping.last_number == 12
    hand.window.parts.stepping.go_to(3)
    assert hand.window.parts.stepping.words() == "g² = 3² = 9; x₃/g = 3/3 = 1"


def test_another_pace_stays_about_where_it_was(hand: Hand) -> None:
    begin(hand, number=5)
    hand.window.parts.stepping.use_pace(Pace.LEVEL)
    assert hand.window.parts.stepping.number == 3
    hand.window.parts.stepping.use_pace(Pace.NODE)
    assert hand.window.parts.stepping.number == 5


@pytest.mark.parametrize(("number", "steps"), [(2, 11), (6, 31)])
def test_an_example_is_stepped_through_to_its_end(empty: Hand, number: int, steps: int) -> None:
    empty.open_example(number)
    everything = written(empty)
    begin(empty)
    assert all(empty.window.parts.stepping.words() for _ in walk(empty))
    assert sorted(written(empty)) == sorted(everything)


def test_of_x_times_x_both_partials_are_added(empty: Hand) -> None:
    empty.write("x*x")
    empty.enter("x", "3")
    begin(empty, number=99)
    assert empty.window.parts.stepping.words() == "∂f/∂x = ∂f/∂x⁽¹⁾ + ∂f/∂x⁽²⁾ = 3 + 3 = 6"


def test_the_chosen_tree_is_stepped_through(empty: Hand) -> None:
    empty.write("f = a + b")
    empty.write("h = a*b")
    empty.stage.select([empty.node("*")])
    begin(empty, number=99)
    assert empty.stage.selection == []
    assert "h" in empty.window.parts.stepping.words() or "∂h" in empty.window.parts.stepping.words()
    assert not empty.stage.knows_value(empty.session.analysis.order.rows[empty.root("f")])


def test_what_is_incomplete_is_stepped_through_as_far_as_it_goes(empty: Hand) -> None:
    empty.write("(a*b) + ?")
    begin(empty, number=99)
    assert "∂f/∂b" in empty.window.parts.stepping.words() or "/∂b" in empty.window.parts.stepping.words()


def test_where_nothing_can_be_computed_it_does_not_begin(empty: Hand) -> None:
    empty.write("? + ?")
    empty.do("step_through")
    assert not empty.window.parts.stepping.is_on
    assert "empty slots" in empty.status()


def test_an_edit_keeps_the_step(hand: Hand) -> None:
    begin(hand, number=9)
    node = hand.node("/")
    hand.session.do(edits.insert(hand.forest, "exp", hand.node("x3")), "insert")
    turn()
    light = hand.stage.spotlight
    assert light is not None
    assert light.nodes == {node}
    assert hand.window.parts.stepping.step().phase is Phase.BACKWARD  # type: ignore[union-attr]
    hand.undo()
    assert hand.window.parts.stepping.number == 9


def test_a_step_whose_node_goes_is_clamped(empty: Hand) -> None:
    empty.write("a*b + c")
    begin(empty, number=99)
    empty.session.do(edits.remove(empty.forest, [empty.node("*")]), "remove")
    turn()
    stepping = empty.window.parts.stepping
    assert stepping.is_on
    assert stepping.number == stepping.last_number
    empty.session.do(edits.remove(empty.forest, empty.forest.trees()), "remove")
    turn()
    assert stepping.last_number == 0
    assert "nothing can be computed" in stepping.words()
    empty.undo()
    empty.undo()
    assert stepping.last_number > 0


def test_a_node_over_the_root_belongs_to_the_steps(hand: Hand) -> None:
    begin(hand, number=6)
    hand.session.do(edits.insert(hand.forest, "exp", hand.root("f")), "insert")
    turn()
    hand.window.parts.stepping.last()
    assert hand.stage.knows_value(hand.session.analysis.order.rows[hand.root("f")])
    assert hand.window.parts.stepping.words().startswith("∂f/∂x₃")


def test_another_document_ends_it(hand: Hand) -> None:
    begin(hand, number=4)
    hand.session.open(grow("x + y"))
    turn()
    assert not hand.window.parts.stepping.is_on
    assert hand.stage.known is None
    assert not hand.window.parts.steps_bar.isVisible()


def test_a_name_for_a_function_keeps_the_step(empty: Hand) -> None:
    empty.write("(x + y)*(x + y)")
    begin(empty, number=2)
    empty.session.do(name_function(empty.forest, "s", parse("x + y")[0].expression), "name")
    assert empty.window.parts.stepping.words() == "s⁽¹⁾ = x + y = 1 + 1 = 2"


def test_folding_while_stepping_lights_the_fold(hand: Hand) -> None:
    begin(hand, number=2)
    hand.stage.select([hand.node("^")])
    hand.do("fold")
    hand.stage.select([])
    folded = hand.view.grab().toImage()
    hand.do("next_step")
    assert hand.stage.spotlight is not None
    assert hand.stage.spotlight.nodes == {hand.node("^")}
    assert hand.view.grab().toImage() != folded


def test_the_end_shows_everything_again(hand: Hand) -> None:
    everything = written(hand)
    begin(hand, number=4)
    hand.do("step_through")
    assert written(hand) == everything
    assert (hand.stage.known, hand.stage.spotlight) == (None, None)


def test_it_plays_to_the_end_and_stops_there(hand: Hand) -> None:
    begin(hand, number=19)
    stepping = hand.window.parts.stepping
    hand.do("play_steps")
    assert (stepping.number, stepping.is_playing) == (20, True)
    stepping._clock.timeout.emit()
    assert (stepping.number, stepping.is_playing) == (20, False)


def test_at_the_end_it_plays_from_the_beginning(hand: Hand) -> None:
    begin(hand, number=21)
    hand.do("play_steps")
    assert hand.window.parts.stepping.number == 0
    assert hand.window.parts.stepping.is_playing


def test_a_step_by_hand_and_an_edit_pause(hand: Hand) -> None:
    begin(hand)
    stepping = hand.window.parts.stepping
    hand.do("play_steps")
    hand.do("next_step")
    assert not stepping.is_playing
    hand.do("play_steps")
    hand.session.do(edits.insert(hand.forest, "exp", hand.node("x3")), "insert")
    assert not stepping.is_playing


def test_a_slide_does_not_pause(hand: Hand) -> None:
    begin(hand)
    hand.do("play_steps")
    hand.slide("x1", 3.0)
    turn()
    assert hand.window.parts.stepping.is_playing


def test_twice_as_fast_takes_half_the_time(hand: Hand) -> None:
    hand.do("play_steps")
    stepping = hand.window.parts.stepping
    assert stepping._clock.interval() == STEP_MS
    stepping.use_speed(2.0)
    assert stepping._clock.interval() == STEP_MS / 2


def test_each_step_is_told_to_who_does_not_see_it(hand: Hand) -> None:
    told: list[str] = []
    hand.window.parts.stepping.told = told.append
    begin(hand)
    hand.do("next_step")
    hand.do("next_step")
    hand.slide("x1", 3.0)
    turn()
    assert told == SENTENCES[:3]


def test_the_stretches_follow_one_another(hand: Hand) -> None:
    begin(hand)
    phases = [Phase.INPUTS, Phase.FORWARD, Phase.BACKWARD, Phase.SUMS]
    ends = [(1, 1), (2, 6), (7, 16), (17, 20)]
    assert hand.window.parts.stepping.stretches == [
        Stretch(phase, *each) for phase, each in zip(phases, ends, strict=True)
    ]


def test_a_step_that_is_out_of_view_is_brought_there(hand: Hand) -> None:
    begin(hand)
    hand.view.zoom(4.0)
    hand.view.centerOn(hand.stage.place_of(hand.root("f")))
    hand.window.parts.stepping.go_to(10)
    assert hand.view.viewport().rect().contains(hand.at_node("+", 0).toPoint())


def test_a_step_in_view_leaves_the_paper_alone(hand: Hand) -> None:
    begin(hand)
    hand.view.fit()
    for _ in walk(hand):
        assert hand.view.standing() is None


def test_a_large_tree_is_stepped_through_by_level(empty: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treeedit.window.steps.stepping.MOST_BY_NODE", 5)
    empty.write("a + b + c + d")
    begin(empty)
    assert empty.window.parts.stepping.last_number < 14


def test_an_empty_slot_chooses_its_tree(empty: Hand) -> None:
    empty.write("f = a + b")
    empty.write("h = c*?")
    empty.stage.select_gap(Slot(empty.node("*"), 1))
    begin(empty, number=1)
    assert empty.window.parts.stepping.words() == "The inputs are given: c = 1"


def test_in_the_shared_form_a_partial_appears_when_all_have_arrived(hand: Hand) -> None:
    hand.do("shared_form")
    begin(hand)
    first = hand.node("+", 0)
    shown = [(hand.stage.knows_value(2), hand.stage.knows_partial(2)) for _ in walk(hand)]
    assert hand.session.analysis.order.rows[first] == 2
    assert [value for value, _ in shown].index(True) == 2
    arrived = [partial for _, partial in shown].index(True)
    hand.window.parts.stepping.go_to(arrived)
    assert "17/3" in written(hand)
    hand.do("previous_step")
    assert "17/3" not in written(hand)
    assert "17/3" not in " ".join(told_of(hand, first))


def test_in_the_shared_form_the_canvas_shows_each_step(hand: Hand) -> None:
    hand.do("shared_form")
    begin(hand)
    for _ in walk(hand):
        kept = hand.view.grab().toImage()
        for item in hand.stage.items_by_tree():
            item.renew(item.tree)
        assert hand.view.grab().toImage() == kept
