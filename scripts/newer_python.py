"""Goes on with a newer Python where the one that was started is too old for treeedit, or says how to come by one.

The rule: any Python 3 must be able to read this file, and the scripts that import it before anything else.
"""

import os
import sys

OLDEST = (3, 11)
KNOWN = (14, 13, 12, 11)

ADVICE = """treeedit needs Python %d.%d or newer, and this is %d.%d. Ways to come by one:
    Debian, Ubuntu   sudo apt install python3.11 python3.11-venv   (or a newer one)
    Fedora           sudo dnf install python3.12
    macOS            brew install python
    anywhere         pip install uv && uv run --python 3.13 scripts/run.py, or the installer of python.org"""


def go_on():  # type: () -> None
    """Return at once under a Python that is new enough; else become a newer one on PATH, or leave with advice."""
    if sys.version_info >= OLDEST:
        return
    newer = found()
    if newer:
        sys.stdout.flush()
        os.execv(newer, [newer] + sys.argv)  # noqa: RUF005
    sys.exit(ADVICE % (OLDEST + tuple(sys.version_info[:2])))


def found():  # type: () -> str
    """The newest Python on PATH that is new enough; nothing if there is none."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    for minor in KNOWN:
        for folder in folders:
            path = os.path.join(folder, "python3.{}".format(minor))  # noqa: UP032
            if os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    return ""
