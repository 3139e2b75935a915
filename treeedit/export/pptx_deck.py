"""A presentation of PowerPoint: one slide with all numbers, or one for each step, with everything at the same place.

Slides of a series say what happens in the notes of the speaker and in a title above the slide, which the outline, the
list of slides and a screen reader know, and which no audience sees. Slides are filled one by one while the archive is
written: a long series costs little memory. The same order gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from treeedit.export.order import Drawers, ExportError, Order
from treeedit.export.pptx import HIGH, WIDE, Slide
from treeedit.export.pptx_names import Names, SeriesNames
from treeedit.export.pptx_texts import plain
from treeedit.words import translate

if TYPE_CHECKING:
    from pptx.parts.slide import SlidePart
    from pptx.presentation import Presentation
    from pptx.slide import Slide as EmptySlide

MOST_SHAPES = 250_000
"""On all slides together: more than that no program opens."""
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_MORPH = (
    f'<mc:AlternateContent {_NAMESPACES} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main" Requires="p159">'
    '<p:transition xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" spd="fast" p14:dur="500">'
    '<p159:morph option="byObject"/></p:transition></mc:Choice>'
    '<mc:Fallback><p:transition spd="fast"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>'
)
"""How a slide of a series comes in: what is new appears, the ring wanders; it fades in where that is not known."""
_END = b"</p:spTree>"
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>treeedit</Application><PresentationFormat>Widescreen</PresentationFormat></Properties>"
)
"""What the presentation says of itself, instead of what the template did."""
_ONLY_A_TITLE, _BLANK = 5, 6
_TITLE_SIZE, _TITLE_HEIGHT, _TITLE_GAP = 152_400, 609_600, 152_400
_NO_TIME = dt.datetime(2000, 1, 1)


def pptx(order: Order, drawers: Drawers) -> bytes:
    """The presentation: a slide for each of the frames."""
    from pptx import Presentation

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDE, HIGH  # type: ignore[assignment]
    _forget_the_template(presentation)
    if order.subject.course is None:
        _add_slide(presentation, order, _BLANK)
    else:
        _add_series(presentation, order)
    properties = presentation.core_properties
    properties.title = plain(order.title)[:255]
    properties.created = properties.modified = _NO_TIME
    properties.author = properties.last_modified_by = "treeedit"
    file = io.BytesIO()
    presentation.save(file)
    return _filled(file, _drawn(order))


def _forget_the_template(presentation: Presentation) -> None:
    """Take away what python-pptx's template says of itself: slides of 4 to 3, and a picture of its own first one."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    presentation.element.sldSz.attrib.pop("type", None)
    package = presentation.part.package
    package.drop_rel(next(key for key, each in package._rels.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL))


def _add_slide(presentation: Presentation, order: Order, layout: int) -> EmptySlide:
    from pptx.dml.color import RGBColor

    slide: EmptySlide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    if order.background != "none":
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor(*bytes.fromhex(order.background[1:7]))  # type: ignore[no-untyped-call]
    return slide


def _add_series(presentation: Presentation, order: Order) -> None:
    """Empty slides for all frames, each with its title and its notes."""
    from pptx.oxml import parse_xml

    for index, frame in enumerate(order.subject.series.frames):
        slide = _add_slide(presentation, order, _ONLY_A_TITLE)
        _write_title(slide, plain(frame.words))
        _write_notes(slide.part, index + 1, plain(frame.words))
        if index:
            slide.element.append(parse_xml(_MORPH))


def _write_title(slide: EmptySlide, words: str) -> None:
    """A title above the slide; it grows upwards if it is long."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Emu

    title = slide.shapes.title
    assert title is not None
    title.left, title.top = Emu(0), Emu(-_TITLE_HEIGHT - _TITLE_GAP)
    title.width, title.height = Emu(WIDE), Emu(_TITLE_HEIGHT)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    run = title.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = words, Emu(_TITLE_SIZE)


def _write_notes(part: SlidePart, number: int, words: str) -> None:
    """The notes of a slide. python-pptx would look through the whole presentation for a name that is free."""
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.opc.packuri import PackURI
    from pptx.oxml.slide import CT_NotesSlide
    from pptx.parts.slide import NotesSlidePart

    master = part.package.presentation_part.notes_master_part
    name = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml")
    notes = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, part.package, CT_NotesSlide.new())
    notes.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
    notes.relate_to(part, RELATIONSHIP_TYPE.SLIDE)
    part.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)
    notes.notes_slide.clone_master_placeholders(master.notes_master)
    notes.notes_slide.notes_text_frame.text = words


def _drawn(order: Order) -> Iterator[str]:
    """The shapes of each slide. ExportError if they are too many."""
    names = Names() if order.subject.course is None else SeriesNames()
    count, most = 0, MOST_SHAPES if len(order.subject.series) > 1 else None
    for each in order.frames():
        names.turn_over()
        shapes = list(Slide(each, names).shapes())
        count += len(shapes)
        if most is not None and count > most:
            raise ExportError(
                translate(
                    "pptx", "The slides have more than {0} shapes: choose fewer steps, go by level, or fold subtrees."
                ).format(f"{most:,}")
            )
        yield "".join(shapes)


def _filled(file: io.BytesIO, shapes: Iterator[str]) -> bytes:
    """The same archive with shapes on its slides, and without the hour at which it was made."""
    result = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            data = old.read(each)
            if each.filename.startswith("ppt/slides/slide"):
                data = data.replace(_END, next(shapes).encode() + _END)
            elif each.filename == "docProps/app.xml":
                data = _APP.encode()
            new.writestr(zipfile.ZipInfo(each.filename), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()
