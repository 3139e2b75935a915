"""Where resources and fonts lie: the only code that knows."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def font_file() -> Path:
    """The TrueType file of DejaVu Sans, inside the installed package ziafont."""
    found = find_spec("ziafont")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package ziafont, which brings the font, is not installed")
    return Path(found.origin).parent / "fonts" / "DejaVuSans.ttf"
