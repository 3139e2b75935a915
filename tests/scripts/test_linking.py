"""The Python of .venv finds the checkout, and libraries that were unpacked, whatever the path and the locale."""

import json
import subprocess
import sys
from pathlib import Path

import linking
import pytest
import system_libraries

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the layout and the loader of Unix are tried")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a linked environment below a folder with letters, blanks and quotes of all kinds."""
    root = tmp_path / 'Ünï tést\'s "place"'
    (root / "treeedit").mkdir(parents=True)
    root.joinpath("treeedit", "__init__.py").touch()
    root.joinpath("treeedit", "__main__.py").write_text("import sys\nprint(ascii(sys.argv[1:]))\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    linking.link(root / ".venv", root)
    return root


def said(root: Path, code: str, **environment: str) -> str:
    """What the environment's Python prints, under the plainest locale there is."""
    python = root / ".venv" / "bin" / "python"
    settings = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", **environment}
    return subprocess.run([python, "-P", "-c", code], env=settings, capture_output=True, text=True, check=True).stdout


def test_the_checkout_is_found_in_the_plainest_locale(checkout: Path) -> None:
    code = "import os, treeedit; print(os.path.samefile(os.environ['AT'], os.path.dirname(treeedit.__file__)))"
    assert said(checkout, code, AT=str(checkout / "treeedit")) == "True\n"


def test_the_command_starts_the_program_with_its_arguments(checkout: Path) -> None:
    command = [checkout / ".venv" / "bin" / "treeedit", "eval", "x * x", ""]
    answer = subprocess.run(command, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, capture_output=True, check=True)
    assert answer.stdout.strip() == b"['eval', 'x * x', '']"


def test_unpacked_libraries_are_on_the_way_of_every_start(checkout: Path) -> None:
    unpacked = checkout / ".venv" / "sys"
    (unpacked / "usr" / "lib" / "x86_64-linux-gnu").mkdir(parents=True)
    system_libraries.note_environment(unpacked)
    code = "import json, os, sys; print(json.dumps([os.environ['LD_LIBRARY_PATH'].split(':'), sys.argv]))"
    search, words = json.loads(said(checkout, code, LD_LIBRARY_PATH="/mine"))
    assert len(search) == 2
    assert search[1] == "/mine"
    assert Path(search[0]).samefile(unpacked / "usr" / "lib" / "x86_64-linux-gnu")
    assert words == ["-c"]
