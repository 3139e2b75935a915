"""How files are called where there is little room: folders shortened, and told apart where names are the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_MOST = 44


def shortened(folder: Path) -> str:
    """A folder with ~ for the home, and without its middle if it is long."""
    try:
        text = str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        text = str(folder)
    half = _MOST // 2
    return text if len(text) <= _MOST else f"{text[: half - 1]}…{text[-half:]}"


def hints(paths: Iterable[Path]) -> dict[Path, str]:
    """For each of several files of one name, as much of its folder as tells it apart; "" for the others."""
    by_name: dict[str, set[Path]] = {}
    for path in paths:
        by_name.setdefault(path.name, set()).add(path)
    return {path: _hint(path, alike - {path}) for alike in by_name.values() for path in alike}


def _hint(path: Path, others: set[Path]) -> str:
    folders = path.parent.parts
    for length in range(1, len(folders) + 1) if others else ():
        tail = folders[-length:]
        if all(other.parent.parts[-length:] != tail for other in others):
            return str(Path(*tail))
    return str(path.parent) if others else ""
