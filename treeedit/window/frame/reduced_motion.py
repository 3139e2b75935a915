"""Whether the system asks programs to move less. Qt does not tell, so each desktop is asked in its own way.

Rule: a question that nobody answers means no. What is read is compared with a few words and used for nothing else.
"""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from configparser import ConfigParser, Error
from pathlib import Path

_NO = ("false", "0", "0.0", "no")
_PATIENCE_S = 0.5
_CLIENT_AREA_ANIMATION = 0x1042
_GSETTINGS = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_FILES = (
    (".config/gtk-4.0/settings.ini", "Settings", "gtk-enable-animations"),
    (".config/gtk-3.0/settings.ini", "Settings", "gtk-enable-animations"),
    (".config/kdeglobals", "KDE", "AnimationDurationFactor"),
)
_LARGEST = 1 << 20


def asks_for_stillness() -> bool:
    """Whether the desktop's settings say that animations are unwanted. May take some hundredths of a second."""
    return _ASKED.get(sys.platform, lambda: files_say_so(Path.home()) or gnome_says_so())()


def files_say_so(home: Path) -> bool:
    """GTK's and KDE's settings in a user's folder."""
    return any(_setting(home / name, section, key) in _NO for name, section, key in _FILES)


def _setting(path: Path, section: str, key: str) -> str:
    parser = ConfigParser(strict=False, interpolation=None)
    try:
        if path.stat().st_size > _LARGEST:
            return ""
        parser.read_string(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, Error):
        return ""
    return parser.get(section, key, fallback="").strip().lower()


def gnome_says_so() -> bool:
    """GNOME's switch "Reduce animation", and that of the desktops that share its settings."""
    if shutil.which(_GSETTINGS[0]) is None:
        return False
    try:
        answer = subprocess.run(_GSETTINGS, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return answer.stdout.strip() in _NO


def _mac_says_so() -> bool:
    path = Path.home() / "Library/Preferences/com.apple.universalaccess.plist"
    try:
        return bool(plistlib.loads(path.read_bytes()).get("reduceMotion"))
    except Exception:  # whatever a file that is not sound makes the parser raise
        return False


def _windows_says_so() -> bool:
    import ctypes

    moves = ctypes.c_int(1)
    user = getattr(ctypes, "windll").user32  # noqa: B009  # there on Windows only
    return bool(user.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)) and not moves.value


_ASKED: dict[str, Callable[[], bool]] = {"darwin": _mac_says_so, "win32": _windows_says_so}
