"""What an export gives, to be looked at before it is written: a small picture or the beginning of a text.

It may be made in any thread. What cannot be exported is told in place of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from treeedit.export.announcing import announced, files_of
from treeedit.export.exports import EXPORTS, Export, Frames, Kind, export_bytes, with_steps
from treeedit.export.handout import handout_of
from treeedit.export.options import Numbers, Options, order_of_subject, subject_for
from treeedit.export.order import DOTS_PER_INCH, MOST_FRAMES, Course, Drawers, ExportError, Order, Subject
from treeedit.model.forest import Forest
from treeedit.words import translate

MOST_PREVIEWED = 1500
"""Nodes: nothing of a preview of more could be read."""
_LONGEST = 6000
_LARGEST_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be seen: which frame, in a room of so many pixels, and whether the words of all steps are wanted."""

    frame: int
    room: tuple[float, float]
    steps: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen: a PNG or a text, or why there is none; which of how many frames it is, and what this says.

    announced: what will be written. steps: what the steps say, if that was asked for, and how many there are.
    """

    picture: bytes = b""
    text: str = ""
    fault: str = ""
    is_possible: bool = True
    frame: int = 0
    count: int = 1
    words: str = ""
    announced: str = ""
    steps: tuple[str, ...] | None = None
    step_count: int = 0


def order_to_see(options: Options, forest: Forest, numbers: Numbers) -> Order:
    """The order of an export with the steps that its format takes by itself. ExportError if there is no such thing.

    One that is too large to be seen says nothing of its size, for which it would have to be drawn.
    """
    subject = subject_for(options, forest, numbers)
    order = Order(subject) if _is_too_large(subject) else order_of_subject(options, subject)
    return with_steps(EXPORTS[options.format], order)


def _is_too_large(subject: Subject) -> bool:
    return sum(len(subject.rows(root)) for root in subject.roots) > MOST_PREVIEWED


def seen(options: Options, order: Order, path: Path, wish: Wish, drawers: Drawers) -> Sight:
    """What an order looks like."""
    export, subject = EXPORTS[options.format], order.subject
    sight = Sight()
    try:
        if export.frames is not Frames.NONE:
            sight = _with_steps(sight, subject, wish)
        if _is_too_large(subject):
            words = translate("previewing", "Too large for a preview")
            return replace(sight, fault=words, announced=files_of(export, path, subject))
        if not subject.roots:
            raise ExportError(translate("exports", "There is nothing to draw: there are no trees."))
        if export.kind is not Kind.PICTURE:
            return _of_text(sight, export, order, path, drawers)
        if "sheets" in export.asks:
            return _of_sheet(sight, order, path, wish, drawers)
        return _of_picture(sight, export, order, path, wish, drawers)
    except ExportError as error:
        return replace(sight, fault=str(error), is_possible=False)


def _with_steps(sight: Sight, subject: Subject, wish: Wish) -> Sight:
    """The same, with the steps that there are."""
    course = subject.course or Course()
    whole = replace(subject, course=Course(course.pace))
    count = len(whole.steps)
    steps = tuple(each.words for each in whole.series.frames) if wish.steps and count <= MOST_FRAMES else None
    return replace(sight, steps=steps, step_count=count)


def _of_text(sight: Sight, export: Export, order: Order, path: Path, drawers: Drawers) -> Sight:
    data = export_bytes(export, order, drawers)
    size = translate("previewing", "{0} KB").format(f"{max(1, round(len(data) / 1000)):,}")
    told = f"{announced(export, path, order)}, {size}"
    return replace(sight, text=data[:_LONGEST].decode(errors="ignore"), announced=told)


def _of_sheet(sight: Sight, order: Order, path: Path, wish: Wish, drawers: Drawers) -> Sight:
    """A sheet of a hand-out."""
    handout = handout_of(order)
    number = min(wish.frame, len(handout) - 1)
    sheet = handout.sheet(number)
    _, _, wide, high = sheet.bounds
    scale = min(wish.room[0] / wide, wish.room[1] / high)
    told = translate("previewing", "{0}, {1} sheets").format(path.name, len(handout))
    picture = drawers.png(sheet, scale, order.background, DOTS_PER_INCH)
    return replace(sight, picture=picture, frame=number, count=len(handout), announced=told)


def _of_picture(sight: Sight, export: Export, order: Order, path: Path, wish: Wish, drawers: Drawers) -> Sight:
    frames = order.subject.series.frames
    frame = min(wish.frame, len(frames) - 1) if export.frames is not Frames.NONE else 0
    order = replace(order, frame=frame)
    told = announced(export, path, order)
    left, top, right, bottom = order.bounds
    scale = min(wish.room[0] / max(1.0, right - left), wish.room[1] / max(1.0, bottom - top), _LARGEST_SCALE)
    picture = drawers.png(order.figure, scale, order.background, DOTS_PER_INCH)
    return replace(
        sight,
        picture=picture,
        frame=frame,
        count=len(frames),
        words=frames[frame].words,
        announced=told,
    )
