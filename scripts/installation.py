"""Makes .venv in the checkout ready: built once for this place, this Python, this pyproject.toml and its lock files.

The rule: the stamp is written last, so whatever was interrupted is made anew at the next start. A start that
finds a fitting stamp starts no process and imports nothing heavy. Nothing is ever installed into the system's
Python, and into .venv only the versions of the lock files, never treeedit itself: `linking` leads to the checkout.
This module may not write to stdout, which is the program's, nor use more than the standard library.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

from environment import LOG, ROOT, environment_for, python_of, say

if TYPE_CHECKING:
    from subprocess import Popen

VENV = ROOT / os.environ.get("TREEEDIT_VENV", ".venv")
"""Another folder below the checkout lets several Pythons stand side by side."""
STAMP = "treeedit-stamp.json"
LOCKS = {"": "lock.txt", "dev": "lock-dev.txt"}
"""The lock file for the program, and that which holds an extra as well; both are made by scripts/lock.py."""
NEEDED_MB = 650
"""On disk: the packages, and the system's libraries that an ordinary user may have to unpack."""
NO_PIP = "pip is missing; install it first (on Debian and Ubuntu: sudo apt install python3-pip python3-venv)"


class SetupError(Exception):
    """The installation cannot be made; the message says in one sentence what the user can do."""


class Stamp(NamedTuple):
    """What a finished installation was made from, and whether Qt could be loaded in it."""

    place: str = ""
    needs: str = ""
    extras: frozenset[str] = frozenset()
    qt_loads: bool = False


def run(arguments: Sequence[str]) -> NoReturn:
    """Make the installation ready and become its Python with these arguments."""
    with failures_as_one_line():
        environment = make_ready(frozenset())
        become([os.fspath(python_of(VENV)), *arguments], environment)


def make_ready(extras: Set[str]) -> dict[str, str]:
    """Make .venv fit this checkout with at least these extras; gives the environment to run it in."""
    stamp = read_stamp(VENV)
    if not (fits(stamp, extras) and stamp.qt_loads):
        _leave_own_venv()
        with _only_one():
            _renew(extras)
    return environment_for(VENV)


@contextmanager
def failures_as_one_line() -> Iterator[None]:
    """Leave the program with a sentence instead of a traceback where the set-up cannot go on."""
    try:
        yield
    except SetupError as error:
        sys.exit(f"treeedit: {error}")
    except OSError as error:
        sys.exit(f"treeedit: the set-up in {VENV} cannot go on: {error}")
    except KeyboardInterrupt:
        say("set-up interrupted; the next start begins it again")
        sys.exit(130)


def become(command: list[str], environment: dict[str, str]) -> NoReturn:
    """Go on as another program: its streams, signals and exit code are ours."""
    if sys.platform != "win32":
        os.execve(command[0], command, environment)
    import subprocess

    sys.exit(subprocess.call(command, env=environment))


# What an installation depends on


def place_of(root: Path) -> str:
    """The checkout and the Python that runs us, named alike inside and outside of virtual environments."""
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{root} with {sys.implementation.name} {version} of {sys.base_prefix}"


def needs_of(root: Path) -> str:
    """A fingerprint of what the project asks for; another one asks for a new installation."""
    asked = [root / "pyproject.toml", *(root / "scripts" / lock for lock in LOCKS.values())]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in asked)).hexdigest()


def fits(stamp: Stamp, extras: Set[str]) -> bool:
    """Whether .venv was finished for this checkout as it is now, with these extras."""
    return _can_be_kept(stamp) and stamp.needs == needs_of(ROOT) and extras <= stamp.extras


def _can_be_kept(stamp: Stamp) -> bool:
    """Whether .venv was once finished in this place, and its Python has not gone since."""
    return stamp.place == place_of(ROOT) and python_of(VENV).exists()


# The stamp


def read_stamp(venv: Path) -> Stamp:
    """The stamp of a finished installation; an empty one where there is none, or none that can be read."""
    try:
        record = json.loads((venv / STAMP).read_bytes())
        return Stamp(record["place"], record["needs"], frozenset(record["extras"]), record["qt_loads"])
    except (OSError, ValueError, KeyError, TypeError):
        return Stamp()


def write_stamp(venv: Path, stamp: Stamp) -> None:
    """Say that the installation is finished: wholly, or not at all."""
    draft = (venv / STAMP).with_suffix(".draft")
    draft.write_text(json.dumps(stamp._asdict() | {"extras": sorted(stamp.extras)}), encoding="utf-8")
    draft.replace(venv / STAMP)


# Making it


def _renew(extras: Set[str]) -> None:
    """Install what is missing, on top of what was finished before or from nothing; the stamp comes last."""
    import system_libraries

    stamp = read_stamp(VENV)
    if not fits(stamp, extras):
        stamp = _install(stamp, extras)
        write_stamp(VENV, stamp._replace(qt_loads=system_libraries.provide(VENV)))
    elif not stamp.qt_loads and system_libraries.look(VENV):
        write_stamp(VENV, stamp._replace(qt_loads=True))


def _install(stamp: Stamp, extras: Set[str]) -> Stamp:
    import time

    import linking

    start = time.monotonic()
    _check_room()
    say("setting up .venv; this happens once, downloads some 150 MB and takes a minute or so ...")
    if _can_be_kept(stamp):
        (VENV / STAMP).unlink()
        extras = extras | stamp.extras
    else:
        _create_venv()
    lock = LOCKS["dev" if "dev" in extras else ""]
    _call([*_pip(), "install", "--progress-bar", "off", "--requirement", f"scripts/{lock}"], "installing")
    linking.link(VENV, ROOT)
    say(f"installed in {time.monotonic() - start:.0f} s")
    return Stamp(place_of(ROOT), needs_of(ROOT), frozenset(extras))


def _check_room() -> None:
    """Refuse to begin where the disk is nearly full."""
    import shutil

    free = shutil.disk_usage(ROOT).free // 1_000_000
    if not VENV.exists() and free < NEEDED_MB:
        raise SetupError(f"the disk of {ROOT} is nearly full: the set-up needs {NEEDED_MB} MB, and {free} MB are left")


def _create_venv() -> None:
    """An empty .venv in place of whatever is there."""
    import shutil

    if VENV.is_dir() and not VENV.is_symlink():
        shutil.rmtree(VENV)
    else:
        VENV.unlink(missing_ok=True)
    VENV.mkdir(parents=True)
    without = ["--without-pip"] if _has("pip") else []
    if not _has("venv") or not (without or _has("ensurepip")):
        raise SetupError(NO_PIP)
    _call([sys.executable, "-m", "venv", *without, os.fspath(VENV)], "making .venv")


def _pip() -> list[str]:
    """Our own Python's pip at work on .venv, or .venv's where we have none."""
    options = ["--no-input", "--disable-pip-version-check"]
    python = os.fspath(python_of(VENV))
    if _has("pip"):
        return [sys.executable, "-m", "pip", "--python", python, *options]
    return [python, "-m", "pip", *options]


def _has(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


def _leave_own_venv() -> None:
    """Go on with the Python that .venv was made from: one cannot rebuild the house while standing in it."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        base = getattr(sys, "_base_executable", sys.executable)
        become([base, *sys.orig_argv[1:]], dict(os.environ))


def _call(command: Sequence[str], what: str) -> None:
    """Run one step, telling of its downloads; where it fails, show the end of what it said."""
    import subprocess

    log = VENV / LOG
    with log.open("ab") as output:
        begin = output.tell()
        step = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=os.environ | {"PIP_USER": "0"},
            close_fds=False,  # the lock stays held until this step ends, even if we are killed before it
        )
        code = _told_until_it_ends(step, log, begin)
    if code:
        raise SetupError(_why(what, log))


def _told_until_it_ends(step: "Popen[bytes]", log: Path, begin: int) -> int:
    """Wait for a step and tell of each large download that its log names meanwhile; gives its exit code."""
    from subprocess import TimeoutExpired

    code = None
    with log.open("rb") as said:
        said.seek(begin)
        while code is None:
            try:
                code = step.wait(0.5)
            except TimeoutExpired:
                code = None
            for name, size in downloads(said.read().decode("utf-8", "replace")):
                say(f"downloading {name} ({size}) ...")
    return code


def downloads(said: str) -> list[tuple[str, str]]:
    """The downloads of a megabyte and more that pip tells of: the name of each and its size."""
    import re

    return re.findall(r"Downloading (?:\S*/)?([^\s/]+?)-\d\S* \(([\d.]+ [MG]B)\)", said)


def _why(what: str, log: Path) -> str:
    """Why a step failed, for the user; what is no use any more is removed from a full disk."""
    import shutil

    words = _tail(log)
    if "No space left on device" in words or "Errno 28" in words:
        shutil.rmtree(VENV, ignore_errors=True)
        return f"the disk is full: the set-up needs {NEEDED_MB} MB in {VENV} and in the folder for temporary files"
    print(words, file=sys.stderr)
    return f"{what} failed; is the network there? All that was said is in {log}"


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:])


@contextmanager
def _only_one() -> Iterator[None]:
    """Hold the lock of this checkout; a second start waits until the first one has finished."""
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with VENV.with_name(f"{VENV.name}.lock").open("wb") as file:
        os.set_inheritable(file.fileno(), True)
        if not _locked(file):
            say("another start is setting up .venv; waiting for it ...")
            _wait_for(file)
        yield


def _wait_for(file: BinaryIO) -> None:
    import time

    while not _locked(file):
        time.sleep(0.2)


def _locked(file: BinaryIO) -> bool:
    """Take the lock if nobody has it; closing the file gives it back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
