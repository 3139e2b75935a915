#!/usr/bin/env python3
"""Run the quick part of the tests on the oldest and the newest Python found here, beside the one that runs everything.

    python3 scripts/other_pythons.py           # finds them on PATH, in pyenv and where uv keeps them
    python3 scripts/other_pythons.py 3.13      # only this one

The rule: each has an environment of its own under build/, made from the same lock files. Where no other Python is
found, that is said, and is no failure.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from environment import ROOT
from newer_python import OLDEST

QUICK = (
    "tests/model/test_passes.py",
    "tests/model/test_formula.py",
    "tests/files/test_reader.py",
    "tests/test_api.py",
    "tests/test_session.py",
    "tests/test_qt_binding.py",
    "tests/canvas/scene/test_tree_item.py",
    "tests/window/test_building.py",
)
_NAME = re.compile(r"python3\.(\d+)(?:\.exe)?")
_KEPT = (".pyenv/versions/*/bin", ".local/share/uv/python/*/bin")


def main(arguments: Sequence[str] | None = None) -> int:
    wanted = [int(each.partition(".")[2]) for each in (sys.argv[1:] if arguments is None else arguments)]
    found = pythons(_folders())
    chosen = [each for each in wanted if each in found] if wanted else ends(found, sys.version_info[1])
    if not chosen:
        print(f"No other Python from 3.{OLDEST[1]} on is here: only 3.{sys.version_info[1]} is tried.")
    return max((_try(found[minor], minor) for minor in chosen), default=0)


def ends(found: Iterable[int], own: int) -> list[int]:
    """The minor versions of the oldest and the newest Python, without our own."""
    minors = sorted({*found, own})
    return [each for each in dict.fromkeys((minors[0], minors[-1])) if each != own]


def pythons(folders: Iterable[Path]) -> dict[int, Path]:
    """The first Python of each minor version that is new enough, by that version."""
    found: dict[int, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("python3.*")):
            name = _NAME.fullmatch(path.name)
            if name and int(name[1]) not in found and (3, int(name[1])) >= OLDEST and starts(path):
                found[int(name[1])] = path
    return found


def starts(python: Path) -> bool:
    """Whether this is a Python that runs and has pip, and no stand-in for one that is not chosen."""
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _folders() -> list[Path]:
    on_path = [Path(each) for each in os.environ.get("PATH", "").split(os.pathsep) if each]
    return [*on_path, *(folder for pattern in _KEPT for folder in sorted(Path.home().glob(pattern)))]


def _try(python: Path, minor: int) -> int:
    print(f"=== Python 3.{minor}", flush=True)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment["TREEEDIT_VENV"] = f"build/venv-3.{minor}"
    command = [str(python), str(ROOT / "scripts" / "test.py"), "-p", "no:cacheprovider", *QUICK]
    return subprocess.call(command, cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main())
