"""An SVG is plain, well-formed, the same everywhere, and whatever a label says stays text."""

import re
import shutil
import subprocess
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from tests.figure.sketching import LOOK, covered, page_of
from tests.support import grow
from treeedit.canvas.painting.bitmap import png_bytes
from treeedit.export.order import Lettering
from treeedit.export.svg import Carried, svg_bytes
from treeedit.figure.figure import Figure, Text
from treeedit.figure.look import THEMES, Look
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script>&amp;]]><!-- "\'\0\x1b\ud800\u202e שלום &lt;!ENTITY x SYSTEM "file:///etc/passwd">'
PLAIN = {"svg", "title", "defs", "g", "rect", "path", "use"}
EXAMPLE = "g = x1 + x2; f = g^2 + x3/g + θ_max*□"


def svg(figure: Figure, title: str = "f", scale: float = 1.0, background: str = "none") -> ET.Element:
    return ET.fromstring(svg_bytes(figure, scale, title, background))


def elements(root: ET.Element) -> list[ET.Element]:
    return list(root.iter())


def test_the_size_follows_the_scale_and_the_view_box_does_not() -> None:
    figure = page_of("x + y")
    left, top, right, bottom = figure.bounds
    root = svg(figure, scale=2.5)
    assert float(root.get("width", "")) == pytest.approx(2.5 * (right - left), abs=0.01)
    assert float(root.get("height", "")) == pytest.approx(2.5 * (bottom - top), abs=0.01)
    assert list(map(float, root.get("viewBox", "").split())) == pytest.approx(
        [left, top, right - left, bottom - top], abs=0.01
    )


def local(element: ET.Element) -> str:
    """The id of an element as it is within its drawing."""
    return str(element.get("id")).split("-")[-1]


def test_there_are_only_plain_elements() -> None:
    found = elements(svg(page_of(EXAMPLE), background="#FFFFFF"))
    assert {element.tag.removeprefix(SVG) for element in found} == PLAIN


def test_every_reference_finds_what_it_names() -> None:
    found = elements(svg(page_of(EXAMPLE)))
    ids = [element.get("id") for element in found if element.get("id")]
    used = {value[1:] for element in found for name, value in element.items() if name.endswith("href")}
    assert len(ids) == len(set(ids))
    assert used <= set(ids)


def test_two_drawings_in_one_page_have_no_id_in_common() -> None:
    pages = [svg_bytes(page_of(text), 1.0, "f", "none", Carried(how)) for text in ("x/y", "x*y") for how in Lettering]
    ids = [{each.get("id") for each in ET.fromstring(data).iter()} - {None} for data in pages]
    assert all(ids)
    assert sum(map(len, ids)) == len(set().union(*ids))


def test_every_node_has_its_id_and_says_what_it_is() -> None:
    forest = grow("x/y")
    root = svg(page_of(forest, y=3.0))
    titles = {local(element): element.findtext(f"{SVG}title") for element in elements(root) if element.get("id")}
    assert [titles[f"n{node}"] for node in sorted(forest.nodes)] == [
        "x: value 1, partial 0.3333333333333333",
        "y: value 3, partial −0.1111111111111111",
        "÷: value 0.3333333333333333, partial 1",
    ]


def test_every_text_carries_its_words() -> None:
    figure = page_of(EXAMPLE)
    labels = [element.get("aria-label") for element in elements(svg(figure)) if element.get("aria-label")]
    assert labels == [text.text for text in figure.texts]


def test_the_colours_are_those_of_the_look() -> None:
    colours = {value for element in elements(svg(page_of("x*y"))) for value in element.attrib.values()}
    theme = LOOK.theme
    assert {theme.value, theme.partial, *theme.set_strokes[:2], *theme.set_fills[:2]} <= colours


def test_a_background_covers_the_picture_and_transparency_is_no_background() -> None:
    figure = page_of("x")
    first = svg(figure, background="#123456").find(f"{SVG}rect")
    assert first is not None
    assert first.get("fill") == "#123456"
    assert svg(figure).find(f"{SVG}rect") is None


def test_a_hostile_title_stays_text() -> None:
    root = svg(page_of("x"), HOSTILE)
    title = root.findtext(f"{SVG}title")
    assert title is not None
    assert title.startswith("<script>alert(1)</script>&amp;]]><!--")
    assert {element.tag.removeprefix(SVG) for element in elements(root)} <= PLAIN


@given(st.text())
def test_any_title_makes_a_well_formed_file(title: str) -> None:
    assert svg(Figure.empty(), title).tag == f"{SVG}svg"


@given(st.text(max_size=40))
def test_any_text_makes_a_well_formed_file(text: str) -> None:
    figure = page_of("x")
    figure.texts.append(Text(0, 0, text, 15, "#000000"))
    figure.notes[1] = text
    assert {element.tag.removeprefix(SVG) for element in elements(svg(figure))} <= PLAIN | {"text"}


@pytest.mark.parametrize("label", ["größe", "变量", "متغير", "переменная", "변수", "ℓ", "x̂"])
def test_a_label_of_any_script_is_drawn_and_said(label: str) -> None:
    found = elements(svg(page_of(f"{label} + 1")))
    assert any((element.text or "").startswith(f"{label}: ") for element in found)


def test_an_svg_grows_with_its_nodes_and_no_faster() -> None:
    sizes = [len(svg_bytes(page_of("x" + " + x" * terms), 1, "t", "none")) for terms in (500, 1000)]
    assert sizes[1] < 2.1 * sizes[0]


def grey(image: QImage, width: int, height: int) -> list[int]:
    """The luminance of an image on white, downscaled."""
    small = image.scaled(width, height, mode=Qt.TransformationMode.SmoothTransformation)
    bits = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return [bits.pixelColor(x, y).red() for y in range(height) for x in range(width)]


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="rsvg-convert, a renderer that is not Qt, is missing")
@pytest.mark.parametrize("theme", THEMES)
def test_another_renderer_shows_what_the_png_shows(theme: str, qapp: QGuiApplication) -> None:
    figure = page_of(EXAMPLE, Look(THEMES[theme]))
    image = QImage.fromData(png_bytes(figure, 2.0, figure.paper))
    drawing = svg_bytes(figure, 2.0, "f", figure.paper)
    other = QImage.fromData(subprocess.run(["rsvg-convert"], input=drawing, capture_output=True, check=True).stdout)
    assert abs(image.width() - other.width()) <= 1
    assert abs(image.height() - other.height()) <= 1
    size = image.width() // 4, image.height() // 4
    differences = [abs(a - b) for a, b in zip(grey(image, *size), grey(other, *size), strict=True)]
    assert sum(differences) / len(differences) < 1.0
    assert max(differences) < 130  # a dash may begin elsewhere


def test_a_tree_of_many_rows_is_written_in_bounded_time() -> None:
    start = perf_counter()
    data = svg_bytes(page_of("1/0" + " + x" * 10_000), 1.0, "t", "none")
    assert len(re.findall(rb' id="tree\w+-n', data)) >= 20_000
    assert perf_counter() - start < 30


@pytest.mark.parametrize("label", ["変数", "עברית", "متغير"])
def test_what_the_font_lacks_is_text_for_the_readers_system_in_the_planned_width(label: str) -> None:
    texts = [element for element in elements(svg(page_of(f"{label} + x"))) if element.tag == f"{SVG}text"]
    assert [element.text for element in texts] == [label]
    assert float(texts[0].get("textLength", "0")) > 0


def noted(text: str) -> Figure:
    forest = grow("f = x + y")
    forest.apply(pin_note(forest, next(iter(forest.roots)), text, Point(200, 0)))
    return page_of(forest)


def test_a_note_is_paths_that_say_what_they_show() -> None:
    root = svg(noted(r"so $\frac{x}{2}$"))
    said = [element.get("aria-label") for element in elements(root)]
    assert "so" in said
    formula = next(element for element in elements(root) if element.get("aria-label") == "x/2")
    assert formula.get("d", "").startswith("M")
    assert {element.tag.removeprefix(SVG) for element in elements(root)} <= PLAIN


@pytest.mark.parametrize("lettering", Lettering)
def test_notes_are_drawn_after_all_that_they_cover(lettering: Lettering) -> None:
    figure = page_of(covered())
    root = ET.fromstring(svg_bytes(figure, 1.0, "f", "none", Carried(lettering)))
    groups = [local(each) for each in root if each.tag == f"{SVG}g"]
    assert groups[-3:] == ["texts", "sheet0", "sheet1"]
    plane, *lines = next(each for each in root if local(each) == "sheet1")
    assert (plane.tag, plane.get("fill")) == (f"{SVG}rect", LOOK.theme.node)
    assert len(lines) == len(figure.sheets[1].texts)


def test_a_note_is_text_whatever_it_says() -> None:
    root = svg(noted("<script>alert(1)</script> $\\input{/etc/passwd}$ \u202e שלום"))
    assert not [element for element in elements(root) if element.tag == f"{SVG}script"]
    assert b"root:" not in svg_bytes(noted("$\\input{/etc/passwd}$"), 1.0, "f", "none")


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="rsvg-convert is not installed")
def test_another_renderer_draws_a_note(tmp_path: Path) -> None:
    (tmp_path / "note.svg").write_bytes(svg_bytes(noted(r"$\sum_i x_i$"), 1.0, "f", "#FFFFFF"))
    command = ["rsvg-convert", str(tmp_path / "note.svg"), "-o", str(tmp_path / "note.png")]
    subprocess.run(command, check=True, capture_output=True)
    assert QImage(str(tmp_path / "note.png")).width() > 300


def test_a_note_is_the_same_bytes_every_time(qapp: QGuiApplication) -> None:
    first, second = (png_bytes(noted(r"so $\frac{x}{2}$"), 1.0, "#FFFFFF") for _ in range(2))
    assert first == second
