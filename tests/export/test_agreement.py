"""What a file says, read back from the file itself, is what the one description of the picture says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.documents import DOCUMENTS, PAPER, steps
from tests.export.ordering import order_of
from tests.export.readers.pdf import PROGRAMS, read_pdf
from tests.export.readers.png import pixel_faults
from tests.export.readers.pptx import read_pptx
from tests.export.readers.seen import Seen, faults
from tests.export.readers.svg import read_svg
from tests.export.readers.tikz import read_tikz
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, export_files
from treeedit.export.order import Lettering, Order
from treeedit.figure.figure import Figure

needs_poppler = pytest.mark.skipif(
    not all(map(shutil.which, PROGRAMS)), reason="pdftotext and pdftocairo (poppler-utils) are missing"
)
TOLERANCES = {"svg": 0.01, "tikz": 0.6, "tex": 0.6, "pptx": 0.7}

READERS: dict[str, Callable[[bytes, Order], list[Seen]]] = {
    "svg": lambda data, order: read_svg(data),
    "tikz": lambda data, order: read_tikz(data),
    "tex": lambda data, order: read_tikz(data),
    "pptx": read_pptx,
}


def files(key: str, order: Order) -> list[bytes]:
    """What is written for an order in a format."""
    return [data for _, data in export_files(EXPORTS[key], Path("a"), order, DRAWERS)]


def described(key: str, order: Order) -> Figure:
    """The description of a picture; what a step says is set by TeX itself where that is the format."""
    if key not in ("tikz", "tex") or order.subject.course is None:
        return order.figure
    figure = order.subject.series.bare(order.frame)
    figure.bounds = figure.bounds.grown(order.padding)
    return figure


def disagreements(key: str, order: Order) -> str:
    """How what a format says of every picture of an order differs from the description of it."""
    pictures = [seen for data in files(key, order) for seen in READERS[key](data, order)]
    frames = list(order.frames())
    assert len(pictures) == len(frames)
    pairs = zip(pictures, frames, strict=True)
    return "\n".join(fault for seen, frame in pairs for fault in faults(seen, described(key, frame), TOLERANCES[key]))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("key", ["svg", "tikz", "pptx"])
def test_texts_boxes_edges_and_marks_are_where_the_description_has_them(key: str, name: str) -> None:
    assert not disagreements(key, DOCUMENTS[name]())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_svg_with_texts_says_the_same(name: str) -> None:
    assert not disagreements("svg", replace(DOCUMENTS[name](), lettering=Lettering.TEXT))


@pytest.mark.parametrize("key", READERS)
def test_every_step_agrees_with_its_own_description(key: str) -> None:
    assert not disagreements(key, steps())


@needs_poppler
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_words_and_boxes_of_a_pdf_are_found_where_the_description_has_them(name: str, tmp_path: Path) -> None:
    assert not pdf_faults(DOCUMENTS[name](), tmp_path)


@needs_poppler
@pytest.mark.usefixtures("qapp")
def test_every_page_of_a_pdf_of_steps_agrees_with_its_own_description(tmp_path: Path) -> None:
    assert not pdf_faults(steps(), tmp_path)


def pdf_faults(order: Order, folder: Path) -> str:
    (data,) = files("pdf", order)
    pages, frames = read_pdf(data, order, folder), list(order.frames())
    assert len(pages) == len(frames)
    return "\n".join(
        each for page, frame in zip(pages, frames, strict=True) for each in faults(page, frame.figure, 1.5)
    )


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["running", "dark", "exercise", "undefined", "folded", "shared", "hostile", "left"])
def test_a_png_has_its_colours_where_the_description_has_them_and_nothing_elsewhere(name: str) -> None:
    order = replace(DOCUMENTS[name](), scale=2.0)
    (data,) = files("png", order)
    assert not pixel_faults(data, order)


@pytest.mark.usefixtures("qapp")
def test_every_numbered_png_of_steps_agrees_with_its_own_description() -> None:
    order = replace(steps(), scale=2.0)
    assert [pixel_faults(data, frame) for data, frame in zip(files("png", order), order.frames(), strict=True)] == [
        []
    ] * len(order.subject.series)


def _moved_text(figure: Figure) -> None:
    figure.texts[-1] = figure.texts[-1]._replace(y=figure.texts[-1].y + 40.0)


def _other_text(figure: Figure) -> None:
    figure.texts[0] = figure.texts[0]._replace(text="another", colour="#FF00FF")


def _one_more_text(figure: Figure) -> None:
    figure.texts.append(figure.texts[0]._replace(x=figure.bounds.left, text="more", colour="#FF00FF"))


def _one_less_text(figure: Figure) -> None:
    del figure.texts[-1]


def _wider_node(figure: Figure) -> None:
    at = next(i for i, shape in enumerate(figure.shapes) if shape.node)
    figure.shapes[at] = figure.shapes[at]._replace(width=figure.shapes[at].width + 8.0)


def _moved_edge(figure: Figure) -> None:
    figure.edges[0] = figure.edges[0]._replace(x1=figure.edges[0].x1 + 60.0)


CHANGES = (_moved_text, _other_text, _one_more_text, _one_less_text, _wider_node, _moved_edge)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("key", ["svg", "tikz", "pptx", pytest.param("pdf", marks=needs_poppler), "png"])
def test_a_difference_would_be_noticed(key: str, change: Callable[[Figure], None], tmp_path: Path) -> None:
    order = order_of("x1*(3 + y)", PAPER, scale=2.0, background="#FFFFFF")
    (data,) = files(key, order)
    change(order.figure)
    if key == "png":
        assert pixel_faults(data, order)
    else:
        (seen,) = read_pdf(data, order, tmp_path) if key == "pdf" else READERS[key](data, order)
        assert faults(seen, order.figure, TOLERANCES.get(key, 1.5))


@pytest.mark.parametrize("key", ["svg", "tikz", "pptx"])
def test_another_note_of_a_node_would_be_noticed(key: str) -> None:
    order = DOCUMENTS["running"]()
    (data,) = files(key, order)
    order.figure.notes[1] += "!"
    (seen,) = READERS[key](data, order)
    assert [each for each in faults(seen, order.figure, TOLERANCES[key]) if "note 1" in each]
