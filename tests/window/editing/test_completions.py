"""What typed characters mean, best first."""

import pytest

from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf
from treeedit.window.editing.completions import MOST_OFFERS, SIGNS, offers

LABELS = ("x1", "x2", "theta")


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("+", (None, None, "+")),
        ("-", (None, None, "-")),
        ("×", (None, None, "*")),
        ("sin", (None, "sin")),
        ("log", (None, "ln")),
        ("arcsin", (None, "asin")),
        ("sq", (None, "square")),
        ("x1", (Leaf("x1"),)),
        ("the", (Leaf("the"),)),
        ("x3", (Leaf("x3"),)),
        ("2", (Leaf("2"),)),
        ("π", (Leaf("pi"),)),
        ("x3/(x1+x2)", (Leaf("x3"), Leaf("x1"), Leaf("x2"), "+", "/")),
    ],
)
def test_the_likeliest_meaning_stands_first(text: str, expression: tuple[object, ...]) -> None:
    assert offers(text, LABELS, [])[0].expression == expression


@pytest.mark.parametrize("key", OPERATORS)
def test_every_operator_is_found_by_its_name_and_its_spelling(key: str) -> None:
    entry = OPERATORS[key]
    for text in (entry.name, entry.spelling):
        assert any(offer.expression[-1] == key for offer in offers(text, LABELS, []))


def test_a_label_is_found_by_its_beginning() -> None:
    assert "theta" in [offer.words for offer in offers("the", LABELS, [])]


def test_nothing_typed_offers_what_was_used_last() -> None:
    recent = ["theta", "exp  exponential"]
    assert [offer.words for offer in offers("", LABELS, recent)][:2] == recent


def test_of_equal_matches_the_recent_one_comes_first() -> None:
    assert [offer.words for offer in offers("x", LABELS, ["x2"])][:3] == ["x", "x2", "x1"]


@pytest.mark.parametrize("text", ["(", "x1 +", "<b>", "\N{RIGHT-TO-LEFT OVERRIDE}x", "1e400", "sin()"])
def test_what_means_nothing_is_offered_as_nothing(text: str) -> None:
    assert not [offer for offer in offers(text, LABELS, []) if offer.words == text]


def test_the_list_stays_short() -> None:
    assert len(offers("", [f"x{i}" for i in range(500)], [])) == MOST_OFFERS


def test_each_sign_on_the_keyboard_is_an_operator() -> None:
    assert {SIGNS[sign] for sign in "+-*/^"} == {"+", "-", "*", "/", "^"}
