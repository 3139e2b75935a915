"""When .venv is made anew, when it is kept, and how the program is started; without network and without pip."""

import json
import subprocess
import sys
from pathlib import Path

import installation
import pytest
from environment import python_of
from installation import Stamp

SCRIPTS = Path(installation.__file__).parent


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a finished .venv that has the extra dev, as far as the stamp can tell."""
    root = tmp_path / "my trees"
    root.mkdir()
    root.joinpath("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    copy_locks(root)
    monkeypatch.setattr(installation, "ROOT", root)
    monkeypatch.setattr(installation, "VENV", root / ".venv")
    python = python_of(root / ".venv")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    finish(root)
    return root


def copy_locks(root: Path) -> None:
    """The lock files of this checkout in another one."""
    (root / "scripts").mkdir(exist_ok=True)
    for name in installation.LOCKS.values():
        (root / "scripts" / name).write_bytes((SCRIPTS / name).read_bytes())


def finish(root: Path) -> Stamp:
    """Write the stamp that belongs to a checkout."""
    stamp = Stamp(installation.place_of(root), installation.needs_of(root), frozenset({"dev"}), True)
    installation.write_stamp(root / ".venv", stamp)
    return stamp


def is_ready(root: Path, *extras: str) -> bool:
    return installation.fits(installation.read_stamp(root / ".venv"), set(extras))


def test_a_finished_installation_is_kept(checkout: Path) -> None:
    assert is_ready(checkout, "dev")


def test_a_stamp_is_read_as_it_was_written(checkout: Path) -> None:
    assert installation.read_stamp(checkout / ".venv") == finish(checkout)


def test_a_changed_pyproject_asks_for_a_new_installation(checkout: Path) -> None:
    checkout.joinpath("pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    assert not is_ready(checkout)


def test_a_changed_lock_asks_for_a_new_installation(checkout: Path) -> None:
    checkout.joinpath("scripts", "lock.txt").write_text("lark==1\n", encoding="utf-8")
    assert not is_ready(checkout)


def test_an_installation_with_the_dev_extra_serves_the_program_too(checkout: Path) -> None:
    assert is_ready(checkout)


def test_an_extra_that_is_missing_asks_for_a_new_installation(checkout: Path) -> None:
    assert not is_ready(checkout, "docs")


def test_an_interrupted_installation_is_not_taken_for_finished(checkout: Path) -> None:
    (checkout / ".venv" / installation.STAMP).unlink()
    assert not is_ready(checkout)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"place": 1}', '{"extras": 3}'])
def test_a_damaged_stamp_is_no_stamp(checkout: Path, text: str) -> None:
    (checkout / ".venv" / installation.STAMP).write_text(text, encoding="utf-8")
    assert not is_ready(checkout)


def test_a_moved_checkout_asks_for_a_new_installation(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = checkout.rename(checkout.with_name("moved"))
    monkeypatch.setattr(installation, "ROOT", moved)
    monkeypatch.setattr(installation, "VENV", moved / ".venv")
    assert not is_ready(moved)


def test_another_python_asks_for_a_new_installation(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    assert not is_ready(checkout)


def test_a_python_that_has_gone_asks_for_a_new_installation(checkout: Path) -> None:
    python = python_of(checkout / ".venv")
    python.unlink()
    python.symlink_to(checkout / "gone")
    assert not is_ready(checkout)


def test_a_second_start_runs_no_process(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert installation.make_ready({"dev"})
    assert not (checkout / ".venv.lock").exists()


def test_an_installation_without_qt_looks_for_it_at_every_start(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import system_libraries

    installation.write_stamp(checkout / ".venv", finish(checkout)._replace(qt_loads=False))
    answers = iter([False, True])
    monkeypatch.setattr(system_libraries, "look", lambda venv: next(answers))
    installation.make_ready(set())
    assert not installation.read_stamp(checkout / ".venv").qt_loads
    installation.make_ready(set())
    assert installation.read_stamp(checkout / ".venv").qt_loads


def test_a_nearly_full_disk_is_told_before_anything_is_made(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installation, "VENV", tmp_path / "none")
    monkeypatch.setattr(installation, "NEEDED_MB", 10**12)
    with pytest.raises(installation.SetupError, match=r"nearly full: the set-up needs .* MB"):
        installation.make_ready(set())
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: [Errno 28] No space left on device: 'x'", "the disk is full"),
        ("ERROR: No matching distribution", "is the network there?"),
    ],
)
def test_a_step_that_fails_says_why(checkout: Path, said: str, sentence: str) -> None:
    with pytest.raises(installation.SetupError, match=sentence.replace("?", r"\?")):
        installation._call([sys.executable, "-c", f"print({said!r}); raise SystemExit(1)"], "installing")
    assert (checkout / ".venv").exists() == ("Errno 28" not in said)


def test_large_downloads_are_told_and_small_ones_are_not() -> None:
    said = (
        "  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (16.9 MB)\n"
        "  Downloading lark-1.3.1-py3-none-any.whl (113 kB)\n"
        "  Downloading files/ab/pyside6_essentials-6.11.3-cp39-abi3-manylinux_2_34_x86_64.whl (79.6 MB)\n"
    )
    assert installation.downloads(said) == [("numpy", "16.9 MB"), ("pyside6_essentials", "79.6 MB")]


def test_a_failure_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving, installation.failures_as_one_line():
        raise installation.SetupError("no pip")
    assert leaving.value.code == "treeedit: no pip"
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a Python is no symbolic link there")
def test_arguments_stdin_and_exit_code_go_through_unchanged(tmp_path: Path) -> None:
    root = copy_of_the_scripts(tmp_path / "my trees")
    arguments = ["eval", "x * x", "--json", "", "--", "-h", "ä\n"]
    answer = subprocess.run(
        [sys.executable, root / "scripts" / "run.py", *arguments],
        input="typed",
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert json.loads(answer.stdout) == [arguments, "typed", str(tmp_path)]
    assert (answer.returncode, answer.stderr) == (7, "")


def copy_of_the_scripts(root: Path) -> Path:
    """A checkout whose program tells what reaches it; its .venv is this Python, marked as finished."""
    (root / "scripts").mkdir(parents=True)
    for script in SCRIPTS.glob("*.py"):
        root.joinpath("scripts", script.name).write_bytes(script.read_bytes())
    copy_locks(root)
    root.joinpath("pyproject.toml").touch()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    program = next((root / ".venv").glob("lib/python*/site-packages")) / "treeedit.py"
    program.write_text(
        "import json, os, sys\nprint(json.dumps([sys.argv[1:], sys.stdin.read(), os.getcwd()]))\nsys.exit(7)",
        encoding="utf-8",
    )
    finish(root)
    return root


def test_an_old_python_is_told_so_in_one_line() -> None:
    """Any Python 3 can read the scripts that are started and what finds a newer one; the others are read by that."""
    import ast

    for script in ("run.py", "test.py", "newer_python.py"):
        ast.parse((SCRIPTS / script).read_text(encoding="utf-8"), feature_version=(3, 4))


def test_the_python_of_venv_hands_over_before_it_takes_the_lock(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An open lock would outlive the change of program, and the new one would wait for itself."""

    class HandedOverError(Exception):
        pass

    def become(command: list[str], environment: dict[str, str]) -> None:
        assert not (checkout / ".venv.lock").exists()
        raise HandedOverError

    monkeypatch.setattr(sys, "prefix", str(checkout / ".venv"))
    monkeypatch.setattr(installation, "become", become)
    with pytest.raises(HandedOverError):
        installation.make_ready({"docs"})
