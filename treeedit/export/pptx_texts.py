"""Names, fills, lines and texts of DrawingML; lowered characters become real subscripts, which any font has."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from treeedit.figure.figure import Text

_LOWERED = re.compile("([₀-₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ]+)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SMALLEST, _LARGEST = 100, 400_000
_ALIGNED = {"start": "l", "middle": "ctr", "end": "r"}
_NO_ROOM = 'tIns="0" rIns="0" bIns="0"'


class Ink(NamedTuple):
    """How letters look; size: in hundredths of a point."""

    colour: str
    size: float
    is_bold: bool
    is_italic: bool


def fill(colour: str) -> str:
    """What is inside: #rrggbb, #rrggbbaa or "none"."""
    if colour == "none":
        return "<a:noFill/>"
    if len(colour) == 9:
        alpha = round(int(colour[7:], 16) / 255 * 100_000)
        return f'<a:solidFill><a:srgbClr val="{colour[1:7].upper()}"><a:alpha val="{alpha}"/></a:srgbClr></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def line(colour: str, width: float, dash: str = "solid") -> str:
    """The line around, its width in EMU."""
    if colour == "none" or width <= 0:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{round(width)}">{fill(colour)}<a:prstDash val="{dash}"/></a:ln>'


def body(text: str, ink: Ink, aligned: str, left: int) -> str:
    """A line of text in a shape, its room on the left in EMU."""
    room = f'<a:bodyPr wrap="none" lIns="{left}" {_NO_ROOM} anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
    runs = "".join(_run(part, ink, lowered=i % 2 == 1) for i, part in enumerate(_LOWERED.split(text)) if part)
    return f'<p:txBody>{room}<a:p><a:pPr algn="{aligned}"/>{runs}</a:p></p:txBody>'


def box_text(name: str, frame: tuple[int, ...], ground: str, text: Text, ink: Ink) -> str:
    """A text with a box of its own."""
    x, y, wide, high = frame
    head = f'<p:nvSpPr>{name}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
    place = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    shape = f'<p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}</p:spPr>'
    return f"<p:sp>{head}{shape}{body(text.text, ink, _ALIGNED[text.anchor], 0)}</p:sp>"


def _run(text: str, ink: Ink, *, lowered: bool) -> str:
    words = unicodedata.normalize("NFKC", text) if lowered else text
    style = (' b="1"' if ink.is_bold else "") + (' i="1"' if ink.is_italic else "")
    style += ' baseline="-25000"' if lowered else ""
    size = max(_SMALLEST, min(_LARGEST, round(ink.size)))
    safe = "".join(c for c in words if c.isprintable()).translate(_ESCAPES)
    return f'<a:r><a:rPr lang="en-US" sz="{size}"{style}>{fill(ink.colour)}</a:rPr><a:t>{safe}</a:t></a:r>'


def named(number: int, name: str, words: str) -> str:
    """What a shape is called, and what it says to who does not see it."""
    told = f' descr="{escaped(words)}"' if words else ""
    return f'<p:cNvPr id="{number}" name="{escaped(name)}"{told}/>'


def plain(text: str) -> str:
    """A text in composed characters, without those that are not printed, which XML may not be able to carry."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isprintable())


def escaped(text: str) -> str:
    """The same for an attribute in quotation marks."""
    return plain(text).translate(_ESCAPES)  # xml.sax would load half of the network for this
