"""The same document gives the same bytes in every format, whoever asks, where and when."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import treeedit
from tests.support import PATHS, grow
from treeedit.export.exports import EXPORTS
from treeedit.model.pinning import pin_note
from treeedit.model.records import Edit, Point

ROOT = Path(__file__).parents[2]
CODE = """
import sys
from treeedit.cli import main
from treeedit.export.exports import EXPORTS
for each in EXPORTS.values():
    for form in ("tree", "shared"):
        out = f"{sys.argv[2]}/{each.key}-{form}{each.suffix}"
        steps = ["--key-steps", "2"] if each.moves else []
        assert main(["export", sys.argv[1], out, "--format", each.key, "--form", form, *steps]) == 0
"""
HERE = {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "COLUMNS": "40", "USER": "ada"}
THERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "America/Adak",
    "LANG": "de_DE.UTF-8",
    "LC_NUMERIC": "de_DE.UTF-8",
    "QT_SCALE_FACTOR": "2",
    "QT_QPA_PLATFORMTHEME": "gtk3",
    "USER": "grace",
}


def exported(source: Path, folder: Path, environment: dict[str, str], umask: int) -> dict[str, bytes]:
    """All formats of a file, written by a process of its own from a folder and a home of its own."""
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", CODE, str(source), str(folder)],
        capture_output=True,
        check=True,
        cwd=folder,
        env=PATHS | {"PYTHONPATH": str(ROOT), "HOME": str(folder)} | environment,
        umask=umask,
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.timeout(60)
@pytest.mark.skipif(os.name == "nt", reason="a umask is of POSIX")
def test_every_format_has_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    forest = grow("g = x1 + x2; f = g^2 + x3/g + θ_max*□; h = ln(変数)/0.5 + exp(x1)")
    forest.apply(Edit(about={"title": (None, "A title")}))
    forest.apply(pin_note(forest, next(iter(forest.roots)), r"so $\frac{\partial f}{\partial x_1}$", Point(200, 0)))
    treeedit.save(forest, tmp_path / "a.tree")
    with ThreadPoolExecutor() as pool:
        running = [
            pool.submit(exported, tmp_path / "a.tree", tmp_path / "here", HERE, 0o022),
            pool.submit(exported, tmp_path / "a.tree", tmp_path / "there", THERE, 0o077),
        ]
    here, there = (each.result() for each in running)
    assert len(here) == 2 * len(EXPORTS)
    assert [name for name in here if here[name] != there[name]] == []
