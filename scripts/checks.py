"""The checks that every change has to pass, and how they are run one after the other.

The rule: CHECKS is the only list. A check that fails does not keep the later ones from running.
"""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, NamedTuple

import installation
from environment import ROOT, python_of

LAYERING, WINDOW, MANY_EDITS = "tests/test_layering.py", "tests/window", "tests/window/test_many_edits.py"
WITHOUT_CACHE, NO_EDITS = ("pytest", "-p", "no:cacheprovider"), ("--ignore", MANY_EDITS)


class Check(NamedTuple):
    """A headline, the module with its arguments that Python runs for it, and whether it runs beside the others."""

    name: str
    command: tuple[str, ...]
    beside: bool = False


CHECKS = (
    Check("format", ("ruff", "format", "--check", ".")),
    Check("lint", ("ruff", "check", ".")),
    Check("types", ("mypy", "--strict")),
    Check("layering", ("pytest", LAYERING)),
    Check("tests", ("pytest", "--ignore", LAYERING, "--ignore", WINDOW)),
    Check("window a", (*WITHOUT_CACHE, WINDOW, "--ignore-glob", f"{WINDOW}/[f-z]*"), beside=True),
    Check("window f", (*WITHOUT_CACHE, WINDOW, "--ignore-glob", f"{WINDOW}/[!f-z]*", *NO_EDITS), beside=True),
    Check("edits", (*WITHOUT_CACHE, MANY_EDITS), beside=True),
)


class Outcome(NamedTuple):
    """What a check came to."""

    name: str
    code: int
    seconds: float


def run(arguments: Sequence[str]) -> int:
    """Run all checks, or only pytest where there are arguments; the exit code is 0 if all is well."""
    with installation.failures_as_one_line():
        environment = installation.make_ready({"dev"})
    environment["QT_QPA_PLATFORM"] = "offscreen"
    if arguments:
        return _call(("pytest", *arguments), environment)
    outcomes = _outcomes(environment)
    print(summary(outcomes), flush=True)
    return int(any(outcome.code for outcome in outcomes))


def summary(outcomes: Sequence[Outcome]) -> str:
    """One line a check, and a last one that says how it stands."""
    lines = [
        f"{outcome.name:10} {'FAILED' if outcome.code else 'ok':8} {outcome.seconds:6.1f} s" for outcome in outcomes
    ]
    failed = [outcome.name for outcome in outcomes if outcome.code]
    verdict = f"Failed: {', '.join(failed)}." if failed else "All checks passed."
    return "\n".join([_headline("summary"), *lines, verdict])


def _outcomes(environment: Mapping[str, str]) -> list[Outcome]:
    """All checks in turn; those that run beside the others begin first, and are told of when their turn comes."""
    with ThreadPoolExecutor() as pool, ExitStack() as files:
        begun = {
            check: pool.submit(_outcome, check, environment, files.enter_context(TemporaryFile()))
            for check in CHECKS
            if check.beside
        }
        return [_told(check, begun[check]) if check.beside else _now(check, environment) for check in CHECKS]


def _now(check: Check, environment: Mapping[str, str]) -> Outcome:
    print(_headline(f"{check.name}: {' '.join(check.command)}"), flush=True)
    return _outcome(check, environment, None)[0]


def _told(check: Check, begun: Future[tuple[Outcome, str]]) -> Outcome:
    """The outcome of a check that has run beside the others, and what it wrote."""
    outcome, text = begun.result()
    print(_headline(f"{check.name}: {' '.join(check.command)}"), text, sep="\n", end="", flush=True)
    return outcome


def _outcome(check: Check, environment: Mapping[str, str], out: IO[bytes] | None) -> tuple[Outcome, str]:
    """What a check came to, and what it wrote into a file instead of the terminal."""
    start = time.monotonic()
    code = _call(check.command, environment, out)
    text = ""
    if out is not None:
        out.seek(0)
        text = out.read().decode(errors="replace")
    return Outcome(check.name, code, time.monotonic() - start), text


def _call(command: Sequence[str], environment: Mapping[str, str], out: IO[bytes] | None = None) -> int:
    python = os.fspath(python_of(installation.VENV))
    error = None if out is None else subprocess.STDOUT
    arguments = [python, "-m", *command]
    return subprocess.call(arguments, cwd=ROOT, env=environment, stdout=out, stderr=error)


def _headline(text: str) -> str:
    return f"\n=== {text}"
