"""Whether a window can be shown here, found out before Qt is asked: Qt ends the program where it cannot."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping

_X_DISPLAY = re.compile(r"(?:unix/?)?([^:]*):(\d+)(?:\.\d+)?")
_X_PORT = 6000
_PATIENCE_S = 2.0


def missing_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """What is missing for a window, as the beginning of a sentence; None if nothing is."""
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return None
    wayland, display = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if not wayland and not display:
        return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    if wayland and _answers(os.path.join(environment.get("XDG_RUNTIME_DIR", ""), wayland)):
        return None
    if display and _x_answers(display):
        return None
    return f"the display {display or wayland} does not answer"


def _x_answers(display: str) -> bool:
    found = _X_DISPLAY.fullmatch(display)
    if found is None:
        return True  # a form that only the X libraries know
    host, number = found.groups()
    local = f"/tmp/.X11-unix/X{number}"
    if not host:
        return _answers(local) or _answers("\0" + local)
    try:
        socket.create_connection((host, _X_PORT + int(number)), _PATIENCE_S).close()
    except OSError:
        return False
    return True


def _answers(path: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_PATIENCE_S)
            probe.connect(path)
    except OSError:
        return False
    return True
