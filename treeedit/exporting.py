"""The command `treeedit export`: a source in other forms, one or several in a call.

Everything is made before anything is written, so that a refusal leaves no part of the work behind. Qt is loaded only
for the formats that it draws, and needs no display.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from treeedit.arguments import (
    CommandError,
    add_source,
    bare,
    check_tree,
    digits,
    numbers,
    one_line,
    parser_of,
    positive,
    prepared,
    whole,
)

if TYPE_CHECKING:
    from treeedit.export.exports import Export
    from treeedit.export.order import Course, Drawers, Order, Subject
    from treeedit.model.forest import Forest

BACKGROUNDS = {"white": "#FFFFFF", "transparent": "none"}
_DOTS_ON_PAPER = 300.0
_MILLIMETRES = 25.4
PACES = ("node", "level")
_EXAMPLES = (
    "examples:\n"
    "  treeedit export lecture.tree slide.svg slide.pdf slide.png\n"
    "  treeedit export 'x1*x2 + x1' picture.png --scale 3\n"
    "  treeedit export lecture.tree h.svg --tree h --set x1=2\n"
    "  treeedit export lecture.tree steps.pdf --all-steps --theme print\n"
    "  treeedit export lecture.tree frame.png --steps 1,6-8,last     # frame-1.png, frame-2.png, ...\n"
    "  treeedit export lecture.tree column.pdf --width 85 --theme greyscale\n"
    "  treeedit export lecture.tree train.py --format pytorch\n"
)


def export(arguments: list[str]) -> None:
    """Carry out the command. CommandError with a sentence if that cannot be done."""
    options = _parser().parse_args(arguments)
    forest = prepared(options)
    check_tree(forest, options.tree)
    from treeedit.export.order import ExportError
    from treeedit.files.fault import FileError

    try:
        _write(forest, options)
    except (ExportError, FileError) as error:
        raise CommandError(one_line(str(error))) from error


def _parser() -> argparse.ArgumentParser:
    from treeedit.export.exports import EXPORTS
    from treeedit.export.order import SECONDS_A_FRAME
    from treeedit.figure.form import FORMS
    from treeedit.figure.look import NUMBER_STYLES, ORIENTATIONS, THEMES

    formats = "\n".join(f"  {each.key:<12} {each.suffix:<10} {each.name}" for each in EXPORTS.values())
    parser = parser_of(
        "treeedit export",
        "Draw the trees of a source, or write them in another form; the suffix of each OUT chooses the format.",
        f"formats (NAME, suffix, what it is):\n{formats}\n\n{_EXAMPLES}",
    )
    add_source(parser)
    parser.add_argument("outs", metavar="OUT", nargs="+", help="a file to write", type=bare)
    parser.add_argument("--format", metavar="NAME", choices=EXPORTS, help="write this format, whatever the suffix is")
    parser.add_argument("--tree", metavar="NAME", help="only the tree of this name", type=bare)

    look = parser.add_argument_group("how trees are drawn")
    look.add_argument("--theme", choices=THEMES, default="print", help="colours (print)")
    look.add_argument(
        "--background",
        choices=("paper", *BACKGROUNDS),
        default="paper",
        help="what is behind the trees (paper: the theme's own, white for print)",
    )
    look.add_argument("--numbers", choices=NUMBER_STYLES, default="fractions", help="1/3 or 0.3333 (fractions)")
    look.add_argument("--digits", metavar="N", type=digits, default=4, help="significant digits of numbers (4)")
    look.add_argument(
        "--orientation", choices=ORIENTATIONS, default="top", help="where the root stands, the inputs opposite (top)"
    )
    look.add_argument(
        "--form",
        choices=FORMS,
        default="tree",
        help="every instance a node, or one node for each function, with the sum of what arrives (tree)",
    )
    look.add_argument("--decimal-comma", action="store_true", help="0,5 instead of 0.5")

    steps = parser.add_argument_group("pictures of the steps of both passes")
    which = steps.add_mutually_exclusive_group()
    which.add_argument("--all-steps", action="store_true", help="one picture for each step")
    which.add_argument(
        "--steps", metavar="LIST", type=numbers, help="only these, such as 0,3,5-9,last; 0 is the bare tree"
    )
    which.add_argument(
        "--key-steps", metavar="N", type=whole("number of steps"), nargs="?", const=9, help="the N most instructive (9)"
    )
    steps.add_argument("--pace", choices=PACES, default="node", help="a step for every node, or every level (node)")
    steps.add_argument("--no-sentences", action="store_true", help="do not write below the trees what happens")
    steps.add_argument(
        "--seconds",
        metavar="S",
        type=positive("time"),
        default=SECONDS_A_FRAME,
        help=f"how long an animation shows each step ({SECONDS_A_FRAME})",
    )

    sheets = look.add_mutually_exclusive_group()
    for name, words in (
        ("blanks", "draw what an exercise hides as empty boxes (as it is drawn anyway)"),
        ("answers", "write the answers into the boxes of an exercise"),
        ("solutions", "write the solutions into the boxes of an exercise"),
    ):
        sheets.add_argument(f"--{name}", dest="sheet", action="store_const", const=name, default="blanks", help=words)

    size = parser.add_argument_group("how large pictures are")
    size.add_argument(
        "--scale", metavar="S", type=positive("scale"), default=1.0, help="enlarge the picture (1 if not given)"
    )
    size.add_argument(
        "--width", metavar="MM", type=positive("width"), help="make it so wide on paper, instead of --scale"
    )
    size.add_argument(
        "--dpi", metavar="N", type=positive("resolution"), help="dots of a PNG per inch of paper (with --width 300)"
    )
    size.add_argument(
        "--padding", metavar="PX", type=positive("padding"), default=0.0, help="more room around the trees"
    )

    special = parser.add_argument_group("for some formats only")
    special.add_argument(
        "--texts",
        choices=("outlines", "text"),
        default="outlines",
        help="SVG: texts as shapes that look the same everywhere, or as text that can be edited (outlines)",
    )
    special.add_argument(
        "--no-document",
        action="store_true",
        help="PNG, SVG, PDF: do not put the document into the picture, from which treeedit can open it again",
    )
    return parser


def _write(forest: Forest, options: argparse.Namespace) -> None:
    """Make and write everything; ExportError or FileError with a sentence if that cannot be done."""
    from treeedit.export.exports import EXPORTS, export_files, export_of
    from treeedit.files.writer import write_atomically

    named = EXPORTS.get(options.format or "")
    exports = [(Path(out), named or export_of(Path(out))) for out in options.outs]
    order = _order(forest, options)
    made = [each for path, export in exports for each in export_files(export, path, order, _drawers(export))]
    for path, data in made:
        write_atomically(path, data)


def _order(forest: Forest, options: argparse.Namespace) -> Order:
    from treeedit.export.order import DOTS_PER_INCH, Lettering, Order
    from treeedit.files.carrier import document_to_carry
    from treeedit.files.paper import write_forest

    subject = _subject(forest, options)
    paper = subject.look.theme.paper
    title = forest.about.get("title") or ", ".join(forest.roots[root].name for root in subject.roots)
    order = Order(
        subject,
        options.scale,
        title,
        paper if options.background == "paper" else BACKGROUNDS[options.background],
        options.padding,
        options.dpi,
        Lettering(options.texts),
        b"" if options.no_document else document_to_carry(write_forest(forest)),
        seconds=options.seconds,
    )
    if options.width is None:
        return order
    left, _, right, _ = order.bounds
    scale = options.width / _MILLIMETRES * DOTS_PER_INCH / max(1.0, right - left)
    return replace(order, scale=scale, dots=options.dpi or _DOTS_ON_PAPER)


def _subject(forest: Forest, options: argparse.Namespace) -> Subject:
    from treeedit.export.order import subject_of
    from treeedit.figure.form import Form
    from treeedit.figure.look import NUMBER_STYLES, THEMES, Look, with_comma
    from treeedit.figure.series import SENTENCE

    numbers = NUMBER_STYLES[options.numbers]
    numbers = with_comma(numbers) if options.decimal_comma else numbers
    style = THEMES[options.theme], options.digits, numbers
    look = Look(*style, orientation=options.orientation, form=Form(options.form))
    told = frozenset() if options.no_sentences else frozenset({SENTENCE})
    look = replace(look, shows=look.shows | {options.sheet} | told)
    roots = [root for root in forest.trees() if forest.roots[root].name == options.tree]
    return replace(subject_of(forest, look, tuple(roots)), course=_course(options))


def _course(options: argparse.Namespace) -> Course | None:
    from treeedit.export.order import Course
    from treeedit.model.steps import Pace

    if not (options.all_steps or options.steps or options.key_steps):
        return None
    return Course(Pace(options.pace), options.steps or (), options.key_steps or 0)


def _drawers(export: Export) -> Drawers:
    """What only Qt can draw, for a format that needs it."""
    from treeedit.export.order import Drawers

    def missing(*_: object) -> bytes:
        raise CommandError(f"{export.key.upper()} needs Qt, which cannot start here: {reason}; SVG does without it")

    if not export.needs_qt:
        return Drawers(missing, missing)
    try:
        from treeedit.canvas.drawers import HEADLESS
    except ImportError as error:
        reason = one_line(str(error))
        return Drawers(missing, missing)
    return HEADLESS
