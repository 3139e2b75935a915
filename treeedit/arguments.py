"""What the commands of the command line share: their parsers, sources, and the values of options.

Qt is never needed here; imports are inside functions, so that each command loads what it needs.
"""

from __future__ import annotations

import argparse
import logging
import math
import os
import platform
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import treeedit
from treeedit.words import MOST_TOLD, RefusalError, told

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from treeedit.files.source import Opened
    from treeedit.model.forest import Forest

LOG = logging.getLogger("treeedit")
MOST_DIGITS = 17
REFUSED = 2
_LARGEST = 10_000
_MOST_QUOTED = 120
_SOURCE = (
    "a .tree file, or a formula such as 'x1*x2 + 1' (several: 'g = x1 + x2; f = g^2'), or - for standard input; "
    "a name with a dot or a slash in it is a file if there is one"
)
_SET = (
    "give an input a value, such as x1=3, x2=-0.5, y=1e-3 or t=pi (may be given again, for other inputs); "
    "inputs of a formula are 1 otherwise"
)
_MINUS = re.compile(r"-(?!-|h$)..*", re.DOTALL)


class CommandError(RefusalError):
    """What cannot be done; the message is a sentence for the user."""


@contextmanager
def pouring() -> Iterator[None]:
    """While something is written to standard output. CommandError with a sentence if that does not take it."""
    from treeedit.files.fault import reason

    if sys.stdout is None:
        raise CommandError("standard output cannot be written: it is closed")
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_output()
        raise CommandError(f"standard output cannot be written: {reason(error)}") from error


def silence_output() -> None:
    """Nobody reads any more: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """argparse, with one line for an error instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        advice = f" (see {self.prog} --help)"
        self.exit(REFUSED, told(f"{self.prog}: {message}", MOST_TOLD - len(advice)) + f"{advice}\n")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Help and version, which argparse would lose without a word where standard output does not take them."""
        if file is sys.stderr:
            super()._print_message(message, sys.stderr)
            return
        with pouring():
            sys.stdout.write(message)


def shielded(argument: str) -> str:
    """A formula or file name with a leading minus, so that argparse does not take it for an option."""
    return f" {argument}" if _MINUS.fullmatch(argument) or argument.startswith(" ") else argument


def bare(argument: str) -> str:
    """The argument as it was given."""
    return argument.removeprefix(" ")


def parser_of(name: str, description: str, examples: str) -> _Parser:
    """The parser of a command: its name, what it does, examples."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = _Parser(name, description=description, epilog=examples, formatter_class=layout, allow_abbrev=False)
    parser.add_argument("--verbose", action=_Verbose, nargs=0, help="tell on standard error what is done")
    return parser


class _Verbose(argparse.Action):
    """From here on, what is done is told."""

    def __call__(self, *_: object) -> None:
        logging.basicConfig(level=logging.INFO, format="treeedit: %(message)s", stream=sys.stderr, force=True)
        LOG.info("treeedit %s, Python %s, %s", treeedit.__version__, platform.python_version(), platform.platform())


def add_source(parser: argparse.ArgumentParser) -> None:
    """Let a command take a source, and values for its inputs."""
    parser.add_argument("source", metavar="SOURCE", help=_SOURCE, type=bare)
    parser.add_argument(
        "--set", metavar="NAME=NUMBER", dest="values", action="append", default=[], help=_SET, type=_assignment
    )


def _assignment(text: str) -> tuple[str, float]:
    """NAME=NUMBER as a pair."""
    name, sign, digits = text.partition("=")
    value = _number(digits)
    if not sign or not name.strip() or value is None:
        raise argparse.ArgumentTypeError(f"write NAME=NUMBER, such as x1=3, not {one_line(text)}")
    return unicodedata.normalize("NFC", name.strip()), value


def _number(text: str) -> float | None:
    from treeedit.model.labels import EULER, number_of

    digits = text.strip().replace("−", "-")
    size = digits[1:] if digits.startswith(("-", "+")) else digits
    value = number_of(EULER if size == "e" else size)
    if value is None or not math.isfinite(value):
        return None
    return -value if digits.startswith("-") else value


def positive(what: str) -> Callable[[str], float]:
    """Reads a positive number; an error calls it `what`."""

    def read(text: str) -> float:
        value = _number(text)
        if value is None or value <= 0:
            raise argparse.ArgumentTypeError(f"the {what} is a positive number, not {one_line(text)}")
        return value

    return read


def digits(text: str) -> int:
    """Reads a number of significant digits."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"the digits are a number from 1 to {MOST_DIGITS}, not {one_line(text)}")
    return int(text)


def whole(what: str, largest: int = _LARGEST) -> Callable[[str], int]:
    """Reads a positive whole number up to a largest one; an error calls it `what`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or not 0 < int(text) <= largest:
            raise argparse.ArgumentTypeError(f"the {what} is a whole number from 1, not {one_line(text)}")
        return int(text)

    return read


def numbers(text: str) -> tuple[int, ...]:
    """Reads numbers of steps such as 1,3,5-9,last, as the window counts them; gives them from 0, the last as -1."""
    found: list[int] = []
    for part in text.split(","):
        ends = [each.strip() for each in part.split("-", 1)]
        if ends == ["last"]:
            found.append(-1)
        elif all(each.isascii() and each.isdecimal() and 0 < int(each) <= _LARGEST for each in ends):
            found += range(int(ends[0]) - 1, int(ends[-1]))
        else:
            raise argparse.ArgumentTypeError(f"write steps such as 1,3,5-9,last, not {one_line(text)}")
    if not found:
        raise argparse.ArgumentTypeError(f"the steps in {one_line(text)} begin after they end")
    return tuple(found)


def one_line(text: str) -> str:
    """A text that a sentence may quote, and go on behind it."""
    return told(text, _MOST_QUOTED)


def prepared(options: argparse.Namespace) -> Forest:
    """The forest of the source, with the values that --set gives; how LaTeX was read is told on standard error."""
    from treeedit.export.answer import InputError, input_values
    from treeedit.model.edits import set_input

    given = dict(options.values)
    forest, reading = _opened(options.source, given)
    if reading is not None and reading.was_latex:
        from treeedit.figure.read_as import read_as

        print(f"treeedit: {one_line(read_as(reading.definitions, given))}", file=sys.stderr)
    try:
        values = input_values(forest, given)
    except InputError as error:
        raise CommandError(str(error)) from error
    for label, value in values.items():
        forest.apply(set_input(forest, label, value))
    return forest


def _opened(source: str, names: Iterable[str]) -> Opened:
    from treeedit.files.fault import FileError
    from treeedit.files.source import opened

    try:
        return opened(source, names)
    except FileError as error:
        raise CommandError(str(error)) from error


def check_tree(forest: Forest, name: str | None) -> None:
    """Refuse the name of a tree that is not there."""
    names = [forest.roots[root].name for root in forest.trees()]
    if name is not None and name not in names:
        known = f"the trees are {', '.join(names)}" if names else "there are no trees"
        raise CommandError(f"there is no tree {one_line(name)}; {known}")
