"""Whatever is said, in a box, in the notice or at the bottom, is one line that ends."""

from __future__ import annotations

from tests.robot import Hand
from tests.test_words import HOSTILE, is_a_sentence
from tests.window.answering import Answers
from treeedit.window.widgets.message_box import ask, tell


def test_status_line_and_notice_show_one_line_of_bounded_length(hand: Hand) -> None:
    hand.window.parts.say(HOSTILE)
    assert is_a_sentence(hand.window.statusBar().currentMessage())
    hand.window.parts.notice.show_answers(HOSTILE)
    assert is_a_sentence(hand.window.parts.notice.text())


def test_boxes_show_one_line_of_bounded_length(hand: Hand, answers: Answers) -> None:
    tell(hand.window, HOSTILE, "")
    tell(hand.window, "", HOSTILE)
    ask(hand.window, HOSTILE, "", ["A"])
    ask(hand.window, "", HOSTILE, ["A"])
    assert len(answers.said) == 4
    assert all(is_a_sentence(said.strip()) for said in answers.said)
