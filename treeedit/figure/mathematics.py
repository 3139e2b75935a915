"""Mathematics: LaTeX as outlines of glyphs, typeset by ziamath without TeX, for whatever draws a figure.

The rule: a formula is data. Only commands that typeset are let through, length and depth are bounded before anything
is parsed, no file but the font is read, and whatever goes wrong is one `MathsError` with a sentence. The library is
imported when the first formula is set, as it takes a fifth of a second.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Sequence
from functools import cache, lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from treeedit.figure.figure import NUMBERS_OF_STEP, Outline, Path, Step
from treeedit.figure.plain_mathematics import plain_mathematics
from treeedit.words import RefusalError, translate

if TYPE_CHECKING:
    from ziamath.zmath import Math

LONGEST_LATEX = 500
MOST_NESTED = 12
EM = 1000.0
"""A path is given in thousandths of an em."""

_TYPESETTING = threading.Lock()
"""The library reads its font at one place at a time."""
_EM_PX = 24.0  # what ziamath takes as its base size: others give small scripts another size
_STRUCTURE = frozenset(
    r"""
    frac dfrac tfrac binom dbinom tbinom sqrt root over choose atop left right middle big Big bigg Bigg bigl bigr
    Bigl Bigr biggl biggr Biggl Biggr overline underline overset underset stackrel hat widehat bar
    vec dot ddot dddot tilde widetilde check breve acute grave mathring mathrm mathbf
    mathit mathsf mathtt mathbb mathcal mathfrak mathscr mathnormal boldsymbol bm operatorname text textrm textbf textit
    textsf texttt mbox limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle quad qquad enspace space
    thinspace thickspace negthinspace begin end substack bmod pmod mod lim sup inf max min argmax argmin det gcd liminf
    limsup Pr int sum prod not prime mathstrut phantom hphantom vphantom
    overbrace underbrace overrightarrow overleftarrow xrightarrow xleftarrow
    arccos arcsin arctan cos cosh cot coth csc deg dim exp hom ker ln lg log sec sin sinh tan tanh
    """.split()  # noqa: SIM905
)
_ENVIRONMENTS = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases aligned align align* split".split()  # noqa: SIM905
)
_TOKEN = re.compile(r"\\([a-zA-Z]+|.)|([{}$%#~])|(.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{([^}]*)\}")
_DEEPER = {"{": 1, "left": 1, "begin": 1, "}": -1, "right": -1, "end": -1}
_FAULTS = {
    "ExtraLeftOrMissingRightError": r"A \left and its \right do not match.",
    "MissingSuperScriptOrSubscriptError": "After ^ or _ something is missing.",
    "DoubleSubscriptsError": "Two subscripts follow one another: use braces.",
    "DoubleSuperscriptsError": "Two superscripts follow one another: use braces.",
    "MissingEndError": r"A \begin has no \end.",
    "NoAvailableTokensError": "At the end of the formula something is missing.",
    "NumeratorNotFoundError": "A fraction has no numerator.",
    "DenominatorNotFoundError": "A fraction has no denominator.",
}


class MathsError(RefusalError):
    """A formula that cannot be typeset; the message is a sentence for the user."""


class Block(NamedTuple):
    """A formula at a font size: how far it reaches right, up and down from where its baseline begins, in pixels.

    path: its outlines about that point, y downwards, in units of 1/EM of the size; their insides are filled. plain: the
    formula in a line of plain text.
    """

    latex: str
    size: float
    width: float
    ascent: float
    descent: float
    path: Path
    plain: str

    @property
    def scale(self) -> float:
        """Pixels per unit of the path."""
        return self.size / EM

    def outline(self, x: float, y: float, colour: str) -> Outline:
        """The formula in a figure, its baseline beginning at a point."""
        return Outline(x, y, self.scale, self.path, colour, self.latex, self.plain)


def typeset_latex(latex: str, size: float) -> Block:
    """A formula in display style at a font size in pixels. MathsError if it cannot be typeset."""
    block = _at_one_em(latex)
    if isinstance(block, str):
        raise MathsError(block)
    scale = size / EM
    return block._replace(
        size=size, width=block.width * scale, ascent=block.ascent * scale, descent=block.descent * scale
    )


@lru_cache(maxsize=400)  # some 12 KB each
def _at_one_em(latex: str) -> Block | str:
    """The block of a formula in units of its path, or why there is none: faults are kept like formulas."""
    try:
        _check(latex)
        with _TYPESETTING:
            _check_characters(latex)
            return _block(latex, _parsed(latex))
    except MathsError as error:
        return str(error)


def _check(latex: str) -> None:
    """Let nothing through that is not known to be harmless."""
    if len(latex) > LONGEST_LATEX:
        raise MathsError(translate("mathematics", "A formula has at most {0} characters.").format(LONGEST_LATEX))
    if not latex.strip():
        raise MathsError(translate("mathematics", "The formula is empty."))
    depth = 0
    for command, sign, other in _TOKEN.findall(latex):
        _check_token(command, sign, other)
        depth += _DEEPER.get(command or sign, 0)
        if depth < 0:
            raise MathsError(translate("mathematics", "A closing brace has no opening one."))
        if depth > MOST_NESTED:
            raise MathsError(translate("mathematics", "The formula is nested more than {0} deep.").format(MOST_NESTED))
    if depth:
        raise MathsError(translate("mathematics", "An opening brace has no closing one."))
    for name in _ENVIRONMENT.findall(latex):
        if name not in _ENVIRONMENTS:
            raise MathsError(translate("mathematics", "There is no environment “{0}”.").format(name[:40]))


def _check_token(command: str, sign: str, other: str) -> None:
    if command:
        _check_command(command)
    elif sign not in ("", "{", "}"):
        raise MathsError(
            translate("mathematics", "“{0}” has no place in a formula; write \\{1} for the character.").format(
                sign, sign
            )
        )
    elif other and not (other.isprintable() or other.isspace()):
        raise MathsError(translate("mathematics", "The formula holds a character that cannot be drawn."))


def _check_command(command: str) -> None:
    if len(command) == 1 and not command.isalpha():
        return
    if command not in _STRUCTURE and not _library_knows(command):
        raise MathsError(translate("mathematics", "The command \\{0} is not known.").format(command[:40]))


def _check_characters(latex: str) -> None:
    """The font draws a box for what it lacks, which says nothing to anybody."""
    font = _library().zmath.loadedfonts["default"]
    missing = next((each for each in latex if not each.isascii() and not font.glyphindex(each)), None)
    if missing is not None:
        raise MathsError(translate("mathematics", "The font of formulas lacks “{0}”.").format(missing))


def _library_knows(command: str) -> bool:
    from latex2mathml.symbols_parser import convert_symbol

    return convert_symbol("\\" + command) is not None


def _parsed(latex: str) -> Math:
    try:
        formula: Math = _library().Math.fromlatex(_escaped(latex), size=_EM_PX)
    except Exception as error:  # whatever the library stumbles over, a formula is no reason to fall
        raise MathsError(_FAULTS.get(type(error).__name__, "The formula cannot be typeset.")) from None
    return formula


def _escaped(latex: str) -> str:
    """Characters that the library would take for markup, as commands."""
    return latex.replace("<", r"\lt ").replace(">", r"\gt ").replace("\n", " ")


@cache
def _library() -> ModuleType:
    """ziamath, set to give plain paths, with rows whose heights are measured once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how it looks for its own font
        import ziamath
    from ziafont.config import config
    from ziamath.nodes.mrow import Mrow

    config.svg2 = False

    class Row(Mrow, tag="mrow"):
        """A row that is only measured needs no measure of its parts: twice as many for each level would freeze us."""

        def _get_height_nostretch(self, line: list[ET.Element], **kwargs: object) -> tuple[float, float]:
            if kwargs.get("nostretch"):
                return 0.0, 0.0
            measured: tuple[float, float] = super()._get_height_nostretch(line, **kwargs)
            return measured

    return ziamath


def _block(latex: str, formula: Math) -> Block:
    """The outlines of a formula, with a box that holds them all."""
    canvas = ET.Element("svg")
    try:
        formula.node.draw(0.0, 0.0, canvas)
        steps = [step for element in canvas.iter() for step in _steps(element)]
        box = formula.node.bbox
        plain = plain_mathematics(formula.mathml) or latex
    except Exception:
        raise MathsError(translate("mathematics", "The formula cannot be typeset.")) from None
    if not steps:
        raise MathsError(translate("mathematics", "There is nothing to see in the formula."))
    left, top, right, bottom = _box(steps)
    unit = EM / _EM_PX
    path = Path.of(*_shifted(steps, -min(left, 0.0)))
    width = max(right, box.xmax * unit) - min(left, 0.0)
    return Block(latex, EM, width, max(-top, box.ymax * unit), max(bottom, -box.ymin * unit, 0.0), path, plain)


def _steps(element: ET.Element) -> list[Step]:
    """An element of the library's picture as a path: glyphs and bars are all there is."""
    unit = EM / _EM_PX
    if element.tag == "rect":
        x, y, wide, high = (round(float(element.attrib[key]) * unit, 1) for key in ("x", "y", "width", "height"))
        corners = (x + wide, y), (x + wide, y + high), (x, y + high)
        return [("M", (x, y)), *(("L", corner) for corner in corners), ("Z", ())]
    if element.tag in ("svg", "g") and "transform" not in element.attrib:
        return []
    if element.tag != "path" or "stroke" in element.attrib:
        raise MathsError(translate("mathematics", "The formula cannot be typeset."))
    words = element.attrib["d"].replace("Z", " Z ").split()
    steps: list[Step] = []
    while words:
        kind, words = words[0], words[1:]
        count = NUMBERS_OF_STEP[kind]
        steps.append((kind, tuple(round(float(each) * unit, 1) for each in words[:count])))
        words = words[count:]
    return steps


def _box(path: Sequence[Step]) -> tuple[float, float, float, float]:
    xs = [x for _, numbers in path for x in numbers[::2]]
    ys = [y for _, numbers in path for y in numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _shifted(path: Sequence[Step], by: float) -> Sequence[Step]:
    if not by:
        return path
    return [(kind, tuple(n + by * (i % 2 == 0) for i, n in enumerate(numbers))) for kind, numbers in path]
