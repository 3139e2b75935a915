"""The table of formats is all that chooses how a picture is written."""

from pathlib import Path

import pytest

from tests.figure.sketching import page_of
from treeedit.export.exports import EXPORTS, LARGEST_SCALE, SMALLEST_SCALE, ExportError, Order, export_of, picture_bytes
from treeedit.figure.figure import Figure


def order(scale: float = 1.0, figure: Figure | None = None) -> Order:
    return Order(figure or page_of("x + y"), scale, "title", "none")


def no_raster(figure: Figure, scale: float, background: str) -> bytes:
    raise AssertionError("nothing is to be drawn")


def raster(figure: Figure, scale: float, background: str) -> bytes:
    return f"{scale} {background}".encode()


@pytest.mark.parametrize("suffix", EXPORTS)
def test_an_entry_stands_under_its_suffix(suffix: str) -> None:
    assert EXPORTS[suffix].suffix == suffix


@pytest.mark.parametrize("name", ["a.svg", "a.SVG", "a.b.Svg"])
def test_a_suffix_counts_in_any_case(name: str) -> None:
    assert export_of(Path(name)) is EXPORTS[".svg"]


@pytest.mark.parametrize("name", ["a.gif", "a", ".svg", "svg", "a.svg.txt"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(ExportError, match=r"the suffix must be one of \.png, \.svg\."):
        export_of(Path(name))


@pytest.mark.parametrize("scale", [0.0, -1.0, SMALLEST_SCALE / 2, LARGEST_SCALE * 1.01, float("nan"), float("inf")])
def test_a_scale_out_of_range_is_refused_before_anything_is_drawn(scale: float) -> None:
    with pytest.raises(ExportError, match="scale"):
        picture_bytes(Path("a.png"), order(scale), no_raster)


@pytest.mark.parametrize("suffix", EXPORTS)
def test_an_empty_picture_is_refused(suffix: str) -> None:
    with pytest.raises(ExportError, match="nothing to draw"):
        picture_bytes(Path(f"a{suffix}"), order(figure=Figure.empty()), no_raster)


def test_a_png_comes_from_the_raster_and_an_svg_does_not() -> None:
    assert picture_bytes(Path("a.png"), order(3.0), raster) == b"3.0 none"
    assert picture_bytes(Path("a.svg"), order(3.0), no_raster).startswith(b"<?xml")
