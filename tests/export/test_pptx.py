"""A slide has the shapes of the figure, joined and told apart, and python-pptx reads them back."""

import io
import re
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_AUTO_SHAPE_TYPE as KINDS
from pptx.util import Emu

from tests.export.ordering import NO_QT, order_of
from tests.figure.sketching import LOOK, covered
from tests.support import grow
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.joints import Joints
from treeedit.export.order import Order
from treeedit.export.threads import Threads
from treeedit.figure.form import FORMS, Form
from treeedit.figure.look import ORIENTATIONS
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point

RUNNING = "g = x1 + x2; f = g^2 + x3/g"


def shapes_of(order: Order) -> list:  # type: ignore[type-arg]
    (slide,) = Presentation(io.BytesIO(export_bytes(EXPORTS["pptx"], order, NO_QT))).slides
    return list(slide.shapes)


def nodes_of(order: Order) -> dict:  # type: ignore[type-arg]
    return {int(each.name[5:]): each for each in shapes_of(order) if each.name.startswith("node ")}


def test_every_node_is_a_native_shape_at_its_place() -> None:
    order = order_of(RUNNING)
    found, unit = nodes_of(order), None
    shapes = {shape.node: shape for shape in order.figure.shapes}
    assert found.keys() == shapes.keys()
    first = min(shapes)
    unit = found[first].width / shapes[first].width
    for node, shape in shapes.items():
        x, y = found[node].left + found[node].width / 2, found[node].top + found[node].height / 2
        x0, y0 = found[first].left + found[first].width / 2, found[first].top + found[first].height / 2
        assert x - x0 == pytest.approx(unit * (shape.x - shapes[first].x), abs=3)
        assert y - y0 == pytest.approx(unit * (shape.y - shapes[first].y), abs=3)


def test_operations_are_ovals_and_inputs_rounded_boxes() -> None:
    nodes = {each.text_frame.text: each.auto_shape_type for each in nodes_of(order_of("x1*2")).values()}
    assert nodes == {"×": KINDS.OVAL, "x1": KINDS.ROUNDED_RECTANGLE, "2": KINDS.ROUNDED_RECTANGLE}


def test_a_subscript_is_a_real_one() -> None:
    (label,) = (each for each in nodes_of(order_of("x1*2")).values() if each.text_frame.text == "x1")
    runs = label.text_frame.paragraphs[0].runs
    assert [(run.text, run.font._element.get("baseline")) for run in runs] == [("x", None), ("1", "-25000")]


def test_every_edge_is_glued_to_two_nodes_top_to_bottom() -> None:
    order = order_of(RUNNING)
    ids = {each.shape_id: node for node, each in nodes_of(order).items()}
    found = set()
    for each in shapes_of(order):
        if each.name == "edge":
            ends = re.findall(
                r'<a:(stCxn|endCxn) id="(\d+)" idx="(\d+)"', each._element.xml if hasattr(each._element, "xml") else ""
            )
            assert [kind for kind, *_ in ends] == ["stCxn", "endCxn"]
            assert [site for *_, site in ends] in (["4", "0"],)
            found.add(tuple(ids[int(number)] for _, number, _ in ends))
    forest = order.subject.forest
    assert found == {(slot.parent, node) for node in forest.nodes if (slot := forest.slot_of(node))}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("where", ORIENTATIONS)
def test_every_connector_is_glued_at_both_ends(where: str, form: str) -> None:
    """At a node or an empty slot, or where its edge bends; every edge can be followed to both of its nodes."""
    forest = grow("g = x*x; f = g + exp(g + □) + (x1 + x)/g")
    order = order_of(forest, replace(LOOK, orientation=where, form=Form(form)))
    shapes = shapes_of(order)
    ids = {each.shape_id: each for each in shapes}
    edges = [each for each in shapes if each.name == "edge"]
    found = [re.findall(r'<a:(stCxn|endCxn) id="(\d+)"', each._element.xml) for each in edges]
    assert [[kind for kind, _ in ends] for ends in found] == [["stCxn", "endCxn"]] * len(edges)
    leads = [tuple(int(number) for _, number in ends) for ends in found]
    assert all(number in ids for ends in leads for number in ends)
    bends = {number for number, each in ids.items() if each.name == "bend"}
    assert all({ends.index(number) for ends in leads if number in ends} == {0, 1} for number in bends)
    reached = [ids[last].name for _, last in leads if last not in bends]
    assert reached.count("ground") == 1
    assert len(reached) == len(list(Threads(order.figure.edges, Joints(order.figure.shapes))))
    assert not any(ids[first].name == "ground" for first, _ in leads)


def test_numbers_and_names_are_texts_with_the_words_of_the_figure() -> None:
    order = order_of(RUNNING)
    found = [each.text_frame.text for each in shapes_of(order) if each.has_text_frame and each.text_frame.text]
    plain = str.maketrans("₁₂₃", "123")
    assert sorted(found) == sorted(text.text.translate(plain) for text in order.figure.texts)


def test_every_node_says_what_it_is() -> None:
    order = order_of("x/y", values={"y": 3.0})
    told = {each._element.nvSpPr.cNvPr.get("descr") for each in nodes_of(order).values()}
    assert told == set(order.figure.notes.values())


def test_everything_lies_on_the_slide() -> None:
    for source in ("x", RUNNING, " + ".join(["x*y"] * 60)):
        for each in shapes_of(order_of(source)):
            assert 0 <= each.left + each.width // 2 <= Emu(12_192_000)
            assert 0 <= each.top + each.height // 2 <= Emu(6_858_000)


def test_ids_are_unique() -> None:
    ids = [each.shape_id for each in shapes_of(order_of(RUNNING))]
    assert len(ids) == len(set(ids))


def test_a_note_and_its_formula_are_shapes() -> None:
    forest = grow("f = x + y")
    forest.apply(pin_note(forest, forest.trees()[0], r"so $\frac{x}{2}$ <b>&", Point(150, -60)))
    shapes = shapes_of(order_of(forest))
    assert "note" in [each.name for each in shapes]
    assert [each._element.nvSpPr.cNvPr.get("descr") for each in shapes if each.name == "formula"] == ["x/2"]
    assert "<b>&" in [each.text_frame.text for each in shapes if each.has_text_frame]


def test_notes_lie_over_all_that_they_cover_and_leave_it_its_labels() -> None:
    order = order_of(covered())
    names = [each.name for each in shapes_of(order)]
    lines = [len(sheet.texts) for sheet in order.figure.sheets]
    assert names[-sum(lines) - 2 :] == ["note", *["text"] * lines[0], "note", *["text"] * lines[1]]
    assert sorted(each.text_frame.text for each in nodes_of(order).values()) == ["x", "y", "×"]


def test_marks_are_called_by_their_kind() -> None:
    names = {each.name for each in shapes_of(order_of("x1*x2"))}
    assert {"mark disc", "mark square"} <= names


def test_short_edges_are_no_curved_connectors_as_those_would_run_in_loops() -> None:
    text = "sin(x)"
    for _ in range(6):
        text = f"({text} + {text})"
    order = order_of(text)
    edges = [each for each in shapes_of(order) if each.name == "edge"]
    assert len(edges) == len(order.figure.edges)
    kinds = [re.findall(r'prst="(\w+)"|<a:(custGeom)>', each._element.xml)[0] for each in edges]
    assert set(kinds) == {("straightConnector1", ""), ("", "custGeom")}
    curves = [each for each, kind in zip(edges, kinds, strict=True) if kind[1]]
    assert all("a:cubicBezTo" in each._element.xml and "<a:ln w=" in each._element.xml for each in curves)
    assert all(each.width > 3 * each.height for each in curves)
