"""What is remembered: it survives a restart, and a hostile or broken file is harmless."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.robot import Hand, lay_away
from treeedit.window.settings import Settings


def restarted(path: Path, *actions: str) -> Hand:
    """A second start, after a first one in which actions were chosen."""
    first = Hand(path)
    for action in actions:
        first.do(action)
    lay_away(first.window)
    return Hand(path)


def test_what_is_shown_survives_a_restart(app: QApplication, tmp_path: Path) -> None:
    hand = restarted(tmp_path / "s.json", "show_values", "fractions")
    assert "values" not in hand.stage.look.shows
    assert not hand.window.appearance.shows_fractions()
    lay_away(hand.window)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_survive_a_restart(app: QApplication, tmp_path: Path, scheme: str) -> None:
    hand = restarted(tmp_path / "s.json", f"scheme_{scheme}")
    assert hand.window.appearance.scheme == scheme
    lay_away(hand.window)


def test_the_size_of_texts_survives_a_restart(app: QApplication, tmp_path: Path) -> None:
    hand = restarted(tmp_path / "s.json", "larger", "larger")
    assert hand.stage.text_scale == pytest.approx(1.15**2)
    lay_away(hand.window)


@pytest.mark.parametrize("where", ["top", "left", "right", "bottom"])
def test_the_side_of_the_root_survives_a_restart(app: QApplication, tmp_path: Path, where: str) -> None:
    hand = restarted(tmp_path / "s.json", f"root_{where}")
    assert hand.stage.look.orientation == where
    lay_away(hand.window)


HOSTILE = [
    b"",
    b"{",
    b"[]",
    b'{"scheme": 3}',
    b'{"scheme": "no such", "numbers": "<b>", "hides": "values __class__", "digits": "99999999999999999999"}',
    b'{"geometry": "not base64!", "panels": "AAAA", "digits": "-3"}',
    b'{"geometry": "AdnQywADAAAAAAAA", "panels": "AAAA/wAAAAD9AAAA", "digits": "\xe2\x91\xa0"}',
    b'{"geometry": "' + b"A" * 100_000 + b'"}',
    b'{"orientation": "sideways"}',
    b'{"text": "9999", "text_steps": "9e99"}',
    b"cos\nsystem\n(S'true'\ntR.",
]


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: repr(data[:40]))
def test_a_hostile_settings_file_is_harmless(app: QApplication, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(data)
    hand = Hand(path)
    hand.open_example()
    assert not hand.window.grab().isNull()
    lay_away(hand.window)


def test_settings_that_cannot_be_written_cost_nothing(app: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "s.json")
    settings.keep("a", "b")
    settings.save()
    assert settings.text("a") == "b"


def test_strings_come_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "deep" / "s.json")
    settings.keep("a", "ü\n<b>")
    settings.save()
    assert Settings(tmp_path / "deep" / "s.json").text("a") == "ü\n<b>"
