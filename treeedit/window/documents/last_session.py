"""Where one left off: the windows on saved files that were open last, each with its place and what it showed."""

from __future__ import annotations

from pathlib import Path

import msgspec

from treeedit.window.documents.document_window import DocumentWindow
from treeedit.window.settings import Key, Settings, state_of, text_of

_MOST = 20


class Left(msgspec.Struct, frozen=True):
    """A window as it was left: its file, its place, and the middle and scale of the canvas; None if all was fitted."""

    path: str
    geometry: str = ""
    view: tuple[float, float, float] | None = None


def is_wanted(settings: Settings) -> bool:
    """Whether the last windows are to come back."""
    return settings.text(Key.REOPEN, "yes") == "yes"


def toggle(settings: Settings) -> None:
    """Let them come back from now on, or no longer."""
    settings.keep(Key.REOPEN, "no" if is_wanted(settings) else "yes")
    settings.save()


def remember(settings: Settings, windows: list[DocumentWindow]) -> None:
    """Note how these windows are left."""
    left = [_left(window) for window in windows if window.documents.path is not None]
    settings.keep(Key.WINDOWS, msgspec.json.encode(left).decode())
    settings.save()


def remembered(settings: Settings) -> list[Left]:
    """The windows as they were left, as far as their files are still there."""
    try:
        found = msgspec.json.decode(settings.text(Key.WINDOWS, "[]"), type=list[Left])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return []
    return [each for each in found[:_MOST] if each.path and "\0" not in each.path and Path(each.path).is_file()]


def stand(window: DocumentWindow, left: Left) -> None:
    """Put a window where it was left, and show what it showed."""
    window.restoreGeometry(state_of(left.geometry))
    if left.view is None:
        window.view.fit()
    else:
        window.view.stand(left.view)


def _left(window: DocumentWindow) -> Left:
    path = str(window.documents.path and window.documents.path.absolute())
    return Left(path.encode(errors="replace").decode(), text_of(window.saveGeometry()), window.view.standing())
