"""An export is made as a whole or not at all, and can be ended at any moment."""

from __future__ import annotations

import errno
import os
from itertools import pairwise
from pathlib import Path

import pytest

from tests.export.ordering import NO_QT
from tests.support import grow
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS
from treeedit.export.making import carry_out
from treeedit.export.options import Options, Which
from treeedit.files.fault import FileError
from treeedit.model.patience import Cancelled, quietly

STEPS = Options(format="svg", steps=Which.CHOSEN, numbers=(0, 1, 2))


def test_it_says_which_files_it_has_written(tmp_path: Path) -> None:
    found = carry_out(STEPS, grow("f = 7*x"), tmp_path / "a.svg", NO_QT, quietly)
    assert found == [tmp_path / f"a-{number}.svg" for number in (1, 2, 3)]
    assert sorted(tmp_path.iterdir()) == found


def test_it_tells_how_much_is_done(tmp_path: Path) -> None:
    told: list[float] = []
    carry_out(STEPS, grow("f = 7*x"), tmp_path / "a.svg", NO_QT, told.append)
    assert told == sorted(told)
    assert told[0] == 0.0
    assert 0.9 < told[-1] <= 1.0


@pytest.mark.parametrize("moment", range(0, 40, 3))
def test_wherever_it_is_cancelled_nothing_is_written(moment: int, tmp_path: Path) -> None:
    (tmp_path / "a-2.svg").write_bytes(b"old")
    left = [moment]

    def tick(share: float) -> None:
        if not left[0]:
            raise Cancelled
        left[0] -= 1

    try:
        carry_out(STEPS, grow("f = 7*x"), tmp_path / "a.svg", NO_QT, tick)
    except Cancelled:
        assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a-2.svg", b"old")]
    else:
        assert moment > 6
        assert len(list(tmp_path.iterdir())) == 3


def test_a_large_single_picture_asks_many_times() -> None:
    asked: list[float] = []

    def tick(share: float) -> None:
        asked.append(share)
        if len(asked) > 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        carry_out(Options(format="svg"), grow("+".join(["x"] * 1000)), Path("never.svg"), NO_QT, tick)


def test_a_disk_that_is_full_in_the_midst_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-1.svg").write_bytes(b"old")
    real, left = os.write, [2]

    def full(handle: int, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FileError, match=r"a-3\.svg cannot be written"):
        carry_out(STEPS, grow("f = 7*x"), tmp_path / "a.svg", NO_QT, quietly)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a-1.svg", b"old")]


def bushy(depth: int) -> str:
    """A formula whose tree has all its leaves at one depth."""
    terms = [f"x{each % 7}" for each in range(2**depth)]
    while len(terms) > 1:
        terms = [f"({left}*{right})" for left, right in zip(terms[::2], terms[1::2], strict=True)]
    return terms[0]


LARGE = bushy(10)


@pytest.mark.parametrize("moment", [1, 4, 7])
@pytest.mark.parametrize("key", EXPORTS)
@pytest.mark.usefixtures("qapp")
def test_every_format_asks_on_its_way_through_a_large_tree(key: str, moment: int, tmp_path: Path) -> None:
    asked: list[float] = []

    def tick(share: float) -> None:
        asked.append(share)
        if len(asked) == moment:
            raise Cancelled

    path = tmp_path / f"a{EXPORTS[key].suffix}"
    with pytest.raises(Cancelled):
        carry_out(Options(format=key, scale=0.05), grow(LARGE), path, DRAWERS, tick)
    assert list(tmp_path.iterdir()) == []
    assert asked[-1] <= 0.9  # it was not being written yet


@pytest.mark.parametrize("key", ["png", "svg", "pdf", "pptx", "tikz", "tex", "dot"])
@pytest.mark.usefixtures("qapp")
def test_a_large_single_picture_tells_how_far_it_is(key: str, tmp_path: Path) -> None:
    told: list[float] = []
    path = tmp_path / f"a{EXPORTS[key].suffix}"
    carry_out(Options(format=key, scale=0.05), grow(LARGE), path, DRAWERS, told.append)
    assert told == sorted(told)
    middle = told[len(told) // 2]
    assert 0.3 < middle < 0.7
    assert max(now - before for before, now in pairwise(told)) < 0.25
