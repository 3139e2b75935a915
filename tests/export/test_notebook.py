"""A kernel of Jupyter runs a notebook that shows trees: `scripts/test.py -m heavy`, where nbclient is installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
MISSING = [name for name in ("nbclient", "nbformat", "ipykernel") if importlib.util.find_spec(name) is None]
CELLS = (
    "import treeedit\nforest = treeedit.parse('g = x1 + x2; f = g^2 + x3/g')\nforest",
    "treeedit.parse('h = x*x')",
    "treeedit.picture(forest, {'x1': 1, 'x2': 2, 'x3': 3}, theme='dark', form='shared')",
    "treeedit.steps(forest, {'x1': 1, 'x2': 2, 'x3': 3})",
    "import sys; sorted(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6')))",
)


@pytest.mark.heavy
@pytest.mark.timeout(120)
@pytest.mark.skipif(bool(MISSING), reason=f"{', '.join(MISSING)} missing: pip install nbclient ipykernel")
def test_a_notebook_shows_forests_pictures_and_steps_without_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in CELLS])
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    first, second, picture, steps, qt = (cell.outputs[0].data for cell in notebook.cells)
    ids = [each.get("id") for data in (first, second, picture) for each in elements(data["image/svg+xml"])]
    assert set(ids) == {None}
    assert steps["text/html"].count("<svg ") == 9
    assert qt["text/plain"] == "[]"


def elements(svg: str) -> list[Any]:
    return list(ET.fromstring(svg).iter())
