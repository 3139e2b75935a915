"""Files and carriers that were changed at random are read, or refused with one sentence, and soon.

The long form: `scripts/test.py -m heavy tests/files/test_mutated_files.py -s`, 200,000 files in some ten minutes.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.files.mutating import tried

SHORT, LONG, PART = 500, 200_000, 1000


def test_changed_files_are_read_or_refused_with_a_sentence() -> None:
    found = tried(0, SHORT)
    assert found.faults == []
    assert 0.1 * SHORT < found.read < 0.9 * SHORT


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_200_000_changed_files_are_read_or_refused_with_a_sentence() -> None:
    count = int(os.environ.get("TREEEDIT_MUTATED", LONG))
    parts = range(1, 1 + count // PART)
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as processes:
        found = list(processes.map(tried, parts, [PART] * len(parts)))
    faults = [fault for each in found for fault in each.faults]
    print(
        f"{sum(each.tried for each in found):,} files, {sum(each.read for each in found):,} read, {len(faults)} faults"
    )
    assert faults == []
