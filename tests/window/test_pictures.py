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
from treeedit.export.order import Order, subject_of
from treeedit.model.forest import Forest

SUFFIXES = sorted({each.suffix for each in EXPORTS.values()})


def order(hand: Hand) -> Order:
    return Order(subject_of(hand.forest, hand.stage.look))


def refused(hand: Hand, answers: Answers, path: Path, asked: Order | None = None) -> str:
    """What a dialog says of a picture that cannot be written."""
    assert not hand.window.pictures.write(path, asked or order(hand))
    (said,) = answers.said
    assert answers.formats == {Qt.TextFormat.PlainText}
    assert "\n" not in said
    return said


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_told_and_the_old_picture_stands(
    suffix: str, hand: Hand, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / f"a{suffix}"
    old.write_bytes(b"old")

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(os, "write", full)
    assert "the disk is full" in refused(hand, answers, old)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(old.name, b"old")]


@pytest.mark.parametrize("name", ["a.xyz", "a", ".svg", "<b>.gif"])
def test_an_unknown_suffix_is_told_with_the_known_ones(name: str, hand: Hand, answers: Answers, tmp_path: Path) -> None:
    assert "the suffix must be one of .png" in refused(hand, answers, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_file_is_told(hand: Hand, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    assert "this is a folder" in refused(hand, answers, tmp_path / "a.svg")
    answers.said.clear()
    assert "there is no such file or folder" in refused(hand, answers, tmp_path / "none" / "a.svg")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_canvas_without_trees_is_told(suffix: str, hand: Hand, answers: Answers, tmp_path: Path) -> None:
    nothing = Order(subject_of(Forest(), hand.stage.look))
    assert "there are no trees" in refused(hand, answers, tmp_path / f"a{suffix}", nothing)
    assert list(tmp_path.iterdir()) == []
