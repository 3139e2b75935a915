"""What a window remembers from one start to the next: where it stands, its panels, and what its parts have to keep."""

from __future__ import annotations

from treeedit.window.command_palette import CommandPalette
from treeedit.window.parts import Parts
from treeedit.window.settings import Key, Settings


def restore(settings: Settings, parts: Parts, palette: CommandPalette) -> None:
    """Let a window be as the last one was left."""
    parts.window.restoreGeometry(settings.state(Key.GEOMETRY))
    parts.window.restoreState(settings.state(Key.PANELS))
    parts.appearance.restore()
    parts.adding.quick_add.recent = settings.words(Key.RECENT_WORDS)
    palette.recall(settings.words(Key.RECENT_COMMANDS))
    parts.formula.restore(settings)
    parts.stepping.restore(settings)
    parts.steps_bar.follow()
    parts.inspector.restore(settings)
    parts.show_minimap()


def remember(settings: Settings, parts: Parts, palette: CommandPalette) -> None:
    """Keep how a window is left."""
    parts.appearance.remember()
    settings.keep_words(Key.RECENT_WORDS, parts.adding.quick_add.recent)
    settings.keep_words(Key.RECENT_COMMANDS, palette.recent)
    parts.formula.remember(settings)
    parts.stepping.remember(settings)
    parts.inspector.remember(settings)
    settings.keep_state(Key.GEOMETRY, parts.window.saveGeometry())
    settings.keep_state(Key.PANELS, parts.window.saveState())
    settings.save()
