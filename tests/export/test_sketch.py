"""A notebook shows a forest, pictures of it and the steps of its passes as drawings."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.support import content, grow
from treeedit.export.sketch import MOST_NODES, Looks, picture_of, sketch, steps_of
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point

SVG = "{http://www.w3.org/2000/svg}"
RUNNING = "g = x1 + x2; f = g^2 + x3/g"
VALUES = {"x1": 1.0, "x2": 2.0, "x3": 3.0}


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_sketch_is_an_svg_with_texts() -> None:
    assert texts(sketch(grow("f = x1*x2")) or "")[:3] == ["x₁", "x₂", "×"]


def test_there_are_no_ids_in_a_sketch_that_could_clash_with_those_of_another() -> None:
    forest = grow("f = x1*x2")
    forest.apply(pin_note(forest, forest.trees()[0], 'a <b id="n1"> id="n2"', Point(150, -60)))
    drawing = sketch(forest) or ""
    assert not [each for each in ET.fromstring(drawing).iter() if each.get("id")]
    assert 'a <b id="n1"> id="n2"' in texts(drawing)


def test_nothing_and_too_much_are_not_drawn() -> None:
    assert sketch(Forest()) is None
    assert sketch(grow("+".join(["x"] * MOST_NODES))) is None


def test_a_picture_is_of_the_values_that_are_given_and_changes_nothing() -> None:
    forest = grow("f = x*y")
    forest.apply(set_input(forest, "y", 5.0))
    before = content(forest.copy())
    assert "35" in texts(picture_of(forest, {"x": 7.0}, {}).svg)
    assert content(forest) == before


def test_a_picture_has_the_look_that_is_asked_for() -> None:
    forest = grow("f = x*x/3")
    looks: tuple[Looks, ...] = (
        {},
        {"theme": "dark"},
        {"orientation": "left"},
        {"form": "shared"},
        {"numbers": "decimals"},
    )
    assert len({picture_of(forest, {}, each).svg for each in looks}) == len(looks)


@pytest.mark.parametrize(
    ("looks", "sentence"),
    [
        ({"theme": "nice"}, "theme must be one of light, dark, print, greyscale, contrast, not nice"),
        ({"orientation": "up"}, "orientation must be one of top, bottom, left, right, not up"),
        ({"form": "graph"}, "form must be one of tree, shared, not graph"),
        ({"numbers": "roman"}, "numbers must be one of fractions, decimals, not roman"),
        ({"digits": 0}, "digits must be a whole number from 1 to 17, not 0"),
        ({"digits": "4"}, "digits must be a whole number from 1 to 17, not 4"),
        ({"colour": "red"}, "there is no choice colour; there are theme, orientation, form, numbers, digits"),
    ],
)
def test_a_look_that_there_is_not_is_refused_with_a_sentence(looks: Looks, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        picture_of(grow("x"), {}, looks)


def test_an_empty_canvas_and_too_many_nodes_are_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="there are no trees"):
        picture_of(Forest(), {}, {})
    with pytest.raises(ValueError, match="3,999 nodes are too many for a notebook: 2,000 at most"):
        picture_of(grow("+".join(["x"] * MOST_NODES)), {}, {})


def test_steps_are_pictures_of_one_size_that_say_what_happens() -> None:
    pictures = steps_of(grow(RUNNING), VALUES, 9, {})
    assert len(pictures) == 9
    assert pictures[0].words == "The inputs are given: x₁ = 1, x₂ = 2, x₃ = 3"
    assert len({re.search(r'width="\S+" height="\S+"', each.svg)[0] for each in pictures}) == 1  # type: ignore[index]
    assert [each.svg.count(">17/3<") for each in pictures][:3] == [0, 0, 0]


def test_a_part_of_the_steps_shows_itself_too() -> None:
    pictures = steps_of(grow("x*x"), {}, 9, {})
    assert pictures[1:3]._repr_html_().count("<svg ") == 2
    assert pictures[1]._repr_svg_() in pictures[1:3]._repr_html_()


def test_in_a_terminal_a_picture_says_what_happens_and_not_how_it_is_drawn() -> None:
    assert repr(steps_of(grow("x*x"), {}, 9, {})[0]) == "Picture(words='The inputs are given: x = 1')"


def test_a_wide_picture_fits_the_page() -> None:
    assert 'style="max-width: 100%; height: auto"' in picture_of(grow("x"), {}, {}).svg.partition(">")[0]
