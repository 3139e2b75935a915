"""Everything that can be chosen for an export, and the one way from there to an order.

Dialog, command line and printing fill in the same record and hand it to the same functions, so that none of them can
do what the others cannot. Options are plain values: as JSON text they are remembered from one export to the next.
Rule: what is read back is bounded and known, or it is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from treeedit.export.cutting import cut_out, outermost
from treeedit.export.exports import EXPORTS
from treeedit.export.order import (
    DOTS_PER_INCH,
    LARGEST_SCALE,
    MOST_FRAMES,
    SECONDS_A_FRAME,
    SMALLEST_SCALE,
    Course,
    ExportError,
    Lettering,
    Order,
    Subject,
    parted_subject,
)
from treeedit.figure.arrangement import PAPERS, PER_SHEET, Beside, Sheets, Turn
from treeedit.figure.drawing import Drawing
from treeedit.figure.form import FORMS, TOGETHER, TREE, TREE_FORM, Form
from treeedit.figure.look import LABEL_SIZE, NUMBER_STYLES, ORIENTATIONS, THEMES, Look, with_comma
from treeedit.figure.series import SENTENCE
from treeedit.figure.veil import SHEETS
from treeedit.files.carrier import document_to_carry
from treeedit.files.paper import write_forest
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.formula import FormulaError
from treeedit.model.passes import Evaluation
from treeedit.model.patience import quietly
from treeedit.model.reading import read
from treeedit.model.records import MAX_ID, Expression, NodeId, Point
from treeedit.model.steps import Pace
from treeedit.words import translate

SHOWN = ("values", "partials", "locals", "rules", "grounds", "names", "notes", "constants")
"""What can be shown on nodes and edges, and around them."""
BACKGROUNDS = {"paper": "", "white": "#FFFFFF", "transparent": "none"}
"""What lies behind the trees; paper is the theme's own."""
DOTS_ON_PAPER = 300.0
BITMAPS = frozenset({"dots", "seconds"})
"""What a format asks for that is made of dots."""
MILLIMETRES_PER_INCH, POINTS_PER_INCH = 25.4, 72.0
WIDEST, WIDEST_PIXELS, LARGEST_TEXT, LARGEST_PADDING, MOST_DOTS = 2_000.0, 32_000, 200.0, 2_000.0, 4_800.0
LONGEST_SHOW = 60.0
_LONGEST_TITLE, _LONGEST_FORMULA, _MOST_FORMULAS, _MOST_NODES, _LONGEST_TEXT = 500, 500, 100, 1_000, 100_000
_MOST_DIGITS = 17
_Word = Annotated[str, Meta(max_length=20)]
_Formulas = Annotated[tuple[Annotated[str, Meta(max_length=_LONGEST_FORMULA)], ...], Meta(max_length=_MOST_FORMULAS)]
_Id = Annotated[int, Meta(ge=0, le=MAX_ID)]
_Number = Annotated[int, Meta(ge=-1, le=1_000_000)]


class Which(Enum):
    """Which steps of the passes are shown: none (one picture with all numbers), chosen ones, all, the best ones."""

    NONE = "none"
    CHOSEN = "chosen"
    ALL = "all"
    KEY = "key"


class Size(Enum):
    """What says how large a picture is: a scale, a width on paper, a width in pixels, or the size of its labels."""

    SCALE = "scale"
    WIDTH = "width"
    PIXELS = "pixels"
    TEXT = "text"


class Numbers(NamedTuple):
    """What follows from a forest, where it is known already."""

    analysis: Analysis
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is exported, and how. What a format has no use for changes nothing.

    format: a key of EXPORTS. nodes: whose subtrees are shown, as trees of their own unless they are roots; none means
    all trees. numbers: of the chosen steps, -1 the last. most: how many of the most instructive. sentences: below each
    step, what happens. seconds: how long an animation shows each. shows: of SHOWN. style: a key of NUMBER_STYLES.
    apart, joined: formulas of functions that are excepted from what runs together. sheet: a key of SHEETS. scale,
    width (millimetres), pixels, text (points, of labels): the one that `size` names counts. dots: per inch of a bitmap.
    padding: pixels at 100 %. title: "" means that of the document. per_sheet: of a hand-out's pictures, one of
    PER_SHEET. paper: a key of PAPERS. solutions: whether those of an exercise follow at its end.
    """

    format: _Word = "png"
    nodes: Annotated[tuple[_Id, ...], Meta(max_length=_MOST_NODES)] = ()
    steps: Which = Which.NONE
    numbers: Annotated[tuple[_Number, ...], Meta(max_length=MOST_FRAMES)] = ()
    most: Annotated[int, Meta(ge=1, le=MOST_FRAMES)] = 9
    pace: Pace = Pace.NODE
    sentences: bool = True
    seconds: Annotated[float, Meta(gt=0, le=LONGEST_SHOW)] = SECONDS_A_FRAME
    theme: _Word = "print"
    background: _Word = "paper"
    shows: frozenset[_Word] = Look().shows
    style: _Word = "fractions"
    digits: Annotated[int, Meta(ge=1, le=_MOST_DIGITS)] = 4
    comma: bool = False
    orientation: _Word = "top"
    form: _Word = TREE_FORM
    together: _Word = TOGETHER[0]
    apart: _Formulas = ()
    joined: _Formulas = ()
    sheet: _Word = "blanks"
    size: Size = Size.SCALE
    scale: Annotated[float, Meta(ge=SMALLEST_SCALE, le=LARGEST_SCALE)] = 1.0
    width: Annotated[float, Meta(gt=0, le=WIDEST)] = 85.0
    pixels: Annotated[int, Meta(ge=1, le=WIDEST_PIXELS)] = 1200
    text: Annotated[float, Meta(gt=0, le=LARGEST_TEXT)] = 10.0
    dots: Annotated[float, Meta(gt=0, le=MOST_DOTS)] | None = None
    padding: Annotated[float, Meta(ge=0, le=LARGEST_PADDING)] = 0.0
    lettering: Lettering = Lettering.OUTLINES
    document: bool = True
    title: Annotated[str, Meta(max_length=_LONGEST_TITLE)] = ""
    per_sheet: int = 4
    paper: _Word = "a4"
    turn: Turn = Turn.FITTING
    beside: Beside = Beside.NOTHING
    solutions: bool = True


# --- as text, to be remembered ---


def text_of_options(options: Options) -> str:
    """Options as JSON text."""
    return msgspec.json.encode(options, order="deterministic").decode()


def options_of_text(text: str) -> Options | None:
    """The options of JSON text; None if that is not sound."""
    try:
        found = msgspec.json.decode(text, type=Options) if len(text) <= _LONGEST_TEXT else None
    except (msgspec.DecodeError, RecursionError):
        return None
    return found if found is not None and _is_known(found) else None


def _is_known(options: Options) -> bool:
    """Whether every name in options stands for something."""
    names = (
        (options.format, EXPORTS),
        (options.theme, THEMES),
        (options.background, BACKGROUNDS),
        (options.style, NUMBER_STYLES),
        (options.orientation, ORIENTATIONS),
        (options.form, FORMS),
        (options.together, TOGETHER),
        (options.sheet, SHEETS),
        (options.paper, PAPERS),
        (options.per_sheet, PER_SHEET),
    )
    return all(name in known for name, known in names) and options.shows <= set(SHOWN)


def options_of_look(look: Look) -> Options:
    """The options under which pictures are drawn as a look has it; theme and size aside, which are the paper's."""
    style = next(
        (key, comma)
        for key, each in NUMBER_STYLES.items()
        for comma in (False, True)
        if look.format is (with_comma(each) if comma else each)
    )
    return Options(
        shows=look.shows & set(SHOWN),
        style=style[0],
        comma=style[1],
        digits=look.digits,
        orientation=look.orientation,
        form=look.form.name,
        together=look.form.together,
        apart=_printed(look.form.apart),
        joined=_printed(look.form.joined),
    )


def _printed(functions: Iterable[Expression]) -> tuple[str, ...]:
    from treeedit.model.formula import print_expression

    return tuple(sorted(map(print_expression, functions)))


# --- what is drawn ---


def look_for(options: Options) -> Look:
    """The look of what is exported. ExportError if a function is no formula."""
    style = NUMBER_STYLES[options.style]
    told = {SENTENCE} if options.sentences else set()
    return Look(
        THEMES[options.theme],
        options.digits,
        with_comma(style) if options.comma else style,
        options.shows | {options.sheet} | told,
        options.orientation,
        _form(options),
    )


def _form(options: Options) -> Form:
    return Form(options.form, options.together, _parsed(options.apart), _parsed(options.joined))


def _parsed(formulas: Iterable[str]) -> frozenset[Expression]:
    try:
        return frozenset(each.expression for text in formulas for each in read(text).definitions)
    except FormulaError as error:
        raise ExportError(str(error)) from error


def course_for(options: Options) -> Course | None:
    """At which steps trees are shown; None for one picture with all numbers."""
    courses: dict[Which, Callable[[], Course]] = {
        Which.CHOSEN: lambda: Course(options.pace, options.numbers or (-1,)),
        Which.ALL: lambda: Course(options.pace),
        Which.KEY: lambda: Course(options.pace, most=options.most),
    }
    return courses[options.steps]() if options.steps in courses else None


def subject_for(options: Options, forest: Forest, numbers: Numbers | None = None) -> Subject:
    """What is exported of a forest. ExportError if a node is not there, or a function is no formula."""
    missing = next((node for node in options.nodes if node not in forest.nodes), None)
    if missing is not None:
        raise ExportError(translate("options", "There is no node {0}.").format(missing))
    look, course = look_for(options), course_for(options)
    analysis, evaluation = numbers or _numbers(forest)
    if all(node in forest.roots for node in options.nodes):
        roots = [root for root in forest.trees() if root in options.nodes] if options.nodes else forest.trees()
        return Subject(forest, analysis, evaluation, look, tuple(roots), course)
    alone = _alone(forest, analysis, look, options.nodes)
    look = replace(look, shows=look.shows - {"names"})
    return Subject(alone, *_numbers(alone), look, tuple(alone.trees()), course)


def _numbers(forest: Forest) -> Numbers:
    analysis = analyse(forest)
    return Numbers(analysis, evaluated(forest, analysis))


def _alone(forest: Forest, analysis: Analysis, look: Look, nodes: Iterable[NodeId]) -> Forest:
    """Subtrees as trees of their own, each where it is drawn."""
    drawing = Drawing(forest, analysis, replace(look, form=TREE), ())

    def place(node: NodeId) -> Point:
        row = analysis.order.rows[node]
        origin = forest.roots[forest.root_of(node)].point
        return Point(origin.x + float(drawing.x[row]), origin.y + float(drawing.y[row]))

    return cut_out(forest, outermost(forest, nodes), place, forest.blanks)


# --- how large, and in which file ---


def order_for(options: Options, forest: Forest, tick: Callable[[float], None] = quietly) -> Order:
    """The order of an export of a forest. ExportError if there is no such thing to be exported."""
    return order_of_subject(options, subject_for(options, forest), tick)


def order_of_subject(options: Options, subject: Subject, tick: Callable[[float], None] = quietly) -> Order:
    """The order of an export of a subject that these options have made, whatever their format is.

    Its trees do not lie on each other, also where they were placed for another look.
    """
    asks = EXPORTS[options.format].asks
    carried = options.document and "document" in asks
    order = Order(
        parted_subject(subject),
        options.scale,
        title_for(options, subject),
        BACKGROUNDS[options.background] or subject.look.theme.paper,
        options.padding,
        options.dots,
        options.lettering,
        document_to_carry(write_forest(subject.forest)) if carried else b"",
        seconds=options.seconds,
        tick=tick,
        sheets=sheets_for(options),
    )
    return _SIZES[options.size](order, options) if "scale" in asks and subject.roots else order


def sheets_for(options: Options) -> Sheets:
    """The sheets of a hand-out."""
    paper = PAPERS[options.paper]
    return Sheets(options.per_sheet, paper, options.turn, options.beside, solutions=options.solutions)


def title_for(options: Options, subject: Subject) -> str:
    """What a picture is called: as is said, or as its document is, or as its trees are."""
    forest = subject.forest
    return options.title or forest.about.get("title") or ", ".join(forest.roots[root].name for root in subject.roots)


def _as_wide(order: Order, options: Options) -> Order:
    """So many millimetres wide on paper."""
    wide = options.width / MILLIMETRES_PER_INCH * DOTS_PER_INCH
    return replace(order, scale=wide / _width(order), dots=options.dots or DOTS_ON_PAPER)


def _of_pixels(order: Order, options: Options) -> Order:
    """So many pixels wide; of a bitmap, a resolution says how wide these are on paper."""
    is_bitmap = bool(EXPORTS[options.format].asks & BITMAPS)
    share = DOTS_PER_INCH / options.dots if is_bitmap and options.dots is not None else 1.0
    return replace(order, scale=options.pixels / _width(order) * share)


def _of_text(order: Order, options: Options) -> Order:
    """So large that labels have a size in points."""
    scale = options.text / POINTS_PER_INCH * DOTS_PER_INCH / LABEL_SIZE
    return replace(order, scale=scale, dots=options.dots or DOTS_ON_PAPER)


def _width(order: Order) -> float:
    left, _, right, _ = order.bounds
    return max(1.0, right - left)


_SIZES: dict[Size, Callable[[Order, Options], Order]] = {
    Size.SCALE: lambda order, options: order,
    Size.WIDTH: _as_wide,
    Size.PIXELS: _of_pixels,
    Size.TEXT: _of_text,
}
