"""The command line answers, or says in one line why it does not; never a traceback, never a display."""

import errno
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import treeedit
from tests.support import PATHS, grow
from treeedit.cli import main
from treeedit.export.exports import EXPORTS
from treeedit.figure.look import THEMES
from treeedit.model.exercises import answer, hide
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, Edit, Input

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
        env=PATHS | {"PYTHONPATH": str(ROOT)} | environment,
    )


def test_eval_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "x*x", "--set", "x=3"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("x = 3\n\nf = x*x\nf = 9\n")
    assert out.endswith("∂f/∂x = 3 + 3 = 6\n")


def test_eval_prints_the_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "ln(x) + θ*□", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == treeedit.evaluate("ln(x) + θ*□")


def test_latex_is_told_how_it_was_read_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--json", r"\frac{w_1 x}{b}"]) == 0
    captured = capsys.readouterr()
    assert captured.err == "treeedit: read as w₁*x/b; new inputs: w₁, x, b\n"
    assert json.loads(captured.out)["trees"][0]["formula"] == "w1*x/b"


def test_export_tells_how_latex_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", r"\sigma(x)", str(tmp_path / "a.svg")]) == 0
    assert capsys.readouterr().err == "treeedit: read as sigmoid(x); new input: x\n"


def test_a_plain_formula_is_not_told_how_it_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "x^2"]) == 0
    assert capsys.readouterr().err == ""


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


HOSTILE = "a\x1b]0;PWNED\x07\x1b[31mred\r\nsecond line" + "W" * 3000


@pytest.mark.parametrize(
    "arguments",
    [
        ["eval", HOSTILE],
        ["eval", f"{HOSTILE[:60]}.tree"],
        ["eval", "x", "--set", HOSTILE],
        ["eval", "x", "--set", f"{HOSTILE}=1"],
        ["eval", "x", HOSTILE],
        ["eval", "x", f"--{HOSTILE}"],
        ["export", "x", f"{HOSTILE}.svg"],
        ["export", "x", f"{HOSTILE}/a.svg"],
        ["export", "x", HOSTILE],
        ["export", "x", "a.svg", "--theme", HOSTILE],
        ["export", "x", "a.svg", "--tree", HOSTILE],
        ["export", "x", "a.svg", "--apart", HOSTILE],
        ["export", "x", "a.svg", "--steps", HOSTILE],
        ["results", HOSTILE, "a.tree"],
        ["results", "a.csv", "--exercise", HOSTILE, "a.tree"],
        ["completion", HOSTILE],
    ],
    ids=lambda arguments: " ".join(each[:12] for each in arguments if each[0] != "a"),
)
def test_a_refusal_is_one_printable_line_whatever_the_arguments_are(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    line = refusal(capsys, *arguments)
    assert line.isprintable()
    assert len(line) <= 500


def test_the_words_of_a_file_reach_a_refusal_without_what_a_terminal_obeys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for i, part in enumerate(("functions", "inputs", "roots", "nodes")):
        records = [{HOSTILE: 1, "definition": [{HOSTILE: HOSTILE}], "values": {HOSTILE: HOSTILE}}]
        (tmp_path / f"{i}.tree").write_text(json.dumps({"treeedit": "1.0", part: records}))
        line = refusal(capsys, "eval", str(tmp_path / f"{i}.tree"))
        assert line.isprintable()
        assert len(line) <= 500


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """Files that hold a tree, by all the names that lead to them."""
    names = [tmp_path / name for name in ("a.tree", "link.tree", "hard.tree", "picture.svg")]
    treeedit.save(treeedit.parse("f = x*y"), names[0])
    names[1].symlink_to(names[0])
    os.link(names[0], names[2])
    assert main(["export", str(names[0]), str(names[3])]) == 0
    return names


def test_export_writes_over_no_source(
    sources: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree, link, hard, picture = sources
    before = [each.read_bytes() for each in sources]
    monkeypatch.chdir(tree.parent)
    for source, out in ((tree, tree), (tree, link), (link, tree), (tree, hard), (picture, picture), ("a.tree", tree)):
        for kind in ("svg", "json"):
            line = refusal(capsys, "export", str(source), "new.svg", str(out), "--format", kind)
            assert line.startswith(f"treeedit: {Path(out).name} is read here, and would be lost: choose another name")
    assert [each.read_bytes() for each in sources] == before
    assert not Path("new.svg").exists()


def test_a_numbered_picture_is_not_written_over_its_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a-1.svg"
    assert main(["export", "x*y", str(source)]) == 0
    before = source.read_bytes()
    assert "is read here" in refusal(capsys, "export", str(source), str(tmp_path / "a.svg"), "--all-steps")
    assert source.read_bytes() == before
    assert list(tmp_path.iterdir()) == [source]


def test_a_formula_is_no_file_that_could_be_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x").write_text("old")
    assert main(["export", "x", "x", "--format", "dot"]) == 0
    assert Path("x").read_text().startswith("digraph")


@pytest.mark.parametrize("others", [[], ["--exercise"]])
def test_results_write_over_nothing_that_is_read(
    others: list[str], sources: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table = sources[0].parent / "class.csv"
    table.symlink_to(sources[0])
    before = sources[0].read_bytes()
    files = [*others, str(sources[0]), str(sources[3])]
    assert "class.csv is read here, and would be lost" in refusal(capsys, "results", str(table), *files)
    assert sources[0].read_bytes() == before


def test_export_refuses_before_it_draws(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys, "export", "x", "a.svg", "--tree", "h") == "treeedit: there is no tree h; the trees are f"
    assert "the scale is a positive number" in refusal(capsys, "export", "x", "a.svg", "--scale", "-1")
    assert "the scale is a positive number" in refusal(capsys, "export", "x", "a.svg", "--scale", "big")


@pytest.mark.parametrize("name", ["a.bmp", "a", "a.svg.bak", "two\nlines"])
def test_export_refuses_a_suffix_that_it_does_not_know(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the suffix must be one of .png, .svg, .pdf" in refusal(capsys, "export", "x", name)


def test_export_refuses_an_option_that_is_out_of_range(capsys: pytest.CaptureFixture[str]) -> None:
    assert "0.05 to 20 times" in refusal(capsys, "export", "x", "a.svg", "--scale", "21")
    assert "from 1 to 17" in refusal(capsys, "export", "x", "a.svg", "--digits", "18")
    for option in ("--theme", "--background", "--numbers", "--orientation", "--form"):
        assert "invalid choice" in refusal(capsys, "export", "x", "a.svg", option, "odd")


def test_export_draws_the_shared_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "g = x1 + x2; f = g^2 + x3/g"
    for form, count in (("tree", 4), ("shared", 2)):
        out = tmp_path / f"{form}.svg"
        assert main(["export", source, str(out), "--form", form]) == 0
        assert out.read_text().count('aria-label="x₁"') + out.read_text().count('aria-label="x₂"') == count


def test_export_refuses_a_canvas_without_trees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    treeedit.save(Forest(), tmp_path / "empty.tree")
    line = refusal(capsys, "export", str(tmp_path / "empty.tree"), str(tmp_path / "a.svg"))
    assert line == "treeedit: There is nothing to draw: there are no trees."
    assert not (tmp_path / "a.svg").exists()


@pytest.mark.usefixtures("qapp")
def test_export_refuses_a_bitmap_that_is_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refusal(capsys, "export", "x" + "+x" * 1000, str(tmp_path / "a.png"), "--scale", "2")
    assert line.endswith("is too large: choose a smaller scale, or SVG.")


def test_export_refuses_a_place_that_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder.svg").mkdir()
    assert refusal(capsys, "export", "x", str(tmp_path / "folder.svg")).endswith("written: this is a folder")
    assert "there is no folder" in refusal(capsys, "export", "x", str(tmp_path / "none" / "a.svg"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_export_refuses_a_folder_without_permission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be written" in refusal(capsys, "export", "x", str(tmp_path / "a.svg"))


@pytest.mark.parametrize("suffix", sorted({each.suffix for each in EXPORTS.values()}))
@pytest.mark.usefixtures("qapp")
def test_a_full_disk_leaves_the_old_picture_and_nothing_else(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / f"a{suffix}"
    old.write_bytes(b"old")

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    assert "cannot be written: " in refusal(capsys, "export", "x", str(old))
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(old.name, b"old")]


@pytest.mark.parametrize("suffix", sorted({each.suffix for each in EXPORTS.values()}))
@pytest.mark.usefixtures("qapp")
def test_export_replaces_an_old_picture(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / f"a{suffix}"
    picture.write_bytes(b"old")
    assert main(["export", "x", str(picture)]) == 0
    assert len(picture.read_bytes()) > 100
    assert capsys.readouterr() == ("", "")


def svg_of(tmp_path: Path, *arguments: str) -> str:
    """The SVG that a command line writes."""
    path = tmp_path / "picture.svg"
    assert main(["export", *arguments[:1], str(path), *arguments[1:]]) == 0
    return path.read_text()


def test_export_draws_the_values_that_are_set(tmp_path: Path) -> None:
    drawing = svg_of(tmp_path, "x*y", "--set", "x=3", "--set", "y=-5")
    assert 'aria-label="−15"' in drawing


def test_export_draws_one_tree(tmp_path: Path) -> None:
    drawing = svg_of(tmp_path, "f = x; h = a*b", "--tree", "h")
    assert 'aria-label="a"' in drawing
    assert 'aria-label="x"' not in drawing


def test_export_writes_numbers_as_asked(tmp_path: Path) -> None:
    assert 'aria-label="1/3"' in svg_of(tmp_path, "x/3")
    assert 'aria-label="0.3333"' in svg_of(tmp_path, "x/3", "--numbers", "decimals")
    assert 'aria-label="0.33"' in svg_of(tmp_path, "x/3", "--numbers", "decimals", "--digits", "2")


def test_export_enlarges_by_the_scale(tmp_path: Path) -> None:
    small, large = (re.search('width="([0-9.]+)"', svg_of(tmp_path, "x", "--scale", s)) for s in ("1", "3"))
    assert small is not None
    assert large is not None
    assert float(large[1]) == pytest.approx(3 * float(small[1]), abs=0.01)


@pytest.mark.parametrize(
    ("options", "paper"),
    [
        ([], "#FFFFFF"),
        (["--theme", "dark"], THEMES["dark"].paper),
        (["--theme", "light"], THEMES["light"].paper),
        (["--theme", "light", "--background", "white"], "#FFFFFF"),
        (["--background", "transparent"], None),
    ],
)
def test_export_lays_the_paper_that_is_asked_for(options: list[str], paper: str | None, tmp_path: Path) -> None:
    behind = svg_of(tmp_path, "x", *options).partition('-grounds"')[0]
    found = re.search('<rect .*fill="(#......)"', behind)
    assert (found and found[1]) == paper


def test_export_lets_the_root_stand_at_any_side(tmp_path: Path) -> None:
    def sides(*options: str) -> tuple[float, float]:
        found = re.search('viewBox="[^ ]+ [^ ]+ ([0-9.]+) ([0-9.]+)"', svg_of(tmp_path, "x*sin(sin(y))", *options))
        assert found is not None
        return float(found[1]), float(found[2])

    wide, high = sides()
    assert high > wide
    assert sides("--orientation", "bottom") == (wide, pytest.approx(high, abs=40))
    for where in ("left", "right"):
        wide, high = sides("--orientation", where)
        assert wide > high


def test_export_says_the_title_of_the_document(lecture: Path, tmp_path: Path) -> None:
    assert "<title>f</title>" in svg_of(tmp_path, str(lecture))
    forest = treeedit.load(lecture)
    forest.apply(Edit(about={"title": (None, "<script>x</script>")}))
    treeedit.save(forest, lecture)
    assert "<title>&lt;script&gt;x&lt;/script&gt;</title>" in svg_of(tmp_path, str(lecture))


def test_export_of_a_png_needs_no_display(tmp_path: Path) -> None:
    done = run("export", "x*y", str(tmp_path / "a.png"), QT_QPA_PLATFORM="xcb", DISPLAY=":999")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


WITHOUT_QT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("PySide6", "shiboken6")):
            raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
sys.meta_path.insert(0, Missing())
from treeedit.cli import main
sys.exit(main(sys.argv[1:]))
"""


def without_qt(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT_QT, *arguments]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, text=True)


def test_export_of_an_svg_needs_no_qt(tmp_path: Path) -> None:
    done = without_qt("export", "x*y", str(tmp_path / "a.svg"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.svg").exists()


def test_export_of_a_png_without_qt_says_what_is_missing(tmp_path: Path) -> None:
    done = without_qt("export", "x*y", str(tmp_path / "a.png"))
    assert done.returncode == 2
    assert done.stderr == (
        "treeedit: PNG needs Qt, which cannot start here: libEGL.so.1: cannot open shared object file: "
        "No such file or directory; SVG does without it\n"
    )
    assert list(tmp_path.iterdir()) == []


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
    table = run("eval", "ж*ж - é + □", PYTHONIOENCODING=encoding)
    assert (table.returncode, table.stderr) == (0, b"")
    answer = run("eval", "ж*ж - é + □", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(answer.stdout.decode(encoding))["inputs"] == {"ж": 1.0, "é": 1.0}


def test_a_sum_is_legible_in_ascii() -> None:
    assert b"df/dx = (-1) + (-1) = -2" in run("eval", "-x - x", PYTHONIOENCODING="ascii").stdout


TO_STANDARD_OUTPUT = pytest.mark.parametrize(
    "command",
    [
        ["eval", "x"],
        ["eval", "x", "--json"],
        ["export", "x", "-", "--format", "svg"],
        ["completion", "bash"],
        ["--help"],
        ["help", "export"],
        ["-V"],
    ],
    ids=" ".join,
)


@TO_STANDARD_OUTPUT
def test_a_full_disk_behind_standard_output_is_one_line(command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "treeedit", *command], stdout=full, stderr=subprocess.PIPE, check=False, cwd=ROOT
        )
    assert done.returncode == 2
    assert done.stderr == b"treeedit: standard output cannot be written: the disk is full\n"


@TO_STANDARD_OUTPUT
def test_a_closed_standard_output_is_one_line(command: list[str]) -> None:
    words = shlex.join([sys.executable, "-m", "treeedit", *command])
    done = subprocess.run(["sh", "-c", f"{words} >&-"], capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert done.stderr == b"treeedit: standard output cannot be written: it is closed\n"


@pytest.mark.parametrize("source", ["x+", "-"])
def test_with_standard_error_closed_a_refusal_does_not_go_to_standard_output(source: str) -> None:
    words = shlex.join([sys.executable, "-m", "treeedit", "eval", source])
    done = subprocess.run(["sh", "-c", f"{words} 2>&- </dev/null"], capture_output=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_standard_input_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with open(tmp_path / "written", "wb") as only_written:
        done = subprocess.run(
            [sys.executable, "-m", "treeedit", "eval", "-"],
            stdin=only_written,
            capture_output=True,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == 2
    assert done.stderr == b"treeedit: standard input cannot be read: bad file descriptor\n"


def test_a_closed_pipe_is_quiet() -> None:
    command = f"'{sys.executable}' -m treeedit eval x --json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, cwd=ROOT)
    assert done.stderr == b""


def test_eval_needs_neither_qt_nor_a_display() -> None:
    code = "import sys; from treeedit.cli import main; main(['eval', 'x']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, text=True)
    assert "PySide6" not in done.stdout


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """f = x*x + 1 at x = 3 with its value hidden, answered rightly."""
    forest = grow("f = x*x + 1")
    forest.inputs["x"] = Input(3.0)
    blank = Blank("value", max(forest.nodes))
    forest.apply(hide(forest, [blank]))
    forest.apply(answer(forest, blank, "10"))
    treeedit.save(forest, tmp_path / "ada.tree")
    return tmp_path / "ada.tree"


def test_export_draws_empty_boxes_and_answers_or_solutions_on_request(exercise: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.svg"
    told = {}
    for options in ([], ["--blanks"], ["--answers"], ["--solutions"]):
        assert main(["export", str(exercise), str(out), *options]) == 0
        told[" ".join(options)] = 'aria-label="10"' in out.read_text(encoding="utf-8")
    assert told == {"": False, "--blanks": False, "--answers": True, "--solutions": True}


def pages(path: Path) -> list[tuple[float, float]]:
    """The sizes of the pages of a PDF in points."""
    found = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", path.read_bytes())
    return [(float(wide), float(high)) for wide, high in found]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("options", "count", "size"),
    [
        (["--handout", "4"], 3, (595, 842)),
        (["--handout"], 3, (595, 842)),
        (["--format", "handout"], 3, (595, 842)),
        (["--handout", "9", "--paper", "letter", "--landscape"], 2, (792, 612)),
        (["--handout", "2", "--steps", "1,last", "--paper", "a5", "--portrait"], 1, (420, 595)),
        (["--handout", "6", "--key-steps", "6", "--lines", "--portrait"], 1, (595, 842)),
        (["--handout", "1", "--pace", "level"], 9, (595, 842)),
    ],
)
def test_export_lays_steps_on_sheets_of_paper(
    options: list[str], count: int, size: tuple[float, float], tmp_path: Path
) -> None:
    out = tmp_path / "handout.pdf"
    assert main(["export", "f = x1*x2 + x1", str(out), *options]) == 0
    assert pages(out) == [size] * count


@pytest.mark.usefixtures("qapp")
def test_export_writes_the_same_handout_every_time_and_other_pictures_beside_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["export", "x*y", str(tmp_path / f"{name}.pdf"), str(tmp_path / f"{name}.svg"), "--handout"]) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")


@pytest.mark.usefixtures("qapp")
def test_export_puts_the_solutions_of_an_exercise_on_a_sheet_at_the_end(exercise: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    assert main(["export", str(exercise), str(out), "--handout"]) == 0
    assert len(pages(out)) == 2
    assert main(["export", str(exercise), str(out), "--handout", "--no-solutions"]) == 0
    assert len(pages(out)) == 1
    assert main(["export", str(exercise), str(out), "--handout", "--solutions"]) == 0
    assert len(pages(out)) > 2


def test_export_refuses_a_handout_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1, 2, 3, 4, 6, 9 pictures, not 5" in refusal(capsys, "export", "x", "a.pdf", "--handout", "5")
    assert "ends in .pdf" in refusal(capsys, "export", "x", "a.svg", "--handout", "4")
    assert "not allowed with" in refusal(capsys, "export", "x", "a.pdf", "--portrait", "--landscape")


def test_results_of_a_class_are_a_table(exercise: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "class.csv"
    assert main(["results", str(out), str(exercise), str(tmp_path / "gone.tree")]) == 0
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith('"ada.tree","","1","1","","x = 3","10","✓"')
    assert lines[2].startswith('"gone.tree"')
    assert capsys.readouterr().out == ""


def test_results_are_marked_by_the_exercise_that_was_given_out(exercise: Path, tmp_path: Path) -> None:
    out, mine = tmp_path / "class.csv", tmp_path / "mine.tree"
    given = treeedit.load(exercise)
    given.inputs["x"] = Input(2.0)
    treeedit.save(given, mine)
    assert main(["results", str(out), "--exercise", str(mine), str(exercise)]) == 0
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith('"ada.tree","","0","1","","x = 3 instead of 2","","","10","✗"')


def test_results_need_an_exercise_to_mark_by(
    exercise: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    treeedit.save(grow("x"), tmp_path / "bare.tree")
    out = str(tmp_path / "class.csv")
    assert "no exercise" in refusal(capsys, "results", out, "--exercise", str(tmp_path / "bare.tree"), str(exercise))
    assert not Path(out).exists()


def test_results_refuses_to_write_over_what_was_handed_in(exercise: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = exercise.read_bytes()
    assert ".csv" in refusal(capsys, "results", str(exercise), str(exercise))
    assert exercise.read_bytes() == before
    assert "written" in refusal(capsys, "results", str(exercise.parent / "no" / "class.csv"), str(exercise))
    assert "FILE" in refusal(capsys, "results", "class.csv")


def test_export_writes_several_files_in_one_call(tmp_path: Path) -> None:
    names = ["a.svg", "a.tikz", "a.dot", "a.json", "a.py"]
    assert main(["export", "x*y", *(str(tmp_path / name) for name in names)]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(names)


def test_export_writes_nothing_if_one_of_them_cannot_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refusal(capsys, "export", "x + □", str(tmp_path / "a.svg"), str(tmp_path / "a.py"))
    assert line == "treeedit: There is nothing to compute: every tree has an empty slot."
    assert list(tmp_path.iterdir()) == []


def test_a_format_counts_more_than_a_suffix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for key, words in (("micrograd", "class Value"), ("pytorch", "import torch"), ("latex", r"\begin{align*}")):
        assert main(["export", "x*y", str(tmp_path / "a.txt"), "--format", key]) == 0
        assert words in (tmp_path / "a.txt").read_text()
    assert "invalid choice" in refusal(capsys, "export", "x", "a.svg", "--format", "bmp")


def test_export_writes_a_numbered_file_for_each_step(tmp_path: Path) -> None:
    assert main(["export", "f = 7*x", str(tmp_path / "a.svg"), "--all-steps"]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == [f"a-{i}.svg" for i in range(1, 7)]
    sizes = {re.findall('(?:width|height)="([0-9.]+)"', each.read_text())[0] for each in tmp_path.iterdir()}
    assert len(sizes) == 1


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--steps", "1,3-5,last"], 5),
        (["--key-steps"], 5),
        (["--key-steps", "3"], 3),
        (["--all-steps", "--pace", "level"], 6),
    ],
)
def test_export_takes_the_steps_that_are_asked_for(options: list[str], count: int, tmp_path: Path) -> None:
    assert main(["export", "f = 7*x", str(tmp_path / "a.svg"), *options]) == 0
    assert len(list(tmp_path.iterdir())) == count


def test_export_writes_below_a_step_what_happens_unless_that_is_not_wanted(tmp_path: Path) -> None:
    for options, told in (([], True), (["--no-sentences"], False)):
        assert main(["export", "f = 7*x", str(tmp_path / "a.svg"), "--steps", "3", *options]) == 0
        assert ('-outlines"' in (tmp_path / "a.svg").read_text()) == told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--steps", "7"], "There is no step 7: the last one is 6."),
        (["--steps", "0"], "write steps such as 1,3,5-9,last, not 0"),
        (["--steps", "1,x"], "write steps such as 1,3,5-9,last, not 1,x"),
        (["--steps", "5-3"], "begin after they end"),
        (["--steps", "1-99999999"], "write steps such as"),
        (["--key-steps", "0"], "a whole number from 1"),
        (["--all-steps", "--steps", "1"], "not allowed with"),
        (["--seconds", "0"], "positive number"),
    ],
)
def test_export_refuses_steps_that_are_none(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refusal(capsys, "export", "f = 7*x", str(tmp_path / "a.svg"), *options)
    assert list(tmp_path.iterdir()) == []


def test_export_takes_a_width_on_paper(tmp_path: Path) -> None:
    found = re.search('width="([0-9.]+)"', svg_of(tmp_path, "x*y", "--width", "85"))
    assert found is not None
    assert float(found[1]) == pytest.approx(85 / 25.4 * 96, abs=0.01)


@pytest.mark.usefixtures("qapp")
def test_a_bitmap_of_a_width_has_its_dots(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    assert main(["export", "x*y", str(tmp_path / "a.png"), "--width", "50.8", "--dpi", "200"]) == 0
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == pytest.approx(400, abs=1)
    assert image.dotsPerMeterX() == pytest.approx(200 / 0.0254, abs=1)


def test_export_adds_padding(tmp_path: Path) -> None:
    plain, padded = (
        re.search('viewBox="([-0-9.]+) ', svg_of(tmp_path, "x", *more)) for more in ([], ["--padding", "25"])
    )
    assert plain is not None
    assert padded is not None
    assert float(padded[1]) == pytest.approx(float(plain[1]) - 25, abs=0.01)


def test_export_writes_a_decimal_comma(tmp_path: Path) -> None:
    assert 'aria-label="0,5"' in svg_of(tmp_path, "x/2", "--decimal-comma")
    assert 'aria-label="1,25"' in svg_of(tmp_path, "x + 1.25", "--decimal-comma")
    assert 'aria-label="0,3333"' in svg_of(tmp_path, "x/3", "--decimal-comma", "--numbers", "decimals")


def test_export_writes_texts_as_text(tmp_path: Path) -> None:
    assert ">x₁</text>" in svg_of(tmp_path, "x1", "--texts", "text")


def test_a_picture_carries_its_document_unless_told_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "picture.svg"
    svg_of(tmp_path, "x*y", "--set", "x=3", "--set", "y=5")
    assert value(capsys, str(path)) == 15
    svg_of(tmp_path, "x*y", "--no-document")
    assert refusal(capsys, "eval", str(path)).startswith("treeedit: picture.svg: this picture carries no tree")


def test_help_of_export_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {each.key} " in out and each.suffix in out for each in EXPORTS.values())


def test_help_of_export_names_every_option_in_its_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--help"]) == 0
    out = capsys.readouterr().out
    for group in ("what is drawn", "how trees are drawn", "pictures of the steps", "how large pictures are", "formats"):
        assert f"\n{group}" in out
    for option in ("--node ID", "--show LIST", "--pixels PX", "--text-size PT", "--title TEXT", "--together"):
        assert f"  {option}" in out


def test_every_example_of_the_help_can_be_carried_out(
    lecture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:

    assert main(["export", "--help"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.split("examples:")[1].splitlines()]
    commands = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("treeedit export")]
    treeedit.save(grow("g = x1 + x2; f = g^2 + x3/g; h = 2*x1"), lecture)
    monkeypatch.chdir(tmp_path)
    assert len(commands) > 8
    for command in commands:
        assert main(command) == 0, (command, capsys.readouterr().err)


def test_export_draws_a_subtree_as_a_tree_of_its_own(tmp_path: Path) -> None:
    source = "f = (a + b)*c"
    nodes = treeedit.evaluate(source)["trees"][0]["nodes"]
    plus = next(each["id"] for each in nodes if each["symbol"] == "add" or len(each["operands"]) == 2)
    drawing = svg_of(tmp_path, source, "--node", str(plus))
    assert 'aria-label="a"' in drawing
    assert 'aria-label="c"' not in drawing
    both = svg_of(tmp_path, source, "--node", str(plus), "--node", str(nodes[3]["id"]))
    assert 'aria-label="c"' in both


def test_export_shows_what_is_asked_for(tmp_path: Path) -> None:
    source = ("x*x", "--set", "x=3")
    assert 'aria-label="9"' in svg_of(tmp_path, *source)
    assert 'aria-label="9"' not in svg_of(tmp_path, *source, "--show", "partials,names")
    assert 'aria-label="6"' not in svg_of(tmp_path, *source, "--show", "none")


def test_export_takes_a_width_in_pixels_and_a_size_of_texts(tmp_path: Path) -> None:
    for options, width in ((["--pixels", "640"], 640.0), (["--pixels", "640", "--dpi", "192"], 640.0)):
        found = re.search('width="([0-9.]+)"', svg_of(tmp_path, "x*y", *options))
        assert found is not None
        assert float(found[1]) == pytest.approx(width, abs=0.01)
    small, large = (re.search('width="([0-9.]+)"', svg_of(tmp_path, "x", "--text-size", s)) for s in ("8", "16"))
    assert small is not None
    assert large is not None
    assert float(large[1]) == pytest.approx(2 * float(small[1]), abs=0.02)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--show", "values,secrets"], "values,partials,locals,rules,grounds,names,notes,constants or none"),
        (["--show", ""], "none"),
        (["--node", "99"], "There is no node 99"),
        (["--node", "x"], "whole number"),
        (["--tree", "f", "--node", "1"], "not allowed with"),
        (["--scale", "2", "--pixels", "100"], "not allowed with"),
        (["--text-size", "0"], "positive number"),
        (["--apart", "x +"], "line 1"),
    ],
)
def test_export_refuses_what_it_cannot_draw(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refusal(capsys, "export", "f = 7*x", str(tmp_path / "a.svg"), *options)
    assert list(tmp_path.iterdir()) == []


def test_export_keeps_functions_apart(tmp_path: Path) -> None:
    source = ("g = x1 + x2; f = g^2 + x3/g", "--form", "shared")
    whole, parted = svg_of(tmp_path, *source), svg_of(tmp_path, *source, "--apart", "x1 + x2")
    assert parted.count('aria-label="+"') == whole.count('aria-label="+"') + 1


def test_an_export_goes_to_standard_output_where_a_minus_stands() -> None:
    done = run("export", "x*x", "-", "--format", "png")
    assert done.stdout.startswith(b"\x89PNG")
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("-",), "standard output takes one format, which --format names"),
        (("-", "a.svg", "--format", "svg"), "standard output takes one format"),
        (("-", "--format", "png", "--all-steps"), "standard output takes one: name a file"),
        (("nowhere/a.svg",), "nowhere/a.svg cannot be written: there is no folder nowhere"),
    ],
)
def test_what_standard_output_or_a_folder_cannot_take_is_told(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in refusal(capsys, "export", "x*x", *words)


def test_several_files_of_one_name_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["export", "x*y", str(tmp_path / "f.svg"), "--steps", "1,2,3"]) == 0
    assert capsys.readouterr().err == f"3 files written: {tmp_path / 'f-1.svg'} to f-3.svg\n"


def test_verbose_tells_versions_and_what_was_written(tmp_path: Path) -> None:
    said = run("export", "x", str(tmp_path / "x.svg"), "--verbose").stderr.decode()
    assert f"treeedit: treeedit {treeedit.__version__}, Python 3." in said
    assert f"treeedit: written: {tmp_path / 'x.svg'} (" in said


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("a.pdf", ["--steps", "1,2,last"], [f"a.pdf: page {k} of 3" for k in (1, 2, 3)]),
        ("a.pdf", ["--handout", "2", "--steps", "1,2,last"], [f"a.pdf: page {k} of 2" for k in (1, 2)]),
        ("a.pptx", ["--steps", "1,2"], [f"a.pptx: slide {k} of 2" for k in (1, 2)]),
        ("a.svg", ["--steps", "1,2"], [f"a.svg: frame {k} of 2" for k in (1, 2)]),
        ("a.gif", ["--steps", "1,2"], [f"a.gif: frame {k} of 2" for k in (1, 2)]),
        ("a.svg", [], []),
    ],
)
def test_verbose_tells_how_far_an_export_is(name: str, options: list[str], said: list[str], tmp_path: Path) -> None:
    done = run("export", "x*y", str(tmp_path / name), "--verbose", *options)
    lines = done.stderr.decode().splitlines()
    assert [line.removeprefix("treeedit: ") for line in lines if " of " in line] == said
    assert done.stdout == b""


def test_an_export_on_standard_output_tells_nothing_there_of_how_far_it_is() -> None:
    told, quiet = (
        run("export", "x*y", "-", "--format", "tex", "--steps", "1,2", *more) for more in (["--verbose"], [])
    )
    assert b"frame 2 of 2" in told.stderr
    assert told.stdout == quiet.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert main(["completion", shell]) == 0
    assert "treeedit" in capsys.readouterr().out


def test_a_shell_completes_options_of_a_command() -> None:
    line = "treeedit export x.tree --th"
    settings = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_IFS": " "}
    code = "import os, sys; os.dup2(1, 8); from treeedit.cli import main; main(['treeedit'])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | settings, capture_output=True, check=False, cwd=ROOT
    )
    assert done.stdout.split() == [b"--theme"]


def test_help_of_a_command_is_found_by_the_word_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "export"]) == 0
    assert capsys.readouterr().out.startswith("usage: treeedit export")


def test_letters_that_pdflatex_lacks_are_told_when_they_are_exported(tmp_path: Path) -> None:
    done = run("export", "Ж + вес_1", str(tmp_path / "a.tikz"))
    assert done.returncode == 0
    assert "pdflatex has no Ж, в, е, с." in done.stderr.decode()
    assert "{Ж}" in (tmp_path / "a.tikz").read_text(encoding="utf-8")


def test_an_interruption_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    assert main(["export", "-", str(tmp_path / "a.svg")]) == 130
    assert capsys.readouterr().err == "treeedit: interrupted\n"
    assert list(tmp_path.iterdir()) == []
