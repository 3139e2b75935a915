"""A presentation has a slide for every step: everything at its place, and what happens as title, notes and shapes."""

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from tests.export.ordering import NO_QT, order_of, stepped, steps_of_order
from treeedit.export import pptx_deck
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.order import Course, ExportError, Order
from treeedit.model.patience import Cancelled
from treeedit.model.steps import Pace

RUNNING = "g = x1 + x2; f = g^2 + x3/g"
ALL = Course()


def made(order: Order) -> bytes:
    return export_bytes(EXPORTS["pptx"], order, NO_QT)


def slides_of(order: Order) -> list:  # type: ignore[type-arg]
    return list(Presentation(io.BytesIO(made(order))).slides)


def series(course: Course = ALL) -> Order:
    return steps_of_order(order_of(RUNNING, values={"x2": 2.0, "x3": 3.0}), course)


@cache
def all_slides() -> list:  # type: ignore[type-arg]
    """The slides of all steps, made once."""
    return slides_of(series())


def place(shape: object) -> tuple[int, ...]:
    return shape.left, shape.top, shape.width, shape.height  # type: ignore[attr-defined]


def texts(slide: object) -> list[str]:
    plain = [each for each in slide.shapes if each.has_text_frame and not each.is_placeholder]  # type: ignore[attr-defined]
    return [each.text_frame.text for each in plain if each.text_frame.text]


def test_the_background_is_that_of_the_slide() -> None:
    data = export_bytes(EXPORTS["pptx"], order_of("x", background="#123456"), NO_QT)
    (slide,) = Presentation(io.BytesIO(data)).slides
    assert str(slide.background.fill.fore_color.rgb) == "123456"


def test_a_single_picture_is_one_slide_without_title_and_notes() -> None:
    (slide,) = slides_of(order_of(RUNNING))
    assert slide.shapes.title is None
    assert not slide.has_notes_slide
    assert b"transition" not in zipfile.ZipFile(io.BytesIO(made(order_of(RUNNING)))).read("ppt/slides/slide1.xml")


def test_there_is_a_slide_for_every_step_in_order() -> None:
    order = series(Course(numbers=(0, 3, -1)))
    words = [frame.words for frame in order.subject.series.frames]
    assert [slide.shapes.title.text for slide in slides_of(order)] == words
    assert len(set(words)) == 3


def test_a_slide_shows_the_numbers_of_its_step_and_no_others() -> None:
    order = series()
    plain = str.maketrans("₁₂₃", "123")
    for slide, each in zip(all_slides(), order.frames(), strict=True):
        assert sorted(texts(slide)) == sorted(text.text.translate(plain) for text in each.figure.texts)


def test_the_notes_of_the_speaker_say_what_happens() -> None:
    for slide in slides_of(series(Course(most=4))):
        assert slide.notes_slide.notes_text_frame.text == slide.shapes.title.text


def test_the_title_is_a_real_one_that_no_audience_sees() -> None:
    for slide in slides_of(series(Course(most=3))):
        title = slide.shapes.title
        assert title.placeholder_format.type == PP_PLACEHOLDER.TITLE
        assert title.top + title.height < 0


def test_what_has_the_same_name_stands_at_the_same_place_on_all_slides() -> None:
    places: dict[str, set[tuple[int, ...]]] = {}
    for slide in all_slides():
        for each in slide.shapes:
            places.setdefault(each.name, set()).add(place(each))
    moving = {name for name, found in places.items() if len(found) > 1}
    assert {name.split()[0] for name in moving} == {"!!ring", "!!glow"}


def test_names_are_told_apart_on_a_slide_and_known_to_the_transition() -> None:
    for slide in all_slides():
        names = [each.name for each in slide.shapes if not each.is_placeholder]
        assert len(names) == len(set(names))
        assert all(name.startswith("!!") for name in names)


def test_every_node_is_on_every_slide_under_its_name() -> None:
    wanted = {f"!!node {node}" for node in series().subject.forest.nodes}
    for slide in all_slides():
        assert wanted <= {each.name for each in slide.shapes}


def test_what_one_sentence_says_does_not_turn_into_what_the_next_one_says() -> None:
    first, second = slides_of(series(Course(numbers=(9, 10))))
    formulas = [{each.name for each in slide.shapes if "formula" in each.name} for slide in (first, second)]
    assert formulas[0]
    assert formulas[0] != formulas[1]


def test_the_light_is_a_ring_on_a_glow_and_a_wide_translucent_line() -> None:
    (slide,) = slides_of(series(Course(numbers=(3,))))
    found = {each.name: each._element.xml for each in slide.shapes if each.name in ("!!ring", "!!glow", "!!light")}
    assert found.keys() == {"!!ring", "!!glow", "!!light"}
    assert "a:noFill" in found["!!ring"]
    assert [name for name, xml in found.items() if "<a:alpha" in xml] == ["!!light", "!!glow"]


def test_slides_but_the_first_come_in_by_a_transition() -> None:
    archive = zipfile.ZipFile(io.BytesIO(made(series(Course(most=3)))))
    slides = [archive.read(f"ppt/slides/slide{number}.xml") for number in (1, 2, 3)]
    assert [b"p159:morph" in each for each in slides] == [False, True, True]
    assert all(re.search(rb"</p:clrMapOvr><mc:AlternateContent.*</p:sld>$", each) for each in slides[1:])


def test_ids_are_unique_on_every_slide() -> None:
    for slide in slides_of(series(Course(most=5))):
        ids = [each.shape_id for each in slide.shapes]
        assert len(ids) == len(set(ids))


def test_a_series_has_the_same_bytes_every_time() -> None:
    first, second = (made(series(Course(most=3))) for _ in range(2))
    assert first == second


def test_a_series_goes_by_level_if_asked() -> None:
    order = series(Course(Pace.LEVEL))
    assert len(slides_of(order)) == len(order.subject.steps) < len(all_slides())


def test_too_many_shapes_are_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pptx_deck, "MOST_SHAPES", 200)
    assert made(order_of(RUNNING))
    with pytest.raises(ExportError, match="more than 200 shapes: choose fewer steps"):
        made(series())


def test_who_waits_is_told_how_far_it_is_and_may_end_it() -> None:
    shares: list[float] = []

    def tick(share: float) -> None:
        shares.append(share)
        if share >= 0.5:
            raise Cancelled

    order = steps_of_order(order_of(RUNNING, tick=tick), Course(numbers=(0, 1, 2, 3)))
    with pytest.raises(Cancelled):
        made(order)
    assert shares == [0.0, 0.25, 0.5]


@pytest.mark.heavy
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (libreoffice-impress) is missing")
@pytest.mark.timeout(120)
def test_libreoffice_opens_every_slide(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(export_bytes(EXPORTS["pptx"], series(Course(most=2)), NO_QT))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "a.pdf").read_bytes())) == 2


def test_nothing_of_the_template_is_left() -> None:
    data = export_bytes(EXPORTS["pptx"], stepped("x*y"), NO_QT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        told = archive.read("ppt/presentation.xml").decode() + archive.read("docProps/app.xml").decode()
        links = archive.read("_rels/.rels").decode()
    assert not [name for name in names if "thumbnail" in name]
    assert "thumbnail" not in links
    assert "4x3" not in told
    assert "4:3" not in told
    assert "Widescreen" in told
