"""The list of checks and what is said about them in the end."""

import subprocess
import sys

import checks
import installation
import pytest
from checks import Outcome


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What would be run; linting fails."""
    made: list[tuple[str, ...]] = []

    def call(command: list[str], **_: object) -> int:
        made.append(tuple(command[2:]))
        return int(command[2:4] == ["ruff", "check"])

    monkeypatch.setattr(installation, "make_ready", lambda extras: {"extras": ",".join(extras)})
    monkeypatch.setattr(subprocess, "call", call)
    return made


def test_a_failing_check_does_not_keep_the_others_from_running(
    calls: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert checks.run([]) == 1
    assert sorted(calls) == sorted(check.command for check in checks.CHECKS)
    assert "Failed: lint." in capsys.readouterr().out


def test_what_runs_beside_the_others_is_told_in_its_turn(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installation, "make_ready", lambda extras: {})
    monkeypatch.setattr(checks, "python_of", lambda folder: sys.executable)
    turns = (checks.Check("first", ("this",)), checks.Check("last", ("antigravity_not",), beside=True))
    monkeypatch.setattr(checks, "CHECKS", turns)
    assert checks.run([]) == 1
    told = capfd.readouterr().out
    assert told.index("=== first") < told.index("Zen") < told.index("=== last") < told.index("No module named")


def test_arguments_go_to_pytest_and_nothing_else_is_run(calls: list[tuple[str, ...]]) -> None:
    assert checks.run(["tests/model", "-k", "foo"]) == 0
    assert calls == [("pytest", "tests/model", "-k", "foo")]


def test_the_summary_says_how_each_check_ended() -> None:
    text = checks.summary([Outcome("format", 0, 0.1), Outcome("tests", 1, 12.0)])
    assert "format     ok" in text
    assert "tests      FAILED" in text
    assert "All checks passed" in checks.summary([Outcome("format", 0, 0.1)])
