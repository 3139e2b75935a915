"""Under the rules of reveal.js every click shows the picture of its step; under no rules the last one is left."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.export.ordering import NO_QT, order_of, stepped
from tests.export.test_svg import HOSTILE
from tests.export.test_tikz import hostile, noted
from treeedit.export.exports import EXPORTS, export_bytes, export_files
from treeedit.export.order import Course, Lettering, Order
from treeedit.export.svg import Carried, svg_bytes
from treeedit.figure.form import Form
from treeedit.figure.look import THEMES, Look
from treeedit.files.carrier import document_in
from treeedit.files.paper import write_forest
from treeedit.model.steps import Pace

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
LAYERS = ("grounds", "edges", "lines", "plates", "nodes", "outlines", "marks", "texts")
KEY_STEPS = Course(most=9)


def data(order: Order) -> bytes:
    return export_bytes(EXPORTS["reveal"], order, NO_QT)


def drawing(order: Order) -> ET.Element:
    return ET.fromstring(data(order))


def layer(root: ET.Element, name: str) -> ET.Element | None:
    return next((each for each in root if str(each.get("id")).split("-")[-1] == name), None)


def is_on(group: ET.Element, click: int) -> bool:
    """Whether reveal.js shows a group after so many clicks, as its style sheet has it; without it (-1) at no click."""
    if click < 0:
        return group.get("visibility") != "hidden"
    kinds, index = str(group.get("class")).split(), int(group.get("data-fragment-index", ""))
    if "current-visible" in kinds:
        return click == index
    return (click < index) if "fade-out" in kinds else (click >= index)


def shown(root: ET.Element, name: str, click: int) -> list[dict[str, str]]:
    """The attributes of what a layer shows, in drawing order, but ids and what follows from them."""
    found, rest = [], list(layer(root, name) or ())[::-1]
    while rest:
        each = rest.pop()
        if each.tag != f"{SVG}g":
            found.append({key: value for key, value in each.attrib.items() if key not in ("id", HREF)})
        elif is_on(each, click):
            rest += list(each)[::-1]
    return found


def same(one: ET.Element, click: int, other: ET.Element) -> bool:
    return all(shown(one, name, click) == shown(other, name, -1) for name in LAYERS)


@pytest.mark.parametrize("lettering", Lettering)
@pytest.mark.parametrize("course", [Course(), KEY_STEPS, Course(Pace.LEVEL), Course(numbers=(0, 4, 5, -1))])
def test_every_click_shows_the_picture_of_its_step(course: Course, lettering: Lettering) -> None:
    order = stepped(course=course, lettering=lettering)
    root, series = drawing(order), order.subject.series
    for click in range(len(series)):
        plain = svg_bytes(series.figure(click), 1.0, "f", "none", Carried(lettering))
        assert same(root, click, ET.fromstring(plain)), click


@pytest.mark.parametrize("look", [Look(form=Form("shared")), Look(orientation="left"), Look(THEMES["dark"])])
def test_any_look_does(look: Look) -> None:
    order = stepped(course=KEY_STEPS, look=look)
    plain = svg_bytes(order.subject.series.figure(5), 1.0, "f", "none")
    assert same(drawing(order), 5, ET.fromstring(plain))


def test_a_note_lies_on_everything_at_every_click() -> None:
    root = drawing(stepped(noted("look"), KEY_STEPS))
    assert str(root[-1].get("id")).endswith("-sheet0")
    assert any(each.get("aria-label") == "look" for each in root[-1].iter())


def test_who_knows_no_fragments_sees_what_the_last_step_leaves() -> None:
    order = stepped(course=KEY_STEPS)
    plain = svg_bytes(order.subject.series.end(), 1.0, "f", "none")
    root = drawing(order)
    assert same(root, -1, ET.fromstring(plain))
    assert not shown(root, "outlines", -1)
    assert shown(root, "outlines", 8)


def test_what_comes_and_goes_for_longer_than_a_step_is_nested() -> None:
    root = drawing(stepped("g = x + y; f = g*g*g"))
    inner = [each for group in root.iter(f"{SVG}g") for each in group if "fade-out" in str(each.get("class"))]
    assert {each.get("visibility") for each in inner} == {None, "hidden"}
    assert len({each.get("data-fragment-index") for each in inner}) > 1


def test_there_is_a_click_for_every_step_but_the_first() -> None:
    indices = {int(each.get("data-fragment-index", 0)) for each in drawing(stepped(course=KEY_STEPS)).iter()}
    assert indices == set(range(9))


def test_without_a_choice_it_has_all_steps() -> None:
    order = order_of("x*y")
    ((_, made),) = export_files(EXPORTS["reveal"], Path("a.svg"), order, NO_QT)
    indices = {int(each.get("data-fragment-index", 0)) for each in ET.fromstring(made).iter()}
    assert len(indices) == len(order.subject.steps)


def test_one_step_has_no_fragments() -> None:
    assert b"fragment" not in data(stepped(course=Course(numbers=(3,))))


def test_no_node_says_a_number_before_its_step() -> None:
    titles = [each.text for each in drawing(stepped("x*y")).iter(f"{SVG}title")]
    assert titles == [None, "x", "y", "×"]


def test_two_drawings_on_a_page_have_no_id_in_common_and_each_finds_its_own() -> None:
    ids = []
    for order in (stepped(course=KEY_STEPS, document=b"{}"), stepped("x*y", document=b"{}")):
        elements = list(drawing(order).iter())
        ids.append({each.get("id") for each in elements} - {None})
        used = {value[1:] for each in elements for name, value in each.attrib.items() if name.endswith("href")}
        assert used
        assert used <= ids[-1]
    assert not ids[0] & ids[1]


def test_it_opens_again_as_the_tree() -> None:
    order = stepped()
    document = write_forest(order.subject.forest)
    assert document_in(data(stepped(document=document))) == document


def test_labels_and_titles_stay_text() -> None:
    made = data(stepped(hostile(), Course(most=3), title=HOSTILE + "</svg><img src=x onerror=alert(1)>"))
    assert b"<script" not in made
    assert b"<img" not in made
    assert made.count(b"</svg>") == 1


def test_it_is_as_large_as_it_is_meant_to_be_and_fits_its_slide() -> None:
    root = drawing(stepped(course=KEY_STEPS, scale=2.0))
    assert root.get("class") == "r-stretch"
    assert (
        root.get("style")
        == f"max-width: min(100%, {root.get('width')}px); height: auto; max-height: {root.get('height')}px"
    )
