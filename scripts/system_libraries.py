"""The libraries of the operating system that Qt needs on Linux, and the ways to come by them.

The rule: root installs packages; an ordinary user unpacks the same packages into .venv/sys, and nothing outside
of it changes; where neither is possible the user reads the line that does it. None of this stops the program,
because formulas can be evaluated without Qt. This module may know apt, dnf and pacman, but nothing of treeedit.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from installation import environment_for, python_of, say


class Package(NamedTuple):
    """One package under its names: those of Debian and Ubuntu (newest first), Fedora's, and Arch's."""

    apt: tuple[str, ...]
    dnf: str
    pacman: str


PACKAGES = (
    Package(("libglib2.0-0t64", "libglib2.0-0"), "glib2", "glib2"),
    Package(("libegl1",), "libglvnd-egl", "libglvnd"),
    Package(("libgl1",), "libglvnd-glx", "libglvnd"),
    Package(("libxkbcommon0",), "libxkbcommon", "libxkbcommon"),
    Package(("libdbus-1-3",), "dbus-libs", "dbus"),
    Package(("libfontconfig1",), "fontconfig", "fontconfig"),
    # For windows under X11:
    Package(("libx11-xcb1",), "libX11-xcb", "libx11"),
    Package(("libxcb-cursor0",), "xcb-util-cursor", "xcb-util-cursor"),
    Package(("libxcb-icccm4",), "xcb-util-wm", "xcb-util-wm"),
    Package(("libxcb-image0",), "xcb-util-image", "xcb-util-image"),
    Package(("libxcb-keysyms1",), "xcb-util-keysyms", "xcb-util-keysyms"),
    Package(("libxcb-randr0",), "libxcb", "libxcb"),
    Package(("libxcb-render-util0",), "xcb-util-renderutil", "xcb-util-renderutil"),
    Package(("libxcb-shape0",), "libxcb", "libxcb"),
    Package(("libxcb-sync1",), "libxcb", "libxcb"),
    Package(("libxcb-xfixes0",), "libxcb", "libxcb"),
    Package(("libxcb-xkb1",), "libxcb", "libxcb"),
    Package(("libxkbcommon-x11-0",), "libxkbcommon-x11", "libxkbcommon-x11"),
)

# Says in the linker's words what is missing. Exit code 1: Qt cannot be imported; 2: it has no windows under X11.
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


def advice() -> str:
    """The line that installs what Qt needs here; all of them where no package manager that we know is found."""
    lines = {tool: f"    sudo {tool} {line}" for tool, line in install_lines().items()}
    known = [line for tool, line in lines.items() if shutil.which(tool)]
    return "It needs some packages of the operating system:\n" + "\n".join(known or lines.values())


def install_lines() -> dict[str, str]:
    """The arguments with which each package manager installs all that Qt needs."""
    return {
        "apt-get": "install " + " ".join(apt_packages(_apt_names())),
        "dnf": "install " + " ".join(dict.fromkeys(package.dnf for package in PACKAGES)),
        "pacman": "-S --needed " + " ".join(dict.fromkeys(package.pacman for package in PACKAGES)),
    }


def apt_packages(known: Iterable[str]) -> list[str]:
    """One name a package: the newest that this release knows, or the newest of all where it knows none."""
    names = set(known)
    return [next((name for name in package.apt if name in names), package.apt[-1]) for package in PACKAGES]


def environment(unpacked: Path, base: Mapping[str, str]) -> dict[str, str]:
    """The variables that lead to unpacked libraries, and to their data where the system has none."""
    folders = [os.fspath(folder) for folder in unpacked.glob("usr/lib/*-linux-*")]
    folders += [os.fspath(folder) for folder in unpacked.glob("lib/*-linux-*")]
    variables = {"LD_LIBRARY_PATH": os.pathsep.join(filter(None, [*folders, base.get("LD_LIBRARY_PATH")]))}
    for name, place in (("FONTCONFIG_PATH", "etc/fonts"), ("XKB_CONFIG_ROOT", "usr/share/X11/xkb")):
        if name not in base and not os.path.exists(f"/{place}") and (unpacked / place).exists():
            variables[name] = os.fspath(unpacked / place)
    return variables


# Fetching


def _fetch(venv: Path) -> None:
    """Install or unpack the packages as far as this system and this user allow."""
    if not shutil.which("apt-get"):
        return
    if os.geteuid() == 0:
        _install_as_root()
    elif shutil.which("dpkg-deb"):
        _unpack_as_user(venv)


def _install_as_root() -> None:
    _quietly("apt-get", "update")
    _quietly("apt-get", "install", "--yes", "--no-install-recommends", *apt_packages(_apt_names()))


def _unpack_as_user(venv: Path) -> None:
    """Download the packages, with all that they need and the system lacks, and unpack them into .venv/sys."""
    private = venv / "apt"
    own_lists = _private_apt(private)
    found = _download([], private) or (
        _quietly("apt-get", *own_lists, "update") and _download(own_lists, private)
    )
    if found:
        for archive in (private / "archives").glob("*.deb"):
            _quietly("dpkg-deb", "--extract", os.fspath(archive), os.fspath(venv / "sys"))
    shutil.rmtree(private, ignore_errors=True)


def _private_apt(folder: Path) -> list[str]:
    """Options that let apt keep its package lists in a folder of ours."""
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (folder / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    return [f"-oDir::State::lists={folder / 'lists'}", f"-oDir::Cache={folder}"]


def _download(options: Sequence[str], private: Path) -> bool:
    """Let apt resolve and download the packages without installing them, which needs no rights."""
    return _quietly(
        "apt-get",
        *options,
        f"-oDir::Cache::archives={private / 'archives'}",
        "-oDebug::NoLocking=1",
        "install",
        "--download-only",
        "--yes",
        "--no-install-recommends",
        *apt_packages(_apt_names(options)),
    )


def _apt_names(options: Sequence[str] = ()) -> list[str]:
    """The names of all packages that apt has heard of."""
    if not shutil.which("apt-cache"):
        return []
    command = ["apt-cache", *options, "pkgnames"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


def _quietly(*command: str) -> bool:
    """Run a step of the package manager; whether it succeeded."""
    answer = subprocess.run(
        command,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        close_fds=False,
    )
    if answer.returncode:
        say(f"{' '.join(command[:2])} failed: {answer.stderr.strip().splitlines()[-1:]}")
    return answer.returncode == 0
