"""What a shell is told that completes command lines: all commands in one parser, made from the commands' own.

argcomplete speaks with the shells; nothing is listed here that a command does not list itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

SHELLS = ("bash", "zsh", "fish")


def complete(window: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser]) -> None:
    """Answer a shell that asks what could come next, and leave; return if nobody asks."""
    import argcomplete

    argcomplete.autocomplete(whole_parser(window, commands))


def shell_code(shell: str) -> str:
    """What a shell has to carry out to complete the command `treeedit`."""
    from argcomplete.shell_integration import shellcode

    return shellcode(["treeedit"], shell=shell).rstrip() + "\n"


def whole_parser(
    window: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser]
) -> argparse.ArgumentParser:
    """One parser for the command line as a whole: the options of the window's, and the commands by their names."""
    parser = argparse.ArgumentParser("treeedit", parents=[_options_of(window)], add_help=False)
    parts = parser.add_subparsers()
    for name, part in commands.items():
        parts.add_parser(name, parents=[part], add_help=False)
    return parser


def _options_of(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The options of a parser without its files, whose place the commands take."""
    options = argparse.ArgumentParser(add_help=False)
    for action in parser._actions:
        if action.option_strings:
            options._add_action(action)
    return options
