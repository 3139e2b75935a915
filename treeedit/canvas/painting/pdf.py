"""Figures as PDF: vector drawings on pages cropped to the picture, fonts embedded, texts that can be searched.

Texts are drawn as text, each string once and as wide as the figure has it: a search would find a bold one twice if it
were drawn twice, so what makes it bold is a line around it. Formulas are outlines, and over each lies what it says in a
line of plain text, as unseen as over a scanned page. A page has a whole number of points, as Qt rounds to them;
what is left over lies around the picture. Readers refuse a page that is too large, so a larger picture is reduced to
one that they take: it can be enlarged in the reader, as nothing in it is a bitmap. The same figure gives the same bytes
with the same Qt: it writes the hour and a random number into each file, and these are overwritten here.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPageSize,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)

from treeedit.assets import font_file
from treeedit.canvas.painting.by_thread import cached_by_thread
from treeedit.canvas.painting.painter import colour, paint
from treeedit.export.sizes import POINTS, points_per_pixel
from treeedit.figure.figure import Figure, Outline, Text
from treeedit.figure.fonts import BOLD_STROKE, SLANT, is_covered, shaped
from treeedit.figure.mathematics import EM
from treeedit.files.carrier import ATTACHED
from treeedit.model.patience import patiently

_RESOLUTION = 1200
_FONT_SIZE = 1000
_ANCHOR_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
_UNSEEN = 0, 0, 0, 0
_LEAST_GAP, _WIDE_GAP, _FARTHEST_GAP = 0.2, 0.65, 1.0
"""Between words, in sizes of their letters: what is less is none, and wide ones readers take for those of columns."""
_GAP = 0.35
_BESIDE_INK = 0.05
"""The room on both sides of a letter, in its size."""
_DATE = re.compile(rb"(?<=Date \(D:)\d{14}[^)]{0,8}(?=\)\n)")
_NO_DATE = b"20000101000000Z"
_OFFSET = re.compile(rb"^\d{10}(?= 00000 n)", re.MULTILINE)
_START = re.compile(rb"(?<=startxref\n)\d+")
_XMP = (
    "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></x:xmpmeta><?xpacket end='w'?>"
)


def pdf_bytes(figures: Iterable[Figure], scale: float, title: str, background: str, document: bytes) -> bytes:
    """Figures of one size as a PDF, a page each, with the document attached if there is any.

    ExportError if nothing in it would be seen.
    """
    pages = iter(figures)
    figure = next(pages)
    left, top, right, bottom = figure.bounds
    unit = points_per_pixel(figure.bounds, scale)
    wide, high = (max(1, math.ceil(side * unit - 1e-6)) for side in (right - left, bottom - top))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with _steady_tables():
        writer = _writer(buffer, title, document)
        exact = QPageSize.SizeMatchPolicy.ExactMatch
        writer.setPageSize(QPageSize(QSizeF(wide, high), QPageSize.Unit.Point, "", exact))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        with QPainter(writer) as painter:
            _paint_page(painter, figure, QSizeF(wide, high), unit, background)
            for each in pages:
                writer.newPage()
                _paint_page(painter, each, QSizeF(wide, high), unit, background)
    buffer.close()
    return _timeless(bytes(data.data()))


def paint_for_reading(painter: QPainter, figure: Figure) -> None:
    """Draw a figure on paper, its texts as text that can be searched, in the painter's coordinates."""
    for sheet in figure.stacked():
        _draw(painter, sheet)


def _draw(painter: QPainter, figure: Figure) -> None:
    """A figure without what lies on it; what the font lacks is drawn with the shapes, in outlines."""
    paint(painter, replace(figure, texts=[each for each in figure.texts if not is_covered(each.text)], sheets=[]))
    formulas = [each for each in figure.outlines if each.plain] if _is_pdf(painter) else []
    pieces = _as_read(figure.texts, formulas)
    for piece, then in patiently(zip_longest(pieces, pieces[1:])):
        if isinstance(piece, Outline):
            _write_unseen(painter, piece, then)
        elif is_covered(piece.text):
            _write(painter, piece)


def _is_pdf(painter: QPainter) -> bool:
    """Whether what is drawn can be searched: other engines may make a bitmap of what is transparent."""
    return painter.paintEngine().type() == QPaintEngine.Type.Pdf


def _as_read(texts: Sequence[Text], formulas: Sequence[Outline]) -> list[Text | Outline]:
    """Texts, then the lines with formulas in them, from left to right: readers search in the order of the file."""
    bases = {each.y for each in formulas}
    beside = [each for each in texts if each.y in bases]
    lines: list[Text | Outline] = sorted([*formulas, *beside], key=lambda each: (each.y, each.x))
    return [*(each for each in texts if each.y not in bases), *lines]


@contextmanager
def _steady_tables() -> Iterator[None]:
    """Qt's hash tables in the same order every time: it is that of the fonts in the file."""
    QHashSeed.setDeterministicGlobalSeed()
    try:
        yield
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _timeless(data: bytes) -> bytes:
    """The same file without the hour of its making, which is longer in some time zones: what stands behind it moves."""
    body, mark, table = data.rpartition(b"\nxref\n")
    dates = [(found.end(), len(found[0]) - len(_NO_DATE)) for found in _DATE.finditer(body)]

    def moved(found: re.Match[bytes]) -> bytes:
        place = int(found[0])
        return b"%0*d" % (len(found[0]), place - sum(longer for end, longer in dates if end <= place))

    return _DATE.sub(_NO_DATE, body) + mark + _START.sub(moved, _OFFSET.sub(moved, table))


def make_fonts_known() -> None:
    """Let Qt know the font: in the thread of the application, before another one draws."""
    _family()


def _paint_page(painter: QPainter, figure: Figure, size: QSizeF, unit: float, background: str) -> None:
    """A figure in the middle of a page with a size in points."""
    left, top, right, bottom = figure.bounds
    painter.resetTransform()
    painter.scale(_RESOLUTION / POINTS, _RESOLUTION / POINTS)
    if background != "none":
        painter.fillRect(QRectF(QPointF(0, 0), size), colour(background))
    painter.translate((size.width() - (right - left) * unit) / 2, (size.height() - (bottom - top) * unit) / 2)
    painter.scale(unit, unit)
    painter.translate(-left, -top)
    paint_for_reading(painter, figure)


def _writer(buffer: QBuffer, title: str, document: bytes) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle("".join(c for c in title if c.isprintable()))
    writer.setCreator("treeedit")
    writer.setDocumentXmpMetadata(QByteArray(_XMP.encode()))
    writer.setDocumentId(_number_of(title, document))
    if document:
        writer.addFileAttachment(ATTACHED, QByteArray(document), "application/json")
    return writer


def _write(painter: QPainter, text: Text) -> None:
    """A text in the font at one large size, scaled down: one font is embedded, whatever the sizes."""
    before, unit = painter.transform(), text.size / _FONT_SIZE
    planned, natural = shaped(text.text, text.weight).width, shaped(text.text, "regular").width
    painter.translate(text.x - _ANCHOR_SHIFT[text.anchor] * planned * text.size, text.y)
    if text.slant == "italic":
        painter.shear(-SLANT, 0.0)
    painter.scale(unit * planned / natural if natural else unit, unit)
    painter.setFont(_font())
    painter.setPen(colour(text.colour))
    painter.drawText(QPointF(0, 0), text.text)
    if text.weight == "bold":
        outline = QPainterPath()
        outline.addText(0, 0, _font(), text.text)
        painter.strokePath(outline, _bold_pen(text.colour))
    painter.setTransform(before)


def _write_unseen(painter: QPainter, formula: Outline, then: Text | Outline | None) -> None:
    """What a formula says, on its baseline and as wide as it is, in a colour that leaves no trace."""
    words, size = "".join(filter(is_covered, formula.plain)), formula.scale * EM
    natural = shaped(words, "regular").width
    left, right = _ink(formula)
    if then is not None and then.y == formula.y:
        right = _reach(right, then.x if isinstance(then, Text) else _ink(then)[0], size)
    if natural and right > left:
        before = painter.transform()
        painter.translate(left, formula.y)
        painter.scale((right - left) / (natural * _FONT_SIZE), size / _FONT_SIZE)
        painter.setFont(_font())
        painter.setPen(QColor(*_UNSEEN))
        painter.drawText(QPointF(0, 0), words)
        painter.setTransform(before)


def _ink(formula: Outline) -> tuple[float, float]:
    """From where to where a formula is drawn, with the room beside its letters."""
    places, beside = [x for _, numbers in formula.path for x in numbers[::2]], _BESIDE_INK * EM
    return formula.x + (min(places) - beside) * formula.scale, formula.x + (max(places) + beside) * formula.scale


def _reach(end: float, start: float, size: float) -> float:
    """Where what is said of a formula ends that ends here, so that readers see a gap before the next where one is."""
    gap = (start - end) / size
    if abs(gap) < _LEAST_GAP:
        return start
    return start - _GAP * size if _WIDE_GAP < gap < _FARTHEST_GAP else end


@cached_by_thread()
def _bold_pen(name: str) -> QPen:
    pen = QPen(colour(name), BOLD_STROKE * _FONT_SIZE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


@cached_by_thread()
def _font() -> QFont:
    font = QFont(_family())
    font.setPixelSize(_FONT_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)  # a ligature is not found by who looks for its letters
    return font


@cache
def _family() -> str:
    """The family of the font, which is made known to Qt once."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font_file())))
    return str(families[0]) if families else "DejaVu Sans"


def _number_of(title: str, document: bytes) -> QUuid:
    digest = hashlib.sha256(title.encode(errors="replace") + b"\0" + document).digest()
    return QUuid.fromRfc4122(QByteArray(digest[:16]))
