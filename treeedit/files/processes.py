"""Which process wrote something, and whether that process still runs.

A number alone does not tell: it is given to others later. So a process is known by its number, the moment it began
(as the system counts it, with the start of the system itself) and the machine; where the system does not tell the
moment, the number has to do. Machines that were cloned have one identity, so the machine's name counts, too, unless the
moment tells that it is the same one; and a number means nothing outside the container that it was given in.
Rule: in doubt a process counts as running, as what it holds must not be taken from it.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from functools import cache
from pathlib import Path

import msgspec

_PROC = Path("/proc")
_START_FIELD = 19
"""Where the moment stands in /proc/PID/stat, counted behind the name, which may hold blanks itself; see proc(5)."""
_MOST_DIGITS = 10
_ENDED = "ZX"
"""The states of a process that has ended and is only listed until its parent has heard of it."""
_MAY_ASK = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
_STILL_ACTIVE = 259


class Process(msgspec.Struct, frozen=True):
    """A process by its number, the machine, and the moment it began ("" where nothing tells it).

    name: of the machine when the process began; space: in which its number was given. Older notes have neither.
    """

    pid: int = 0
    host: str = ""
    start: str = ""
    name: str = ""
    space: str = ""


@cache
def _host() -> str:
    """The machine: by the identity that lasts where it has one, as its name may change with every network."""
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip() or socket.gethostname()
    except (OSError, ValueError):
        return socket.gethostname()


@cache
def _name() -> str:
    """The name of the machine as this process has first seen it: it may change while it runs."""
    return socket.gethostname()


@cache
def _space() -> str:
    """In what numbers are given to processes: a container has numbers of its own."""
    try:
        return os.readlink(_PROC / "self" / "ns" / "pid")
    except OSError:
        return ""


def this_process() -> Process:
    """The process that asks."""
    return Process(os.getpid(), _host(), _start_of(os.getpid()) or "", _name(), _space())


def is_here(process: Process) -> bool:
    """Whether a process ran on this machine, so that more can be known of it."""
    if process.host != _host():
        return False
    boot = process.start.rpartition(":")[0]
    if boot and boot == _boot():
        return process.space in ("", _space())
    return process.name in ("", _name())


def mark() -> str:
    """This process in few characters, as part of a file's name: its number, the machine, the moment it began."""
    return _mark(this_process())


def is_left(mark: str) -> bool:
    """Whether a mark is that of a process of this machine that has ended; in doubt it is not."""
    pid, machine, start = mark.split("-")
    if machine != _mark(this_process()).split("-")[1] or len(pid) > _MOST_DIGITS:
        return False
    now = _start_of(int(pid))
    return now is None or (now != "" and start not in (_short(""), _short(now)))


def _mark(process: Process) -> str:
    return f"{process.pid}-{_short(process.host + process.name + process.space)}-{_short(process.start)}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def is_running(process: Process) -> bool:
    """Whether a process still runs; one of another machine counts as running."""
    if not is_here(process):
        return True
    if process.pid <= 0:
        return False
    start = _start_of(process.pid)
    if start is None:
        return False
    return not process.start or not start or start == process.start


def _start_of(pid: int) -> str | None:
    """The moment a process began, "" if nobody tells, None if there is no such process."""
    if (_PROC / "self" / "stat").exists():
        return _start_by_proc(pid)
    return "" if (_runs_on_windows(pid) if sys.platform == "win32" else _runs(pid)) else None


def _start_by_proc(pid: int) -> str | None:
    try:
        fields = (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        state, ticks = fields[0], fields[_START_FIELD]
    except FileNotFoundError:
        return None
    except (OSError, IndexError):
        return ""
    if state in _ENDED:
        return None
    boot = _boot()
    return f"{boot}:{ticks}" if boot else ticks


@cache
def _boot() -> str:
    """The last start of the system; "" if it does not tell."""
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    """There os.kill(pid, 0) would press Ctrl+C in the other process."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # only there
    handle = kernel.OpenProcess(_MAY_ASK, 0, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE
