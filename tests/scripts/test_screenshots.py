"""The README's pictures: drawn without a display, the same each time, and small enough for a page."""

import re
from pathlib import Path

import pytest
import screenshots
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
MOST_BYTES = 300_000


@pytest.mark.parametrize("name", screenshots.PICTURES)
def test_a_picture_is_drawn_and_is_small(name: str, qapp: object, tmp_path: Path) -> None:
    data = screenshots.PICTURES[name]()
    assert len(data) < MOST_BYTES
    assert QImage.fromData(data).width() > 400


def test_the_readme_shows_the_pictures_that_the_script_draws() -> None:
    shown = re.findall(r"\]\(resources/pictures/(.+?)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(screenshots.PICTURES)
    assert all((ROOT / "resources" / "pictures" / name).stat().st_size < MOST_BYTES for name in shown)
