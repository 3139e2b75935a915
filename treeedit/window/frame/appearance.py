"""How the window looks: colours, size of texts, digits, what nodes show. All of it is remembered for the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.look import NUMBER_STYLES, ORIENTATIONS, SHOWN_ON_WISH, Look
from treeedit.window.frame.reduced_motion import asks_for_stillness
from treeedit.window.frame.theme import SCHEMES, theme_of
from treeedit.window.settings import Key, Settings

_TEXT_STEP = 1.15
_FEWEST_TEXT_STEPS, _MOST_TEXT_STEPS = -2, 6
_DIGITS_OF_DIGITS = 3
_ON, _OFF = "on", "off"
FEWEST_DIGITS, MOST_DIGITS = 2, 12


class Appearance(QObject):
    """The look of a stage as the user chooses it. It calls recoloured(), resized(factor) and restyled() after changes.

    recoloured: the theme is another. resized: texts are larger by a factor. restyled: anything, these included.
    """

    def __init__(self, stage: Stage, scheme: str, settings: Settings) -> None:
        super().__init__(stage)
        self._stage = stage
        self.scheme = scheme
        self._text_steps = 0
        self.recoloured: Callable[[], None] = lambda: None
        self.resized: Callable[[float], None] = lambda factor: None
        self.restyled: Callable[[], None] = lambda: None
        self.has_minimap = settings.text(Key.MINIMAP) != _OFF
        self._motion = settings.text(Key.ANIMATIONS)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_scheme)

    def toggle_shown(self, what: str) -> None:
        """Show or hide one kind of thing on all nodes."""
        self._restyle(replace(self._stage.look, shows=self._stage.look.shows ^ {what}))

    def shows_fractions(self) -> bool:
        """Whether simple fractions are written as such."""
        return self._stage.look.format is NUMBER_STYLES["fractions"]

    def toggle_fractions(self) -> None:
        """Write simple fractions as such, or as decimals."""
        style = "decimals" if self.shows_fractions() else "fractions"
        self._restyle(replace(self._stage.look, format=NUMBER_STYLES[style]))

    def change_digits(self, by: int) -> None:
        """Show more or fewer significant digits."""
        digits = min(max(self._stage.look.digits + by, FEWEST_DIGITS), MOST_DIGITS)
        self._restyle(replace(self._stage.look, digits=digits))
        self._stage.say(self.tr("{0} significant digits").format(digits))

    def turn_to(self, orientation: str) -> None:
        """Let the roots stand at one of ORIENTATIONS."""
        self._restyle(replace(self._stage.look, orientation=orientation))

    def use_scheme(self, scheme: str) -> None:
        """Light, dark, or what the system prefers."""
        self.scheme = scheme
        self._follow_scheme()

    def toggle_minimap(self) -> None:
        """Let the overview come when there is need of it, or never."""
        self.has_minimap = not self.has_minimap

    def toggle_motion(self) -> None:
        """Move things, or set them at once; from now on whatever the system asks for."""
        self._stage.still_motion = not self._stage.still_motion
        self._motion = _OFF if self._stage.still_motion else _ON

    def ask_system(self) -> None:
        """Set things at once where the system asks for it and the user has said nothing."""
        if self._motion not in (_ON, _OFF) and asks_for_stillness():
            self._stage.still_motion = True

    def scale_text(self, steps: int) -> None:
        """Make the texts of the window larger or smaller, and the canvas with them."""
        wanted = min(max(self._text_steps + steps, _FEWEST_TEXT_STEPS), _MOST_TEXT_STEPS)
        moved, self._text_steps = wanted - self._text_steps, wanted
        self._stage.text_scale = _TEXT_STEP**wanted
        self.recoloured()
        self._restyle(self._stage.look)
        self.resized(_TEXT_STEP**moved)

    def restore(self, settings: Settings) -> None:
        """Take up the size of texts and the motion that were remembered."""
        self._stage.still_motion = self._motion == _OFF
        steps = {str(number): number for number in range(_FEWEST_TEXT_STEPS, _MOST_TEXT_STEPS + 1) if number}
        if (kept := settings.text(Key.TEXT)) in steps:
            self.scale_text(steps[kept])

    def remember(self, settings: Settings) -> None:
        """Keep all of it in the settings."""
        look = self._stage.look
        settings.keep(Key.SCHEME, self.scheme)
        settings.keep(Key.HIDES, " ".join(sorted(Look().shows - look.shows)))
        settings.keep(Key.SHOWS_MORE, " ".join(sorted(look.shows - Look().shows)))
        settings.keep(Key.DIGITS, str(look.digits))
        settings.keep(Key.ORIENTATION, look.orientation)
        settings.keep(Key.TEXT, str(self._text_steps))
        settings.keep(Key.MINIMAP, _ON if self.has_minimap else _OFF)
        settings.keep(Key.ANIMATIONS, self._motion)
        settings.keep(Key.NUMBERS, "fractions" if self.shows_fractions() else "decimals")

    def _follow_scheme(self, _scheme: object = None) -> None:
        self._restyle(replace(self._stage.look, theme=theme_of(self.scheme)))
        self.recoloured()

    def _restyle(self, look: Look) -> None:
        self._stage.restyle(look)
        self.restyled()


def remembered_scheme(settings: Settings) -> str:
    """The colours that were chosen last: "system", "light" or "dark"."""
    scheme = settings.text(Key.SCHEME, "system")
    return scheme if scheme in SCHEMES else "system"


def remembered_look(settings: Settings) -> Look:
    """The look that was chosen last."""
    digits = settings.text(Key.DIGITS)
    wanted = int(digits) if digits.isdecimal() and len(digits) < _DIGITS_OF_DIGITS else Look().digits
    number = NUMBER_STYLES.get(settings.text(Key.NUMBERS), NUMBER_STYLES["fractions"])
    look = Look(digits=min(max(wanted, FEWEST_DIGITS), MOST_DIGITS), format=number)
    where = settings.text(Key.ORIENTATION)
    look = replace(look, orientation=where if where in ORIENTATIONS else look.orientation)
    more = SHOWN_ON_WISH & set(settings.text(Key.SHOWS_MORE).split())
    hidden = set(settings.text(Key.HIDES).split())  # what is hidden, as a later version may show more
    return replace(look, theme=theme_of(remembered_scheme(settings)), shows=(look.shows - hidden) | more)
