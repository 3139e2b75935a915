"""The libraries of the operating system that Qt needs on Linux, and the ways to come by them.

The rule: root installs packages; an ordinary user unpacks the same packages into .venv/sys, and nothing
outside of it changes; where neither is possible the user reads the line that does it. None of this stops the
program, because formulas can be evaluated without Qt. Which packages these are, the program's own table says.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from environment import DATA, LOG, ROOT, environment_for, folders_of, python_of, say

sys.path.append(os.fspath(ROOT))
from treeedit.system_packages import advice, apt_names, apt_packages

OPTIONS = ("--yes", "--no-install-recommends")

# The packages' own list of fonts names only folders outside of .venv/sys.
FONTS = """<?xml version="1.0"?>
<fontconfig>
  <dir>{fonts}</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""

# Says in the linker's words what is missing. Exit code 1: Qt cannot be imported; 2: no windows under X11.
PROBE = """
import ctypes, pathlib, sys
try:
    import PySide6.QtGui, PySide6.QtPrintSupport, PySide6.QtSvg, PySide6.QtWidgets
except Exception as error:
    print(error)
    sys.exit(1)
try:
    for plugin in pathlib.Path(PySide6.__file__).parent.glob("Qt/plugins/platforms/libqxcb.so"):
        ctypes.CDLL(str(plugin))
except OSError as error:
    print(error)
    sys.exit(2)
"""


class Finding(NamedTuple):
    """Whether Qt can be imported, and what it lacks in the words of the linker (empty: nothing)."""

    loads: bool
    missing: str


def provide(venv: Path) -> bool:
    """Fetch the libraries that Qt lacks in this environment, if any; whether Qt loads then."""
    missing = probe(venv).missing
    if not missing:
        return True
    say(f"Qt lacks a system library ({missing}); fetching what it needs ...")
    _fetch(venv)
    return look(venv)


def look(venv: Path) -> bool:
    """Whether Qt loads; the user is told of what it lacks."""
    loads, missing = probe(venv)
    if missing:
        say(f"{'no windows under X11' if loads else 'no windows'}: {missing}\n{advice()}")
    return loads


def probe(venv: Path) -> Finding:
    """Try to load Qt in this environment."""
    if not sys.platform.startswith("linux"):
        return Finding(True, "")
    answer = subprocess.run(
        [os.fspath(python_of(venv)), "-P", "-c", PROBE],
        env=environment_for(venv),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    missing = answer.stdout.strip() or answer.stderr.strip()[-300:] or f"exit code {answer.returncode}"
    return Finding(answer.returncode in (0, 2), missing if answer.returncode else "")


def note_environment(unpacked: Path) -> None:
    """Write down beside unpacked libraries what leads to them, as paths from there: `linking` has it read."""
    wanted = {
        "libraries": [folder.relative_to(unpacked).as_posix() for folder in folders_of(unpacked)],
        "data": {variable: [ours, systems] for variable, ours, systems in DATA},
    }
    (unpacked / "environment.json").write_text(json.dumps(wanted), encoding="utf-8")


# Fetching


def _fetch(venv: Path) -> None:
    """Install or unpack the packages as far as this system and this user allow."""
    if not shutil.which("apt-get"):
        return
    if os.geteuid() == 0:
        _install_as_root(venv / LOG)
    elif shutil.which("dpkg-deb"):
        _unpack_as_user(venv)


def _install_as_root(log: Path) -> None:
    _quietly(log, "apt-get", "update")
    _quietly(log, "apt-get", "install", *OPTIONS, *apt_packages(apt_names()))


def _unpack_as_user(venv: Path) -> None:
    """Download the packages, with all that they need and the system lacks, and unpack them into .venv/sys.

    The system's lists of packages may be old or missing, and only root may renew them; then we get our own.
    """
    private = venv / "apt"
    for folder in ("lists", "archives"):
        (private / folder / "partial").mkdir(parents=True, exist_ok=True)
    own = [f"-oDir::State::lists={private / 'lists'}", f"-oDir::Cache={private}"]
    if _download(venv, []) or (_quietly(venv / LOG, "apt-get", *own, "update") and _download(venv, own)):
        _unpack(venv)
    shutil.rmtree(private, ignore_errors=True)


def _download(venv: Path, options: Sequence[str]) -> bool:
    """Let apt resolve and download the packages without installing them, which needs no rights."""
    archives = f"-oDir::Cache::archives={venv / 'apt' / 'archives'}"
    command = ["apt-get", *options, archives, "-oDebug::NoLocking=1", "install", "--download-only", *OPTIONS]
    return _quietly(venv / LOG, *command, *apt_packages(apt_names(options)))


def _unpack(venv: Path) -> None:
    folder = venv / "sys"
    for archive in (venv / "apt" / "archives").glob("*.deb"):
        _quietly(venv / LOG, "dpkg-deb", "--extract", os.fspath(archive), os.fspath(folder))
    fonts = escape(os.fspath(folder / "usr/share/fonts"))
    (folder / "fonts.conf").write_text(FONTS.format(fonts=fonts), encoding="utf-8")
    note_environment(folder)


def _quietly(log: Path, *command: str) -> bool:
    """Run a step of the package manager, its words into the log; whether it succeeded."""
    with log.open("ab") as output:
        code = subprocess.call(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            close_fds=False,  # the lock stays held until this step ends, even if we are killed before it
        )
    return code == 0
