"""What a figure says is what QPainter draws."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from tests.robot import Hand, turn
from treeedit.canvas.painting.painter import colour, mark_path, paint, prepared
from treeedit.figure.figure import Bounds, Edge, Figure, Line, Mark, Outline, Path, Shape, Text
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
    path = Path.of(("M", (0, 0)), ("L", (40, 0)), ("L", (40, 20)), ("L", (0, 20)), ("Z", ()))
    image = painted(outlines=[Outline(30, 40, 1.0, path, RED)])
    assert inked(image) == (30, 40, 69, 59)
    assert at(image, 50, 50) == RED


def test_a_line_leads_from_point_to_point() -> None:
    assert inked(painted(lines=[Line(10, 50, 90, 50, RED, 2)])) == (9, 49, 90, 50)


# --- texts at every size ---


def ink(texts: list[Text], scale: float, ratio: float = 1.0) -> float:
    """How much of an area of 100 × 40 is black, in pixels at 100 %, drawn at a scale on a screen of a pixel ratio."""
    image = QImage(round(100 * scale * ratio), round(40 * scale * ratio), QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(ratio)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    paint(painter, Figure(Bounds(0, 0, 100, 40), "#FFFFFF", texts=texts))
    painter.end()
    return darkness(image) / (scale * ratio) ** 2


def darkness(image: QImage) -> float:
    """The sum of what is black of all pixels."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return float((255.0 - rows[:, : grey.width()]).sum() / 255.0)


@pytest.mark.parametrize("words", ["x₁ + ^", "−17/3", "Ж漢"])
@pytest.mark.parametrize(("weight", "slant"), [("regular", "upright"), ("bold", "upright"), ("bold", "italic")])
@pytest.mark.parametrize("size", [11.0, 24.0])
def test_a_text_has_as_much_ink_for_its_area_at_every_scale(words: str, weight: str, slant: str, size: float) -> None:
    texts = [Text(5, 32, words, size, "#000000", weight, slant=slant)]
    wanted = ink(texts, 2.0)
    assert wanted > 20
    for scale, ratio in ((1.0, 1.0), (2.5, 1.0), (3.0, 2.0), (5.0, 1.0), (6.5, 1.0), (8.0, 1.0), (8.0, 2.0)):
        assert ink(texts, scale, ratio) == pytest.approx(wanted, rel=0.08), (scale, ratio)


def test_a_text_is_drawn_under_any_transformation() -> None:
    def turned(angle: float, wide: float) -> float:
        image = QImage(900, 900, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(450, 450)
        painter.rotate(angle)
        painter.scale(wide, 5.0)
        paint(painter, Figure(Bounds(0, 0, 100, 40), "#FFFFFF", texts=[Text(0, 0, "x₁^", 24.0, "#000000")]))
        painter.end()
        return darkness(image) / (wide * 5.0)

    wanted = turned(0.0, 2.0)
    for angle, wide in ((0.0, 5.0), (30.0, 5.0), (90.0, 4.0), (180.0, 8.0)):
        assert turned(angle, wide) == pytest.approx(wanted, rel=0.05)


def test_the_canvas_draws_its_texts_at_500_percent(hand: Hand) -> None:
    def drawn(zoom: float) -> float:
        hand.window.resize(1000, 800)
        hand.view.resetTransform()
        hand.view.scale(zoom, zoom)
        hand.view.centerOn(hand.stage.place_of(hand.node("^")))
        turn()
        near = hand.view.mapFromScene(hand.stage.place_of(hand.node("^")))
        half = round(14 * zoom)  # the symbol alone, within its circle
        picture = hand.view.viewport().grab(QRect(near.x() - half, near.y() - half, 2 * half, 2 * half))
        return darkness(picture.toImage()) / zoom**2

    assert drawn(5.0) == pytest.approx(drawn(2.0), rel=0.3)
