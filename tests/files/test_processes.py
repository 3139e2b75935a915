"""Who runs: this process does, one that has ended does not, and a number given to another is not the same process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_process_of_a_cloned_machine_counts_as_running() -> None:
    me = this_process()
    clone = Process(1, me.host, "another start:1", "another name", me.space)
    assert not is_here(clone)
    assert is_running(clone)


def test_a_process_of_before_this_machine_was_started_again_does_not_run() -> None:
    me = this_process()
    assert not is_running(Process(me.pid, me.host, "another start:1", me.name, me.space))


def test_a_note_of_an_older_version_is_one_of_the_machine() -> None:
    me = this_process()
    assert is_running(Process(me.pid, me.host, me.start))
    assert is_here(Process(1, me.host, "another start:1"))


@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="only where processes are counted in spaces")
def test_a_machine_that_was_given_another_name_is_the_same_one_and_a_container_is_not() -> None:
    me = this_process()
    assert is_here(Process(me.pid, me.host, me.start, "former name", me.space))
    assert not is_here(Process(me.pid, me.host, me.start, me.name, "pid:[1]"))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only where the system lists processes as files")
def test_a_process_that_has_ended_does_not_run_even_while_its_parent_has_not_heard_of_it() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    known = Process(child.pid, this_process().host, "")
    assert is_running(known)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(known)
    child.communicate()
