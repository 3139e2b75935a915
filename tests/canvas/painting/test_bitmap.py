"""A PNG depends on the figure and on nothing else: not on the application, its environment or its screen."""

import ctypes
import hashlib
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from tests.figure.sketching import LOOK, covered, page_of, sheets_alone, uppermost
from tests.support import PATHS, resident_bytes
from treeedit.canvas.painting import bitmap
from treeedit.canvas.painting.bitmap import png_bytes
from treeedit.canvas.painting.painter import colour, paint
from treeedit.export import sizes
from treeedit.export.order import ExportError
from treeedit.figure.figure import Bounds, Figure

ROOT = Path(__file__).parents[3]
CODE = (
    "import hashlib; from tests.figure.sketching import page_of\n"
    "from treeedit.canvas.painting.qt_writers import HEADLESS\n"
    "print(hashlib.sha256(HEADLESS.png(page_of('x1*x1 + exp(□)'), 1.5, 'none', 144)).hexdigest())"
)


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


@pytest.fixture
def gaudy(qapp: QApplication) -> Iterator[None]:
    """An application dressed up as no picture should be."""
    palette, font = qapp.palette(), qapp.font()
    large = qapp.font()
    large.setPointSize(40)
    qapp.setPalette(QPalette(QColor("red")))
    qapp.setFont(large)
    qapp.setStyleSheet("* { background: lime; color: magenta; font-size: 50px; }")
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def image_of(figure: Figure, scale: float = 1.0, background: str = "none") -> QImage:
    return QImage.fromData(png_bytes(figure, scale, background))


def seen_on_top(figure: Figure) -> QImage:
    """What is seen where the uppermost note lies."""
    left, top, right, bottom = map(round, uppermost(figure))
    return image_of(figure, 1.0, "#FFFFFF").copy(left, top, right - left, bottom - top)


def corners(image: QImage) -> list[QColor]:
    right, bottom = image.width() - 1, image.height() - 1
    return [image.pixelColor(x, y) for x in (0, right) for y in (0, bottom)]


@pytest.mark.parametrize("scale", [0.05, 1.0, 2.5])
def test_the_size_is_that_of_the_figure_times_the_scale(scale: float) -> None:
    figure = page_of("x + y")
    left, top, right, bottom = figure.bounds
    image = image_of(figure, scale)
    assert (image.width(), image.height()) == (round((right - left) * scale), round((bottom - top) * scale))


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_the_resolution_keeps_the_size_on_paper(scale: float) -> None:
    data = png_bytes(page_of("x"), scale, "none")
    place = data.index(b"pHYs") + 4
    across, down, unit = struct.unpack(">IIB", data[place : place + 9])
    assert (across, down, unit) == (round(96 * scale / 0.0254), round(96 * scale / 0.0254), 1)


def test_a_transparent_picture_has_clear_corners() -> None:
    assert {colour.alpha() for colour in corners(image_of(page_of("x")))} == {0}


def test_an_edge_is_clear_around_its_label() -> None:
    figure = page_of("x + y")
    edge = figure.edges[0]
    image, bounds = image_of(replace(figure, texts=[])), figure.bounds
    middle = (edge.x0 + edge.x1) / 2 - bounds.left, (edge.y0 + edge.y1) / 2 - bounds.top
    assert image.pixelColor(round(middle[0]), round(middle[1])).alpha() == 0


def test_a_background_fills_the_picture() -> None:
    assert {colour.name() for colour in corners(image_of(page_of("x"), background="#123456"))} == {"#123456"}


def test_the_picture_shows_value_and_set_colours() -> None:
    image = image_of(page_of("x"), 3.0, "#FFFFFF")
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {LOOK.theme.value.lower(), LOOK.theme.set_fills[0].lower(), LOOK.theme.set_strokes[0].lower()} <= colours


def test_the_application_leaves_the_picture_alone(gaudy: None, qapp: QApplication) -> None:
    dressed = png_bytes(page_of("x + y"), 1.0, "none")
    qapp.setStyleSheet("")
    assert png_bytes(page_of("x + y"), 1.0, "none") == dressed


@pytest.mark.parametrize(
    "environment",
    [
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":999"},
        {"QT_SCALE_FACTOR": "2", "QT_FONT_DPI": "192"},
        {"QT_QPA_FONTDIR": "/nowhere", "LC_ALL": "C"},
        {"QT_STYLE_OVERRIDE": "fusion", "QT_QPA_PLATFORMTHEME": "gtk3", "PYTHONHASHSEED": "7"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_the_environment_leaves_the_picture_alone(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=PATHS | environment,
        text=True,
    )
    here = png_bytes(page_of("x1*x1 + exp(□)"), 1.5, "none")
    assert done.stdout.strip() == hashlib.sha256(here).hexdigest()


@pytest.mark.parametrize(("side", "scale"), [(sizes.LONGEST_PIXELS + 1, 1.001), (1e9, 1.0), (1e9, 20.0)])
def test_a_picture_that_is_too_large_is_refused_before_it_is_made(
    side: float, scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(bitmap, "QImage")
    for bounds in (Bounds(0, 0, side, 10), Bounds(0, 0, 10, side), Bounds(0, 0, side, side)):
        with pytest.raises(ExportError, match="too large: choose a smaller scale, or SVG"):
            png_bytes(Figure(bounds, "#FFFFFF"), scale, "none")


@pytest.mark.parametrize("sides", [(sizes.LONGEST_PIXELS * 5, 40), (40, sizes.LONGEST_PIXELS * 5)])
def test_a_picture_that_is_too_large_at_full_size_has_fewer_dots_on_the_same_paper(sides: tuple[int, int]) -> None:
    data = png_bytes(Figure(Bounds(0, 0, *sides), "#FFFFFF"), 1.0, "#FFFFFF")
    image = QImage.fromData(data)
    assert sizes.LONGEST_PIXELS * 0.99 < max(image.width(), image.height()) <= sizes.LONGEST_PIXELS
    inches = max(sides) / 96
    assert max(image.width(), image.height()) / image.dotsPerMeterX() / 0.0254 == pytest.approx(inches, rel=0.01)


def test_no_bitmap_has_more_dots_than_memory_is_meant_to_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST_PIXELS", 1_000_000)
    image = QImage.fromData(png_bytes(Figure(Bounds(0, 0, 10_000, 2_000), "#FFFFFF"), 1.0, "#FFFFFF"))
    assert 990_000 < image.width() * image.height() <= 1_000_000


@pytest.mark.parametrize(("background", "alpha"), [("#FFFFFF", False), ("none", True), ("#12345680", True)])
def test_only_what_shows_through_has_an_alpha_channel(background: str, alpha: bool) -> None:
    image = image_of(page_of("x + y"), 1.0, background)
    assert image.hasAlphaChannel() is alpha


def test_the_file_holds_the_dots_that_were_painted() -> None:
    figure, tall = page_of("x1*x1 + exp(y)"), bitmap._ROWS + 40
    figure.bounds = Bounds(figure.bounds.left, figure.bounds.top, figure.bounds.right, figure.bounds.top + tall)
    for background in ("#FEDCBA", "#12345680"):
        painted = QImage(*sizes.pixels_of(figure.bounds, 1.0), QImage.Format.Format_ARGB32_Premultiplied)
        painted.fill(colour(background))
        with QPainter(painted) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.translate(-figure.bounds.left, -figure.bounds.top)
            paint(painter, figure)
        form = QImage.Format.Format_RGBA8888
        assert image_of(figure, 1.0, background).convertToFormat(form) == painted.convertToFormat(form)


def test_a_picture_without_extent_is_one_pixel() -> None:
    assert (image_of(Figure.empty()).width(), image_of(Figure.empty()).height()) == (1, 1)


def test_nothing_shows_through_a_note() -> None:
    figure = page_of(covered())
    alone = sheets_alone(figure)
    assert seen_on_top(figure) == seen_on_top(alone)
    assert seen_on_top(figure) == seen_on_top(replace(alone, sheets=figure.sheets[-1:]))
    assert not seen_on_top(figure).isNull()


def test_a_picture_is_as_dark_at_every_scale() -> None:
    """A text that is not drawn would be missing: texts are most of what is dark."""
    figure = replace(page_of("x*y + sin(Ж)"), edges=[], lines=[], grounds=[], shapes=[], marks=[])

    def darkness(scale: float) -> float:
        grey = image_of(figure, scale, "#FFFFFF").convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
        return float((255.0 - rows[:, : grey.width()]).sum()) / scale**2

    wanted = darkness(2.0)
    assert wanted > 10_000
    for scale in (1.0, 3.0, 4.0, 5.0, 8.0):
        assert darkness(scale) == pytest.approx(wanted, rel=0.04), scale


@pytest.mark.skipif(not hasattr(ctypes.pythonapi, "malloc_trim"), reason="this C library does not keep what is free")
def test_a_large_picture_leaves_no_memory_behind() -> None:
    wide = Figure(Bounds(0, 0, 2900, 2600), "#FFFFFF")
    png_bytes(wide, 1.0, "none")  # from now on the C library takes room for images from what it keeps
    ctypes.pythonapi.malloc_trim(0)
    before = resident_bytes()
    png_bytes(wide, 1.0, "none")
    assert resident_bytes() < before + 10_000_000
