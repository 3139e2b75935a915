"""The table of formats is all that chooses how something is written."""

import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.export.ordering import NO_QT, order_of, steps_of_order
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, Frames, Kind, export_bytes, export_files, export_of
from treeedit.export.order import LARGEST_SCALE, SMALLEST_SCALE, Course, Drawers, ExportError, Order
from treeedit.figure.figure import Figure
from treeedit.files.paper import read_forest, write_forest
from treeedit.model.forest import Forest

EXAMPLE = "g = x1 + x2; f = g^2 + x3/g + θ_max*□; h = ln(x1)/0.5"


def raster(figure: Figure, scale: float, background: str, dots: float) -> bytes:
    return f"{scale:g} {background} {dots:g}".encode()


def png(order: Order) -> bytes:
    return export_bytes(EXPORTS["png"], order, Drawers(raster, NO_QT.pdf))


@pytest.mark.parametrize("key", EXPORTS)
def test_an_entry_stands_under_its_name(key: str) -> None:
    assert EXPORTS[key].key == key


@pytest.mark.parametrize("name", ["a.svg", "a.SVG", "a.b.Svg"])
def test_a_suffix_counts_in_any_case(name: str) -> None:
    assert export_of(Path(name)) is EXPORTS["svg"]


@pytest.mark.parametrize("name", ["a.bmp", "a", ".svg", "svg", "a.svg.txt"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(ExportError, match=r"the suffix must be one of \.png, \.svg, \.pdf"):
        export_of(Path(name))


@pytest.mark.parametrize("scale", [0.0, -1.0, SMALLEST_SCALE / 2, LARGEST_SCALE * 1.01, float("nan"), float("inf")])
def test_a_scale_out_of_range_is_refused_before_anything_is_drawn(scale: float) -> None:
    with pytest.raises(ExportError, match="times as large"):
        export_bytes(EXPORTS["png"], order_of("x", scale=scale), NO_QT)


@pytest.mark.parametrize("key", EXPORTS)
def test_an_empty_canvas_is_refused(key: str) -> None:
    with pytest.raises(ExportError, match="nothing to draw"):
        export_bytes(EXPORTS[key], order_of(Forest()), NO_QT)


@pytest.mark.parametrize("key", [each.key for each in EXPORTS.values() if not each.needs_qt])
def test_what_says_that_it_needs_no_qt_asks_for_nothing(key: str) -> None:
    assert export_bytes(EXPORTS[key], order_of(EXAMPLE), NO_QT)


def test_a_larger_scale_makes_finer_dots_and_a_resolution_a_larger_picture() -> None:
    assert png(order_of("x", scale=3.0)) == b"3 none 288"
    assert png(order_of("x", scale=3.0, dots=192.0)) == b"6 none 192"


def test_padding_is_room_on_all_sides() -> None:
    plain, padded = order_of("x").figure.bounds, order_of("x", padding=10).figure.bounds
    assert padded == plain.grown(10)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("key", ["png", "svg", "pdf"])
def test_a_picture_opens_again_as_the_tree(key: str) -> None:
    order = order_of(EXAMPLE)
    document = write_forest(order.subject.forest)
    carrying = Order(order.subject, document=document)
    assert write_forest(read_forest(export_bytes(EXPORTS[key], carrying, DRAWERS))) == document


@pytest.mark.parametrize("key", sorted(EXPORTS))
@pytest.mark.usefixtures("qapp")
def test_the_same_order_gives_the_same_bytes(key: str) -> None:
    first, second = (export_bytes(EXPORTS[key], order_of(EXAMPLE), DRAWERS) for _ in range(2))
    assert first == second


def test_only_pictures_carry_a_document() -> None:
    for each in EXPORTS.values():
        if each.kind is not Kind.PICTURE:
            order = order_of(EXAMPLE)
            plain = export_bytes(each, order, NO_QT)
            assert export_bytes(each, Order(order.subject, document=b"{}"), NO_QT) == plain


def stepped(numbers: tuple[int, ...]) -> Order:
    order = order_of("f = 7*x")
    return replace(order, subject=replace(order.subject, course=Course(numbers=numbers)))


@pytest.mark.parametrize("key", [each.key for each in EXPORTS.values() if not each.moves])
def test_without_steps_one_file_of_the_given_name_is_written(key: str) -> None:
    ((path, data),) = export_files(EXPORTS[key], Path("a/b.x"), order_of("f = 7*x"), DRAWERS)
    assert path == Path("a/b.x")
    assert data == export_bytes(EXPORTS[key], order_of("f = 7*x"), DRAWERS)


@pytest.mark.parametrize("key", EXPORTS)
def test_steps_are_in_one_file_or_numbered_files_or_make_no_difference(key: str) -> None:
    export, order = EXPORTS[key], stepped((0, 1, 4, -1))
    files = export_files(export, Path("a/b.x"), order, DRAWERS)
    if export.frames is not Frames.EACH:
        assert [path for path, _ in files] == [Path("a/b.x")]
        plain = export_bytes(export, order_of("f = 7*x"), DRAWERS)
        assert (files[0][1] == plain) == (export.frames is Frames.NONE)
        return
    assert [path.name for path, _ in files] == ["b-1.x", "b-2.x", "b-3.x", "b-4.x"]
    assert len({data for _, data in files}) == 4


def test_numbers_of_files_have_as_many_digits_as_the_last() -> None:
    files = export_files(EXPORTS["svg"], Path("s.svg"), stepped((1, 2) * 6), NO_QT)
    assert [path.name for path, _ in files][::11] == ["s-01.svg", "s-12.svg"]


def test_numbered_pictures_have_the_same_size() -> None:
    order = steps_of_order(order_of("f = x1*sin(x2) + x1"), Course())
    pictures = [Image.open(io.BytesIO(data)) for _, data in export_files(EXPORTS["png"], Path("a.x"), order, DRAWERS)]
    drawings = [ET.fromstring(data) for _, data in export_files(EXPORTS["svg"], Path("a.x"), order, DRAWERS)]
    assert len(pictures) == len(drawings) == len(order.subject.steps)
    assert len({each.size for each in pictures}) == 1
    assert len({(each.get("width"), each.get("height"), each.get("viewBox")) for each in drawings}) == 1


@pytest.mark.parametrize("key", ["gif", "webp", "apng"])
def test_what_moves_takes_all_steps_unless_it_is_told_which(key: str) -> None:
    for order, count in ((order_of("f = 7*x"), 6), (stepped((0, 3)), 2)):
        ((path, data),) = export_files(EXPORTS[key], Path("b.x"), order, DRAWERS)
        assert path == Path("b.x")
        with Image.open(io.BytesIO(data)) as picture:
            assert picture.n_frames == count  # type: ignore[attr-defined]
