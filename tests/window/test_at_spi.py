"""What a screen reader on Linux finds in the program: over AT-SPI, as it does, from another process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import PATHS

_LAUNCHER = next((path for path in Path("/usr").glob("lib*/at-spi-bus-launcher")), None)
_READER_PYTHON = "/usr/bin/python3"
_DISPLAY = ":77"

# Runs in the system's Python, which has the library of the readers: waits for the canvas and prints what is below it.
_READER = """
import time, gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
Atspi.init()

def found(item, name, levels=6):
    if item.get_name() == name:
        return item
    below = (item.get_child_at_index(i) for i in range(item.get_child_count())) if levels else ()
    return next((hit for hit in (found(each, name, levels - 1) for each in below if each) if hit), None)

def told(item):
    print(item.get_role_name(), item.get_name(), item.get_description(), sep="|")
    for index in range(item.get_child_count()):
        each = item.get_child_at_index(index)
        if each.get_role_name() == "list item":
            told(each)

for _ in range(100):
    time.sleep(0.1)
    try:
        canvas = found(Atspi.get_desktop(0), "canvas")
    except Exception:
        canvas = None
    if canvas:
        told(canvas)
        break
"""

_SCRIPT = """
"$1" --launch-immediately & bus=$!
Xvfb "$2" -screen 0 1200x800x24 -nolisten tcp & screen=$!
for i in 1 2 3 4 5 6 7 8 9 10; do [ -e "/tmp/.X11-unix/X${2#:}" ] && break; sleep 0.1; done
"$3" -m treeedit & program=$!
"$4" -c "$5"
kill -TERM $program; wait $program
kill $screen $bus
"""


def _can_read() -> bool:
    if _LAUNCHER is None or not all(map(shutil.which, ("dbus-run-session", "Xvfb", _READER_PYTHON))):
        return False
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return subprocess.run([_READER_PYTHON, "-c", asked], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _can_read(), reason="needs at-spi2-core, dbus, Xvfb and Python's Atspi (gir1.2-atspi-2.0)")
def test_a_screen_reader_finds_the_tree(tmp_path: Path) -> None:
    environment = {
        **PATHS,
        "HOME": str(tmp_path),
        "DISPLAY": _DISPLAY,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = ["dbus-run-session", "--", "sh", "-c", _SCRIPT, "sh", str(_LAUNCHER), _DISPLAY, sys.executable]
    done = subprocess.run(
        [*command, _READER_PYTHON, _READER], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    lines = done.stdout.splitlines()
    assert "list item|plus|root of f, value 10, partial 1" in lines, done.stderr
    assert "list item|x3|first operand of divided by, value 3, partial 1/3" in lines
    assert sum(line.startswith("list item|") for line in lines) == 11
