"""How a window tells something: a sentence that passes, a notice that stays, a line for what takes long."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from treeedit.window.widgets.notification_bar import Notice
from treeedit.window.widgets.progress_lines import ProgressLines


class Messages(NamedTuple):
    """Where the parts of a window tell the user something.

    say: a sentence at the bottom, for a while. notice: what is answered by a button. lines: how far long work is.
    """

    say: Callable[[str], None]
    notice: Notice
    lines: ProgressLines
