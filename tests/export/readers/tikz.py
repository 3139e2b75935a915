r"""TikZ, by patterns: nodes with their names and sizes, edges between their borders, texts as the reader will see them.

A picture may have overlays, as those of beamer: it is read once for each slide, with what stands on that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tests.export.readers.seen import LOWERED, MIDDLE, RAISED, Box, Ends, Seen, Word

_PICTURE = re.compile(r"\\begin\{tikzpicture\}(.*?)\\end\{tikzpicture\}", re.DOTALL)
_ONLY = re.compile(r"\\only<(\d+)-(\d*)(?:\|handout:0)?>\{%")
_UNIT = re.compile(r"x=([0-9.]+)bp, y=-([0-9.]+)bp")
_POINT = r"\((-?[0-9.]+),(-?[0-9.]+)\)"
_NODE = re.compile(
    rf"\\node\[tree node=.*minimum width=([0-9.]+)bp, minimum height=([0-9.]+)bp.*\] \((\w+)\) at {_POINT}"
    r" \{(.*)\};(?:  % (.*))?$",
    re.MULTILINE,
)
_TEXT = re.compile(r"\\node\[tree text=([0-9.]+), anchor=([a-z ]+), text=\w+\] at (.*?) \{(.*)\};", re.MULTILINE)
_SENTENCE = re.compile(r"\\displaystyle|\\scalebox")
_HANGING = re.compile(rf"\(\[shift=\{{{_POINT}\}}\](\w+)\.center\)")
_RECTANGLE = re.compile(rf"\\path\[.*draw=.*\] {_POINT} rectangle {_POINT};")
_EDGE = re.compile(r"\\path\[tree edge=.*?\] (.*);")
_CURVE = re.compile(r"(\(\S+\)) \.\. controls \S+ and \S+ \.\. (\(\S+\))")
_MARK = re.compile(rf"\\path\[shift=\{{(\S+)\}}, (?:shift=\{{{_POINT}\}})?.*even odd rule\]")
_BORDER = re.compile(r"\((\w+)\.(north|south|west|east|center)\)")
_LABEL = re.compile(r"\\kern(-?[0-9.]+)bp")
_SCALE = re.compile(r"\\scalebox\{([0-9.]+)\}")
_ANCHORS = {"base west": "start", "base": "middle", "base east": "end"}
_SIDES = {"north": (0, -1), "south": (0, 1), "west": (-1, 0), "east": (1, 0), "center": (0, 0)}

_DRESS = re.compile(
    r"\\textcolor\{\w+\}|\\scalebox\{[0-9.]+\}|\\kern-?[0-9.]+bp|\\hbox to [0-9.]+bp|\\hss"
    r"|\\(?:sffamily|boldmath|itshape) |\\text(?:bf|rm)(?=\{)"
)
_LOW = re.compile(r"\$_\{\\mathrm\{(\w+)\}\}\$")
_HIGH = re.compile(r"\$\^\{\\mathrm\{([^{}]+)\}\}\$")
_ACCENT = re.compile(r"\\([\"'`^~])\{(\w)\}")
_ACCENTS = dict(zip("\"'`^~", "\u0308\u0301\u0300\u0302\u0303", strict=True))
_TOKEN = re.compile(r"''|\^\d|\\[a-zA-Z]+(?:\{\}| (?=[a-z]))?|\\.|-\{\}|[\s\S]")
_RAISED = dict(zip("123", "¹²³", strict=True))
_COMMANDS = {
    "times": "×", "div": "÷", "partial": "∂", "surd": "√", "infty": "∞", "textasciicircum": "^", "backslash": "\\",
    "textasciitilde": "~", "theta": "θ", "Omega": "Ω", "sigma": "σ", "pi": "π", "cdot": "·", "ss": "ß", "to": "→",
    "dots": "…", "sum": "∑", "square": "□", "approx": "≈", "vert": "|", "leq": "≤", "geq": "≥", "neq": "≠",
}  # fmt: skip


def read_tikz(data: bytes) -> list[Seen]:
    """The pictures in a fragment or a document, one for each slide."""
    (picture,) = _PICTURE.findall(data.decode())
    last = max((int(found[1]) for found in _ONLY.finditer(picture)), default=1)
    seen = [_Picture("\n".join(_on_slide(picture, number))).seen() for number in range(1, last + 1)]
    for each in seen if last > 1 else ():
        each.notes = None  # a node stands on all slides, and says what it is in the end
    return seen


def _on_slide(picture: str, number: int) -> Iterator[str]:
    """The lines of a picture that one slide shows."""
    shown = True
    for line in picture.splitlines():
        if only := _ONLY.fullmatch(line):
            shown = int(only[1]) <= number <= int(only[2] or number)
        elif line == "}":
            shown = True
        elif shown:
            yield line


class _Picture:
    def __init__(self, text: str) -> None:
        self._text = text
        unit = _UNIT.search(text)
        assert unit is not None
        assert unit[1] == unit[2]
        self._unit = float(unit[1])
        self._nodes = {
            name: Box(_number(name), float(x), float(y), float(wide) / self._unit, float(high) / self._unit)
            for wide, high, name, x, y, *_ in _NODE.findall(text)
        }

    def seen(self) -> Seen:
        told = {_number(found[3]): found[7] or "" for found in _NODE.finditer(self._text) if _number(found[3])}
        formulas, words = [], [self._label(found) for found in _NODE.finditer(self._text) if found[6]]
        for size, anchor, at, tex in _TEXT.findall(self._text):
            place = self._place(at)
            if anchor == "base" and _SENTENCE.search(tex):
                continue
            if tex.startswith(r"$\displaystyle "):
                formulas.append(Word(tex[len(r"$\displaystyle ") : -1], *place))
            else:
                words.append(Word(plain(tex).replace("--", "–"), *place, _ANCHORS[anchor]))
            assert float(size) > 0
        return Seen(
            words=words,
            boxes=self._boxes(),
            curves=self._curves(),
            marks=self._marks(),
            formulas=formulas,
            notes=told,
        )

    def _boxes(self) -> list[Box]:
        found = list(self._nodes.values())
        for corners in _RECTANGLE.findall(self._text):
            x0, y0, x1, y1 = map(float, corners)
            found.append(Box(0, (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0))
        return found

    def _curves(self) -> list[Ends]:
        curves = [curve for path in _EDGE.findall(self._text) for curve in _CURVE.findall(path)]
        return [Ends(*self._place(begin), *self._place(end)) for begin, end in curves]

    def _marks(self) -> list[tuple[float, float]]:
        found = []
        for at, dx, dy in _MARK.findall(self._text):
            x, y = self._place(at)
            found.append((x + float(dx or 0), y + float(dy or 0)))
        return found

    def _label(self, found: re.Match[str]) -> Word:
        """The label of a node, in its middle or as far from its left side as it says."""
        box, tex = self._nodes[found[3]], found[6]
        scale, before = _SCALE.search(tex), _LABEL.search(tex)
        base = box.y + MIDDLE * float(scale[1] if scale else 1) * 10 / self._unit
        if before is None:
            return Word(plain(tex), box.x, base, "middle")
        return Word(plain(tex), box.x - box.width / 2 + float(before[1]) / self._unit, base)

    def _place(self, at: str) -> tuple[float, float]:
        """A point, given as such or by a node."""
        if hanging := _HANGING.fullmatch(at):
            box = self._nodes[hanging[3]]
            return box.x + float(hanging[1]), box.y + float(hanging[2])
        if border := _BORDER.fullmatch(at):
            box, (across, down) = self._nodes[border[1]], _SIDES[border[2]]
            return box.x + across * box.width / 2, box.y + down * box.height / 2
        point = re.fullmatch(_POINT, at)
        assert point is not None, at
        return float(point[1]), float(point[2])


def _number(name: str) -> int:
    """The node that is called n7; empty slots have names, too, and are no nodes."""
    return int(name[1:]) if name[1:].isdecimal() else 0


def plain(tex: str) -> str:
    """What a line of TeX shows."""
    text = _ACCENT.sub(lambda found: unicodedata.normalize("NFC", found[2] + _ACCENTS[found[1]]), _DRESS.sub("", tex))
    text = _LOW.sub(lambda found: "".join(LOWERED[c] for c in found[1]), text)
    text = _HIGH.sub(lambda found: "".join(RAISED[c] for c in found[1]), text)
    shown, in_mathematics = "", False
    for token in _TOKEN.findall(text):
        if token == "$":
            in_mathematics = not in_mathematics
        elif token == "-":
            shown += "−" if in_mathematics else "-"
        elif len(token) == 2 and token[0] == "^":
            shown += _RAISED[token[1]]
        elif token == "''":
            shown += '"'
        elif token == "-{}":
            shown += "-"
        elif token[0] == "\\":
            name = token[1:].removesuffix("{}").strip()
            shown += _COMMANDS[name] if name.isalpha() else name
        elif token not in "{}":
            shown += token
    return shown
