"""Options of an export are plain values that make an order, and come back from a text only if they are sound."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from tests.support import grow
from treeedit.export.options import (
    Options,
    Size,
    Which,
    look_for,
    options_of_look,
    options_of_text,
    order_for,
    text_of_options,
)
from treeedit.export.order import Course, ExportError, Lettering
from treeedit.figure.arrangement import PAPERS, Beside, Sheets, Turn
from treeedit.figure.form import Form
from treeedit.figure.look import DARK, NUMBER_STYLES, Look, with_comma
from treeedit.files.paper import write_forest
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, Edit, Leaf, Note, Operation, Point
from treeedit.model.steps import Pace

EXAMPLE = "g = x1 + x2; f = g^2 + x3/g"
CHANGED = Options(
    format="svg",
    nodes=(1, 2),
    steps=Which.CHOSEN,
    numbers=(0, 3, -1),
    most=5,
    pace=Pace.LEVEL,
    sentences=False,
    seconds=2.5,
    theme="greyscale",
    background="transparent",
    shows=frozenset({"values", "rules"}),
    style="decimals",
    digits=7,
    comma=True,
    orientation="left",
    form="shared",
    together="inputs",
    apart=("x1 + x2",),
    joined=("x3/x1",),
    sheet="solutions",
    size=Size.TEXT,
    scale=3.0,
    width=120.0,
    pixels=800,
    text=8.0,
    dots=200.0,
    padding=12.0,
    lettering=Lettering.TEXT,
    document=False,
    title="A <title>",
    per_sheet=6,
    paper="letter",
    turn=Turn.LANDSCAPE,
    beside=Beside.LINES,
    solutions=False,
)


def example() -> Forest:
    return grow(EXAMPLE)


def node(forest: Forest, operator: str) -> int:
    return next(
        each for each, record in forest.nodes.items() if isinstance(record, Operation) and record.operator == operator
    )


def test_options_come_back_from_their_text() -> None:
    assert all(getattr(CHANGED, each.name) != getattr(Options(), each.name) for each in fields(Options))
    assert options_of_text(text_of_options(CHANGED)) == CHANGED
    assert options_of_text("{}") == Options()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"scale": 1000}',
        '{"scale": NaN}',
        '{"format": "exe"}',
        '{"theme": "../x"}',
        '{"shows": ["values", "secrets"]}',
        '{"nodes": [-1]}',
        '{"numbers": [0.5]}',
        '{"digits": true}',
        '{"title": "' + "x" * 501 + '"}',
        '{"sheet": "x"}',
        '{"dots": 0}',
        '{"steps": "some"}',
        "[" * 100_000,
        " " * 100_000 + "{}",
    ],
)
def test_what_is_not_sound_is_nothing(text: str) -> None:
    assert options_of_text(text) is None


def test_keys_of_a_later_version_are_passed_over() -> None:
    text = json.dumps(json.loads(text_of_options(CHANGED)) | {"sound": "loud"})
    assert options_of_text(text) == CHANGED


def test_the_look_of_the_screen_becomes_options_and_a_look_again() -> None:
    form = Form("shared", "operations", frozenset({(Leaf("x1"), Leaf("x2"), "+")}))
    look = Look(DARK, 6, with_comma(NUMBER_STYLES["decimals"]), frozenset({"values", "notes"}), "right", form)
    again = look_for(replace(options_of_look(look), theme="dark", sentences=False))
    assert replace(again, shows=again.shows - {"blanks"}) == look


def test_without_nodes_all_trees_are_meant_and_roots_are_trees_as_they_stand() -> None:
    forest = grow("f = x; h = a*b")
    f, h = forest.trees()
    assert order_for(Options(), forest).subject.roots == (f, h)
    order = order_for(Options(nodes=(h,)), forest)
    assert order.subject.roots == (h,)
    assert order.subject.forest is forest
    assert order.title == "h"


def test_a_node_within_a_tree_is_drawn_as_a_tree_of_its_own() -> None:
    forest = example()
    order = order_for(Options(nodes=(node(forest, "/"),)), forest)
    alone = order.subject.forest
    assert len(alone.trees()) == 1
    assert len(alone.nodes) == 5
    assert "names" not in order.subject.look.shows
    assert order.subject.evaluation.value[-1] == pytest.approx(0.5)
    assert order.document == write_forest(alone)


def test_what_lies_within_another_chosen_node_is_drawn_once() -> None:
    forest = example()
    quotient = node(forest, "/")
    inner = forest.nodes[quotient]
    assert isinstance(inner, Operation)
    below = [each for each in inner.operands if each is not None]
    alone = order_for(Options(nodes=(*below, quotient)), forest).subject.forest
    assert len(alone.roots) == 1


def test_folds_notes_and_blanks_come_along() -> None:
    forest = example()
    quotient = node(forest, "/")
    record = forest.nodes[quotient]
    assert isinstance(record, Operation)
    total = record.operands[1]
    assert total is not None
    forest.apply(
        Edit(
            folds={total: (None, True)},
            notes={1: (None, Note(quotient, "here", Point(40, 0)))},
            blanks={Blank("value", quotient): (None, "7")},
        )
    )
    alone = order_for(Options(nodes=(quotient,)), forest).subject.forest
    alone.check()
    assert len(alone.folds) == 1
    assert [each.text for each in alone.notes.values()] == ["here"]
    assert list(alone.blanks.items()) == [(Blank("value", alone.trees()[0]), "7")]


def test_a_node_that_is_not_there_is_refused() -> None:
    with pytest.raises(ExportError, match="no node 99"):
        order_for(Options(nodes=(99,)), example())


def test_a_function_that_is_no_formula_is_refused() -> None:
    with pytest.raises(ExportError, match="1"):
        order_for(Options(apart=("x +",)), example())


@pytest.mark.parametrize(
    ("options", "course"),
    [
        (Options(), None),
        (Options(steps=Which.ALL, pace=Pace.LEVEL), Course(Pace.LEVEL)),
        (Options(steps=Which.KEY, most=4), Course(Pace.NODE, most=4)),
        (Options(steps=Which.CHOSEN, numbers=(1, 2)), Course(Pace.NODE, (1, 2))),
        (Options(steps=Which.CHOSEN), Course(Pace.NODE, (-1,))),
    ],
)
def test_steps_are_a_course(options: Options, course: Course | None) -> None:
    assert order_for(options, example()).subject.course == course


def width(options: Options) -> float:
    """How wide a picture is, in pixels at 100 %."""
    order = order_for(options, example())
    return (order.bounds.right - order.bounds.left) * order.scale


def test_the_size_is_a_scale_a_width_or_the_size_of_labels() -> None:
    plain = width(Options())
    assert width(Options(scale=2.0)) == pytest.approx(2 * plain)
    assert width(Options(size=Size.WIDTH, width=50.8)) == pytest.approx(192.0)
    assert width(Options(size=Size.PIXELS, pixels=640)) == pytest.approx(640.0)
    assert width(Options(size=Size.PIXELS, pixels=640, dots=192.0)) == pytest.approx(320.0)
    assert width(Options(size=Size.TEXT, text=17 * 0.75 * 1.5)) == pytest.approx(1.5 * plain)


def test_on_paper_a_bitmap_has_300_dots_an_inch_unless_it_is_said() -> None:
    for size in (Size.WIDTH, Size.TEXT):
        assert order_for(Options(size=size), example()).dots == 300.0
        assert order_for(Options(size=size, dots=150.0), example()).dots == 150.0
    assert order_for(Options(), example()).dots is None


def test_an_empty_canvas_has_an_order() -> None:
    for size in Size:
        assert order_for(Options(size=size), Forest()).subject.roots == ()


def test_the_title_is_said_or_the_document_s_or_that_of_the_trees() -> None:
    forest = example()
    assert order_for(Options(), forest).title == "f"
    forest.apply(Edit(about={"title": (None, "Lecture")}))
    assert order_for(Options(), forest).title == "Lecture"
    assert order_for(Options(title="Mine"), forest).title == "Mine"


def test_a_document_is_carried_where_a_format_can_and_it_is_wanted() -> None:
    forest = example()
    assert order_for(Options(format="svg"), forest).document == write_forest(forest)
    assert order_for(Options(format="svg", document=False), forest).document == b""
    assert order_for(Options(format="tikz"), forest).document == b""


def test_sheets_of_a_handout_are_those_that_are_chosen() -> None:
    asked = Options(per_sheet=6, paper="letter", turn=Turn.LANDSCAPE, beside=Beside.LINES)
    sheets = order_for(asked, grow(EXAMPLE)).sheets
    assert sheets == Sheets(6, PAPERS["letter"], Turn.LANDSCAPE, Beside.LINES)


@pytest.mark.parametrize("wrong", [{"per_sheet": 5}, {"per_sheet": 0}, {"paper": "a0"}, {"turn": "upside down"}])
def test_sheets_that_do_not_exist_are_not_read_back(wrong: dict[str, object]) -> None:
    assert options_of_text(json.dumps(json.loads(text_of_options(Options())) | wrong)) is None
