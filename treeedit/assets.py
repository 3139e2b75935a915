"""Where the files lie that come with the program: the examples, marks, and the font that every picture is drawn with.

Nothing else knows such places. In the source tree `resources/` stands beside the package; a wheel has it inside.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of resources."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def example_paths() -> list[Path]:
    """The examples, in the order in which they teach."""
    return sorted((resources() / "examples").glob("*.tree"))


def marks() -> Path:
    """The folder of the marks that check boxes bear."""
    return resources() / "marks"


def font_file() -> Path:
    """DejaVu Sans, which the package ziafont brings along; found without importing that package."""
    spec = find_spec("ziafont")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package ziafont, which brings the font, is not installed")
    return Path(spec.origin).parent / "fonts" / "DejaVuSans.ttf"
