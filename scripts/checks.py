"""The checks that every change has to pass, and how they are run one after the other.

The rule: CHECKS is the only list. A check that fails does not keep the later ones from running.
"""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import installation

LAYERING = "tests/test_layering.py"


class Check(NamedTuple):
    """A headline, and the module with its arguments that Python runs for it."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("format", ("ruff", "format", "--check", ".")),
    Check("lint", ("ruff", "check", ".")),
    Check("types", ("mypy", "--strict")),
    Check("layering", ("pytest", LAYERING)),
    Check("tests", ("pytest", "--ignore", LAYERING)),
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
    outcomes = [_outcome(check, environment) for check in CHECKS]
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


def _outcome(check: Check, environment: Mapping[str, str]) -> Outcome:
    print(_headline(f"{check.name}: {' '.join(check.command)}"), flush=True)
    start = time.monotonic()
    code = _call(check.command, environment)
    return Outcome(check.name, code, time.monotonic() - start)


def _call(command: Sequence[str], environment: Mapping[str, str]) -> int:
    python = os.fspath(installation.python_of(installation.VENV))
    return subprocess.call([python, "-m", *command], cwd=installation.ROOT, env=environment)


def _headline(text: str) -> str:
    return f"\n=== {text}"
