"""The packages of the operating system that Qt needs on Linux, and the line that installs them here.

The set-up of a checkout fetches them by this table, and who has installed treeedit by pip reads the line where they
are missing. This module knows apt, dnf and pacman, but neither Qt nor the rest of treeedit.
"""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from typing import NamedTuple


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


def advice() -> str:
    """The line that installs what Qt needs here; all of them where none of the package managers is found."""
    lines = {tool: f"    sudo {tool} {line}" for tool, line in install_lines().items()}
    known = [line for tool, line in lines.items() if shutil.which(tool)]
    return "It needs some packages of the operating system:\n" + "\n".join(known or lines.values())


def install_lines() -> dict[str, str]:
    """The arguments with which each package manager installs all that Qt needs."""
    return {
        "apt-get": "install " + " ".join(apt_packages(apt_names())),
        "dnf": "install " + " ".join(dict.fromkeys(package.dnf for package in PACKAGES)),
        "pacman": "-S --needed " + " ".join(dict.fromkeys(package.pacman for package in PACKAGES)),
    }


def apt_packages(known: Iterable[str]) -> list[str]:
    """One name a package: the newest that this release knows, or the newest of all where it knows none."""
    names = set(known)
    return [next((name for name in package.apt if name in names), package.apt[-1]) for package in PACKAGES]


def apt_names(options: Sequence[str] = ()) -> list[str]:
    """The names of all packages that apt has heard of."""
    command = ["apt-cache", *options, "pkgnames"]
    if not shutil.which(command[0]):
        return []
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
