"""What `treeedit export` can be told on the command line: the formats, what is drawn, how, how large."""

from __future__ import annotations

import argparse

from treeedit.arguments import add_source, bare, digits, numbers, one_line, parser_of, positive, whole

PACES = ("node", "level")
_LARGEST_ID = 2**53
_EXAMPLES = (
    "examples:\n"
    "  treeedit export lecture.tree slide.svg slide.pdf slide.png\n"
    "  treeedit export 'x1*x2 + x1' picture.png --scale 3\n"
    "  treeedit export lecture.tree h.svg --tree h --set x1=2\n"
    "  treeedit export lecture.tree g.pdf --node 3 --show values,names --text-size 9\n"
    "  treeedit export lecture.tree steps.pdf --all-steps --theme print\n"
    "  treeedit export lecture.tree frame.png --steps 1,6-8,last     # frame-1.png, frame-2.png, ...\n"
    "  treeedit export lecture.tree slide.png --key-steps 5 --pixels 1920 --background transparent\n"
    "  treeedit export lecture.tree column.pdf --width 85 --theme greyscale\n"
    "  treeedit export lecture.tree handout.pdf --handout 4 --key-steps 8 --paper letter\n"
    "  treeedit export lecture.tree train.py --format pytorch\n"
    "  treeedit export 'x*x' - --format dot\n"
)


def export_parser() -> argparse.ArgumentParser:
    """The parser of `treeedit export`."""
    from treeedit.export.exports import EXPORTS

    formats = "\n".join(f"  {each.key:<12} {each.suffix:<10} {each.name}" for each in EXPORTS.values())
    parser = parser_of(
        "treeedit export",
        "Draw the trees of a source, or write them in another form; the suffix of each OUT chooses the format.",
        f"formats (NAME, suffix, what it is):\n{formats}\n\n{_EXAMPLES}",
    )
    add_source(parser)
    parser.add_argument(
        "outs", metavar="OUT", nargs="+", help="a file to write, or - for standard output (with --format)", type=bare
    )
    parser.add_argument("--format", metavar="NAME", choices=EXPORTS, help="write this format, whatever the suffix is")
    for add in (_add_what, _add_look, _add_steps, _add_sheets, _add_size, _add_special):
        add(parser)
    return parser


def _add_what(parser: argparse.ArgumentParser) -> None:
    from treeedit.export.options import SHOWN
    from treeedit.figure.form import FORMS, TOGETHER

    what = parser.add_argument_group("what is drawn")
    which = what.add_mutually_exclusive_group()
    which.add_argument(
        "--tree", metavar="NAME", action="append", help="only the tree of this name (may be given again)", type=bare
    )
    which.add_argument(
        "--node",
        metavar="ID",
        action="append",
        type=whole("number of a node", _LARGEST_ID),
        help="only what hangs from this node, as a tree of its own (may be given again; eval --json tells the numbers)",
    )
    what.add_argument(
        "--show",
        metavar="LIST",
        type=_shown,
        help=f"of {','.join(SHOWN)}: all that is drawn beside the nodes, or none (all but rules and constants)",
    )
    what.add_argument(
        "--form",
        choices=FORMS,
        default="tree",
        help="every instance a node, or one node for each function, with the sum of what arrives (tree)",
    )
    what.add_argument(
        "--together", choices=TOGETHER, default=TOGETHER[0], help="what runs together in the shared form (all)"
    )
    for name, words in (("apart", "keep the instances of this function apart"), ("joined", "let them run together")):
        what.add_argument(
            f"--{name}", metavar="FORMULA", action="append", default=[], type=bare, help=f"shared form: {words}"
        )
    sheets = what.add_mutually_exclusive_group()
    for name, words in (
        ("blanks", "draw what an exercise hides as empty boxes (as it is drawn anyway)"),
        ("answers", "write the answers into the boxes of an exercise"),
        ("solutions", "write the solutions into the boxes of an exercise"),
    ):
        sheets.add_argument(f"--{name}", dest="sheet", action="store_const", const=name, default="blanks", help=words)


def _add_look(parser: argparse.ArgumentParser) -> None:
    from treeedit.export.options import BACKGROUNDS
    from treeedit.figure.look import NUMBER_STYLES, ORIENTATIONS, THEMES

    look = parser.add_argument_group("how trees are drawn")
    look.add_argument("--theme", choices=THEMES, default="print", help="colours (print)")
    look.add_argument(
        "--background",
        choices=BACKGROUNDS,
        default="paper",
        help="what is behind the trees (paper: the theme's own, white for print)",
    )
    look.add_argument("--numbers", choices=NUMBER_STYLES, default="fractions", help="1/3 or 0.3333 (fractions)")
    look.add_argument("--digits", metavar="N", type=digits, default=4, help="significant digits of numbers (4)")
    look.add_argument("--decimal-comma", action="store_true", help="0,5 instead of 0.5")
    look.add_argument(
        "--orientation", choices=ORIENTATIONS, default="top", help="where the root stands, the inputs opposite (top)"
    )


def _add_steps(parser: argparse.ArgumentParser) -> None:
    from treeedit.export.order import SECONDS_A_FRAME

    steps = parser.add_argument_group("pictures of the steps of both passes")
    which = steps.add_mutually_exclusive_group()
    which.add_argument("--all-steps", action="store_true", help="one picture for each step")
    which.add_argument(
        "--steps", metavar="LIST", type=numbers, help="only these, such as 1,3,5-9,last; 1 is the bare tree"
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


def _add_sheets(parser: argparse.ArgumentParser) -> None:
    from treeedit.figure.arrangement import PAPERS, PER_SHEET

    sheets = parser.add_argument_group("hand-outs: sheets of paper, as PDF")
    sheets.add_argument(
        "--handout",
        metavar="N",
        type=_per_sheet,
        nargs="?",
        const=4,
        help=f"let a PDF be sheets with N steps on each, of {','.join(map(str, PER_SHEET))} (4): all steps if none are "
        "named, of an exercise the trees as they stand; its solutions come at the end",
    )
    sheets.add_argument("--paper", choices=PAPERS, default="a4", help="the size of a sheet (a4)")
    turn = sheets.add_mutually_exclusive_group()
    for name in ("portrait", "landscape"):
        turn.add_argument(
            f"--{name}",
            dest="turn",
            action="store_const",
            const=name,
            default="fitting",
            help=f"turn sheets to {name} (without it, so that pictures become largest)",
        )
    sheets.add_argument("--lines", action="store_true", help="lines for notes beside each picture")
    sheets.add_argument("--no-solutions", action="store_true", help="leave out the solutions of an exercise")


def _add_size(parser: argparse.ArgumentParser) -> None:
    size = parser.add_argument_group("how large pictures are")
    which = size.add_mutually_exclusive_group()
    which.add_argument("--scale", metavar="S", type=positive("scale"), help="so many times as large as at 100 %% (1)")
    which.add_argument("--width", metavar="MM", type=positive("width"), help="so many millimetres wide on paper")
    which.add_argument("--pixels", metavar="PX", type=whole("width in pixels", 1_000_000), help="so many pixels wide")
    which.add_argument(
        "--text-size", metavar="PT", type=positive("size of texts"), help="so large that labels have so many points"
    )
    size.add_argument(
        "--dpi",
        metavar="N",
        type=positive("resolution"),
        help="dots of a bitmap per inch of paper (with --width and --text-size 300)",
    )
    size.add_argument(
        "--padding", metavar="PX", type=positive("padding"), default=0.0, help="more room around the trees"
    )


def _add_special(parser: argparse.ArgumentParser) -> None:
    special = parser.add_argument_group("for some formats only")
    special.add_argument("--title", metavar="TEXT", default="", type=bare, help="what a picture says it is called")
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


def _shown(text: str) -> frozenset[str]:
    """Reads what is shown, such as values,names."""
    from treeedit.export.options import SHOWN

    found = {each.strip() for each in text.split(",")} - {""}
    if not found <= {*SHOWN, "none"} or not found:
        raise argparse.ArgumentTypeError(f"what is shown is of {','.join(SHOWN)} or none, not {one_line(text)}")
    return frozenset(found - {"none"})


def _per_sheet(text: str) -> int:
    """Reads how many pictures there are on a sheet."""
    from treeedit.figure.arrangement import PER_SHEET

    if text not in map(str, PER_SHEET):
        raise argparse.ArgumentTypeError(f"a sheet has {', '.join(map(str, PER_SHEET))} pictures, not {one_line(text)}")
    return int(text)
