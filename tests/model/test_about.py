"""What a document says of itself: an edit like others, and not longer than can be shown."""

import pytest

from tests.support import grow
from treeedit.model.about import MOST, about_fault, describe
from treeedit.model.records import EditError


def test_a_title_is_an_edit_and_an_empty_one_is_none() -> None:
    forest = grow("f = x")
    forest.apply(describe(forest, "Chain rule", "once"))
    assert forest.about == {"title": "Chain rule", "text": "once"}
    forest.apply(describe(forest, "", "once"))
    assert forest.about == {"text": "once"}
    assert describe(forest, "", "once").is_empty()


@pytest.mark.parametrize("key", MOST)
def test_a_title_or_text_is_refused_beyond_its_limit_only(key: str) -> None:
    forest = grow("f = x")
    given = {"title": "", "text": ""}
    forest.apply(describe(forest, **{**given, key: "ü" * MOST[key]}))
    with pytest.raises(EditError, match="at most"):
        describe(forest, **{**given, key: "ü" * (MOST[key] + 1)})


def test_what_is_not_shown_may_be_long() -> None:
    assert about_fault("source", "x" * 100_000) == ""
