"""The command line: parse arguments, call, print, exit code.

    treeedit [FILE ...] · treeedit eval SOURCE · treeedit export SOURCE OUT [OUT ...] · treeedit results OUT.csv FILE...
    treeedit completion SHELL

Exit codes: 0 done, 2 wrong usage or a source that cannot be read, 130 interrupted by Ctrl+C, with one line on standard
error; nothing half-written is left. Everything but the window works without a display and without Qt; imports are
inside functions, so that each command loads what it needs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence

import treeedit
from treeedit.arguments import (
    REFUSED,
    CommandError,
    add_source,
    bare,
    one_line,
    parser_of,
    pouring,
    prepared,
    shielded,
    silence_output,
)
from treeedit.words import told

DONE, INTERRUPTED, PIPE_CLOSED = 0, 130, 141

_PLAIN = str.maketrans({"∂": "d", "−": "-", "–": "-", "□": "?", "…": "...", "“": '"', "”": '"', "√": "sqrt"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; gives the exit code."""
    if sys.stderr is None:  # it is closed, and what has to be said would go to standard output
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  # as long as the process lives
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what could come next
        _complete()
    try:
        code = _exit_code(sys.argv[1:] if arguments is None else list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("treeedit: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        silence_output()
        return PIPE_CLOSED
    return code


def _exit_code(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except CommandError as error:
        print(told(f"treeedit: {error}"), file=sys.stderr)
        return REFUSED


def _run(arguments: list[str]) -> int:
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        return _window(arguments)
    command([shielded(argument) for argument in arguments[1:]])
    return DONE


def window_parser() -> argparse.ArgumentParser:
    """The parser of the command without a name, which opens the window."""
    parser = parser_of(
        "treeedit",
        "Backpropagation as a tree: build the tree of a function and watch both passes live.",
        "commands that need no window:\n"
        "  treeedit eval SOURCE         print all values, partials and sums\n"
        "  treeedit export SOURCE OUT   draw the trees, or write them in another form, into files\n"
        "  treeedit results OUT FILE... put the results of a class into a table\n"
        "  treeedit completion SHELL    print what lets a shell complete all of these\n\n"
        "examples:\n"
        "  treeedit lecture.tree\n"
        "  treeedit eval 'x1*x2 + sin(x1)' --set x1=2\n"
        "  treeedit export lecture.tree slide.svg\n",
    )
    parser.add_argument("-V", "--version", action="version", version=f"treeedit {treeedit.__version__}")
    parser.add_argument("files", metavar="FILE", nargs="*", help="a .tree file to open", type=bare)
    return parser


def _window(arguments: list[str]) -> int:
    parser = window_parser()
    words = [shielded(each) if os.path.lexists(each) else each for each in arguments]
    paths = parser.parse_args(words).files
    from treeedit.app import run

    return int(run(paths))


def evaluate_parser() -> argparse.ArgumentParser:
    """The parser of `treeedit eval`."""
    parser = parser_of(
        "treeedit eval",
        "Carry out both passes and print every node's value and partial, and the sum over each set; "
        "of an exercise, those that it hides as well.",
        "examples:\n"
        "  treeedit eval 'g = x1 + x2; f = g^2 + x3/g' --set x1=1 --set x2=2 --set x3=3\n"
        "  treeedit eval lecture.tree --json\n"
        "  echo 'x*x' | treeedit eval - --set x=3\n",
    )
    add_source(parser)
    parser.add_argument("--json", action="store_true", help="print JSON, with all digits, instead of a table")
    return parser


def _evaluate(arguments: list[str]) -> None:
    options = evaluate_parser().parse_args(arguments)
    forest = prepared(options)
    from treeedit.export.answer import answer, results_of
    from treeedit.export.table import table

    results = results_of(forest)
    _print(_json(answer(results)) if options.json else table(results))


def _export(arguments: list[str]) -> None:
    from treeedit.exporting import export

    export(arguments)


def results_parser() -> argparse.ArgumentParser:
    """The parser of `treeedit results`."""
    parser = parser_of(
        "treeedit results",
        "Put the results of an exercise that a class has handed in into a table: a row a file, with the score, "
        "every answer, and whether it is right: exact, or rounded to three digits or more. A file that cannot be read "
        "gets a row that says why. With --exercise every answer is marked by the numbers of that file, and the table "
        "tells what somebody has changed; an exercise hides its numbers, but does not protect them.",
        "examples:\n"
        "  treeedit results class.csv handed-in/*.tree\n"
        "  treeedit results class.csv --exercise mine.tree handed-in/*\n",
    )
    parser.add_argument("--exercise", metavar="FILE", help="the .tree file that was given out", type=bare)
    parser.add_argument("out", metavar="OUT", help="the table to write, a .csv file", type=bare)
    parser.add_argument("files", metavar="FILE", nargs="+", help="the .tree files that were handed in", type=bare)
    return parser


def _results(arguments: list[str]) -> None:
    options = results_parser().parse_args(arguments)
    from pathlib import Path

    from treeedit.export.results import exercise_in, handed_in, results_csv
    from treeedit.files.fault import FileError
    from treeedit.files.source import check_outs
    from treeedit.files.writer import write_atomically

    path = Path(options.out)
    if path.suffix.lower() != ".csv":
        raise CommandError(f"{one_line(path.name)}: the results go into a .csv file, which stands first")
    try:
        check_outs([path], [*options.files, *([options.exercise] if options.exercise else [])])
        exercise = exercise_in(Path(options.exercise)) if options.exercise else None
        write_atomically(path, results_csv(handed_in(Path(each), exercise) for each in options.files))
    except FileError as error:
        raise CommandError(error) from error


def _complete() -> None:
    from treeedit.completion import complete
    from treeedit.export_arguments import export_parser

    commands = {
        "eval": evaluate_parser(),
        "export": export_parser(),
        "results": results_parser(),
        "completion": completion_parser(),
    }
    complete(window_parser(), commands)


def completion_parser() -> argparse.ArgumentParser:
    """The parser of `treeedit completion`."""
    from treeedit.completion import SHELLS

    parser = parser_of(
        "treeedit completion",
        "Print what lets a shell complete treeedit's commands, options and file names.",
        "examples:\n"
        '  eval "$(treeedit completion bash)"          # in ~/.bashrc; zsh alike, in ~/.zshrc\n'
        "  treeedit completion fish > ~/.config/fish/completions/treeedit.fish\n",
    )
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=" or ".join(SHELLS))
    return parser


def _completion(arguments: list[str]) -> None:
    from treeedit.completion import shell_code

    _print(shell_code(completion_parser().parse_args(arguments).shell))


def _help(arguments: list[str]) -> None:
    words = [each for each in arguments if each in COMMANDS]
    _run([*words[:1], "--help"])


COMMANDS: dict[str, Callable[[list[str]], None]] = {
    "eval": _evaluate,
    "export": _export,
    "results": _results,
    "completion": _completion,
    "help": _help,
}
"""What stands first on the command line; anything else opens the window."""


def _json(data: object) -> str:
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
    return text if _fits(text) else re.sub("[^\0-\x7f]", lambda found: json.dumps(found[0])[1:-1], text)


def _print(text: str) -> None:
    """Write to standard output, in plainer characters where its encoding lacks some."""
    with pouring():
        if not _fits(text):
            encoding = _encoding()
            text = text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
        sys.stdout.write(text)


def _fits(text: str) -> bool:
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        return False
    return True


def _encoding() -> str:
    return (sys.stdout and sys.stdout.encoding) or "ascii"
