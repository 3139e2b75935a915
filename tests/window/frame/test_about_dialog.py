"""What About says, and what it lets one copy."""

import platform
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import treeedit
from treeedit.window.frame.about_dialog import WORKS, About, versions

ROOT = Path(treeedit.__file__).parent.parent


@pytest.fixture
def about(app: QApplication) -> About:
    return About()


def test_the_versions_of_all_that_runs_are_copied(about: About) -> None:
    about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == versions()
    assert f"treeedit {treeedit.__version__}" in copied
    assert f"Python {platform.python_version()}" in copied
    assert "?" not in copied


def test_every_package_that_is_asked_for_is_thanked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {line.split(">=")[0].split(";")[0] for line in project["dependencies"]}
    told = " ".join(f"{work.name} {work.package}" for work in WORKS).lower()
    assert [name for name in asked if name.lower() not in told] == []


@pytest.mark.parametrize("words", ["GNU Lesser General Public License, version 3", "SIL Open Font License", "MIT"])
def test_the_licences_are_named(about: About, words: str) -> None:
    assert words in about.text.text()
