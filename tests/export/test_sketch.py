"""A notebook shows a forest as a drawing."""

from xml.etree import ElementTree as ET

from tests.support import grow
from treeedit.export.sketch import MOST_NODES, sketch
from treeedit.model.forest import Forest


def test_a_sketch_is_an_svg_with_texts() -> None:
    drawing = sketch(grow("f = x1*x2"))
    assert drawing is not None
    root = ET.fromstring(drawing)
    assert [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")][:3] == ["x₁", "x₂", "×"]


def test_two_sketches_share_no_ids_but_those_of_nodes_and_layers() -> None:
    drawing = sketch(grow("f = x1*x2")) or ""
    assert 'id="t0"' not in drawing
    assert 'id="g' not in drawing.replace('id="grounds"', "").replace('id="glyphs"', "")


def test_nothing_and_too_much_are_not_drawn() -> None:
    assert sketch(Forest()) is None
    assert sketch(grow("+".join(["x"] * MOST_NODES))) is None
