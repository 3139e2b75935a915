"""The command line answers, or says in one line why it does not; never a traceback, never a display."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import treeedit
from tests.support import grow
from treeedit.cli import main

ROOT = Path(__file__).parents[1]


@pytest.fixture
def lecture(tmp_path: Path) -> Path:
    path = tmp_path / "lecture.tree"
    treeedit.save(grow("g = x1 + x2; f = g^2 + x3/g"), path)
    return path


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on standard error of a command that is refused."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    return line


def value(capsys: pytest.CaptureFixture[str], *arguments: str) -> float | None:
    """The value of the first tree that `eval --json` gives."""
    assert main(["eval", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)["trees"][0]["value"]


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "treeedit", *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environment,
    )


def test_eval_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "x*x", "--set", "x=3"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("x = 3\n\nf = x*x\nf = 9\n")
    assert out.endswith("∂f/∂x = 3 + 3 = 6\n")


def test_eval_prints_the_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "ln(x) + θ*□", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == treeedit.evaluate("ln(x) + θ*□")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("-0.5", -0.5),
        ("1e-3", 1e-3),
        ("+2", 2),
        ("pi", 3.141592653589793),
        (" -pi ", -3.141592653589793),
        ("−4", -4),
    ],
)
def test_set_takes_numbers(text: str, number: float, capsys: pytest.CaptureFixture[str]) -> None:
    assert value(capsys, "x", "--set", f"x={text}") == number


@pytest.mark.parametrize("text", ["x", "x=", "=3", "x=y", "x=nan", "x=inf", "x=1e999", "x=--1", "x=1_0", "x=1/3"])
def test_set_takes_nothing_else(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "write NAME=NUMBER" in refusal(capsys, "eval", "x", "--set", text)


def test_set_of_an_unknown_name_lists_the_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys, "eval", "x*y", "--set", "z=1") == "treeedit: there is no input z; the inputs are x, y"
    assert refusal(capsys, "eval", "1", "--set", "z=1") == "treeedit: there is no input z; there are no inputs"


def test_a_formula_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str]) -> None:
    assert value(capsys, "-x^2", "--set", "x=3") == -9
    assert value(capsys, "--set", "x=3", "--", "-x^2") == -9
    assert value(capsys, "-2") == -2
    assert value(capsys, "--", "--x") == 1


def test_a_file_may_begin_with_a_dash_or_a_space(
    lecture: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(lecture.parent)
    for name in ("-lecture.tree", " lecture.tree", "eval.tree"):
        lecture = lecture.rename(lecture.parent / name)
        assert value(capsys, name) == 4.5


def test_a_source_is_a_file_or_a_formula_or_standard_input(
    lecture: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert value(capsys, str(lecture)) == 4.5
    given(monkeypatch, lecture.read_bytes())
    assert value(capsys, "-") == 4.5
    given(monkeypatch, "g = x·x\nf = g + 1\n".encode())
    assert value(capsys, "-", "--set", "x=3") == 10
    formulas = lecture.with_name("formulas.txt")
    formulas.write_text("x + 2\n")
    assert value(capsys, str(formulas)) == 3


def test_a_formula_with_a_slash_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert value(capsys, "x3/(x1+x2)") == 0.5


def test_a_source_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.tree").write_text('{"treeedit": "1.0",\n oops}')
    (tmp_path / "junk.bin").write_bytes(b"\xff\0\xff")
    assert refusal(capsys, "eval", "none.tree") == "treeedit: none.tree: there is no such file or folder"
    assert refusal(capsys, "eval", str(tmp_path / "bad.tree")).startswith("treeedit: bad.tree: line 2, column 2: ")
    assert refusal(capsys, "eval", str(tmp_path / "junk.bin")).startswith("treeedit: junk.bin: this is neither")
    assert refusal(capsys, "eval", "/dev/zero") == "treeedit: zero: this is not an ordinary file"
    assert refusal(capsys, "eval", "x +").startswith("treeedit: line 1, column 4: ")
    given(monkeypatch, b"{")
    assert refusal(capsys, "eval", "-").startswith("treeedit: standard input: line 1, column 2: ")


@pytest.mark.parametrize(
    "arguments", [["eval"], ["eval", "x", "y"], ["eval", "x", "--nonsense"], ["export", "x"], ["--nonsense"]]
)
def test_wrong_usage_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "--help" in refusal(capsys, *arguments)


def test_export_refuses_before_it_draws(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys, "export", "x", "a.svg", "--tree", "h") == "treeedit: there is no tree h; the trees are f"
    assert "the scale is a positive number" in refusal(capsys, "export", "x", "a.svg", "--scale", "-1")
    assert "the scale is a positive number" in refusal(capsys, "export", "x", "a.svg", "--scale", "big")


@pytest.mark.parametrize("arguments", [["--help"], ["eval", "--help"], ["export", "-h"]])
def test_help_has_examples_and_plain_characters(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "examples:" in out
    assert out.isascii()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"treeedit {treeedit.__version__}\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_encoding_of_standard_output_will_do(encoding: str) -> None:
    table = run("eval", "θ*θ - é + □", PYTHONIOENCODING=encoding)
    assert (table.returncode, table.stderr) == (0, b"")
    answer = run("eval", "θ*θ - é + □", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(answer.stdout.decode(encoding))["inputs"] == {"θ": 1.0, "é": 1.0}


def test_a_sum_is_legible_in_ascii() -> None:
    assert b"df/dx = (-1) + (-1) = -2" in run("eval", "-x - x", PYTHONIOENCODING="ascii").stdout


def test_a_full_disk_behind_standard_output_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "treeedit", "eval", "x"], stdout=full, stderr=subprocess.PIPE, check=False, cwd=ROOT
        )
    assert done.returncode == 2
    assert done.stderr == b"treeedit: standard output cannot be written: No space left on device\n"


def test_a_closed_pipe_is_quiet() -> None:
    command = f"'{sys.executable}' -m treeedit eval x --json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, cwd=ROOT)
    assert done.stderr == b""


def test_eval_needs_neither_qt_nor_a_display() -> None:
    code = "import sys; from treeedit.cli import main; main(['eval', 'x']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, text=True)
    assert "PySide6" not in done.stdout
