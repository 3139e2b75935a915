"""What is remembered: it survives a restart, and a hostile or broken file is harmless."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import treeedit
from tests.robot import Hand, lay_away
from treeedit.window.settings import Key, Settings


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
    assert not hand.window.parts.appearance.shows_fractions()
    lay_away(hand.window)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_survive_a_restart(app: QApplication, tmp_path: Path, scheme: str) -> None:
    hand = restarted(tmp_path / "s.json", f"scheme_{scheme}")
    assert hand.window.parts.appearance.scheme == scheme
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
    settings.keep(Key.SCHEME, "b")
    settings.save()
    assert settings.text(Key.SCHEME) == "b"


def test_strings_come_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "deep" / "s.json")
    settings.keep(Key.SCHEME, "ü\n<b>")
    settings.save()
    assert Settings(tmp_path / "deep" / "s.json").text(Key.SCHEME) == "ü\n<b>"


def test_recent_files_and_words_outlive_a_window_that_closes(app: QApplication, tmp_path: Path) -> None:
    hand = Hand(tmp_path / "s.json")
    hand.window.parts.desk.recents.add(tmp_path / "a.tree")
    hand.window.parts.adding.quick_add.recent = ["sin  sine"]
    lay_away(hand.window)
    again = Hand(tmp_path / "s.json")
    assert again.window.parts.desk.recents.paths() == [tmp_path / "a.tree"]
    assert again.window.parts.adding.quick_add.recent == ["sin  sine"]
    lay_away(again.window)


def test_no_two_parts_of_the_program_keep_something_under_one_name() -> None:
    keepers: dict[str, set[str]] = {}
    for file in sorted((Path(treeedit.__file__).parent).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("keep", "keep_words", "keep_state"):
                for name in ast.walk(node.args[0] if node.args else ast.Constant(None)):
                    if isinstance(name, ast.Attribute) and getattr(name.value, "id", "") == "Key":
                        keepers.setdefault(name.attr, set()).add(file.name)
    assert set(keepers) == {key.name for key in Key}
    assert {key: files for key, files in keepers.items() if len(files) > 1} == {}
