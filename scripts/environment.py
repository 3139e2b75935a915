"""What a process of the installation runs in: its Python, its variables, and where it tells how it goes.

Nothing here starts a process or writes a file, and stdout stays the program's. Only the standard library is used.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = "treeedit-setup.log"
# Where unpacked libraries find their data: the variable, its value inside .venv/sys, the system's own place.
DATA = (
    ("FONTCONFIG_FILE", "fonts.conf", "/etc/fonts/fonts.conf"),
    ("XKB_CONFIG_ROOT", "usr/share/X11/xkb", "/usr/share/X11/xkb"),
    ("XLOCALEDIR", "usr/share/X11/locale", "/usr/share/X11/locale"),
)


def say(sentence: str) -> None:
    """Tell the user how the set-up goes on; stdout stays the program's."""
    print(f"treeedit: {sentence}", file=sys.stderr, flush=True)


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"


def environment_for(venv: Path) -> dict[str, str]:
    """The environment to run the program in: ours, and the way to libraries unpacked into .venv."""
    environment = dict(os.environ)
    if (venv / "sys").is_dir():
        environment |= leading_to(venv / "sys", environment)
    return environment


def leading_to(unpacked: Path, base: Mapping[str, str]) -> dict[str, str]:
    """The variables that lead to unpacked libraries, and to their data where the system has none."""
    search = filter(None, [*map(os.fspath, folders_of(unpacked)), base.get("LD_LIBRARY_PATH")])
    data = {
        variable: os.fspath(unpacked / ours)
        for variable, ours, systems in DATA
        if variable not in base and not os.path.exists(systems)
    }
    return {"LD_LIBRARY_PATH": os.pathsep.join(search), **data}


def folders_of(unpacked: Path) -> list[Path]:
    """The folders with libraries among what was unpacked."""
    return [*unpacked.glob("usr/lib/*-linux-*"), *unpacked.glob("lib/*-linux-*")]
