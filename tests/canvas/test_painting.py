"""What a figure says is what QPainter draws."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from treeedit.canvas.painting import colour, mark_path, paint, prepared
from treeedit.figure.figure import Bounds, Edge, Figure, Line, Mark, Outline, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import MARKS

RED, BLUE = "#FF0000", "#0000FF"


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


def painted(**layers: list[object]) -> QImage:
    """A picture of 100 × 100 pixels of a figure with these layers, on white."""
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    figure = Figure(Bounds(0, 0, 100, 100), "#FFFFFF", **layers)  # type: ignore[arg-type]
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, figure)
    painter.end()
    return image


def inked(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not white."""
    found = [(x, y) for x in range(100) for y in range(100) if image.pixelColor(x, y) != QColor("white")]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs), max(ys)


def at(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


def box(fill: str, *, dashed: bool = False) -> Shape:
    return Shape(50, 50, 40, 20, 0, fill, RED if dashed else "none", 2, dashed)


def test_a_colour_may_be_translucent_or_none() -> None:
    assert colour("#11223344").getRgb() == (0x11, 0x22, 0x33, 0x44)
    assert colour("none").alpha() == 0


def test_a_shape_stands_around_its_centre() -> None:
    assert inked(painted(shapes=[box(RED)])) == (30, 40, 69, 59)


def test_a_shape_with_half_its_side_as_radius_is_round() -> None:
    image = painted(shapes=[Shape(50, 50, 40, 40, 20, RED, "none", 0)])
    assert at(image, 50, 50) == RED
    assert at(image, 32, 32) == "#FFFFFF"


def test_a_dashed_outline_has_gaps() -> None:
    image = painted(shapes=[box("none", dashed=True)])
    row = {at(image, x, 40) for x in range(32, 68)}
    assert {RED, "#FFFFFF"} <= row


@pytest.mark.parametrize(
    ("lower", "upper"), [("grounds", "edges"), ("edges", "plates"), ("plates", "shapes"), ("shapes", "marks")]
)
def test_layers_lie_in_the_order_of_the_figure(lower: str, upper: str) -> None:
    things = {
        "grounds": lambda tone: box(tone),
        "edges": lambda tone: Edge(50, 0, 50, 100, tone),
        "plates": lambda tone: box(tone),
        "shapes": lambda tone: box(tone),
        "marks": lambda tone: Mark("square", 50, 50, 20, tone),
    }
    assert at(painted(**{lower: [things[lower](RED)], upper: [things[upper](BLUE)]}), 50, 50) != RED


def test_an_edge_with_a_gap_is_open_in_the_middle_only() -> None:
    image = painted(edges=[Edge(50, 0, 50, 100, RED, 0.2)])
    assert at(image, 50, 50) == "#FFFFFF"
    assert at(image, 50, 5) != "#FFFFFF" != at(image, 50, 95)


def inks(edges: list[Edge]) -> set[str]:
    """The colours of all dots of a picture of these edges."""
    image = painted(edges=edges)
    return {at(image, x, y) for x in range(100) for y in range(100)}


def test_edges_that_cross_are_drawn_apart_unless_they_are_translucent() -> None:
    crossing = [Edge(20, 10, 80, 90, RED), Edge(80, 10, 20, 90, RED), Edge(20, 10, 20, 90, RED)]
    assert len(prepared(Figure(Bounds(0, 0, 100, 100), "#FFFFFF", edges=crossing)).edges) == 2
    faint = [edge._replace(colour="#FF000080") for edge in crossing]
    assert len(prepared(Figure(Bounds(0, 0, 100, 100), "#FFFFFF", edges=faint)).edges) == 1
    assert min(inks(faint)) == min(inks(faint[:1]))


def test_edges_of_one_line_are_one_shape() -> None:
    line = [Edge(50, 50, 50, 90, "#000000"), Edge(50, 10, 50, 50, "#000000")]
    assert len(prepared(Figure(Bounds(0, 0, 100, 100), "#FFFFFF", edges=line)).edges) == 1


def test_edges_in_a_ring_are_drawn() -> None:
    assert inks([Edge(10, 10, 90, 90, RED), Edge(90, 90, 10, 10, RED)]) != {"#FFFFFF"}


@pytest.mark.parametrize("kind", MARKS)
def test_every_mark_has_about_the_same_size(kind: str) -> None:
    bounds = mark_path(kind).boundingRect()
    assert 1.7 < bounds.width() < 2.5
    assert 1.7 < bounds.height() < 2.5


def test_a_ring_is_hollow_and_a_disc_is_not() -> None:
    assert not mark_path("ring").contains(QPointF(0, 0))
    assert mark_path("disc").contains(QPointF(0, 0))


@pytest.mark.parametrize(("anchor", "left"), [("start", 50), ("middle", 30), ("end", 10)])
def test_a_text_is_anchored_at_its_place(anchor: str, left: int) -> None:
    size = 20 * 40 / width_of("mmm", 20)
    found = inked(painted(texts=[Text(50, 50, "mmm", size, RED, anchor=anchor)]))
    assert found[0] == pytest.approx(left, abs=3)
    assert found[2] == pytest.approx(left + 40, abs=3)


def test_a_text_stands_on_its_baseline() -> None:
    assert inked(painted(texts=[Text(20, 60, "x", 30, RED)]))[3] == pytest.approx(60, abs=1)


def test_bold_is_heavier_and_italic_leans() -> None:
    def ink(**style: str) -> int:
        image = painted(texts=[Text(20, 60, "l", 40, "#000000", **style)])
        return sum(255 - image.pixelColor(x, y).red() for x in range(100) for y in range(100))

    assert ink(weight="bold") > 1.2 * ink()
    upright = inked(painted(texts=[Text(20, 60, "l", 40, RED)]))
    leaning = inked(painted(texts=[Text(20, 60, "l", 40, RED, slant="italic")]))
    assert leaning[2] > upright[2] + 3


def test_a_painter_comes_back_as_it_was() -> None:
    image = QImage(10, 10, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.translate(3, 4)
    before = painter.transform()
    text, mark = Text(0, 0, "f", 9, RED, "bold", "italic"), Mark("star", 1, 1, 4, RED)
    paint(painter, Figure(Bounds(0, 0, 1, 1), "none", marks=[mark], texts=[text]))
    assert painter.transform() == before
    painter.end()


def test_the_inside_of_an_outline_is_filled() -> None:
    path = ("M", (0, 0)), ("L", (40, 0)), ("L", (40, 20)), ("L", (0, 20)), ("Z", ())
    image = painted(outlines=[Outline(30, 40, 1.0, path, RED)])
    assert inked(image) == (30, 40, 69, 59)
    assert at(image, 50, 50) == RED


def test_a_line_leads_from_point_to_point() -> None:
    assert inked(painted(lines=[Line(10, 50, 90, 50, RED, 2)])) == (9, 49, 90, 50)
