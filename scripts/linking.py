"""Leads the Python of .venv to the checkout, and every program in it to libraries that were unpacked beside it.

The rule: nothing that is written here holds the checkout's path, so that no letter in it can be misread in any locale.
A line of a .pth file is a folder seen from the one that the file lies in, or an import, carried out at each start.
"""

import os
import stat
import sys
from pathlib import Path

STARTER = "treeedit_checkout"

LAUNCHER = """#!/bin/sh
'''exec' "$(dirname "$(realpath "$0")")/python" -P -m treeedit "$@"
"""

# At every start of .venv's Python: where libraries were unpacked, the loader must know before the program begins.
START = '''"""Begins this Python anew with the way to the libraries that were unpacked into its environment."""

import json
import os
import sys


def begin():
    try:
        with open(os.path.join(sys.prefix, "sys", "environment.json"), encoding="utf-8") as file:
            wanted = json.load(file)
    except (OSError, ValueError):
        return
    search = [os.path.join(sys.prefix, "sys", folder) for folder in wanted["libraries"]]
    known = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    if not search or search[0] in known or not getattr(sys, "orig_argv", None):
        return
    os.environ["LD_LIBRARY_PATH"] = os.pathsep.join(search + [each for each in known if each])
    for name, (ours, systems) in wanted["data"].items():
        if name not in os.environ and not os.path.exists(systems):
            os.environ[name] = os.path.join(sys.prefix, "sys", ours)
    os.execv(sys.executable, [sys.executable] + sys.orig_argv[1:])


begin()
'''


def link(venv: Path, root: Path) -> None:
    """Let the environment find the checkout, and give it the command `treeedit`."""
    packages = packages_of(venv)
    way = os.path.relpath(root, packages)
    (packages / f"{STARTER}.pth").write_text(f"{way}\nimport {STARTER}\n", encoding="ascii")
    (packages / f"{STARTER}.py").write_text(START, encoding="ascii")
    if sys.platform != "win32":
        command = venv / "bin" / "treeedit"
        command.write_text(LAUNCHER, encoding="ascii")
        command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    else:
        (venv / "Scripts" / "treeedit.bat").write_text('@"%~dp0python" -P -m treeedit %*\n', encoding="ascii")


def packages_of(venv: Path) -> Path:
    """The folder of an environment that packages are installed into."""
    if sys.platform == "win32":
        return venv / "Lib" / "site-packages"
    return venv / "lib" / "python{}.{}".format(*sys.version_info[:2]) / "site-packages"
