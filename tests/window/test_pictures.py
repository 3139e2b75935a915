"""A picture that the window cannot write is told in one sentence, and nothing half-written is left."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.robot import Hand
from tests.window.answering import Answers
from treeedit.export.exports import EXPORTS
from treeedit.export.options import Options
from treeedit.model.forest import Forest


def refused(hand: Hand, answers: Answers, path: Path, key: str = "svg") -> str:
    """What a dialog says of a picture that cannot be written."""
    answers.press = "Replace"
    hand.window.pictures.begin(path, Options(format=key))
    hand.window.pictures.work.finish()
    said = answers.said[-1]
    assert answers.formats == {Qt.TextFormat.PlainText}
    assert "\n" not in said
    return said


@pytest.mark.parametrize("key", EXPORTS)
def test_a_full_disk_is_told_and_the_old_picture_stands(
    key: str, hand: Hand, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / f"a{EXPORTS[key].suffix}"
    old.write_bytes(b"old")

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(os, "write", full)
    assert "the disk is full" in refused(hand, answers, old, key)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(old.name, b"old")]


def test_a_place_that_is_no_file_is_told(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    assert "this is a folder" in refused(hand, answers, tmp_path / "a.svg")
    assert "there is no such file or folder" in refused(hand, answers, tmp_path / "none" / "a.svg")


@pytest.mark.parametrize("key", EXPORTS)
def test_a_canvas_without_trees_is_told(key: str, hand: Hand, answers: Answers, tmp_path: Path) -> None:
    hand.session.open(Forest())
    assert "there are no trees" in refused(hand, answers, tmp_path / f"a{EXPORTS[key].suffix}", key)
    assert list(tmp_path.iterdir()) == []
