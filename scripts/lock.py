#!/usr/bin/env python3
"""Write the lock files anew: the versions, with hashes, that run.py and test.py install on every Python and system.

    python3 scripts/lock.py              # keeps the versions that are locked where they still fit
    python3 scripts/lock.py --upgrade    # takes the newest

The rule: pyproject.toml says what may be installed, the lock files what is. uv resolves for all Pythons and systems at
once; it is fetched into a folder of its own, which is thrown away.
"""

import argparse
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from environment import ROOT, python_of
from installation import LOCKS

HEAD = "# Made by scripts/lock.py from pyproject.toml; do not edit.\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write the lock files under scripts/ anew.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml admits")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = python_of(Path(folder))
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        for extra, name in LOCKS.items():
            subprocess.run([python, "-m", "uv", *resolution(extra, name), *["--upgrade"] * options.upgrade], check=True)
            lock = ROOT / "scripts" / name
            lock.write_text(HEAD + lock.read_text(encoding="utf-8"), encoding="utf-8")
    return 0


def resolution(extra: str, name: str) -> list[str]:
    """The arguments of uv that resolve the project, with an extra if one is named, into a lock file."""
    fixed = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet"
    extras = ["--extra", extra] if extra else []
    files = [str(ROOT / "pyproject.toml"), "--output-file", str(ROOT / "scripts" / name)]
    return ["pip", "compile", *fixed.split(), "--no-emit-index-url", "--no-emit-find-links", *extras, *files]


if __name__ == "__main__":
    sys.exit(main())
