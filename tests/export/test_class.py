"""What a whole class has handed in, some of it to do harm, becomes a table in which nobody is missing.

The long form: `scripts/test.py -m heavy tests/export/test_class.py -s`, 300 files.
"""

from __future__ import annotations

import csv
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import treeedit
from tests.files.test_carrier import bomb_png, bomb_svg
from treeedit.cli import main
from treeedit.export.results import MOST_BLANKS
from treeedit.files.paper import write_forest
from treeedit.model.analysis import analyse
from treeedit.model.exercises import KINDS, hide, possible_blanks
from treeedit.model.forest import Forest

MOST_CPU_S = 30.0
ROUND = 60
"""Of so many files one is of each hostile kind, and the others are answers."""


def exercise() -> Forest:
    forest = treeedit.parse("f = (x1 + x2)^2 + x3/(x1 + x2)")
    analysis = analyse(forest)
    forest.apply(hide(forest, [each for kind in KINDS for each in possible_blanks(analysis, kind)]))
    return forest


def raw(forest: Forest) -> dict[str, Any]:
    return json.loads(write_forest(forest))


def all_wrong(copies: int) -> bytes:
    """Everything of a long sum is hidden, and each answer is wrong."""
    document = raw(treeedit.parse("f = " + " + ".join(["x"] * copies)))
    wrong = {"value": "0.123", "partial": "9^9^9^9^9", "sum": "1/7"}
    answers = [{"node": row["id"], **wrong} for row in document["nodes"][: MOST_BLANKS // len(wrong)]]
    return json.dumps(document | {"treeedit": "1.1", "blanks": answers}).encode()


def ring(nodes: int) -> bytes:
    rows = [{"id": i, "operator": "neg", "operands": [i % nodes + 1]} for i in range(1, nodes + 1)]
    return json.dumps({"treeedit": "1.0", "nodes": rows}).encode()


def described(title: str) -> bytes:
    return json.dumps(raw(exercise()) | {"about": {"title": title}}).encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "wrong": lambda: all_wrong(1000),
    "many": lambda: all_wrong(20_000),
    "ring": lambda: ring(100_000),
    "deep": lambda: b'{"treeedit": "1.9", "new": ' + b"[" * 3_000_000,
    "large": lambda: b" " * (9 << 20),
    "keys": lambda: json.dumps({"treeedit": "1.9", **{f"k{i}": i for i in range(400_000)}}).encode(),
    "title": lambda: described("=cmd|'/C calc'!A0" + "W" * 5_000_000),
    "formula": lambda: described('=HYPERLINK("http://x")'),
    "bomb": bomb_png,
    "bomb in words": bomb_svg,
    "noise": lambda: bytes(range(256)) * 4000,
}


def hand_in(folder: Path, count: int) -> list[str]:
    kinds, answers = [make() for make in HOSTILE.values()], raw(exercise())
    for i in range(count):
        path = folder / f"{i:03}.tree"
        kind = i % ROUND
        if kind < len(kinds):
            path.write_bytes(kinds[kind])
        elif kind == len(kinds):
            os.mkfifo(path)
        else:
            for j, row in enumerate(answers["blanks"]):
                row.update({key: str(i * j % 7) for key in row if key != "node"})
            path.write_text(json.dumps(answers))
    return [str(each) for each in sorted(folder.iterdir())]


@pytest.mark.parametrize(
    ("count", "is_compared"),
    [
        (ROUND, False),
        pytest.param(300, False, marks=pytest.mark.heavy),
        pytest.param(300, True, marks=pytest.mark.heavy),
    ],
)
def test_a_class_with_hostile_files_becomes_a_table_with_a_row_for_each(
    count: int, is_compared: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    treeedit.save(exercise(), tmp_path / "mine.tree")
    (tmp_path / "in").mkdir()
    files = hand_in(tmp_path / "in", count)
    start = time.process_time()
    given = ["--exercise", str(tmp_path / "mine.tree")] if is_compared else []
    assert main(["results", *given, str(tmp_path / "class.csv"), *files]) == 0
    spent = time.process_time() - start
    with capsys.disabled():
        print(f"\n{count} files in {spent:.1f} s of CPU", end=" ")
    _, *rows = csv.reader((tmp_path / "class.csv").read_text(encoding="utf-8-sig").splitlines())
    assert [row[0] for row in rows] == [Path(each).name for each in files]
    assert all(cell.isprintable() and len(cell) < 2000 for row in rows for cell in row)
    assert sum(not row[4] for row in rows) >= count * (ROUND - len(HOSTILE) - 1) // ROUND
    assert spent < MOST_CPU_S
