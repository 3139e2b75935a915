"""Every benchmark runs and fills its table, on small trees and for short times."""

import gc
import math
from collections.abc import Iterator

import bench
import pytest
from benchmarks.measuring import Scale, best

TINY = Scale(sizes=(15,), seconds=0.0)


@pytest.fixture(autouse=True)
def quick_collections() -> Iterator[None]:
    """What the tests have in memory is not searched for garbage before every time that is taken."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("name", bench.BENCHMARKS)
def test_a_benchmark_fills_every_row_of_its_table(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.peers.find_spec", lambda name: None)
    table = bench.BENCHMARKS[name](TINY)
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.header)}


def test_what_is_not_installed_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benchmarks.peers.find_spec", lambda name: None)
    assert bench.main(["--quick", "--sizes", "15", "--only", "update"]) == 0
    shown = capsys.readouterr().out
    assert "missing: casadi, micrograd, torch" in shown
    assert "balanced" in shown


def test_the_shortest_of_several_runs_counts() -> None:
    assert 0 <= best(lambda: None, 0.001) < math.inf
