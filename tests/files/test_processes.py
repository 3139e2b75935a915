"""Who runs: this process does, one that has ended does not, and a number given to another is not the same process."""

from __future__ import annotations

import subprocess
import sys

from treeedit.files.processes import Process, is_here, is_running, this_process


def test_this_process_runs_here() -> None:
    assert is_running(this_process())
    assert is_here(this_process())


def test_a_process_that_has_ended_does_not_run() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert not is_running(Process(child.pid, this_process().host, ""))


def test_a_number_that_was_given_to_another_is_not_the_same_process() -> None:
    me = this_process()
    assert not is_running(Process(me.pid, me.host, "another start:1"))


def test_a_process_of_another_machine_counts_as_running() -> None:
    assert is_running(Process(1, "elsewhere", "1"))


def test_what_is_no_process_does_not_run() -> None:
    assert not is_running(Process(0, this_process().host, ""))
    assert not is_running(Process(-1, this_process().host, ""))
