"""A PDF is a vector drawing of whole points, its texts can be found, and it says the same every time."""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from tests.export.ordering import order_of, steps_of_order
from tests.figure.sketching import covered, page_of, sheets_alone, uppermost, words
from tests.support import grow
from treeedit.canvas.painting.bitmap import png_bytes
from treeedit.canvas.painting.pdf import pdf_bytes
from treeedit.export.order import Course, ExportError, Order
from treeedit.export.sizes import LONGEST_POINTS
from treeedit.figure.figure import Bounds, Figure
from treeedit.figure.look import MARKS
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point

EXAMPLE = "g = x1 + x2; f = g^2 + x3/g + θ_max*0.1"


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} (poppler-utils) is missing")


def pdf(figure: Figure, scale: float = 1.0, background: str = "none") -> bytes:
    return pdf_bytes([figure], scale, "a title", background, b"")


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.3])
def test_the_page_is_cropped_to_the_picture_in_whole_points(scale: float) -> None:
    figure = page_of(EXAMPLE)
    left, top, right, bottom = figure.bounds
    found = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf(figure, scale))
    assert found is not None
    wide, high = map(float, found.groups())
    assert wide == int(wide)
    assert high == int(high)
    assert 0 <= wide - (right - left) * scale * 0.75 < 1
    assert 0 <= high - (bottom - top) * scale * 0.75 < 1


def test_the_same_picture_has_the_same_bytes() -> None:
    assert pdf(page_of(EXAMPLE)) == pdf(page_of(EXAMPLE))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="time zones are set otherwise here")
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Adak"])
def test_every_object_stands_where_the_table_says_in_every_time_zone(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    data = pdf(page_of(EXAMPLE))
    places = [int(each) for each in re.findall(rb"(\d{10}) 00000 n", data)]
    assert len(places) > 10
    assert all(data.startswith(b"%d 0 obj" % number, place) for number, place in enumerate(places, 1))
    table = re.search(rb"startxref\n(\d+)", data)
    assert table is not None
    assert data.startswith(b"xref\n", int(table[1]))
    monkeypatch.undo()
    time.tzset()
    assert pdf(page_of(EXAMPLE)) == data


def test_there_are_no_bitmaps_in_it() -> None:
    assert b"/Subtype /Image" not in pdf(page_of(EXAMPLE), background="#FFFFFF")


def page_size(data: bytes) -> tuple[float, float]:
    found = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", data)
    assert found is not None
    return float(found[1]), float(found[2])


def test_a_page_that_is_too_large_is_reduced_to_what_readers_take() -> None:
    for scale in (1.0, 20.0):
        assert page_size(pdf(Figure(Bounds(0, 0, 50_000, 5_000), "#FFFFFF"), scale)) == (LONGEST_POINTS, 1440)


def test_a_page_on_which_nothing_would_be_seen_is_refused() -> None:
    with pytest.raises(ExportError, match="too large: choose SVG"):
        pdf(Figure(Bounds(0, 0, 1e8, 10), "#FFFFFF"))


@needs("pdftotext")
def test_a_text_of_a_reduced_page_can_be_found(tmp_path: Path) -> None:
    figure = page_of(EXAMPLE)
    figure.bounds = figure.bounds.grown(200_000.0)
    (tmp_path / "a.pdf").write_bytes(pdf(figure))
    found = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True, text=True).stdout
    assert sorted(found.split()) == sorted(words(figure))


@needs("pdftotext")
def test_every_text_can_be_found_once(tmp_path: Path) -> None:
    figure = page_of(EXAMPLE)
    (tmp_path / "a.pdf").write_bytes(pdf(figure))
    found = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True, text=True).stdout
    assert sorted(found.split()) == sorted(words(figure))


@needs("pdftotext")
def test_a_word_that_a_typesetter_would_join_letters_in_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(page_of("1/x", x=0.0)))
    found = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True, text=True).stdout
    assert "undefined" in found


@needs("pdffonts")
def test_the_font_is_embedded(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(page_of(EXAMPLE)))
    told = subprocess.run(["pdffonts", tmp_path / "a.pdf"], capture_output=True, check=True, text=True).stdout
    (line,) = told.splitlines()[2:]
    assert re.search(r"DejaVuSans.* yes +\w+ +yes ", line)


@needs("pdftoppm")
def test_another_renderer_shows_what_the_png_shows(tmp_path: Path) -> None:
    figure = page_of(EXAMPLE)
    (tmp_path / "a.pdf").write_bytes(pdf(figure, background="#FFFFFF"))
    subprocess.run(["pdftoppm", "-r", "96", "-png", tmp_path / "a.pdf", tmp_path / "a"], check=True)
    here, there = QImage.fromData(png_bytes(figure, 1.0, "#FFFFFF")), QImage(str(tmp_path / "a-1.png"))
    assert abs(here.width() - there.width()) <= 2
    size = here.width() // 8, here.height() // 8
    grey = [each.scaled(*size).convertToFormat(QImage.Format.Format_Grayscale8) for each in (here, there)]
    pairs = [[each.pixelColor(x, y).red() for each in grey] for x in range(size[0]) for y in range(size[1])]
    assert sum(abs(a - b) for a, b in pairs) / len(pairs) < 8


@needs("pdftoppm")
def test_nothing_shows_through_a_note(tmp_path: Path) -> None:
    figure = page_of(covered())
    left, top, right, bottom = map(round, uppermost(figure))
    seen = []
    for number, each in enumerate((figure, sheets_alone(figure))):
        (tmp_path / f"{number}.pdf").write_bytes(pdf(each, background="#FFFFFF"))
        command = ["pdftoppm", "-r", "96", "-png", tmp_path / f"{number}.pdf", tmp_path / f"{number}"]
        subprocess.run(command, check=True)
        image = QImage(str(tmp_path / f"{number}-1.png"))
        seen.append(image.copy(left, top, right - left, bottom - top))
    assert not seen[0].isNull()
    assert seen[0] == seen[1]


def test_every_mark_and_a_foreign_label_are_drawn() -> None:
    letters = [f"変{i}" for i in range(len(MARKS))]
    assert pdf(page_of("+".join(letters))).startswith(b"%PDF-")


def series() -> Order:
    return steps_of_order(order_of("g = x1 + x2; f = g^2 + x3/g", values={"x2": 2.0}), Course())


def pages(order: Order, document: bytes = b"{}") -> bytes:
    return pdf_bytes((each.figure for each in order.frames()), 1.0, "a title", "#FFFFFF", document)


def told(program: str, *arguments: str | Path) -> str:
    return subprocess.run([program, *arguments], capture_output=True, check=True, text=True).stdout


def test_a_series_has_a_page_for_every_step_and_all_have_the_same_size() -> None:
    order = series()
    boxes = re.findall(rb"/MediaBox \[([^\]]*)\]", pages(order))
    assert len(boxes) == len(order.subject.steps)
    assert len(set(boxes)) == 1


@needs("pdftotext")
def test_every_page_tells_the_numbers_and_the_sentence_of_its_step_and_no_others(tmp_path: Path) -> None:
    order = series()
    (tmp_path / "a.pdf").write_bytes(pages(order))
    found = told("pdftotext", tmp_path / "a.pdf", "-").split("\f")[:-1]
    for number, (page, frame) in enumerate(zip(found, order.subject.series.frames, strict=True)):
        asked = [*words(order.subject.series.bare(number)), frame.words]
        assert sorted(closed(page)) == sorted(closed("".join(asked)))
    assert len(set(found)) > len(found) / 2


@needs("pdftotext")
def test_what_a_step_says_is_found_as_a_line(tmp_path: Path) -> None:
    order = series()
    (tmp_path / "a.pdf").write_bytes(pages(order))
    found = told("pdftotext", tmp_path / "a.pdf", "-").split("\f")[:-1]
    for page, frame in zip(found, order.subject.series.frames, strict=True):
        lines = [line for line in page.splitlines() if closed(line) == closed(frame.words)]
        assert len(lines) == 1
        assert lines == [frame.words] or max(map(len, frame.words.split())) == 1


def closed(text: str) -> str:
    """A text without its gaps: poppler sees none in a line that is made of single letters."""
    return "".join(text.split())


@needs("pdftotext")
def test_the_formula_of_a_note_is_found_between_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(noted()))
    assert "the mean (a + b)/2, or y₁^2" in told("pdftotext", tmp_path / "a.pdf", "-").splitlines()


@needs("pdftoppm")
def test_what_is_found_in_formulas_is_not_seen(tmp_path: Path) -> None:
    silent = noted()
    for sheet in silent.sheets:
        sheet.outlines = [each._replace(plain="") for each in sheet.outlines]
    files = [pdf(noted(), background="#FFFFFF"), pdf(silent, background="#FFFFFF")]
    assert len(files[0]) != len(files[1])
    for name, data in zip("ab", files, strict=True):
        (tmp_path / name).write_bytes(data)
        told("pdftoppm", "-r", "150", tmp_path / name, tmp_path / name)
    assert (tmp_path / "a-1.ppm").read_bytes() == (tmp_path / "b-1.ppm").read_bytes()


def noted() -> Figure:
    """A page with a note that has formulas between its words."""
    forest = grow("x*y")
    text = r"the mean $\frac{a + b}{2}$, or $y_1^2$"
    forest.apply(pin_note(forest, forest.trees()[0], text, Point(90.0, -50.0)))
    return page_of(forest)


@needs("pdffonts")
def test_a_series_embeds_the_font_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages(series()))
    assert len(told("pdffonts", tmp_path / "a.pdf").splitlines()[2:]) == 1


@needs("pdfdetach")
def test_a_series_has_the_document_attached_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages(series()))
    assert told("pdfdetach", "-list", tmp_path / "a.pdf").startswith("1 embedded file")


def test_the_same_series_has_the_same_bytes() -> None:
    assert pages(series()) == pages(series())


def test_a_series_is_smaller_than_a_file_for_each_page() -> None:
    order = series()
    data = pages(order)
    assert len(data) < sum(len(pdf(each.figure)) for each in order.frames()) * 0.9
    assert data.count(b"/FontFile2") == 1
