"""The command line: parse arguments, call, print, exit code.

    treeedit [FILE ...] · treeedit eval SOURCE · treeedit export SOURCE OUT

Exit codes: 0 done, 2 wrong usage or a source that cannot be read, with one line on standard error. Everything but the
window works without a display and without Qt; imports are inside functions, so that each command loads what it needs.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from treeedit.figure.figure import Figure
    from treeedit.model.forest import Forest

BACKGROUNDS = {"white": "#FFFFFF", "transparent": "none"}
MOST_DIGITS = 17
DONE, REFUSED, INTERRUPTED, PIPE_CLOSED = 0, 2, 130, 141

_SOURCE = (
    "a .tree file, or a formula such as 'x1*x2 + 1' (several: 'g = x1 + x2; f = g^2'), or - for standard input; "
    "a name with a dot or a slash in it is a file if there is one"
)
_SET = "give an input a value, such as x1=3, x2=-0.5, y=1e-3 or t=pi; inputs of a formula are 1 otherwise"
_PLAIN = str.maketrans({"∂": "d", "−": "-", "–": "-", "□": "?", "…": "...", "“": '"', "”": '"', "√": "sqrt"})
_MINUS = re.compile(r"-(?!-|h$)..*", re.DOTALL)


class CommandError(Exception):
    """What cannot be done; the message is a sentence for the user."""


class _Parser(argparse.ArgumentParser):
    """argparse, with one line for an error instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; gives the exit code."""
    try:
        code = _exit_code(sys.argv[1:] if arguments is None else list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_output()
        return PIPE_CLOSED
    return code


def _exit_code(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except CommandError as error:
        print(f"treeedit: {error}", file=sys.stderr)
        return REFUSED


def _run(arguments: list[str]) -> int:
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        return _window(arguments)
    command([_shielded(argument) for argument in arguments[1:]])
    return DONE


def _silence_output() -> None:
    """Nobody reads any more: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _shielded(argument: str) -> str:
    """A formula or file name with a leading minus, so that argparse does not take it for an option."""
    return f" {argument}" if _MINUS.fullmatch(argument) or argument.startswith(" ") else argument


def _bare(argument: str) -> str:
    return argument.removeprefix(" ")


def _window(arguments: list[str]) -> int:
    parser = _parser(
        "treeedit",
        "Backpropagation as a tree: build the tree of a function and watch both passes live.",
        "commands that need no window:\n"
        "  treeedit eval SOURCE         print all values, partials and sums\n"
        "  treeedit export SOURCE OUT   draw the trees into a file\n\n"
        "examples:\n"
        "  treeedit lecture.tree\n"
        "  treeedit eval 'x1*x2 + sin(x1)' --set x1=2\n"
        "  treeedit export lecture.tree slide.svg\n",
    )
    parser.add_argument("--version", action="version", version=f"treeedit {_version()}")
    parser.add_argument("files", metavar="FILE", nargs="*", help="a .tree file to open", type=_bare)
    shielded = [_shielded(each) if os.path.lexists(each) else each for each in arguments]
    paths = parser.parse_args(shielded).files
    from treeedit.app import run

    return int(run(paths))


def _evaluate(arguments: list[str]) -> None:
    parser = _parser(
        "treeedit eval",
        "Carry out both passes and print every node's value and partial, and the sum over each set.",
        "examples:\n"
        "  treeedit eval 'g = x1 + x2; f = g^2 + x3/g' --set x1=1 --set x2=2 --set x3=3\n"
        "  treeedit eval lecture.tree --json\n"
        "  echo 'x*x' | treeedit eval - --set x=3\n",
    )
    _add_source(parser)
    parser.add_argument("--json", action="store_true", help="print JSON, with all digits, instead of a table")
    options = parser.parse_args(arguments)
    forest = _prepared(options)
    from treeedit.export.answer import answer, results_of
    from treeedit.export.table import table

    results = results_of(forest)
    _print(_json(answer(results)) if options.json else table(results))


def _export(arguments: list[str]) -> None:
    parser = _parser(
        "treeedit export",
        "Draw the trees of a source into a file; the suffix of OUT chooses the format.",
        "examples:\n"
        "  treeedit export lecture.tree slide.svg\n"
        "  treeedit export 'x1*x2 + x1' picture.png --scale 3\n"
        "  treeedit export lecture.tree h.svg --tree h --set x1=2\n",
    )
    _add_source(parser)
    parser.add_argument("out", metavar="OUT", help="the file to write", type=_bare)
    parser.add_argument("--scale", metavar="S", type=_scale, default=1.0, help="enlarge the picture (1 if not given)")
    parser.add_argument("--theme", choices=("light", "dark", "print"), default="print", help="colours (print)")
    parser.add_argument(
        "--background",
        choices=("paper", *BACKGROUNDS),
        default="paper",
        help="what is behind the trees (paper: the theme's own, white for print)",
    )
    parser.add_argument(
        "--numbers", choices=("fractions", "decimals"), default="fractions", help="1/3 or 0.3333 (fractions)"
    )
    parser.add_argument("--digits", metavar="N", type=_digits, default=4, help="significant digits of numbers (4)")
    parser.add_argument(
        "--orientation",
        choices=("top", "bottom", "left", "right"),
        default="top",
        help="where the root stands, the inputs being at the other end (top)",
    )
    parser.add_argument(
        "--form",
        choices=("tree", "shared"),
        default="tree",
        help="every instance a node, or one node for each function, with the sum of what arrives (tree)",
    )
    parser.add_argument("--tree", metavar="NAME", help="only the tree of this name", type=_bare)
    options = parser.parse_args(arguments)
    forest = _prepared(options)
    _check_tree(forest, options.tree)
    from treeedit.export.exports import ExportError
    from treeedit.files.fault import FileError

    try:
        _write_picture(forest, options)
    except (ExportError, FileError) as error:
        raise CommandError(_one_line(str(error))) from error


def _write_picture(forest: Forest, options: argparse.Namespace) -> None:
    """Draw and write; ExportError or FileError with a sentence if that cannot be done."""
    from pathlib import Path

    from treeedit.export.exports import Order, export_of, picture_bytes
    from treeedit.figure.form import Form
    from treeedit.figure.look import NUMBER_STYLES, THEMES, Look
    from treeedit.figure.page import page
    from treeedit.files.writer import write_atomically
    from treeedit.model.analysis import analyse, evaluated

    path = Path(options.out)
    export_of(path)
    style = THEMES[options.theme], options.digits, NUMBER_STYLES[options.numbers]
    look = Look(*style, orientation=options.orientation, form=Form(options.form))
    analysis = analyse(forest)
    roots = [root for root in forest.trees() if forest.roots[root].name == options.tree]
    figure = page(forest, analysis, evaluated(forest, analysis), look, roots)
    background = figure.paper if options.background == "paper" else BACKGROUNDS[options.background]
    title = forest.about.get("title") or ", ".join(forest.roots[root].name for root in roots or forest.trees())
    write_atomically(path, picture_bytes(path, Order(figure, options.scale, title, background), _raster))


def _raster(figure: Figure, scale: float, background: str) -> bytes:
    """The figure as a PNG, drawn without a display."""
    try:
        from treeedit.canvas.raster import headless_png_bytes
    except ImportError as error:
        reason = _one_line(str(error))
        raise CommandError(f"PNG needs Qt, which cannot start here: {reason}; SVG does without it") from error
    return headless_png_bytes(figure, scale, background)


COMMANDS: dict[str, Callable[[list[str]], None]] = {"eval": _evaluate, "export": _export}
"""What stands first on the command line; anything else opens the window."""


def _parser(name: str, description: str, examples: str) -> _Parser:
    layout = argparse.RawDescriptionHelpFormatter
    return _Parser(name, description=description, epilog=examples, formatter_class=layout, allow_abbrev=False)


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help=_SOURCE, type=_bare)
    parser.add_argument(
        "--set", metavar="NAME=NUMBER", dest="values", action="append", default=[], help=_SET, type=_assignment
    )


def _version() -> str:
    from treeedit import __version__

    return __version__


def _assignment(text: str) -> tuple[str, float]:
    """NAME=NUMBER as a pair."""
    name, sign, digits = text.partition("=")
    value = _number(digits)
    if not sign or not name.strip() or value is None:
        raise argparse.ArgumentTypeError(f"write NAME=NUMBER, such as x1=3, not {_one_line(text)}")
    return unicodedata.normalize("NFC", name.strip()), value


def _number(text: str) -> float | None:
    from treeedit.model.labels import number_of

    digits = text.strip().replace("−", "-")
    value = number_of(digits.lstrip("+-")) if digits[:2] not in ("--", "++", "+-", "-+") else None
    if value is None or not math.isfinite(value):
        return None
    return -value if digits.startswith("-") else value


def _scale(text: str) -> float:
    value = _number(text)
    if value is None or value <= 0:
        raise argparse.ArgumentTypeError(f"the scale is a positive number, not {_one_line(text)}")
    return value


def _digits(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"the digits are a number from 1 to {MOST_DIGITS}, not {_one_line(text)}")
    return int(text)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


def _prepared(options: argparse.Namespace) -> Forest:
    """The forest of the source, with the values that --set gives."""
    from treeedit.export.answer import InputError, input_values
    from treeedit.model.edits import set_input

    forest = _forest(options.source)
    given = dict(options.values)
    try:
        input_values(forest, given)
    except InputError as error:
        raise CommandError(str(error)) from error
    for label, value in given.items():
        forest.apply(set_input(forest, label, value))
    return forest


def _forest(source: str) -> Forest:
    from treeedit.files.fault import FileError
    from treeedit.files.source import forest_from

    try:
        return forest_from(source)
    except FileError as error:
        raise CommandError(str(error)) from error


def _check_tree(forest: Forest, name: str | None) -> None:
    names = [forest.roots[root].name for root in forest.trees()]
    if name is not None and name not in names:
        known = f"the trees are {', '.join(names)}" if names else "there are no trees"
        raise CommandError(f"there is no tree {_one_line(name)}; {known}")


def _json(data: object) -> str:
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
    return text if _fits(text) else re.sub("[^\0-\x7f]", lambda found: json.dumps(found[0])[1:-1], text)


def _print(text: str) -> None:
    """Write to standard output, in plainer characters where its encoding lacks some."""
    if not _fits(text):
        encoding = _encoding()
        text = text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence_output()
        raise CommandError(f"standard output cannot be written: {error.strerror}") from error


def _fits(text: str) -> bool:
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        return False
    return True


def _encoding() -> str:
    return sys.stdout.encoding or "ascii"
